/* Never more than `rate` starts in any 60 seconds, and none before a hold ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/net/limiter.h"

static void a_small_account_never_waits(void **state)
{
	struct limiter limiter;

	(void)state;
	limiter_init(&limiter, 180);
	for (int i = 0; i < 180; i++) {
		assert_int_equal(limiter_wait_ms(&limiter, 5000 + i), 0);
		limiter_start(&limiter, 5000 + i);
	}
	assert_int_equal(limiter_wait_ms(&limiter, 5180), LIMITER_WINDOW_MS - 180);
	assert_int_equal(limiter_wait_ms(&limiter, 5000 + LIMITER_WINDOW_MS), 0);
	assert_int_equal(limiter_last_minute(&limiter, 5180), 180);
	assert_int_equal(limiter_last_minute(&limiter, 65010), 169);
	limiter_release(&limiter);
}

/* Starts as soon as it may, with a pause now and then; counts each window. */
static void no_window_of_a_minute_holds_more(void **state)
{
	enum { STARTS = 3000, RATE = 7 };
	static int64_t starts[STARTS];
	struct limiter limiter;
	uint32_t seed = 1;
	int64_t now = 0;

	(void)state;
	limiter_init(&limiter, RATE);
	for (int i = 0; i < STARTS; i++) {
		now += limiter_wait_ms(&limiter, now);
		limiter_start(&limiter, now);
		starts[i] = now;
		seed = seed * 1103515245 + 12345;
		now += seed >> 28 == 0 ? (seed >> 8) % 90000 : (seed >> 8) % 900;
	}
	for (int i = RATE; i < STARTS; i++)
		assert_true(starts[i] - starts[i - RATE] > 60000);
	limiter_release(&limiter);
}

static void counts_from_when_the_bytes_went_out(void **state)
{
	struct limiter limiter;

	(void)state;
	limiter_init(&limiter, 1);
	size_t slot = limiter_start(&limiter, 1000);
	limiter_sent(&limiter, slot, 1700); /* a connection had to be made */
	assert_int_equal(limiter_wait_ms(&limiter, 2000), 1700 + LIMITER_WINDOW_MS - 2000);
	limiter_sent(&limiter, slot, 1200); /* never earlier */
	assert_int_equal(limiter_wait_ms(&limiter, 2000), 1700 + LIMITER_WINDOW_MS - 2000);
	limiter_release(&limiter);
}

static void a_hold_stops_everybody_until_its_end(void **state)
{
	struct limiter limiter;

	(void)state;
	limiter_init(&limiter, 0);
	limiter_hold(&limiter, 9000);
	limiter_hold(&limiter, 4000); /* a shorter one does not shorten it */
	assert_int_equal(limiter_wait_ms(&limiter, 2000), 7000);
	assert_int_equal(limiter_wait_ms(&limiter, 9000), 0);
	limiter_release(&limiter);
}

static void rate_zero_is_no_limit(void **state)
{
	struct limiter limiter;

	(void)state;
	limiter_init(&limiter, 0);
	for (int i = 0; i < 100000; i++) {
		assert_int_equal(limiter_wait_ms(&limiter, 1), 0);
		limiter_start(&limiter, 1);
	}
	limiter_release(&limiter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_account_never_waits),
		cmocka_unit_test(no_window_of_a_minute_holds_more),
		cmocka_unit_test(counts_from_when_the_bytes_went_out),
		cmocka_unit_test(a_hold_stops_everybody_until_its_end),
		cmocka_unit_test(rate_zero_is_no_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
