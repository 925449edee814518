/* Growing strings keep to their cap; messages are cut at a character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

static void grows_and_ends_with_nul(void **state)
{
	struct str str = STR_INIT(STR_BODY);

	(void)state;
	assert_string_equal(str_text(&str), "");
	for (int i = 0; i < 1000; i++)
		assert_int_equal(str_printf(&str, "%03d,", i), 0);
	assert_int_equal(str.length, 4000);
	assert_memory_equal(str.data + 3996, "999,", 5);
	str_clear(&str);
	assert_string_equal(str_text(&str), "");
	str_release(&str);
	assert_null(str.data);
	assert_int_equal(str.limit, STR_BODY);
}

static void adds_nothing_beyond_its_limit_and_says_so(void **state)
{
	struct str str = STR_INIT(4);

	(void)state;
	assert_int_equal(str_puts(&str, "abcd"), 0);
	assert_false(str.overflow);
	assert_int_equal(str_putc(&str, 'e'), -1);
	assert_int_equal(str_printf(&str, "%d", 5), -1);
	assert_true(str.overflow);
	assert_string_equal(str_text(&str), "abcd");
	str_release(&str);
	assert_false(str.overflow);
}

static void reads_a_file_to_its_end_and_no_further_than_its_limit(void **state)
{
	(void)state;
	for (size_t limit = 5; limit <= 8; limit++) {
		struct str str = STR_INIT(limit);
		FILE *file = tmpfile();
		assert_true(file && fputs("abcdefg", file) >= 0 && fflush(file) == 0);
		rewind(file);
		ssize_t got;
		while ((got = str_read(&str, fileno(file), 3)) > 0)
			continue;
		assert_int_equal(got, limit < 7 ? -1 : 0);
		assert_int_equal(str.overflow, limit < 7);
		assert_string_equal(str_text(&str), limit < 6	? "abc"
						    : limit < 7 ? "abcdef"
								: "abcdefg");
		assert_int_equal(fclose(file), 0);
		assert_int_equal(str_read(&str, -1, 3), -1);
		str_release(&str);
	}
}

static void an_error_too_long_is_cut_at_a_character(void **state)
{
	struct error err = { .message = "" };
	char text[sizeof err.message + 8];

	(void)state;
	for (size_t shift = 0; shift < 3; shift++) {
		memset(text, 'x', shift);
		for (size_t i = shift; i + 3 < sizeof text; i += 3)
			memcpy(text + i, "€", 4);
		assert_int_equal(error_set(&err, "%s", text), -1);
		assert_true(strlen(err.message) > sizeof err.message - 5);
		assert_true(text_is_utf8(err.message, strlen(err.message)));
	}
}

static void context_goes_in_front(void **state)
{
	struct error err = { .message = "" };

	(void)state;
	error_set(&err, "'%s': not there", "x");
	assert_int_equal(error_prepend(&err, "token file"), -1);
	assert_string_equal(err.message, "token file: 'x': not there");
}

static void an_arena_gives_zeroed_aligned_memory_of_any_size(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t size = 0; size < 200000; size = size * 2 + 7) {
		unsigned char *memory = arena_alloc(arena, size);
		for (size_t unit = _Alignof(max_align_t); unit > 1; unit /= 2)
			assert_true(size % unit != 0 || (uintptr_t)memory % unit == 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xff, size);
	}
	assert_string_equal(arena_printf(arena, "%s %d", "a", 7), "a 7");
	arena_free(arena);
	arena_free(NULL);
}

static void an_arena_finds_what_was_put_into_it(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int i = 0; i < 20000; i++)
		arena_printf(arena, "customer %d", i);
	assert_false(arena_contains(arena, "T0ken-1234", 10));
	arena_strdup(arena, "an error body with T0ken-1234 in it");
	assert_true(arena_contains(arena, "T0ken-1234", 10));
	arena_free(arena);
}

static void what_is_kept_is_the_arenas_and_the_string_is_empty(void **state)
{
	struct arena *arena = arena_new();
	struct str str = STR_INIT(10);

	(void)state;
	assert_string_equal(str_keep(&str, arena), "");
	str_puts(&str, "kept");
	const char *text = str_keep(&str, arena);
	assert_null(str.data);
	assert_int_equal(str.length, 0);
	str_puts(&str, "another");
	assert_string_equal(text, "kept");
	str_release(&str);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_ends_with_nul),
		cmocka_unit_test(adds_nothing_beyond_its_limit_and_says_so),
		cmocka_unit_test(reads_a_file_to_its_end_and_no_further_than_its_limit),
		cmocka_unit_test(an_error_too_long_is_cut_at_a_character),
		cmocka_unit_test(context_goes_in_front),
		cmocka_unit_test(an_arena_gives_zeroed_aligned_memory_of_any_size),
		cmocka_unit_test(an_arena_finds_what_was_put_into_it),
		cmocka_unit_test(what_is_kept_is_the_arenas_and_the_string_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
