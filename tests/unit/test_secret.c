/* A secret is found wherever it stands, also across the pieces a file is read in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/secret.h"

#define SIZE ((size_t)200000)

static bool found(const struct secret *secret, const char *bytes, size_t length)
{
	FILE *stream = fmemopen((void *)(uintptr_t)bytes, length, "r");

	assert_non_null(stream);
	bool result = secret_in_stream(secret, stream);
	(void)fclose(stream);
	return result;
}

static void it_is_found_at_every_place(void **state)
{
	static const char *const values[] = { "Tt", "TOKEN-0123456789abcdef" };
	char *bytes = xcalloc(1, SIZE);

	(void)state;
	memset(bytes, 'T', SIZE);
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		struct secret secret = { .value = NULL };
		const size_t length = strlen(values[i]);
		secret_set(&secret, values[i], length);
		assert_false(found(&secret, bytes, SIZE));
		for (size_t at = 0; at + length <= SIZE; at += at > 65000 && at < 66000 ? 1 : 997) {
			memcpy(bytes + at, values[i], length);
			if (!found(&secret, bytes, SIZE))
				fail_msg("not found at %zu", at);
			memset(bytes + at, 'T', length);
		}
		memcpy(bytes + SIZE - length, values[i], length);
		assert_true(found(&secret, bytes, SIZE));
		assert_false(found(&secret, bytes, SIZE - 1));
		memset(bytes + SIZE - length, 'T', length);
		secret_release(&secret);
	}
	free(bytes);
}

static void each_of_a_chain_is_looked_for(void **state)
{
	struct secret first = { .value = NULL }, second = { .value = NULL };

	(void)state;
	secret_set(&second, "second-key", 10);
	first.next = &second;
	assert_true(found(&first, "a second-key b", 14));
	secret_set(&first, "longer than the other", 21);
	first.next = &second;
	assert_true(found(&first, "a second-key b", 14));
	assert_true(found(&first, "longer than the other", 21));
	assert_false(found(&first, "longer than the others second-ke", 5));
	secret_release(&first);
	secret_release(&second);
}

static void nothing_is_nowhere(void **state)
{
	const struct secret none = { .value = NULL };

	(void)state;
	assert_false(found(&none, "text", 4));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_found_at_every_place),
		cmocka_unit_test(each_of_a_chain_is_looked_for),
		cmocka_unit_test(nothing_is_nowhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
