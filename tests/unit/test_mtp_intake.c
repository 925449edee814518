/*
 * What the MTP's answers amount to: how far its lists are read, which rows are
 * understood, and what is asked for next.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "tests/unit/fixture_pull.h"

#define ADMINS "MTP /providers/p1/administrators?limit=100&skip="
#define INTEGRATIONS "MTP /providers/p1/integrations?limit=100&skip="
#define DETAIL "MTP /integrations/syncro/"
#define MAPPINGS "/mappings?limit=100&skip="
#define ADMIN(id) "{\"_id\":\"" id "\",\"roleName\":\"R\",\"suspended\":false}"
#define SYNCRO(id) "{\"integrationId\":\"" id "\",\"type\":\"syncro\"}"
#define NO_ADMINS "{\"results\":[],\"totalCount\":0}"
#define NO_ROWS "{\"records\":[]}"

struct stage {
	struct arena *arena;
	struct intake intake;
};

static int set_up(void **state)
{
	struct stage *stage = xcalloc(1, sizeof *stage);

	stage->arena = arena_new();
	intake_init(&stage->intake, stage->arena, &pull_plan);
	intake_expect_mtp(&stage->intake, &pull_mtp);
	*state = stage;
	return 0;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	intake_release(&stage->intake);
	arena_free(stage->arena);
	free(stage);
	return 0;
}

static void give(struct stage *stage, const char *path, int status, const char *body)
{
	const char *next = mtp_intake_next(stage->intake.mtp);

	assert_non_null(next);
	assert_string_equal(next, strchr(path, '/'));
	pull_give(&stage->intake,
		  &(struct pull_answer){ .path = path, .status = status, .body = body });
}

static const struct mtp *result(struct stage *stage)
{
	return mtp_intake_assemble(stage->intake.mtp);
}

static void lists_are_read_to_a_page_with_nothing_new(void **state)
{
	struct stage *stage = *state;

	give(stage, ADMINS "0", 200,
	     "{\"results\":[" ADMIN("a") "," ADMIN("b") "],\"totalCount\":2}");
	give(stage, ADMINS "2", 200, "{\"results\":[" ADMIN("b") "," ADMIN("c") "]}");
	give(stage, ADMINS "4", 200, "{\"results\":[" ADMIN("c") "]}");
	give(stage, INTEGRATIONS "0", 200, NO_ROWS);
	assert_null(mtp_intake_next(stage->intake.mtp));
	const struct mtp *mtp = result(stage);
	assert_int_equal(mtp->admin_count, 3);
	assert_string_equal(mtp->admins[2].id, "c");
	assert_true(mtp->sources[MTP_ADMINS].complete);
	assert_int_equal(mtp->sources[MTP_ADMINS].pages, 3);
	assert_true(mtp->sources[MTP_INTEGRATIONS].complete);
	assert_true(mtp->sources[MTP_MAPPINGS].complete);
}

static const struct {
	const char *rows; /* of the first page */
	int status;	  /* of the second one */
	const char *body;
	enum reason reason;
	const char *problem;
} short_lists[] = {
	{ "\"totalCount\":2,\"results\":[" ADMIN("a") "]", 200, NO_ADMINS, REASON_TRUNCATED,
	  "1 of 2 records" },
	{ "\"results\":[" ADMIN("a") "]", 200, "{\"results\":[],\"totalCount\":9}",
	  REASON_TRUNCATED, "1 of 9 records" },
	{ "\"results\":[" ADMIN("a") "]", 500, "{}", REASON_TRUNCATED, "status 500" },
	{ "\"results\":[" ADMIN("a") "]", 403, "{}", REASON_TRUNCATED, "page 1" },
	{ "\"results\":[" ADMIN("a") "]", 0, NULL, REASON_TIMEOUT, "not read beyond page 1" },
	{ "\"results\":[" ADMIN("a") ",{\"_id\":\"b\"}]", 200, NO_ADMINS, REASON_MALFORMED,
	  "1 of 2 rows" },
	{ "\"results\":[]", -1, NULL, REASON_MALFORMED, "names nobody" },
};

static void a_short_list_is_not_complete(void **state)
{
	for (size_t i = 0; i < COUNT_OF(short_lists); i++) {
		void *fresh = NULL;
		assert_int_equal(set_up(&fresh), 0);
		struct stage *stage = fresh;
		give(stage, ADMINS "0", 200,
		     arena_printf(stage->arena, "{%s}", short_lists[i].rows));
		if (short_lists[i].status >= 0)
			give(stage, strstr(short_lists[i].rows, "},{") ? ADMINS "2" : ADMINS "1",
			     short_lists[i].status, short_lists[i].body);
		const struct mtp *mtp = result(stage);
		assert_false(mtp->sources[MTP_ADMINS].complete);
		assert_int_equal(mtp->sources[MTP_ADMINS].reason, short_lists[i].reason);
		if (!strstr(mtp->sources[MTP_ADMINS].problem, short_lists[i].problem))
			fail_msg("%zu: '%s'", i, mtp->sources[MTP_ADMINS].problem);
		assert_int_equal(tear_down(&fresh), 0);
	}
	(void)state;
}

static const char *const bad_admins[] = {
	"null",
	"\"a\"",
	"{}",
	"{\"_id\":\"a\",\"suspended\":false}",
	"{\"_id\":\"a\",\"roleName\":null,\"suspended\":false}",
	"{\"_id\":\"a\",\"roleName\":\" \",\"suspended\":false}",
	"{\"_id\":\"a\",\"roleName\":7,\"suspended\":false}",
	"{\"_id\":\"\",\"roleName\":\"R\",\"suspended\":false}",
	"{\"_id\":\"a\",\"roleName\":\"R\",\"suspended\":\"no\"}",
	"{\"_id\":\"a\",\"roleName\":\"R\",\"suspended\":false,\"email\":{}}",
};

static void a_row_that_is_not_understood_is_told(void **state)
{
	for (size_t i = 0; i < COUNT_OF(bad_admins); i++) {
		void *fresh = NULL;
		assert_int_equal(set_up(&fresh), 0);
		struct stage *stage = fresh;
		give(stage, ADMINS "0", 200,
		     arena_printf(stage->arena, "{\"results\":[%s]}", bad_admins[i]));
		const struct mtp *mtp = result(stage);
		assert_int_equal(mtp->admin_count, 0);
		assert_int_equal(mtp->sources[MTP_ADMINS].reason, REASON_MALFORMED);
		assert_int_equal(tear_down(&fresh), 0);
	}
	(void)state;
}

static void administrators_are_read(void **state)
{
	struct stage *stage = *state;

	give(stage, ADMINS "0", 200,
	     "{\"results\":[{\"_id\":\"a\",\"email\":\"a@x.org\",\"firstname\":\"Ann\","
	     "\"lastname\":\"Lee\",\"roleName\":\"Boss\",\"suspended\":true,\"new\":[]},"
	     "{\"id\":\"b\",\"email\":null,\"firstname\":null,\"roleName\":\"R\"}]}");
	const struct mtp *mtp = result(stage);
	assert_string_equal(mtp->admins[0].name, "Ann Lee");
	assert_string_equal(mtp->admins[0].email, "a@x.org");
	assert_string_equal(mtp->admins[0].role, "Boss");
	assert_int_equal(mtp->admins[0].suspended, TRI_YES);
	assert_string_equal(mtp->admins[1].name, "");
	assert_int_equal(mtp->admins[1].suspended, TRI_UNKNOWN);
}

static void only_our_mappings_are_asked_for(void **state)
{
	struct stage *stage = *state;

	give(stage, ADMINS "0", 404, "{}");
	give(stage, INTEGRATIONS "0", 200,
	     "{\"records\":[{\"integrationId\":\"x/y\",\"type\":\"autotask\"}," SYNCRO(
		     "i1") "," SYNCRO("i2") "]}");
	give(stage, INTEGRATIONS "3", 200, NO_ROWS);
	give(stage, DETAIL "i1", 200, "{\"id\":\"i1\",\"subdomain\":\"other\"}");
	give(stage, DETAIL "i2", 200, "{\"subdomain\":\"ACME.syncromsp.com\"}");
	give(stage, DETAIL "i2" MAPPINGS "0", 200,
	     "{\"records\":[{\"company\":{\"id\":\"17\",\"name\":\"B\"},\"organization\":{\"id\":1,"
	     "\"name\":\"Org\"}},{\"company\":{\"id\":3,\"name\":\"A\"}}],\"totalCount\":2}");
	give(stage, DETAIL "i2" MAPPINGS "2", 200, NO_ROWS);
	assert_null(mtp_intake_next(stage->intake.mtp));
	const struct mtp *mtp = result(stage);
	assert_false(mtp->sources[MTP_ADMINS].complete);
	assert_int_equal(mtp->sources[MTP_ADMINS].status, 404);
	assert_int_equal(mtp->integration_count, 2);
	assert_false(mtp->integrations[0].ours);
	assert_true(mtp->integrations[1].ours);
	assert_true(mtp->sources[MTP_MAPPINGS].complete);
	assert_int_equal(mtp->company_count, 2);
	assert_int_equal(mtp->companies[0].customer_id, 3);
	assert_int_equal(mtp->companies[1].customer_id, 17);
	assert_string_equal(mtp->companies[1].organization, "Org");
}

static void an_integration_nobody_can_name_is_not_asked_for(void **state)
{
	struct stage *stage = *state;

	give(stage, ADMINS "0", 404, "{}");
	give(stage, INTEGRATIONS "0", 200, "{\"records\":[" SYNCRO("../x") "]}");
	assert_null(mtp_intake_next(stage->intake.mtp));
	const struct mtp *mtp = result(stage);
	assert_int_equal(mtp->sources[MTP_INTEGRATIONS].reason, REASON_MALFORMED);
	assert_false(mtp->sources[MTP_DETAIL].complete);
	assert_false(mtp->sources[MTP_MAPPINGS].complete);
}

static void who_does_not_answer_is_not_asked_on(void **state)
{
	static const struct {
		int status;
		enum reason reason;
	} cases[] = { { 401, REASON_UNAUTHENTICATED }, { 0, REASON_TIMEOUT } };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		void *fresh = NULL;
		assert_int_equal(set_up(&fresh), 0);
		struct stage *stage = fresh;
		give(stage, ADMINS "0", cases[i].status, cases[i].status ? "{}" : NULL);
		assert_null(mtp_intake_next(stage->intake.mtp));
		const struct mtp *mtp = result(stage);
		assert_int_equal(mtp->sources[MTP_ADMINS].reason, cases[i].reason);
		assert_int_equal(mtp->sources[MTP_INTEGRATIONS].reason, cases[i].reason);
		assert_int_equal(mtp->sources[MTP_MAPPINGS].reason, cases[i].reason);
		assert_int_equal(tear_down(&fresh), 0);
	}
	(void)state;
}

static void what_was_not_due_is_not_taken_in(void **state)
{
	static const struct pull_answer strays[] = {
		{ ADMINS "100", 200, "{\"results\":[" ADMIN("a") "]}" },
		{ "MTP /providers/p2/administrators?limit=100&skip=0", 200,
		  "{\"results\":[" ADMIN("a") "]}" },
		{ DETAIL "i9" MAPPINGS "0", 200, "{\"records\":[]}" },
		{ "/providers/p1/administrators?limit=100&skip=0", 200,
		  "{\"results\":[" ADMIN("a") "]}" },
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < COUNT_OF(strays); i++)
		pull_give(&stage->intake, &strays[i]);
	const struct mtp *mtp = result(stage);
	assert_int_equal(mtp->admin_count, 0);
	assert_int_equal(mtp->sources[MTP_ADMINS].reason, REASON_NOT_REQUESTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lists_are_read_to_a_page_with_nothing_new, set_up,
						tear_down),
		cmocka_unit_test(a_short_list_is_not_complete),
		cmocka_unit_test(a_row_that_is_not_understood_is_told),
		cmocka_unit_test_setup_teardown(administrators_are_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_our_mappings_are_asked_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_integration_nobody_can_name_is_not_asked_for,
						set_up, tear_down),
		cmocka_unit_test(who_does_not_answer_is_not_asked_on),
		cmocka_unit_test_setup_teardown(what_was_not_due_is_not_taken_in, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
