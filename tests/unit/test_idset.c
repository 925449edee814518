/* Ids are told apart, however many there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/syncro/idset.h"

static void each_id_is_new_once(void **state)
{
	struct idset set = { .slots = NULL };

	(void)state;
	assert_false(idset_has(&set, 1));
	for (int64_t id = 1; id <= 100000; id++)
		assert_true(idset_add(&set, id * 64));
	for (int64_t id = 1; id <= 100000; id++) {
		assert_false(idset_add(&set, id * 64));
		assert_true(idset_has(&set, id * 64));
		assert_false(idset_has(&set, id * 64 + 1));
	}
	assert_int_equal(set.count, 100000);
	idset_release(&set);
	assert_false(idset_has(&set, 64));
}

static void the_largest_id_is_an_id(void **state)
{
	struct idset set = { .slots = NULL };

	(void)state;
	assert_true(idset_add(&set, INT64_C(9007199254740991)));
	assert_true(idset_has(&set, INT64_C(9007199254740991)));
	assert_false(idset_add(&set, INT64_C(9007199254740991)));
	idset_release(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_id_is_new_once),
		cmocka_unit_test(the_largest_id_is_an_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
