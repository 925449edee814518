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

/* What two answers contradict each other in is told by no file. */
static void a_global_admin_is_none_whom_me_and_the_record_disagree_about(void **state)
{
	struct user users[] = { { .id = 2, .name = "A", .global_admin = TRI_YES },
				{ .id = 5, .name = "B", .global_admin = TRI_YES } };
	struct account account = { .me = { .known = true, .user_id = 2, .user_name = "A" },
				   .users = users,
				   .user_count = 2 };

	(void)state;
	account.me.global_admin = TRI_NO;
	assert_int_equal(account_user_shown(&account, 0).global_admin, TRI_UNKNOWN);
	assert_int_equal(account_user_shown(&account, 1).global_admin, TRI_YES);
	assert_false(account_is_global_admin(&account, 0));
	assert_true(account_is_global_admin(&account, 1));
	account.me.global_admin = TRI_YES;
	assert_int_equal(account_user_shown(&account, 0).global_admin, TRI_YES);
	account.me.global_admin = TRI_UNKNOWN;
	assert_int_equal(account_user_shown(&account, 0).global_admin, TRI_YES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_found_by_its_id_or_not_at_all),
		cmocka_unit_test(a_global_admin_is_none_whom_me_and_the_record_disagree_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
