/*
 * command - what the program can be asked to do, and one such call of it.
 *
 * A command is one file of audit/command: a struct for the values of its options, their
 * rows, what its help says, and its work.
 */
#ifndef OPTION_COMMAND_H
#define OPTION_COMMAND_H

#include "audit/core/exit.h"
#include "audit/core/file/folder.h"
#include "audit/option/common.h"

struct arena;
struct error;
struct fleet_part;

struct invocation {
	struct arena *arena;
	const struct command *command;
	struct options options;
	char *const *operands; /* borrowed from argv */
	size_t operand_count;
	enum exit_status status;       /* the command's answer, EXIT_READY before */
	struct folder folder;	       /* removed, unless committed, however the program ends */
	const struct fleet_part *part; /* of a fleet, an account of which this is; NULL = of none */
};

struct command {
	const char *name, *operand;
	const char *summary; /* "" = not for people: no --help lists it */
	const char *details; /* for its --help, or "" */
	bool several;	     /* operands, which it counts itself */
	const struct option_row *rows;
	size_t size; /* of the struct of their values, which begins with common_options */
	int (*run)(struct invocation *invocation, struct error *err);
};

#endif
