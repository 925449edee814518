/* --dry-run tells the requests in the order they would be sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/str.h"
#include "audit/pull/collect.h"
#include "tests/unit/fixture_pull.h"

static void tells_requests_in_their_order(void **state)
{
	struct str out = STR_INIT(STR_BODY);

	(void)state;
	collect_describe(&pull_plan, &out);
	assert_string_equal(str_text(&out), "GET /me\n"
					    "GET /users?page=1\n"
					    "GET /customers?include_disabled=true&page=1\n"
					    "GET /schedules?page=1\n"
					    "GET /customers/{customer}\n"
					    "GET /customers/latest\n"
					    "GET /tickets?page=1\n"
					    "GET /tickets/{ticket}\n"
					    "GET /new_ticket_forms/0\n"
					    "GET /users?page={n}\n"
					    "GET /schedules?page={n}\n"
					    "GET /customers?include_disabled=true&page={n}\n"
					    "GET /users/{id}\n"
					    "GET /invoices?page=1\n"
					    "GET /appointment_types\n"
					    "GET /me\n");
	str_release(&out);
}

static void writes_are_told_when_they_would_be_sent(void **state)
{
	struct str out = STR_INIT(STR_BODY);

	(void)state;
	collect_describe(&pull_plan_writing, &out);
	assert_non_null(strstr(str_text(&out), "GET /new_ticket_forms/0\nPOST /tickets\n"));
	str_release(&out);
}

static void the_mtp_is_told_apart(void **state)
{
	struct str out = STR_INIT(STR_BODY);

	(void)state;
	collect_describe_mtp("p1", &out);
	assert_string_equal(str_text(&out),
			    "GET /providers/p1/administrators?limit=100&skip=0 mtp\n"
			    "GET /providers/p1/administrators?limit=100&skip={n} mtp\n"
			    "GET /providers/p1/integrations?limit=100&skip=0 mtp\n"
			    "GET /providers/p1/integrations?limit=100&skip={n} mtp\n"
			    "GET /integrations/syncro/{id} mtp\n"
			    "GET /integrations/syncro/{id}/mappings?limit=100&skip=0 mtp\n"
			    "GET /integrations/syncro/{id}/mappings?limit=100&skip={n} mtp\n");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mtp_is_told_apart),
		cmocka_unit_test(tells_requests_in_their_order),
		cmocka_unit_test(writes_are_told_when_they_would_be_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
