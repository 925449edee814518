/*
 * commands - what the program can be asked to do, a file each. What a command is:
 * option/command.h; how to add one: main.c.
 */
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

#include "audit/option/command.h"

/* They write a report folder, and print its path. */
extern const struct command audit_command;
extern const struct command replay_command;

/* What was found goes to standard output. verify, compare: status 0 = nothing differs, 1 =
 * something does; profile: what lint finds is an error. */
extern const struct command verify_command;
extern const struct command compare_command;
extern const struct command history_command;
extern const struct command profile_command;

#endif
