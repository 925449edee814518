#include "tests/unit/fixture_decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"

struct arena *fixture_decode_arena;

int fixture_decode_open(void **state)
{
	(void)state;
	fixture_decode_arena = arena_new();
	return 0;
}

int fixture_decode_close(void **state)
{
	(void)state;
	arena_free(fixture_decode_arena);
	return 0;
}

cJSON *fixture_decode_json(const char *text)
{
	struct error err = { "" };
	cJSON *tree = json_parse(text, strlen(text), &err);

	if (!tree)
		fail_msg("%s: %s", text, err.message);
	return tree;
}

const void *fixture_decode_row(enum list list, const char *text)
{
	cJSON *tree = fixture_decode_json(text);
	struct decode_row decoded = { .id = 0 };
	bool understood = decode_row(fixture_decode_arena, list, tree, &decoded);

	cJSON_Delete(tree);
	return understood ? arena_copy(fixture_decode_arena, &decoded.user,
				       sizeof decoded - offsetof(struct decode_row, user))
			  : NULL;
}
