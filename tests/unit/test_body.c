/* A body whose end is missing can be told from its own bytes, and from one that is odd. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/net/body.h"

static const struct {
	const char *bytes;
	bool cut;
} cases[] = {
	{ "", true },
	{ " \r\n\t", true },
	{ "{", true },
	{ "[", true },
	{ "{\"customers\":[{\"id\":1}", true },
	{ "{\"customers\":[{\"id\":1}]", true },
	{ "{\"name\":\"Acme", true },
	{ "{\"name\":\"}", true },
	{ "{\"name\":\"a\\\"}", true },
	{ "{\"name\":\"a\\", true },
	{ "{}", false },
	{ " []\n", false },
	{ "{\"name\":\"{[\"}", false },
	{ "{\"name\":\"a\\\\\"}", false },
	{ "{\"a\":[1,2,{\"b\":[]}]}", false },
	/* Odd, and whole: asked again, it would come again. */
	{ "{\"a\":1}}", false },
	{ "{}{", false },
	{ "{,}", false },
	{ "null", false },
	{ "\"text", false },
	{ "<html>", false },
	{ "Bad gateway", false },
	{ "]", false },
};

static void an_end_that_is_missing_is_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (body_is_cut(cases[i].bytes, strlen(cases[i].bytes)) != cases[i].cut)
			fail_msg("'%s'", cases[i].bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_end_that_is_missing_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
