/*
 * parse - the command and the options of a command line.
 */
#ifndef OPTION_PARSE_H
#define OPTION_PARSE_H

#include "audit/option/command.h"

/* Those of what stands before any command, which has no name and nothing to run. */
struct program_options {
	struct common_options common;
	bool version;
};

/*
 * Reads argv, then what --config adds to it: the command line wins. `commands` end with NULL;
 * invocation->arena is there. Fills in the command, its options and operands.
 */
int options_parse(struct invocation *invocation, const struct command *const *commands, int argc,
		  char **argv, struct error *err);

#endif
