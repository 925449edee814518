/* One permission, the many ways it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/rules/permission_name.h"

static bool same(const char *a, const char *b)
{
	char x[PERMISSION_NAME_KEY], y[PERMISSION_NAME_KEY];

	permission_name_key(x, a);
	permission_name_key(y, b);
	return *x && strcmp(x, y) == 0;
}

static void spellings_of_the_wild_are_one(void **state)
{
	static const char *const pairs[][2] = {
		{ "Customers - List/Search", "Customers \xE2\x80\x93 List/Search" },
		{ "Customers - List/Search", "Customers \xE2\x80\x94 List/Search" },
		{ "Customers - List/Search", "Customers\xC2\xA0\xE2\x88\x92\xC2\xA0List/Search" },
		{ "Customers - List/Search", "customers list/search" },
		{ "Customers - List/Search", "  CUSTOMERS-LIST / SEARCH  " },
		{ "Customers - List/Search", "Organizations - List/Search" },
		{ "Customers - De Duplicate", "Customer - De-Duplicate" },
		{ "Customers - De Duplicate", "Customers - Deduplicate" },
		{ "Customers - View Detail", "Customers - View Details" },
		{ "Customers - View Detail", "Organization \xE2\x80\x93 View Details" },
		{ "Contacts - Import", "End Users - Import" },
		{ "Contacts - Import", "Contact - Import" },
		{ "Ticket Worksheets - Edit Ad-hoc", "Ticket Worksheets Edit Ad Hoc" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		if (!same(pairs[i][0], pairs[i][1]))
			fail_msg("'%s' is not '%s'", pairs[i][0], pairs[i][1]);
}

static void different_permissions_stay_apart(void **state)
{
	static const char *const pairs[][2] = {
		{ "Customers - Edit", "Customers - Delete" },
		{ "Tickets - Edit", "Ticket SLA - Edit" },
		{ "Tickets - View Details", "Tickets - View Detail" },
		{ "Tickets - Delete", "Ticket Comments - Delete" },
		{ "Customers - View Detail", "Customers - View Total Invoiced" },
		{ "Customers - Edit", "Customers - \xC3\x89"
				      "dit" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		if (same(pairs[i][0], pairs[i][1]))
			fail_msg("'%s' is taken for '%s'", pairs[i][0], pairs[i][1]);
}

static void what_is_no_name_has_no_key(void **state)
{
	char key[PERMISSION_NAME_KEY];
	char name[400];

	(void)state;
	permission_name_key(key, "");
	assert_string_equal(key, "");
	permission_name_key(key, " - ");
	assert_string_equal(key, "");
	/* Every length around the limit, with a family that grows when it is replaced. */
	for (size_t length = 1; length < sizeof name - 1; length++) {
		memset(name, 'x', length);
		if (length > 9)
			memcpy(name, "customer ", 9);
		name[length] = '\0';
		permission_name_key(key, name);
		assert_true(strlen(key) < PERMISSION_NAME_KEY);
	}
	assert_string_equal(key, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_the_wild_are_one),
		cmocka_unit_test(different_permissions_stay_apart),
		cmocka_unit_test(what_is_no_name_has_no_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
