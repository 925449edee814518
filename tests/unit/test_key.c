/* What names are compared by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/rules/check/key.h"

static void folds_case_width_and_space(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "   ", "" },
		{ "  Alpha\t  LTD ", "alpha ltd" },
		{ "STRASSE", "strasse" },
		{ "Straße", "strasse" },
		{ "\xEF\xBC\xA1lpha", "alpha" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(key_fold(arena, cases[i][0]), cases[i][1]);
	arena_free(arena);
}

static void a_key_for_now_is_the_same_key(void **state)
{
	static const char *const texts[] = { "", "  Ann@X.example ", "STRASSE", "Straße", "a b" };
	struct arena *arena = arena_new();
	struct str held = STR_INIT(8); /* too little for the longest */
	char bytes[32];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const size_t length = strlen(texts[i]);
		memcpy(bytes, texts[i], length);
		memcpy(bytes + length, "more", 4);
		assert_string_equal(key_fold_for_now(&held, arena, bytes, length),
				    key_fold(arena, texts[i]));
	}
	str_release(&held);
	arena_free(arena);
}

static void short_cut_and_long_way_agree(void **state)
{
	struct arena *arena = arena_new();
	uint32_t seed = 1;
	char text[20];

	(void)state;
	for (int round = 0; round < 2000; round++) {
		size_t length = (size_t)round % (sizeof text - 1);
		for (size_t i = 0; i < length; i++) {
			seed = seed * 1664525 + 1013904223;
			/* Printable ASCII, with many blanks. */
			text[i] = (seed >> 16) % 4 ? (char)(32 + (seed >> 20) % 95) : ' ';
		}
		text[length] = '\0';
		assert_string_equal(key_fold(arena, text), text_fold(arena, text));
		assert_int_equal(key_is_empty(arena, text), !*text_fold(arena, text));
	}
	arena_free(arena);
}

static void is_empty_where_nothing_is_left(void **state)
{
	/* Blanks of all kinds, a soft hyphen, a zero-width space; marks on nothing are something.
	 */
	static const char *const empty[] = { "", " \t\n", "\xC2\xA0", "\xC2\xAD",
					     "\xE2\x80\x8B \xE3\x80\x80" };
	static const char *const filled[] = { "a", " .", "\xC2\xAD-", "\xCC\x81", "\xC3\xB6" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(empty); i++)
		assert_true(key_is_empty(arena, empty[i]) && !*text_fold(arena, empty[i]));
	for (size_t i = 0; i < COUNT_OF(filled); i++)
		assert_true(!key_is_empty(arena, filled[i]) && *text_fold(arena, filled[i]));
	arena_free(arena);
}

static void finds_the_first_place_of_a_text(void **state)
{
	struct key keys[] = { { "b", 4 }, { "a", 3 }, { "b", 1 }, { "c", 0 }, { "b", 2 } };

	(void)state;
	key_sort(keys, COUNT_OF(keys));
	assert_int_equal(key_find(keys, COUNT_OF(keys), "a"), 3);
	assert_int_equal(key_find(keys, COUNT_OF(keys), "b"), 1);
	assert_int_equal(key_find(keys, COUNT_OF(keys), "c"), 0);
	assert_int_equal(key_find(keys, COUNT_OF(keys), "d"), -1);
	assert_int_equal(key_find(NULL, 0, "a"), -1);
	assert_true(key_equal(&keys[1], &keys[2]));
	assert_false(key_equal(&keys[0], &keys[1]));
	key_sort(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds_case_width_and_space),
		cmocka_unit_test(a_key_for_now_is_the_same_key),
		cmocka_unit_test(short_cut_and_long_way_agree),
		cmocka_unit_test(is_empty_where_nothing_is_left),
		cmocka_unit_test(finds_the_first_place_of_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
