/*
 * audit - "syncro-audit audit": pull from Syncro, evaluate, write the report folder.
 */
#ifndef COMMAND_AUDIT_H
#define COMMAND_AUDIT_H

#include "audit/option/command.h"

extern const struct command audit_command;

#endif
