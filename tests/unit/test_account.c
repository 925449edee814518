/* Rows are found by their ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/model/account.h"

static void a_row_is_found_by_its_id_or_not_at_all(void **state)
{
	struct user users[] = { { .id = 2 }, { .id = 5 }, { .id = INT64_MAX } };
	struct customer customers[] = { { .id = 1 }, { .id = 3 } };
	const struct account account = {
		.users = users, .user_count = 3, .customers = customers, .customer_count = 2
	};
	const struct account empty = { .user_count = 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(account_user(&account, users[i].id), &users[i]);
	for (size_t i = 0; i < 2; i++)
		assert_ptr_equal(account_customer(&account, customers[i].id), &customers[i]);
	assert_null(account_user(&account, 1));
	assert_null(account_user(&account, 6));
	assert_null(account_customer(&account, 2));
	assert_null(account_user(&empty, 2));
	assert_null(account_customer(&empty, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_found_by_its_id_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
