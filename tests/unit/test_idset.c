/* Ids are told apart, however many there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
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

/* Up, down, and every seventh of both first: what is known does not hang on the order. */
static void the_order_tells_nothing(void **state)
{
	static const int64_t steps[] = { 1, -1, 7, -7 };
	const int64_t most = 9001; /* no multiple of 7 */
	struct idset sets[COUNT_OF(steps)] = { { .slots = NULL } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		int64_t id = 0;
		for (int64_t n = 0; n < most; n++) {
			id = (id + steps[i] + most) % most;
			assert_false(idset_has(&sets[i], id + 1));
			assert_true(idset_add(&sets[i], id + 1));
			assert_false(idset_add(&sets[i], id + 1));
		}
		assert_int_equal(sets[i].count, most);
		assert_true(idset_equal(&sets[0], &sets[i]) && idset_equal(&sets[i], &sets[0]));
	}
	assert_true(idset_add(&sets[3], most + 1));
	assert_false(idset_equal(&sets[0], &sets[3]) || idset_equal(&sets[3], &sets[0]));
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		idset_release(&sets[i]);
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
		cmocka_unit_test(the_order_tells_nothing),
		cmocka_unit_test(the_largest_id_is_an_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
