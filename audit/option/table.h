/*
 * table - the rows of a command's options, the values they fill in, and setting one of
 * them from its text.
 *
 * Every command has a struct of its own for its values; a row names the field. What
 * several commands take is a table that they name in a row.
 */
#ifndef OPTION_TABLE_H
#define OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct error;
struct str;

enum option_type { OPTION_FLAG, OPTION_TEXT, OPTION_LIST, OPTION_NUMBER, OPTION_TYPES };

#define OPTIONS_LIST_MOST 1000 /* a report a week for 19 years */

/* Of an option that may be given more than once. */
struct option_list {
	const char *items[OPTIONS_LIST_MOST];
	size_t count;
};

/* A table ends with a row of nothing. */
struct option_row {
	const char *name;
	char letter; /* 0 = none */
	bool always; /* recorded in every run.json ever written: one without is refused */
	enum option_type type;
	size_t offset;	     /* of its field: bool, const char *, struct option_list, int64_t */
	int64_t least, most; /* of a number */
	/* Whether its text is a path: in --config it belongs to that file's folder. NULL = no. */
	bool (*is_path)(const char *text);
	/* Whether it can have that text, where a file says it; NULL = any. */
	int (*check)(struct arena *arena, const char *text, struct error *err);
	const char *excludes; /* the name of another: on the command line it takes its place */
	const char *argument;
	/* Of a list: appends what may stand in it. The help then begins with that. */
	void (*choices)(struct str *out, const char *between, const char *before_last);
	const char *help;     /* NULL = nobody can give it, it is taken from the evidence */
	const char *usual;    /* its text where nobody says, but for a list; NULL = zeroed */
	const char *recorded; /* a replay has to know it (no list): run.json holds it, and must
			       * hold this, such as "true or false" */
	const struct option_row *group; /* instead of a name: rows that stand here */
};

#define OPTION_FIELD(of_type, container, field)                                                    \
	.type = (of_type), .offset = offsetof(struct container, field)
#define OPTION_RANGE(container, field, low, high)                                                  \
	OPTION_FIELD(OPTION_NUMBER, container, field), .least = (low), .most = (high)

/* For is_path: whatever it is. */
bool option_any_path(const char *text);

/* Borrowed texts: of argv, of the tables or in the arena. */
struct options {
	const struct option_row **rows;	 /* groups opened; those of the command come first */
	size_t count, own;		 /* the others are checked, and have no value */
	const struct option_row **known; /* one of each name, in the order of the commands */
	size_t known_count;
	bool *given;  /* by row: on the command line or in --config */
	void *values; /* the command's struct */
};

/* The options of a command, which has `size` bytes of values: all as usual. */
struct options options_usual(struct arena *arena, const struct option_row *rows, size_t size);

/* The row that can be given under this name, or NULL. */
const struct option_row *options_find(const struct options *options, const char *name);

/* Checks `text` and, if the row is one of the command's own, puts it into the field of the row of
 * that number, or at the end of its list; a flag becomes true whatever it is. */
int options_set(struct options *options, size_t number, const char *text, struct error *err);

/* The same, of a row of the command's own, which there is. */
int options_say(struct options *options, const char *name, const char *text, struct error *err);
/* What stands in a text of the command's own; NULL = not given, and nothing usual. */
const char *options_text(const struct options *options, const char *name);
/* The same, of a list. */
const struct option_list *options_list(const struct options *options, const char *name);

/* What --config adds to what the command line gave. */
int options_read_config(struct arena *arena, const char *path, struct options *options,
			struct error *err);

#endif
