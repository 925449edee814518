/*
 * options_table - the one table of options and commands, and setting one of
 * them from its text. For options*.c only.
 */
#ifndef OPTION_TABLE_H
#define OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/option/options.h"

struct arena;
struct error;
struct str;

enum option_type { OPTION_FLAG, OPTION_TEXT, OPTION_LIST, OPTION_NUMBER, OPTION_TYPES };

struct option_row {
	const char *name;
	char letter; /* 0 = none */
	enum option_type type;
	size_t offset;	     /* of its field in struct options */
	unsigned commands;   /* a bit for each that takes it */
	int64_t least, most; /* of a number */
	const char *argument;
	/* Of a list: appends what may stand in it. The help then begins with "of", and that. */
	void (*choices)(struct str *out, const char *between, const char *before_last);
	const char *help;
};

struct command_row {
	const char *name, *operand, *summary;
	const char *details; /* for its --help, or "" */
	bool several;	     /* operands, which it counts itself */
};

#define OPTION_COUNT 30 /* rows in the table; checked where it is written */

extern const struct option_row option_rows[OPTION_COUNT];
extern const struct command_row command_rows[COMMAND_COUNT];

/* Checks `text` and puts it into its field, or at the end of its list; a flag becomes true
 * whatever it is. */
int options_set(struct options *options, const struct option_row *row, const char *text,
		struct error *err);

/* What --config adds to what the command line gave (`given`, by row). */
int options_read_config(struct arena *arena, struct options *options, const bool *given,
			struct error *err);

#endif
