/* Paths of the MTP's API are written and read in one form only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/jumpcloud/path.h"

#define LONGEST "0123456789012345678901234567890123456789012345678901234567890123"

static void what_is_written_can_be_read(void **state)
{
	static const struct mtp_path cases[] = {
		{ MTP_ADMINS, "5f8", 0 },
		{ MTP_ADMINS, LONGEST, 100 },
		{ MTP_INTEGRATIONS, "a-b_C", 999999999 },
		{ MTP_DETAIL, "i1", 0 },
		{ MTP_MAPPINGS, "mappings", 7 },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *path = mtp_path_make(arena, cases[i].kind, cases[i].id, cases[i].skip);
		struct mtp_path parsed = mtp_path_parse(path);
		assert_int_equal(parsed.kind, cases[i].kind);
		assert_string_equal(parsed.id, cases[i].id);
		assert_int_equal(parsed.skip, cases[i].skip);
	}
	assert_string_equal(mtp_path_make(arena, MTP_ADMINS, "p1", 100),
			    "/providers/p1/administrators?limit=100&skip=100");
	arena_free(arena);
}

static void any_other_path_is_none(void **state)
{
	static const char *const paths[] = {
		"",
		"/me",
		"/providers/p1",
		"/providers//administrators?limit=100&skip=0",
		"/providers/p1/administrators",
		"/providers/p1/administrators?limit=100&skip=",
		"/providers/p1/administrators?limit=100&skip=01",
		"/providers/p1/administrators?limit=100&skip=-1",
		"/providers/p1/administrators?limit=100&skip=1234567890",
		"/providers/p1/administrators?limit=100&skip=0&x=1",
		"/providers/p1/administrators?limit=50&skip=0",
		"/providers/p1/x/administrators?limit=100&skip=0",
		"/providers/p.1/administrators?limit=100&skip=0",
		"/providers/" LONGEST "0/administrators?limit=100&skip=0",
		"/integrations/syncro/",
		"/integrations/syncro/i1?x=1",
		"/integrations/syncro/i1/",
		"/integrations/autotask/i1",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		if (mtp_path_parse(paths[i]).kind != MTP_OTHER)
			fail_msg("'%s' is known", paths[i]);
}

static void an_id_cannot_bend_a_path(void **state)
{
	static const char *const bad[] = { "",	   ".",	   "..",   "a/b",      "a?b",
					   "a#b",  "a b",  "a%2F", "a\\b",     "\xC3\xA4",
					   "a\nb", "{id}", "a&b",  LONGEST "0" };

	(void)state;
	assert_true(mtp_path_is_id("64f0c2-ab_Z9"));
	assert_true(mtp_path_is_id(LONGEST));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(mtp_path_is_id(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_can_be_read),
		cmocka_unit_test(any_other_path_is_none),
		cmocka_unit_test(an_id_cannot_bend_a_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
