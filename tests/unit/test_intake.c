/*
 * Answers become the same account in whatever order they come, rows count once,
 * and what could not be read says why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/unit/fixture_pull.h"

#define CUSTOMERS "/customers?include_disabled=true&page="
#define ROW(id, name) "{\"id\":" id ",\"business_name\":\"" name "\",\"email\":null}"
#define META(pages, rows) ",\"meta\":{\"total_pages\":" pages ",\"total_entries\":" rows "}}"

/* A whole run: overlapping pages, a user only /me knows, refusals, gaps. */
static const struct pull_answer run[] = {
	{ "/me", 200, PULL_ME },
	{ "/users?page=1", 200, "{\"users\":[[3,\"Cy\"],[2,\"Bo\"]]}" },
	{ "/users?page=2", 200, "{\"users\":[]}" },
	{ "/users/1", 404, "{\"error\":\"not found\"}" },
	{ "/users/2", 200,
	  "{\"user\":{\"id\":2,\"email\":\"b@x.org\",\"admin\":true,"
	  "\"group\":[\"Admins\",\"Techs\"],\"full_name\":null}}" },
	{ "/users/3", 500, "oops" },
	{ CUSTOMERS "1", 200,
	  "{\"customers\":[" ROW("9", "Nine") "," ROW("4", "Four, old") "]" META("2", "3") },
	{ CUSTOMERS "2", 200,
	  "{\"customers\":[" ROW("4", "Four") "," ROW("6", "Six") "]" META("2", "3") },
	{ CUSTOMERS "3", 200, "{\"customers\":[]" META("2", "3") },
	{ "/schedules?page=1", 200,
	  "{\"schedules\":[{\"id\":1,\"customer_id\":9,\"lines\":[]},"
	  "{\"id\":\"x\"}]}" },
	{ "/schedules?page=2", 200, "{\"schedules\":[]}" },
	{ "/tickets?page=1", 200, "{\"tickets\":[{\"id\":70},{\"id\":7}]}" },
	{ "/customers/4", 200, "{\"customer\":{\"id\":4}}" },
	{ "/customers/latest", 401, "{\"error\":\"Not authorized\"}" },
	{ "/tickets/7", 503, NULL },
	{ "/new_ticket_forms/0", 404, "{\"message\":\"Not found\"}" },
	{ "/invoices?page=1", 401, PULL_REFUSED },
	{ "/appointment_types", 0, NULL },
	{ "/me", 200, PULL_ME },
};

static void dump_run(struct str *out, const struct pull_answer *answers, size_t count)
{
	struct arena *arena = arena_new();

	pull_dump(out, pull_account(arena, &pull_plan, answers, count));
	arena_free(arena);
}

static void the_order_of_answers_changes_nothing(void **state)
{
	struct str wanted = STR_INIT(STR_BODY), found = STR_INIT(STR_BODY);
	struct pull_answer shuffled[COUNT_OF(run)];
	uint32_t seed = 3;

	(void)state;
	dump_run(&wanted, run, COUNT_OF(run));
	memcpy(shuffled, run, sizeof run);
	for (int round = 0; round < 500; round++) {
		/* All but the first: /me is who the token belongs to. */
		for (size_t i = COUNT_OF(run) - 1; i > 1; i--) {
			seed = seed * 1103515245 + 12345;
			size_t j = 1 + (seed >> 16) % i;
			struct pull_answer kept = shuffled[i];
			shuffled[i] = shuffled[j];
			shuffled[j] = kept;
		}
		str_clear(&found);
		dump_run(&found, shuffled, COUNT_OF(run));
		assert_string_equal(str_text(&found), str_text(&wanted));
	}
	str_release(&wanted);
	str_release(&found);
}

static void rows_are_unique_sorted_and_the_last_seen(void **state)
{
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, run, COUNT_OF(run));

	(void)state;
	assert_int_equal(a->customer_count, 3);
	assert_int_equal(a->customers[0].id, 4);
	assert_string_equal(a->customers[0].business_name, "Four");
	assert_int_equal(a->customers[1].id, 6);
	assert_int_equal(a->customers[2].id, 9);
	/* A record on two pages: the list moved while it was read. */
	assert_false(a->sources[SOURCE_CUSTOMERS].complete);
	assert_int_equal(a->sources[SOURCE_CUSTOMERS].reason, REASON_TRUNCATED);
	assert_int_equal(a->sources[SOURCE_CUSTOMERS].records, 3);
	assert_int_equal(a->sources[SOURCE_CUSTOMERS].expected, 3);
	assert_int_equal(a->sources[SOURCE_CUSTOMERS].pages, 3);
	arena_free(arena);
}

static void users_are_those_listed_and_the_tokens(void **state)
{
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, run, COUNT_OF(run));

	(void)state;
	assert_int_equal(a->user_count, 3);
	assert_int_equal(a->users[0].id, 1); /* the token's own: not listed, not there */
	assert_false(a->users[0].listed);
	assert_false(a->users[0].detailed);
	assert_int_equal(a->users[0].detail_status, 404);
	assert_true(a->users[0].gone);
	assert_false(a->users[2].gone);
	assert_true(a->users[1].detailed);
	assert_string_equal(a->users[1].name, "Bo"); /* the list knows it, the detail does not */
	assert_int_equal(a->users[1].group_count, 2);
	assert_false(a->users[2].detailed);
	assert_int_equal(a->users[2].detail_reason, REASON_SERVER_ERROR);
	assert_true(a->sources[SOURCE_USERS].complete);
	assert_false(a->sources[SOURCE_DETAILS].complete);
	assert_int_equal(a->sources[SOURCE_DETAILS].reason, REASON_SERVER_ERROR);
	/* Of the two who are there; whoever is gone has no record to be read. */
	assert_int_equal(a->sources[SOURCE_DETAILS].expected, 2);
	assert_int_equal(a->sources[SOURCE_DETAILS].records, 1);
	arena_free(arena);
}

static void the_page_of_a_proxy_does_not_say_that_a_user_is_gone(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/users?page=1", 200, "{\"users\":[[2,\"Bo\"]]}" },
		{ "/users?page=2", 200, "{\"users\":[]}" },
		{ "/users/1", 404, "<html>blocked</html>" },
	};
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, answers, COUNT_OF(answers));

	(void)state;
	assert_int_equal(a->users[0].detail_status, 404);
	assert_false(a->users[0].gone);
	assert_false(a->sources[SOURCE_DETAILS].complete);
	arena_free(arena);
}

static void a_row_nobody_understands_makes_its_list_malformed(void **state)
{
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, run, COUNT_OF(run));

	(void)state;
	assert_int_equal(a->schedule_count, 1);
	assert_false(a->sources[SOURCE_SCHEDULES].complete);
	assert_int_equal(a->sources[SOURCE_SCHEDULES].reason, REASON_MALFORMED);
	assert_non_null(strstr(a->sources[SOURCE_SCHEDULES].problem, "1 of 2 rows on page 1"));
	arena_free(arena);
}

static void the_log_is_counted(void **state)
{
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, run, COUNT_OF(run));

	(void)state;
	assert_int_equal(a->request_count, COUNT_OF(run));
	assert_int_equal(a->sent, COUNT_OF(run) - 1);
	assert_int_equal(a->failed, 3); /* /users/3, /tickets/7, and the one not sent */
	arena_free(arena);
}

static void trial_writes_are_counted_and_those_that_were_accepted(void **state)
{
	static const struct pull_answer writes[] = {
		{ "/me", 200, PULL_ME },
		{ "POST /tickets", 422, "{\"errors\":[\"Customer required field\"]}" },
		{ "PUT /tickets/0", 200, "{\"ticket\":{\"id\":1}}" },
		{ "POST /schedules", 0, NULL }, /* not sent */
	};
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan_writing, writes, COUNT_OF(writes));

	(void)state;
	assert_int_equal(a->writes, 2);
	assert_int_equal(a->writes_accepted, 1);
	a = pull_account(arena, &pull_plan, run, COUNT_OF(run));
	assert_int_equal(a->writes, 0);
	arena_free(arena);
}

static const struct {
	const char *what;
	struct pull_answer me;
	bool rejected;
	enum reason reason;
} first_answers[] = {
	{ "a rejected token", { "/me", 401, PULL_REFUSED }, true, REASON_UNAUTHENTICATED },
	{ "a refusal is no rejection", { "/me", 403, PULL_REFUSED }, false, REASON_NO_PERMISSION },
	{ "no such account", { "/me", 404, NULL }, false, REASON_MALFORMED },
	{ "a redirect", { "/me", 302, NULL }, false, REASON_MALFORMED },
	{ "a failing server", { "/me", 500, NULL }, false, REASON_SERVER_ERROR },
	{ "the rate limit", { "/me", 429, NULL }, false, REASON_RATE_LIMITED },
	{ "a login page", { "/me", 200, "<html>" }, false, REASON_MALFORMED },
	{ "nobody", { "/me", 200, "{\"user_id\":null}" }, false, REASON_MALFORMED },
};

static void without_a_user_everything_is_unknown(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(first_answers); i++) {
		struct arena *arena = arena_new();
		const struct account *a = pull_account(arena, &pull_plan, &first_answers[i].me, 1);
		assert_false(a->me.known);
		assert_int_equal(a->me.rejected, first_answers[i].rejected);
		assert_int_equal(a->probe_count, 0);
		for (size_t j = 0; j < SOURCE_COUNT; j++) {
			const struct source *source = &a->sources[j];
			if (source->complete || source->reason != first_answers[i].reason ||
			    !*source->problem)
				fail_msg("%s: %s: %s", first_answers[i].what, source->path,
					 reason_name(source->reason));
		}
		arena_free(arena);
	}
}

/* What the second /me says, and what becomes of the 401s before it. */
static const struct {
	const char *what;
	struct pull_answer closing; /* path NULL = none in the log */
	bool revoked;
	enum reason reason;
} closings[] = {
	{ "still accepted", { "/me", 200, PULL_ME }, false, REASON_NO_PERMISSION },
	{ "revoked", { "/me", 401, PULL_REFUSED }, true, REASON_UNAUTHENTICATED },
	{ "refused", { "/me", 403, PULL_REFUSED }, false, REASON_UNAUTHENTICATED },
	{ "failing", { "/me", 500, NULL }, false, REASON_UNAUTHENTICATED },
	{ "limited", { "/me", 429, NULL }, false, REASON_UNAUTHENTICATED },
	{ "not JSON", { "/me", 200, "<html>" }, false, REASON_UNAUTHENTICATED },
	{ "somebody else", { "/me", 200, "{\"user_id\":2}" }, false, REASON_UNAUTHENTICATED },
	{ "not sent", { "/me", 0, NULL }, false, REASON_UNAUTHENTICATED },
	{ "never logged", { NULL, 0, NULL }, false, REASON_UNAUTHENTICATED },
};

static void refusals_count_only_if_the_token_was_accepted_to_the_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(closings); i++) {
		struct arena *arena = arena_new();
		struct pull_answer answers[] = {
			{ "/me", 200, PULL_ME },
			{ CUSTOMERS "1", 401, PULL_REFUSED },
			{ "/users?page=1", 403, PULL_REFUSED },
			{ "/users/1", 401, PULL_REFUSED },
			closings[i].closing,
		};
		size_t count = COUNT_OF(answers) - !closings[i].closing.path;
		const struct account *a = pull_account(arena, &pull_plan, answers, count);
		const struct probe *probe = pull_probe(a, PULL_CUSTOMERS_LIST);
		bool stands = closings[i].reason == REASON_NO_PERMISSION;

		if (a->me.revoked != closings[i].revoked ||
		    a->sources[SOURCE_CUSTOMERS].reason != closings[i].reason ||
		    a->sources[SOURCE_USERS].reason != closings[i].reason ||
		    a->users[0].detail_reason != closings[i].reason)
			fail_msg("%s: %s", closings[i].what,
				 reason_name(a->sources[SOURCE_CUSTOMERS].reason));
		assert_true(a->me.known);
		assert_int_equal(probe->granted, stands ? TRI_NO : TRI_UNKNOWN);
		assert_int_equal(probe->proof, stands ? PROOF_PROBED : PROOF_NONE);
		assert_int_equal(probe->reason, stands ? REASON_NONE : REASON_UNAUTHENTICATED);
		arena_free(arena);
	}
}

/* Which page ends the reading does not hide that a later one was refused. */
static void a_refused_page_is_known_behind_one_that_broke(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/schedules?page=1", 200, "{\"schedules\":[{\"id\":1,\"customer_id\":null}]}" },
		{ "/schedules?page=2", 302, NULL },
		{ "/schedules?page=3", 401, PULL_REFUSED },
		{ "/me", 401, PULL_REFUSED },
	};
	struct arena *arena = arena_new();

	(void)state;
	const struct account *a = pull_account(arena, &pull_plan, answers, COUNT_OF(answers));
	assert_int_equal(a->sources[SOURCE_SCHEDULES].status, 302);
	assert_int_equal(a->sources[SOURCE_SCHEDULES].records, 1);
	assert_true(a->sources[SOURCE_SCHEDULES].refused);
	assert_false(a->sources[SOURCE_CUSTOMERS].refused);
	arena_free(arena);
}

static void a_refusal_among_answers_is_no_missing_permission(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/users?page=1", 200, "{\"users\":[[1,\"A\"],[2,\"B\"]]}" },
		{ "/users?page=2", 200, "{\"users\":[]}" },
		{ "/users/1", 200, "{\"user\":{\"id\":1,\"email\":\"\"}}" },
		{ "/users/2", 401, PULL_REFUSED },
		{ CUSTOMERS "1", 200, "{\"customers\":[" ROW("4", "x") "]" META("2", "2") },
		{ CUSTOMERS "2", 401, PULL_REFUSED },
		{ "/me", 200, PULL_ME },
	};
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, answers, COUNT_OF(answers));

	(void)state;
	assert_int_equal(a->users[1].detail_reason, REASON_UNAUTHENTICATED);
	assert_int_equal(a->sources[SOURCE_CUSTOMERS].reason, REASON_UNAUTHENTICATED);
	assert_int_equal(pull_probe(a, PULL_CUSTOMERS_LIST)->granted, TRI_UNKNOWN);
	assert_int_equal(pull_probe(a, PULL_CUSTOMERS_LIST)->reason, REASON_UNAUTHENTICATED);
	arena_free(arena);
}

static void what_was_not_sent_ran_out_of_time(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },      { "/users?page=1", 200, "{\"users\":[[1,\"A\"]]}" },
		{ "/users?page=2", 0, NULL }, { "/users/1", 0, NULL },
		{ CUSTOMERS "1", 0, NULL },   { "/schedules?page=1", 0, NULL },
	};
	struct arena *arena = arena_new();
	const struct account *a = pull_account(arena, &pull_plan, answers, COUNT_OF(answers));

	(void)state;
	assert_int_equal(a->sources[SOURCE_USERS].reason, REASON_TIMEOUT);
	assert_int_equal(a->users[0].detail_reason, REASON_TIMEOUT);
	assert_int_equal(a->sources[SOURCE_DETAILS].reason, REASON_TIMEOUT);
	assert_int_equal(a->sources[SOURCE_CUSTOMERS].reason, REASON_TIMEOUT);
	assert_int_equal(a->sources[SOURCE_SCHEDULES].reason, REASON_TIMEOUT);
	assert_int_equal(pull_probe(a, PULL_SCHEDULES_LIST)->reason, REASON_TIMEOUT);
	arena_free(arena);
}

static void what_is_called_ok_is_looked_at_again(void **state)
{
	struct arena *arena = arena_new();
	struct intake intake;
	struct request request = { .method = "GET",
				   .path = CUSTOMERS "1",
				   .status = 200,
				   .attempts = 1,
				   .outcome = OUTCOME_OK,
				   .sha256 = "",
				   .body = "",
				   .said = "" };

	(void)state;
	intake_init(&intake, arena, &pull_plan);
	intake_add(&intake, &request, NULL); /* no body at all */
	assert_int_equal(intake.lists[LIST_CUSTOMERS].readings[0].pages[0].outcome,
			 OUTCOME_MALFORMED);
	intake_release(&intake);
	arena_free(arena);
}

static void an_account_without_users_is_not_believed(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const struct pull_answer answers[] = { { "/me", 200, PULL_ME },
					       { "/users?page=1", 200, "{\"users\":[]}" } };
	const struct account *a = pull_account(arena, &pull_plan, answers, COUNT_OF(answers));

	assert_false(a->sources[SOURCE_USERS].complete);
	assert_int_equal(a->sources[SOURCE_USERS].reason, REASON_MALFORMED);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_account_without_users_is_not_believed),
		cmocka_unit_test(the_order_of_answers_changes_nothing),
		cmocka_unit_test(rows_are_unique_sorted_and_the_last_seen),
		cmocka_unit_test(users_are_those_listed_and_the_tokens),
		cmocka_unit_test(the_page_of_a_proxy_does_not_say_that_a_user_is_gone),
		cmocka_unit_test(a_row_nobody_understands_makes_its_list_malformed),
		cmocka_unit_test(the_log_is_counted),
		cmocka_unit_test(trial_writes_are_counted_and_those_that_were_accepted),
		cmocka_unit_test(without_a_user_everything_is_unknown),
		cmocka_unit_test(refusals_count_only_if_the_token_was_accepted_to_the_end),
		cmocka_unit_test(a_refused_page_is_known_behind_one_that_broke),
		cmocka_unit_test(a_refusal_among_answers_is_no_missing_permission),
		cmocka_unit_test(what_was_not_sent_ran_out_of_time),
		cmocka_unit_test(what_is_called_ok_is_looked_at_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
