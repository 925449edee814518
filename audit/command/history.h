/*
 * history - "syncro-audit history FOLDER...": the course of verdicts and counts of one
 * account, a table for each profile, on standard output.
 */
#ifndef COMMAND_HISTORY_H
#define COMMAND_HISTORY_H

#include "audit/option/command.h"

extern const struct command history_command;

#endif
