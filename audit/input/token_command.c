#include "audit/input/token_command.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "audit/input/child.h"

struct first_line {
	struct str *text;
	bool ended;
	bool has_nul;
};

static int take(void *context, const char *bytes, size_t length, struct error *err)
{
	struct first_line *line = context;
	const char *end = memchr(bytes, '\n', length);

	if (line->ended)
		return 0;
	line->ended = end != NULL;
	length = end ? (size_t)(end - bytes) : length;
	line->has_nul = line->has_nul || memchr(bytes, '\0', length);
	if (str_add(line->text, bytes, length) != 0)
		return error_set(err, "its first line has more than %zu characters",
				 line->text->limit);
	return line->has_nul ? error_set(err, "its first line holds a NUL") : 0;
}

int token_command_read(const char *command, int64_t limit_ms, const volatile sig_atomic_t *stop,
		       struct str *out, struct error *err)
{
	struct first_line line = { .text = out };
	const char *argv[] = { "/bin/sh", "-c", command, NULL };
	const struct child child = { .argv = argv,
				     .input = -1,
				     .extra = -1,
				     .limit_ms = limit_ms,
				     .stop = stop,
				     .take = take,
				     .context = &line };

	return child_run(&child, NULL, err);
}
