/*
 * verify_format - the files that show a report beside results.json, and how each is
 * read back. For verify_*.c only.
 */
#ifndef COMMAND_VERIFY_FORMAT_H
#define COMMAND_VERIFY_FORMAT_H

#include <stddef.h>

#include "audit/command/verify_outcome.h"

struct error;
struct facts;

#define VERIFY_FORMAT_MOST ((size_t)256 << 20) /* bytes */

struct verify_format {
	const char *name; /* of the file; NULL ends the table */
	enum verify_shown shown;
	unsigned kinds; /* of facts it holds */
	const char *kinds_text;
	/* One of them; the first takes the descriptor over. */
	int (*read_fd)(int fd, struct facts *facts, struct error *err);
	int (*read)(const char *bytes, size_t length, struct facts *facts, struct error *err);
};

extern const struct verify_format verify_formats[];

/* The file `name` of the folder, of that format. The error lacks the name. */
int verify_format_read(const struct verify_format *format, int folder, const char *name,
		       struct facts *facts, struct error *err);

#endif
