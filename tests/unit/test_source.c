/* The rows of the lists: each is whole, and each list that is read on has its turn and its
 * part of the account. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/model/source.h"
#include "audit/syncro/decode.h"

static void every_list_has_a_whole_row(void **state)
{
	(void)state;
	for (unsigned i = LIST_NONE + 1; i < LIST_COUNT; i++) {
		const struct list_row *row = &list_rows[i];
		assert_int_equal(*row->path, '/');
		assert_int_equal(*row->query, '?');
		assert_true(*row->key);
		assert_non_null(row->placeholder);
		for (unsigned j = LIST_NONE + 1; j < i; j++) {
			assert_string_not_equal(row->path, list_rows[j].path);
			assert_string_not_equal(row->key, list_rows[j].key);
		}
	}
}

/* Turns without a gap: what comes behind one would never be asked for. */
static void every_list_that_is_read_on_has_its_turn(void **state)
{
	int turns = 0;

	(void)state;
	for (unsigned i = LIST_NONE; i < LIST_COUNT; i++)
		turns += list_rows[i].turn != 0;
	assert_true(turns > 0);
	for (int turn = 1; turn <= turns; turn++)
		assert_int_equal(list_rows[list_of_turn(turn)].turn, turn);
	assert_int_equal(list_of_turn(turns + 1), LIST_NONE);
}

static void what_is_read_on_is_kept_and_told_of(void **state)
{
	(void)state;
	for (unsigned i = LIST_NONE; i < LIST_COUNT; i++) {
		enum source_id id = source_of_list((enum list)i);
		assert_int_equal(id<SOURCE_COUNT, list_rows[i].turn> 0);
		assert_int_equal(decode_row_size((enum list)i) > 0, list_rows[i].turn > 0);
		if (id < SOURCE_COUNT)
			assert_string_equal(source_path(id), list_rows[i].path);
	}
}

static void every_part_has_a_path_and_a_label(void **state)
{
	(void)state;
	for (unsigned i = 0; i < SOURCE_COUNT; i++) {
		assert_int_equal(*source_path((enum source_id)i), '/');
		assert_true(*source_label((enum source_id)i));
		for (unsigned j = 0; j < i; j++)
			assert_string_not_equal(source_path((enum source_id)i),
						source_path((enum source_id)j));
	}
	assert_string_equal(source_path(SOURCE_ME), "/me");
	assert_string_equal(source_path(SOURCE_DETAILS), "/users/{id}");
	assert_string_equal(source_path(SOURCE_SCHEDULES), "/schedules");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_list_has_a_whole_row),
		cmocka_unit_test(every_list_that_is_read_on_has_its_turn),
		cmocka_unit_test(what_is_read_on_is_kept_and_told_of),
		cmocka_unit_test(every_part_has_a_path_and_a_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
