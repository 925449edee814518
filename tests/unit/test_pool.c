/* The pool: pieces are apart and aligned, and what is given back is used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "audit/core/malloc.h"
#include "audit/core/pool.h"

#define COUNT 20000

static size_t size_of(size_t i)
{
	/* Now and then one that stands by itself, as large as any. */
	return i % 997 == 5 ? 1000 * (i % 131) : i % 4200;
}

static void pieces_are_apart_and_aligned(void **state)
{
	unsigned char **pieces = calloc(COUNT, sizeof *pieces);

	(void)state;
	/* Twice, the second time out of what the first gave back, in another order. */
	for (size_t turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < COUNT; i++) {
			pieces[i] = pool_take(size_of(i));
			assert_int_equal((uintptr_t)pieces[i] % _Alignof(cJSON), 0);
			memset(pieces[i], (int)(i & 0xFF), size_of(i));
		}
		for (size_t k = 0; k < COUNT; k++) {
			const size_t i = turn ? COUNT - 1 - k : k;
			if (size_of(i) > 0) {
				assert_int_equal(pieces[i][0], i & 0xFF);
				assert_int_equal(pieces[i][size_of(i) - 1], i & 0xFF);
			}
			pool_give(pieces[i]);
		}
	}
	free(pieces);
}

static void what_is_given_back_is_used_again(void **state)
{
	void *first = pool_take(100);

	(void)state;
	pool_give(NULL);
	pool_give(first);
	for (size_t i = 0; i < COUNT && !MALLOC_IS_WATCHED; i++) {
		void *piece = pool_take(100);
		assert_ptr_equal(piece, first);
		pool_give(piece);
	}
}

static void one_that_is_kept_is_left_alone(void **state)
{
	char *kept = pool_take(6);

	(void)state;
	memcpy(kept, "kept!", 6);
	for (size_t i = 0; i < COUNT; i++) {
		char *piece = pool_take(500);
		memset(piece, 'x', 500);
		pool_give(piece);
	}
	assert_string_equal(kept, "kept!");
	pool_give(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_given_back_is_used_again),
		cmocka_unit_test(pieces_are_apart_and_aligned),
		cmocka_unit_test(one_that_is_kept_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
