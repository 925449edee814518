/*
 * profile - "syncro-audit profile list | show ID|FILE | lint FILE | diff A B". What was asked
 * for goes to standard output; that lint found mistakes is an error.
 */
#ifndef COMMAND_PROFILE_H
#define COMMAND_PROFILE_H

#include "audit/option/command.h"

extern const struct command profile_command;

#endif
