/* What is a word on a permission, and what only looks like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "tests/unit/fixture_pull.h"

#define CUSTOMERS "/customers?include_disabled=true&page=1"

/* A 404 shows something only at a path that is there. */
static void a_route_that_is_gone_grants_nothing(void **state)
{
	static const struct {
		struct pull_answer beside;
		enum tri granted;
	} rows[] = {
		{ { "/new_ticket_forms", 200, "{\"new_ticket_forms\":[]}" }, TRI_YES },
		{ { "/new_ticket_forms", 401, PULL_REFUSED }, TRI_YES },
		{ { "/new_ticket_forms", 404, "{\"status\":404,\"error\":\"Not Found\"}" },
		  TRI_UNKNOWN },
		{ { "/new_ticket_forms", 500, NULL }, TRI_UNKNOWN },
		{ { "/made_up", 200, "[]" }, TRI_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		const struct pull_answer answers[] = {
			{ "/me", 200, PULL_ME },
			rows[i].beside,
			{ "/new_ticket_forms/0", 404, "{\"status\":404,\"error\":\"Not Found\"}" },
			{ "/me", 200, PULL_ME }
		};
		const struct probe *probe =
			pull_probe(pull_account(arena, &pull_plan, answers, COUNT_OF(answers)),
				   PULL_TICKETS_CREATE);
		assert_int_equal(probe->granted, rows[i].granted);
		arena_free(arena);
	}
}

/* The documented 422 says that the permission was there; any other says nothing. */
static void a_refused_write_grants_in_the_documented_words_only(void **state)
{
	static const struct {
		int status;
		const char *body;
		enum tri granted;
	} rows[] = {
		{ 422, "{\"error\":\"Customer required field\"}", TRI_YES },
		{ 422, "{\"message\":[\"Customer required field\"],\"success\":false}", TRI_YES },
		{ 422, "{\"error\":\"Unprocessable\"}", TRI_UNKNOWN },
		{ 422, "{}", TRI_UNKNOWN },
		{ 400, "{\"error\":\"Customer required field\"}", TRI_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		const struct pull_answer answers[] = { { "/me", 200, PULL_ME },
						       { "POST /tickets", rows[i].status,
							 rows[i].body },
						       { "/me", 200, PULL_ME } };
		const struct probe *probe = pull_probe(
			pull_account(arena, &pull_plan_writing, answers, COUNT_OF(answers)),
			PULL_TICKETS_CREATE);
		assert_int_equal(probe->granted, rows[i].granted);
		assert_int_equal(probe->reason, rows[i].granted ? REASON_NONE : REASON_MALFORMED);
		arena_free(arena);
	}
}

/* In words that /users was refused with, which asks for no permission. */
static void a_refusal_that_is_about_something_else_proves_nothing(void **state)
{
#define SENTENCE                                                                                   \
	"{\"error\":\"Not authorized. Please ask account admin to update your group "              \
	"permissions.\"}"
	static const struct {
		struct pull_answer users;
		const char *body;
		enum tri granted;
	} rows[] = {
		{ { "/users?page=1", 200, "{\"users\":[]}" }, "{\"message\":\"Blocked\"}", TRI_NO },
		{ { "/users?page=1", 403, "{\"message\":\"Blocked\"}" },
		  "{\"message\":\"Blocked\"}",
		  TRI_UNKNOWN },
		{ { "/users?page=1", 403, "{\"message\":\"Blocked\"}" },
		  "{\"errors\":[\"No access\"]}",
		  TRI_NO },
		{ { "/users?page=1", 403,
		    "{\"message\":\"Blocked, reference #18.5f21 at 10:02\"}" },
		  "{\"message\":\"Blocked, reference #18.77ac at 10:03\"}",
		  TRI_UNKNOWN },
		{ { "/users?page=1", 403, "{\"message\":\"/api/v1/users is blocked\"}" },
		  "{\"message\":\"/api/v1/customers is blocked\"}",
		  TRI_UNKNOWN },
		{ { "/users?page=1", 403, "{\"message\":\"Blocked, reference 1\"}" },
		  "{\"message\":\"Blocked, reference 2 again\"}",
		  TRI_NO },
		{ { "/users?page=1", 401, SENTENCE }, SENTENCE, TRI_NO },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		const struct pull_answer answers[] = { { "/me", 200, PULL_ME },
						       rows[i].users,
						       { CUSTOMERS, 403, rows[i].body },
						       { "/invoices?page=1", 403, rows[i].body },
						       { "/me", 200, PULL_ME } };
		const struct account *account =
			pull_account(arena, &pull_plan, answers, COUNT_OF(answers));
		assert_int_equal(pull_probe(account, PULL_CUSTOMERS_LIST)->granted,
				 rows[i].granted);
		assert_int_equal(pull_probe(account, PULL_INVOICES)->granted, rows[i].granted);
		assert_int_equal(account->sources[SOURCE_CUSTOMERS].reason,
				 rows[i].granted ? REASON_NO_PERMISSION : REASON_MALFORMED);
		arena_free(arena);
	}
}

/* Of a request asked twice the last answer counts: a refusal has to stand. */
static void a_refusal_has_to_stand(void **state)
{
	static const struct {
		struct pull_answer second;
		enum tri granted;
		enum reason reason;
	} rows[] = {
		{ { "/customers/latest", 401, PULL_REFUSED }, TRI_NO, REASON_NONE },
		{ { "/customers/latest", 200, "{\"customer\":{\"id\":1}}" }, TRI_YES, REASON_NONE },
		{ { "/customers/latest", 502, NULL }, TRI_UNKNOWN, REASON_SERVER_ERROR },
		{ { "/customers/latest", 0, NULL }, TRI_UNKNOWN, REASON_TIMEOUT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		const struct pull_answer answers[] = { { "/me", 200, PULL_ME },
						       { "/customers/latest", 401, PULL_REFUSED },
						       rows[i].second,
						       { "/me", 200, PULL_ME } };
		const struct probe *probe =
			pull_probe(pull_account(arena, &pull_plan, answers, COUNT_OF(answers)),
				   PULL_CUSTOMERS_EDIT);
		assert_int_equal(probe->granted, rows[i].granted);
		assert_int_equal(probe->reason, rows[i].reason);
		arena_free(arena);
	}
}

/* A second GET /me is asked for where the first was refused; after a fault it is no identity. */
static void a_refused_me_has_to_stand(void **state)
{
	static const struct {
		struct pull_answer first, second;
		bool known, rejected;
	} rows[] = {
		{ { "/me", 401, PULL_REFUSED }, { "/me", 200, PULL_ME }, true, false },
		{ { "/me", 401, PULL_REFUSED }, { "/me", 401, PULL_REFUSED }, false, true },
		{ { "/me", 401, PULL_REFUSED }, { "/me", 502, NULL }, false, false },
		{ { "/me", 500, NULL }, { "/me", 200, PULL_ME }, false, false },
		{ { "/me", 401, "<html>Sign in</html>" }, { "/me", 200, PULL_ME }, false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		const struct pull_answer answers[] = { rows[i].first, rows[i].second };
		const struct account *a =
			pull_account(arena, &pull_plan, answers, COUNT_OF(answers));
		assert_int_equal(a->me.known, rows[i].known);
		assert_int_equal(a->me.rejected, rows[i].rejected);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refused_me_has_to_stand),
		cmocka_unit_test(a_route_that_is_gone_grants_nothing),
		cmocka_unit_test(a_refused_write_grants_in_the_documented_words_only),
		cmocka_unit_test(a_refusal_that_is_about_something_else_proves_nothing),
		cmocka_unit_test(a_refusal_has_to_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
