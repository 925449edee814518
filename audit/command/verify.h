/*
 * verify - "syncro-audit verify FOLDER": whether a report folder is as it was written, and
 * whether its files agree. What was found goes to standard output; status 0 or 1, or an error
 * if a file, or all of it, cannot be read and nothing else differs.
 */
#ifndef COMMAND_VERIFY_H
#define COMMAND_VERIFY_H

#include "audit/option/command.h"

extern const struct command verify_command;

#endif
