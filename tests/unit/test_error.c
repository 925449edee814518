/* A sentence that is too long is cut, and never within a character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/text.h"

static void a_long_message_ends_with_a_whole_character(void **state)
{
	static const char *const characters[] = { "a", "é", "€", "😀" };
	struct error err;
	char text[sizeof err.message + 8];
	const size_t most = sizeof err.message - 1;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t before = most - 5; before <= most; before++) {
			const size_t size = strlen(characters[i]);
			memset(text, 'x', before);
			memcpy(text + before, characters[i], size + 1);
			assert_int_equal(error_set(&err, "%s", text), -1);
			size_t kept = before + size <= most ? before + size : before;
			assert_int_equal(strlen(err.message), kept);
			assert_true(text_is_utf8(err.message, kept));
			assert_memory_equal(err.message, text, kept);
		}
}

static void context_stands_in_front_even_of_a_long_message(void **state)
{
	struct error err;
	char text[sizeof err.message];

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	(void)error_set(&err, "%s", text);
	assert_int_equal(error_prepend(&err, "file '%s'", "ä"), -1);
	assert_int_equal(strncmp(err.message, "file 'ä': xxx", strlen("file 'ä': xxx")), 0);
	assert_int_equal(strlen(err.message), sizeof err.message - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_message_ends_with_a_whole_character),
		cmocka_unit_test(context_stands_in_front_even_of_a_long_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
