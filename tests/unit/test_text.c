/* Text at the border: valid, without control characters, comparable. */
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

static void cleans_what_could_harm_a_file_or_a_reader(void **state)
{
	static const struct {
		const char *dirty, *clean;
	} cases[] = {
		{ "plain", "plain" },
		{ "Müller", "Müller" },
		{ "a\x01"
		  "b\x7f"
		  "c",
		  "a b c" },
		{ "line\nbreak\ttab", "line break tab" },
		{ "\xc2\x85 next line", "  next line" },
		{ "\xe2\x80\xa8", " " },
		{ "bad \xff\xfe", "bad \xef\xbf\xbd\xef\xbf\xbd" },
		{ "cut \xe4\xb8", "cut \xef\xbf\xbd" },
		{ "nonchar \xef\xbf\xbe", "nonchar \xef\xbf\xbd" },
		{ "over\xe2\x80\xaeride", "override" },
		{ "iso\xe2\x81\xa6late", "isolate" },
		{ "محمد", "محمد" },
		{ "𠀀", "𠀀" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(text_clean(arena, cases[i].dirty), cases[i].clean);
	assert_string_equal(text_clean(arena, NULL), "");
	arena_free(arena);
}

static void every_byte_string_becomes_clean_utf8(void **state)
{
	struct arena *arena = arena_new();
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char bytes[17];
		size_t length = (seed >> 8) % 16 + 1;
		for (size_t i = 0; i < length; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 24 ? seed >> 24 : 1);
		}
		bytes[length] = '\0';
		const char *clean = text_clean(arena, bytes);
		assert_true(text_is_utf8(clean, strlen(clean)));
		for (const char *c = clean; *c; c++)
			assert_true((unsigned char)*c >= 0x20 && *c != 0x7f);
		assert_string_equal(text_clean(arena, clean), clean);
	}
	arena_free(arena);
}

static void folds_names_that_a_person_would_call_the_same(void **state)
{
	static const char *const same[][2] = {
		{ "Acme GmbH", "  ACME   gmbh " },
		{ "Straße", "STRASSE" },
		{ "\xef\xbc\xa1\xef\xbd\x83\xef\xbd\x8d\xef\xbd\x85", "acme" }, /* full width */
		{ "Cafe\xcc\x81", "café" },
		{ "ΣΊΣΥΦΟΣ", "σίσυφος" },
		{ "a\xc2\xa0"
		  "b",
		  "A\xe3\x80\x80"
		  "B" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++)
		assert_string_equal(text_fold(arena, same[i][0]), text_fold(arena, same[i][1]));
	assert_string_not_equal(text_fold(arena, "Acme"), text_fold(arena, "Acme 2"));
	assert_string_equal(text_fold(arena, " \t\xc2\xa0"), "");
	/* U+FDFA grows the most of all. */
	assert_int_equal(strlen(text_fold(arena, "ﷺ")), 33);
	arena_free(arena);
}

static void nothing_steers_a_terminal(void **state)
{
	struct str out = STR_INIT(STR_LINE);

	(void)state;
	text_for_terminal(&out, "a\x1b[31mb\x07\xc2\x9b"
				"c\xe2\x80\xae\xff");
	assert_string_equal(str_text(&out), "a\\u001B[31mb\\u0007\\u009Bc\\u202E\xef\xbf\xbd");
	str_release(&out);
}

static void white_space_of_any_kind_is_blank(void **state)
{
	(void)state;
	assert_true(text_is_blank(""));
	assert_true(text_is_blank(" \xc2\xa0\xe3\x80\x80"));
	assert_true(text_is_blank("\x07\xe2\x80\x8b \xef\xbb\xbf"));
	assert_false(text_is_blank(" a "));
	assert_false(text_is_blank("\xff"));
}

static void a_word_has_a_letter_or_a_digit(void **state)
{
	(void)state;
	static const char *const words[] = { "A",	 " 7 ",	  "L\xc3\xb6we", "\xe6\x9d\x8e",
					     "\xd9\xa3", "-- Ann" };
	/* A dash, dots, an empty Braille cell, a mark with nothing under it, no UTF-8. */
	static const char *const none[] = {
		"", " ", "-", "...", "\xe2\xa0\x80", "\xcc\x81", "\xff", "\xe2\x80\x8b"
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		assert_true(text_has_words(words[i]));
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_false(text_has_words(none[i]));
}

static void compares_ascii_without_case(void **state)
{
	(void)state;
	assert_true(text_equal_ignoring_case("Joe@Example.com", "joe@eXAMPLE.COM"));
	assert_false(text_equal_ignoring_case("a", "ab"));
	assert_false(text_equal_ignoring_case("[", "{"));
}

static void ill_formed_bytes_become_replacement_characters(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t first;
		size_t taken;
	} cases[] = {
		{ "A", 'A', 1 },
		{ "€", 0x20AC, 3 },
		{ "\x80", 0xFFFD, 1 },
		{ "\xC0\xAF", 0xFFFD, 1 },
		{ "\xE2\x82", 0xFFFD, 2 },
		{ "\xE2(", 0xFFFD, 1 },
		{ "\xED\xA0\x80", 0xFFFD, 1 },
		{ "\xF4\x90\x80\x80", 0xFFFD, 1 },
		{ "\xF5", 0xFFFD, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t at = 0;
		assert_int_equal(text_next(cases[i].bytes, strlen(cases[i].bytes), &at),
				 cases[i].first);
		assert_int_equal(at, cases[i].taken);
	}
}

static void steps_from_character_to_character_both_ways(void **state)
{
	static const char text[] = "aé€😀z"; /* 1, 2, 3, 4, 1 bytes */
	static const size_t begins[] = { 0, 1, 3, 6, 10, 11 };
	const size_t length = strlen(text);
	size_t at = 0;

	(void)state;
	assert_int_equal(text_characters(text, length), 5);
	assert_int_equal(text_characters(text, 0), 0);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(at, begins[i]);
		(void)text_next(text, length, &at);
		for (size_t within = begins[i] + 1; within <= begins[i + 1]; within++)
			assert_int_equal(text_previous(text, within), begins[i]);
	}
	assert_int_equal(at, length);
}

static void cuts_between_characters_only(void **state)
{
	static const char text[] = "aé€😀z"; /* 1, 2, 3, 4, 1 bytes */
	static const int whole[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11 };

	(void)state;
	for (int most = 0; most < (int)(COUNT_OF(whole)); most++)
		assert_int_equal(text_cut(text, most), whole[most]);
	assert_int_equal(text_cut("", 5), 0);
}

static void joins_texts_with_commas(void **state)
{
	static const char *const texts[] = { "Admins", "", "Front Desk" };
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(text_join(arena, texts, 3), "Admins, , Front Desk");
	assert_string_equal(text_join(arena, texts, 1), "Admins");
	assert_string_equal(text_join(arena, NULL, 0), "");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cleans_what_could_harm_a_file_or_a_reader),
		cmocka_unit_test(every_byte_string_becomes_clean_utf8),
		cmocka_unit_test(folds_names_that_a_person_would_call_the_same),
		cmocka_unit_test(nothing_steers_a_terminal),
		cmocka_unit_test(white_space_of_any_kind_is_blank),
		cmocka_unit_test(a_word_has_a_letter_or_a_digit),
		cmocka_unit_test(compares_ascii_without_case),
		cmocka_unit_test(ill_formed_bytes_become_replacement_characters),
		cmocka_unit_test(steps_from_character_to_character_both_ways),
		cmocka_unit_test(cuts_between_characters_only),
		cmocka_unit_test(joins_texts_with_commas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
