/* Who reads outside is told what was asked, not where it stands in an interface. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/edition/asked.h"

struct example {
	const char *text, *shown;
};

static void assert_shown(const struct example *examples, size_t count)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < count; i++) {
		const char *once = asked_in_words(arena, examples[i].text);
		assert_string_equal(once, examples[i].shown);
		assert_ptr_equal(asked_in_words(arena, once), once);
	}
	arena_free(arena);
}

static void a_request_is_said_in_words(void **state)
{
	static const struct example examples[] = {
		{ "GET /me", "Syncro's sign-in answer" },
		{ "GET /customers, GET /schedules", "The customer list, the recurring invoices" },
		{ "GET /users/{id}", "The users' own records" },
		{ "GET /customers?page=2", "The customer list" },
		{ "GET /ticket_timers", "A request for ticket timers" },
		{ "GET /new_ticket_forms/0", "A request for new ticket forms" },
		{ "POST /tickets", "A trial write of tickets" },
		{ "PUT /schedules/0", "A trial change of schedules" },
		{ "declared by GET /me, perhaps", "declared by Syncro's sign-in answer, perhaps" },
		{ "Nothing was asked after GET /me.",
		  "Nothing was asked after Syncro's sign-in answer." },
		{ "Refused. GET /customers broke off (GET /users).",
		  "Refused. The customer list broke off (the user list)." },
	};

	(void)state;
	assert_shown(examples, COUNT_OF(examples));
}

static void what_is_no_request_stays(void **state)
{
	static const struct example examples[] = {
		{ "", "" },
		{ "and / or", "and / or" },
		{ "WIDGET /me", "WIDGET /me" },
		{ "get /me", "get /me" },
		{ "GET", "GET" },
		{ "https://acme.example/GET", "https://acme.example/GET" },
		{ "Admin /API", "Admin /API" },
	};

	(void)state;
	assert_shown(examples, COUNT_OF(examples));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_said_in_words),
		cmocka_unit_test(what_is_no_request_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
