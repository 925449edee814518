/* Arenas: what they hand out is apart, aligned, zeroed, and found again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/mem.h"

#define COUNT 3000

static void structs_and_texts_are_apart(void **state)
{
	struct arena *arena = arena_new();
	max_align_t *structs[COUNT];
	char *texts[COUNT], expected[32];

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		/* Now and then one that needs a block of its own. */
		structs[i] = arena_array(arena, i % 500 == 7 ? 2000 : i % 5 + 1, sizeof **structs);
		assert_int_equal((uintptr_t)structs[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < sizeof **structs; k++)
			assert_int_equal(((unsigned char *)structs[i])[k], 0);
		memset(structs[i], 0xA5, (i % 5 + 1) * sizeof **structs);
		texts[i] = i % 3 ? arena_printf(arena, "text %zu", i) : arena_strdup(arena, "");
	}
	for (size_t i = 0; i < COUNT; i++) {
		(void)snprintf(expected, sizeof expected, "text %zu", i);
		assert_string_equal(texts[i], i % 3 ? expected : "");
		for (size_t k = 0; k < (i % 5 + 1) * sizeof **structs; k++)
			assert_int_equal(((unsigned char *)structs[i])[k], 0xA5);
	}
	arena_free(arena);
}

static void what_is_taken_over_is_found_and_freed(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int i = 0; i < 3; i++) {
		char *text = xstrdup("taken over 0");
		text[11] = (char)('0' + i);
		arena_keep(arena, text, 12);
	}
	assert_true(arena_contains(arena, "over 0", 6));
	assert_true(arena_contains(arena, "over 2", 6));
	assert_false(arena_contains(arena, "over 3", 6));
	arena_free(arena);
}

static void a_long_text_is_kept_whole(void **state)
{
	struct arena *arena = arena_new();
	char *text = xcalloc(1, 200001);

	(void)state;
	for (size_t length = 1; length <= 200000; length *= 10) {
		memset(text, 'x', length);
		assert_string_equal(arena_strdup(arena, text), text);
		assert_string_equal(arena_strdup(arena, "after it"), "after it");
	}
	free(text);
	arena_free(arena);
}

static void a_text_that_repeats_is_kept_once(void **state)
{
	struct arena *arena = arena_new();
	const char *first = arena_share(arena, "Monthly");
	char word[16];

	(void)state;
	assert_ptr_equal(arena_share(arena, "Monthly"), first);
	assert_ptr_not_equal(arena_strdup(arena, "Monthly"), first);
	for (int i = 0; i < COUNT; i++) {
		(void)snprintf(word, sizeof word, "%d", i);
		assert_string_equal(arena_share(arena, word), word);
	}
	assert_string_equal(arena_share(arena, ""), "");
	assert_string_equal(arena_share(arena, "Monthly"), "Monthly");
	assert_string_equal(first, "Monthly");
	arena_free(arena);
}

static void what_was_handed_out_can_be_searched(void **state)
{
	struct arena *arena = arena_new();
	char *bytes = arena_alloc(arena, 100);

	(void)state;
	memcpy(bytes + 60, "in a struct", 11);
	(void)arena_strdup(arena, "in a text");
	assert_true(arena_contains(arena, "struct", 6));
	assert_true(arena_contains(arena, "text", 4));
	assert_false(arena_contains(arena, "nowhere", 7));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(structs_and_texts_are_apart),
		cmocka_unit_test(a_long_text_is_kept_whole),
		cmocka_unit_test(what_is_taken_over_is_found_and_freed),
		cmocka_unit_test(a_text_that_repeats_is_kept_once),
		cmocka_unit_test(what_was_handed_out_can_be_searched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
