#include "audit/rules/profile/lint.h"

#include <string.h>

#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/rules/profile/profile.h"

static void add(struct arena *arena, struct profile_lint *lint, const char *pointer,
		const char *expected)
{
	lint->mistakes[lint->count++] = (struct profile_mistake){
		.pointer = arena_strdup(arena, pointer),
		.expected = arena_strdup(arena, expected),
	};
}

void profile_lint(struct arena *arena, const struct catalogue *catalogue, const char *bytes,
		  size_t length, struct profile_lint *out)
{
	struct error err = { .message = "" };
	struct input in;

	*out = (struct profile_lint){ .count = 0 };
	if (input_open(&in, "", bytes, length, &err) != 0) {
		out->mistakes = arena_alloc(arena, sizeof *out->mistakes);
		/* The cause stands behind the file's name and a colon. */
		add(arena, out, "",
		    arena_printf(arena, "JSON, found text that %s", err.message + strlen(": ")));
		return;
	}
	(void)profile_build(arena, &in, catalogue);
	out->mistakes = arena_array(arena, in.problem_count, sizeof *out->mistakes);
	for (size_t i = 0; i < in.problem_count; i++)
		add(arena, out, in.problems[i].pointer, in.problems[i].expected);
	(void)input_close(&in, &err);
}
