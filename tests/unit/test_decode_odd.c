/* Of a row all that can be understood counts, and what cannot is marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "tests/unit/fixture_decode.h"

/* What can be told of a row is not lost with a field that cannot be understood. */
static void a_row_with_an_id_is_a_row(void **state)
{
	static const struct {
		enum list list;
		const char *row, *field;
		unsigned odd;
	} cases[] = {
		{ LIST_CUSTOMERS, CUSTOMER(""), "", 0 },
		{ LIST_CUSTOMERS, CUSTOMER(",\"notes\":{}"), "", 0 },
		{ LIST_CUSTOMERS, "{\"id\":5,\"business_name\":{},\"email\":\"x\"}",
		  "business_name", ODD_NAME },
		{ LIST_CUSTOMERS, "{\"id\":5,\"business_name\":[\"x\"],\"email\":\"x\"}",
		  "business_name", ODD_NAME },
		{ LIST_CUSTOMERS, "{\"id\":5,\"business_name\":false,\"email\":\"x\"}",
		  "business_name", ODD_NAME },
		{ LIST_CUSTOMERS, "{\"id\":5,\"business_name\":\"x\",\"email\":[]}", "email",
		  ODD_EMAIL },
		/* Without the key nobody can tell that there is no name or address. */
		{ LIST_CUSTOMERS, "{\"id\":5,\"email\":\"x\"}", "business_name", ODD_NAME },
		{ LIST_CUSTOMERS, "{\"id\":5,\"business_name\":\"x\"}", "email", ODD_EMAIL },
		{ LIST_CUSTOMERS, "{\"id\":5}", "business_name", ODD_NAME | ODD_EMAIL },
		{ LIST_CUSTOMERS, CUSTOMER(",\"disabled\":\"no\""), "disabled", ODD_STATE },
		{ LIST_CUSTOMERS, CUSTOMER(",\"disabled\":0"), "disabled", ODD_STATE },
		{ LIST_CUSTOMERS, CUSTOMER(",\"fullname\":{}"), "fullname", ODD_NAME },
		{ LIST_CUSTOMERS, CUSTOMER(",\"notification_email\":{}"), "notification_email",
		  ODD_EMAIL },
		{ LIST_CUSTOMERS, CUSTOMER(",\"invoice_cc_emails\":[7,{}]"), "invoice_cc_emails",
		  ODD_EMAIL },
		{ LIST_CUSTOMERS, CUSTOMER(",\"contacts\":7"), "contacts", ODD_EMAIL },
		{ LIST_CUSTOMERS, CUSTOMER(",\"contacts\":[{},7]"), "contacts[1].email",
		  ODD_EMAIL },
		{ LIST_CUSTOMERS, CUSTOMER(",\"contacts\":[{\"email\":true}]"), "contacts[0].email",
		  ODD_EMAIL },
		{ LIST_SCHEDULES, SCHEDULE(""), "", 0 },
		{ LIST_SCHEDULES, "{\"id\":3}", "customer_id", ODD_CUSTOMER },
		{ LIST_SCHEDULES, "{\"id\":3,\"customer_id\":\"x\"}", "customer_id", ODD_CUSTOMER },
		{ LIST_SCHEDULES, "{\"id\":3,\"customer_id\":0}", "customer_id", ODD_CUSTOMER },
		{ LIST_SCHEDULES, SCHEDULE(",\"lines\":{}"), "lines", ODD_LINES },
		{ LIST_SCHEDULES, SCHEDULE(",\"lines\":[7]"), "lines", ODD_LINES },
		{ LIST_SCHEDULES, SCHEDULE(",\"lines\":[{\"name\":[]}]"), "lines", ODD_LINES },
		{ LIST_SCHEDULES, SCHEDULE(",\"lines\":[{}]"), "lines", ODD_LINES },
		{ LIST_SCHEDULES, SCHEDULE(",\"lines\":[{\"id\":5,\"name\":null}]"), "lines",
		  ODD_LINES },
		{ LIST_SCHEDULES, SCHEDULE(",\"paused\":\"no\""), "paused", ODD_STATE },
		{ LIST_SCHEDULES, SCHEDULE(",\"next_run\":[]"), "next_run", ODD_RUN },
		{ LIST_SCHEDULES, SCHEDULE(",\"name\":{}"), "name", ODD_NAME },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct decode_row decoded = { .id = 0 };
		cJSON *tree = fixture_decode_json(cases[i].row);
		if (!decode_row(fixture_decode_arena, cases[i].list, tree, &decoded))
			fail_msg("%s", cases[i].row);
		assert_string_equal(decoded.odd_field, cases[i].field);
		assert_int_equal(cases[i].list == LIST_CUSTOMERS ? decoded.customer.odd
								 : decoded.schedule.odd,
				 cases[i].odd);
		cJSON_Delete(tree);
	}
}

static void every_address_of_a_customer_is_read(void **state)
{
	static const struct customer_address expected[] = {
		{ "notification_email", "n@x.example" },
		{ "invoice_cc_emails", "a@x.example, b@x.example" },
		{ "contacts[0].email", "c@x.example" },
		{ "contacts[3].email", "d@x.example" },
	};
	const struct customer *c = fixture_decode_row(
		LIST_CUSTOMERS,
		CUSTOMER(",\"notification_email\":\"n@x.example\","
			 "\"invoice_cc_emails\":\"a@x.example, b@x.example\",\"contacts\":["
			 "{\"email\":\"c@x.example\"},{\"email\":null},{\"name\":\"x\"},"
			 "{\"email\":\"d@x.example\"}]"));

	(void)state;
	assert_int_equal(c->address_count, COUNT_OF(expected));
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		assert_string_equal(c->addresses[i].field, expected[i].field);
		assert_string_equal(c->addresses[i].text, expected[i].text);
	}
	c = fixture_decode_row(LIST_CUSTOMERS,
			       CUSTOMER(",\"invoice_cc_emails\":[\"a@x.example\",null]"));
	assert_int_equal(c->address_count, 1);
	assert_string_equal(c->addresses[0].text, "a@x.example");
	c = fixture_decode_row(LIST_CUSTOMERS, CUSTOMER(",\"contacts\":null"));
	assert_int_equal(c->address_count + c->odd, 0);
}

static void a_line_recurs_unless_it_says_otherwise(void **state)
{
	static const struct {
		const char *line;
		enum tri one_time;
	} cases[] = {
		{ "{\"name\":\"A\"}", TRI_NO },
		{ "{\"name\":\"A\",\"one_time_charge\":null}", TRI_NO },
		{ "{\"one_time_charge\":false}", TRI_NO },
		{ "{\"one_time_charge\":true}", TRI_YES },
		{ "{\"one_time_charge\":\"true\"}", TRI_UNKNOWN },
		{ "{\"one_time_charge\":1}", TRI_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct schedule *s = fixture_decode_row(
			LIST_SCHEDULES, arena_printf(fixture_decode_arena,
						     "{\"id\":3,\"customer_id\":5,"
						     "\"lines\":[%s]}",
						     cases[i].line));
		assert_int_equal(s->lines[0].one_time, cases[i].one_time);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_row_with_an_id_is_a_row, fixture_decode_open,
						fixture_decode_close),
		cmocka_unit_test_setup_teardown(every_address_of_a_customer_is_read,
						fixture_decode_open, fixture_decode_close),
		cmocka_unit_test_setup_teardown(a_line_recurs_unless_it_says_otherwise,
						fixture_decode_open, fixture_decode_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
