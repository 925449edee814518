/* What one answer says of one permission: never more than it shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "tests/unit/fixture_pull.h"

#define CUSTOMERS "/customers?include_disabled=true&page=1"
#define NO_PROBE TRI_COUNT

static const struct {
	const char *what;
	size_t permission;
	struct pull_answer answer;
	enum tri granted; /* NO_PROBE: nothing is said */
	enum proof proof;
	enum reason reason;
	const char *path;
} cases[] = {
	{ "page 1 of its list",
	  PULL_CUSTOMERS_LIST,
	  { CUSTOMERS, 200, "{\"customers\":[]}" },
	  TRI_YES,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/customers" },
	{ "its list, refused",
	  PULL_CUSTOMERS_LIST,
	  { CUSTOMERS, 401, PULL_REFUSED },
	  TRI_NO,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/customers" },
	{ "its list, garbled",
	  PULL_CUSTOMERS_LIST,
	  { CUSTOMERS, 200, "<html>" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/customers" },
	{ "its list, not found",
	  PULL_CUSTOMERS_LIST,
	  { CUSTOMERS, 404, "{\"error\":\"Not Found\"}" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_NONE,
	  "/customers" },
	{ "another list",
	  PULL_SCHEDULES_LIST,
	  { CUSTOMERS, 200, "{\"customers\":[]}" },
	  NO_PROBE,
	  PROOF_NONE,
	  REASON_NONE,
	  "" },
	{ "a record",
	  PULL_CUSTOMERS_VIEW,
	  { "/customers/17", 200, "{\"customer\":{\"id\":17}}" },
	  TRI_YES,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/customers/{id}" },
	{ "another record",
	  PULL_CUSTOMERS_VIEW,
	  { "/customers/17", 200, "{\"customer\":{\"id\":18}}" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/customers/{id}" },
	{ "a record, 403",
	  PULL_CUSTOMERS_VIEW,
	  { "/customers/17", 403, PULL_REFUSED },
	  TRI_NO,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/customers/{id}" },
	{ "a record that is gone says nothing",
	  PULL_CUSTOMERS_VIEW,
	  { "/customers/17", 404, "{\"message\":\"Not found\"}" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_NONE,
	  "/customers/{id}" },
	{ "the alternative",
	  PULL_CUSTOMERS_VIEW,
	  { "/contacts?page=1", 200, "{\"contacts\":[]}" },
	  TRI_YES,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/contacts" },
	{ "a record that cannot exist",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 404, "{\"message\":\"Not found\"}" },
	  TRI_YES,
	  PROOF_INFERRED,
	  REASON_NONE,
	  "/new_ticket_forms/0" },
	{ "... but a router's 404",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 404, "404 page not found" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/new_ticket_forms/0" },
	{ "... or that of a route, as text in JSON",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 404, "{\"error\":\"No route matches [GET] \\\"/x\\\"\"}" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/new_ticket_forms/0" },
	{ "... or one that speaks of permissions",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 404, PULL_REFUSED },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/new_ticket_forms/0" },
	{ "... and yet does",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 200, "{\"new_ticket_form\":{\"id\":7}}" },
	  TRI_YES,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/new_ticket_forms/0" },
	{ "... or is refused",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 401, PULL_REFUSED },
	  TRI_NO,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/new_ticket_forms/0" },
	{ "... 422 is not what it waits for",
	  PULL_TICKETS_CREATE,
	  { "/new_ticket_forms/0", 422, "{}" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/new_ticket_forms/0" },
	{ "a refused write",
	  PULL_TICKETS_CREATE,
	  { "POST /tickets", 422, "{\"error\":\"Customer required field\"}" },
	  TRI_YES,
	  PROOF_INFERRED,
	  REASON_NONE,
	  "/tickets" },
	{ "a write without the right",
	  PULL_TICKETS_CREATE,
	  { "POST /tickets", 401, PULL_REFUSED },
	  TRI_NO,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/tickets" },
	{ "a write that is answered with a list",
	  PULL_TICKETS_CREATE,
	  { "POST /tickets", 200, "[]" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/tickets" },
	{ "a write nobody knows",
	  PULL_TICKETS_CREATE,
	  { "POST /tickets", 404, "{}" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/tickets" },
	{ "a failing server",
	  PULL_CUSTOMERS_EDIT,
	  { "/customers/latest", 502, "" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_SERVER_ERROR,
	  "/customers/latest" },
	{ "the rate limit",
	  PULL_CUSTOMERS_EDIT,
	  { "/customers/latest", 429, "" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_RATE_LIMITED,
	  "/customers/latest" },
	{ "a firewall",
	  PULL_CUSTOMERS_EDIT,
	  { "/customers/latest", 403, "<html>" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_MALFORMED,
	  "/customers/latest" },
	{ "no time left",
	  PULL_CUSTOMERS_EDIT,
	  { "/customers/latest", 0, NULL },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_TIMEOUT,
	  "/customers/latest" },
	{ "a ticket could not be asked for: no list",
	  PULL_TICKETS_VIEW,
	  { "/tickets?page=1", 500, "" },
	  TRI_UNKNOWN,
	  PROOF_NONE,
	  REASON_SERVER_ERROR,
	  "/tickets/{id}" },
	{ "there is no ticket",
	  PULL_TICKETS_VIEW,
	  { "/tickets?page=1", 200, "{\"tickets\":[]}" },
	  NO_PROBE,
	  PROOF_NONE,
	  REASON_NONE,
	  "" },
	{ "tickets are refused",
	  PULL_TICKETS_VIEW,
	  { "/tickets?page=1", 401, PULL_REFUSED },
	  NO_PROBE,
	  PROOF_NONE,
	  REASON_NONE,
	  "" },
	{ "nothing was asked",
	  PULL_TICKETS_DELETE,
	  { "/tickets?page=1", 200, "{\"tickets\":[]}" },
	  NO_PROBE,
	  PROOF_NONE,
	  REASON_NONE,
	  "" },
	{ "excess",
	  PULL_INVOICES,
	  { "/invoices?page=1", 200, "{\"invoices\":[]}" },
	  TRI_YES,
	  PROOF_PROBED,
	  REASON_NONE,
	  "/invoices" },
};

static void one_answer_says_one_thing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena *arena = arena_new();
		const struct pull_answer answers[] = { { "/me", 200, PULL_ME },
						       { "/new_ticket_forms", 200,
							 "{\"new_ticket_forms\":[]}" },
						       cases[i].answer,
						       { "/me", 200, PULL_ME } };
		const struct account *a =
			pull_account(arena, &pull_plan_writing, answers, COUNT_OF(answers));
		const struct probe *probe = pull_probe(a, cases[i].permission);

		if (!probe != (cases[i].granted == NO_PROBE))
			fail_msg("%s: %s", cases[i].what, probe ? probe->path : "no probe");
		if (probe &&
		    (probe->granted != cases[i].granted || probe->proof != cases[i].proof ||
		     probe->reason != cases[i].reason || strcmp(probe->path, cases[i].path) != 0))
			fail_msg("%s: %s %s %s %s", cases[i].what, probe->path,
				 tri_name(probe->granted), proof_name(probe->proof),
				 reason_name(probe->reason));
		if (probe)
			assert_int_equal(probe->excess, cases[i].permission >= PULL_INVOICES);
		arena_free(arena);
	}
}

static void writes_count_only_if_they_were_planned(void **state)
{
	static const struct pull_answer answers[] = { { "/me", 200, PULL_ME },
						      { "POST /tickets", 422, "{}" } };
	struct arena *arena = arena_new();

	(void)state;
	assert_null(pull_probe(pull_account(arena, &pull_plan, answers, COUNT_OF(answers)),
			       PULL_TICKETS_CREATE));
	arena_free(arena);
}

static void a_read_and_a_write_both_speak(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/new_ticket_forms", 200, "{\"new_ticket_forms\":[]}" },
		{ "/new_ticket_forms/0", 404, "{\"message\":\"Not found\"}" },
		{ "POST /tickets", 401, PULL_REFUSED },
		{ "/me", 200, PULL_ME }
	};
	struct arena *arena = arena_new();
	const struct account *a =
		pull_account(arena, &pull_plan_writing, answers, COUNT_OF(answers));

	(void)state;
	assert_int_equal(a->probe_count, 2);
	assert_string_equal(a->probes[0].method, "GET");
	assert_int_equal(a->probes[0].proof, PROOF_INFERRED);
	assert_string_equal(a->probes[1].method, "POST");
	assert_int_equal(a->probes[1].granted, TRI_NO);
	arena_free(arena);
}

static void answers_that_contradict_each_other_say_nothing(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/customers/4", 200, "{\"customer\":{\"id\":4}}" },
		{ "/customers/5", 401, PULL_REFUSED },
		{ "/me", 200, PULL_ME },
	};
	struct arena *arena = arena_new();
	const struct probe *probe = pull_probe(
		pull_account(arena, &pull_plan, answers, COUNT_OF(answers)), PULL_CUSTOMERS_VIEW);

	(void)state;
	assert_int_equal(probe->granted, TRI_UNKNOWN);
	assert_int_equal(probe->proof, PROOF_NONE);
	assert_int_equal(probe->reason, REASON_UNAUTHENTICATED);
	arena_free(arena);
}

/* /users, which asks for no permission, is refused in the same words: a token that was revoked. */
static void
a_list_that_is_refused_half_way_grants_nothing_whatever_the_words_are_about(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/users?page=1", 401, "{\"error\":\"Invalid token\"}" },
		{ CUSTOMERS, 200, "{\"customers\":[{\"id\":1}]}" },
		{ "/customers?include_disabled=true&page=2", 401, "{\"error\":\"Invalid token\"}" },
		{ "/me", 401, "{\"error\":\"Invalid token\"}" },
	};
	struct arena *arena = arena_new();
	const struct probe *probe = pull_probe(
		pull_account(arena, &pull_plan, answers, COUNT_OF(answers)), PULL_CUSTOMERS_LIST);

	(void)state;
	assert_int_equal(probe->granted, TRI_UNKNOWN);
	assert_int_equal(probe->reason, REASON_UNAUTHENTICATED);
	arena_free(arena);
}

static enum tri viewed(const struct pull_answer *answers, size_t count)
{
	struct arena *arena = arena_new();
	enum tri granted =
		pull_probe(pull_account(arena, &pull_plan, answers, count), PULL_CUSTOMERS_VIEW)
			->granted;

	arena_free(arena);
	return granted;
}

static void of_a_request_asked_twice_the_last_answer_counts(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/customers/4", 401, PULL_REFUSED },
		{ "/customers/4", 200, "{\"customer\":{\"id\":4}}" },
		{ "/me", 200, PULL_ME },
	};

	(void)state;
	assert_int_equal(viewed(answers, COUNT_OF(answers)), TRI_YES);
}

/* /users asks for no permission: what it is refused with is not about one. */
static void the_words_that_users_is_refused_with_refuse_nothing(void **state)
{
	static const struct pull_answer answers[] = {
		{ "/me", 200, PULL_ME },
		{ "/users?page=1", 401, "{\"error\":\"Account on hold\"}" },
		{ "/customers/4", 401, "{\"error\":\"Account on hold\"}" },
		{ "/me", 200, PULL_ME },
	};

	(void)state;
	assert_int_equal(viewed(answers, COUNT_OF(answers)), TRI_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_answer_says_one_thing),
		cmocka_unit_test(writes_count_only_if_they_were_planned),
		cmocka_unit_test(a_read_and_a_write_both_speak),
		cmocka_unit_test(answers_that_contradict_each_other_say_nothing),
		cmocka_unit_test(of_a_request_asked_twice_the_last_answer_counts),
		cmocka_unit_test(the_words_that_users_is_refused_with_refuse_nothing),
		cmocka_unit_test(
			a_list_that_is_refused_half_way_grants_nothing_whatever_the_words_are_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
