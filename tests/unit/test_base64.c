/* Bytes as text and back. The first cases are those of RFC 4648, section 10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/base64.h"
#include "audit/core/mem.h"

static void there_and_back(void **state)
{
	static const struct {
		const char *bytes, *text;
		size_t size;
	} cases[] = {
		{ "", "", 0 },
		{ "f", "Zg==", 1 },
		{ "fo", "Zm8=", 2 },
		{ "foo", "Zm9v", 3 },
		{ "foob", "Zm9vYg==", 4 },
		{ "fooba", "Zm9vYmE=", 5 },
		{ "foobar", "Zm9vYmFy", 6 },
		{ "\xFB\xFF\xBF", "+/+/", 3 },
		{ "\0\0\0\0", "AAAAAA==", 4 },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t size = SIZE_MAX;
		assert_string_equal(base64_encode(arena, cases[i].bytes, cases[i].size),
				    cases[i].text);
		const unsigned char *bytes = base64_decode(arena, cases[i].text, &size);
		assert_non_null(bytes);
		assert_int_equal(size, cases[i].size);
		assert_memory_equal(bytes, cases[i].bytes, size);
	}
	arena_free(arena);
}

static void every_byte_comes_back(void **state)
{
	struct arena *arena = arena_new();
	unsigned char bytes[256];

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)i;
	for (size_t length = 0; length <= sizeof bytes; length++) {
		size_t size = SIZE_MAX;
		const char *text = base64_encode(arena, bytes, length);
		assert_int_equal(strlen(text), (length + 2) / 3 * 4);
		const unsigned char *back = base64_decode(arena, text, &size);
		assert_non_null(back);
		assert_int_equal(size, length);
		assert_memory_equal(back, bytes, length);
	}
	arena_free(arena);
}

static void anything_else_is_refused(void **state)
{
	static const char *const texts[] = { "Z",    "Zg",   "Zg=",	 "Zg==\n", "Zg==Zg==",
					     "Z===", "====", "Zm9v ",	 "Zm-v",   "Zm_v",
					     "Zh==", "Zm9=", "Zm9v=Zg=", "Z=g=" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		size_t size = 7;
		if (base64_decode(arena, texts[i], &size))
			fail_msg("'%s' was taken", texts[i]);
		assert_int_equal(size, 7);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(every_byte_comes_back),
		cmocka_unit_test(anything_else_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
