/*
 * commands - what the program can be asked to do, a file each. What a command is:
 * option/command.h.
 */
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

#include "audit/option/command.h"

/*
 * All of them, in the order of the program's --help. To add one:
 *  1. audit/command/NAME.c: a struct for the values of its options (common_options first),
 *     their rows, its help and its work, in `const struct command NAME_command`;
 *  2. its row here;
 *  3. its page in templates/man;
 *  4. tests/cli/NAME.sh.
 *
 * audit and replay write a report folder and print its path. What the others find goes to
 * standard output: verify and compare end with 1 where something differs; of profile, what
 * lint finds is an error.
 */
#define COMMANDS(ROW)                                                                              \
	ROW(audit)                                                                                 \
	ROW(replay)                                                                                \
	ROW(verify)                                                                                \
	ROW(show)                                                                                  \
	ROW(compare)                                                                               \
	ROW(history)                                                                               \
	ROW(overview)                                                                              \
	ROW(handover)                                                                              \
	ROW(fleet)                                                                                 \
	ROW(doctor)                                                                                \
	ROW(profile)                                                                               \
	ROW(complete)

#define COMMAND_DECLARED(name) extern const struct command name##_command;
#define COMMAND_LISTED(name) &name##_command,

COMMANDS(COMMAND_DECLARED)

#endif
