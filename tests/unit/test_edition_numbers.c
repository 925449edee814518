/* A report about one customer does not tell the numbers of others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/edition/edition.h"
#include "tests/unit/fixture_audit.h"

#define ONLY 2

static void the_numbers_of_others_are_hidden(void **state)
{
	static const struct {
		const char *said, *shown;
	} cases[] = {
		{ "Customer 1 carries the same name.", "Another customer carries the same name." },
		{ "2 other active customers carry the same name, customer 17 among them.",
		  "2 other active customers carry the same name, another customer among them." },
		{ "customer:1, customer:3 (customer 99999999999999999999)",
		  "another customer, another customer (another customer)" },
		{ "customer 2, Customer:2", NULL },
		{ "customer 2nd, 17 customers, subcustomer 17, customer  17, customer", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture_audit *f = fixture_audit_new();
		const char *shown = cases[i].shown ? cases[i].shown : cases[i].said;
		f->audit.presentation.only_customer = ONLY;
		for (size_t k = 0; k < f->audit.issue_count; k++)
			f->audit.issues[k].detail = cases[i].said;
		const struct audit *audit = edition_shown(f->arena, &f->audit);
		assert_true(audit->issue_count > 0);
		assert_string_equal(audit->issues[0].detail, shown);
		fixture_audit_free(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_numbers_of_others_are_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
