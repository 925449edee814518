/* A closed list is tried again, five times at most, within the budget. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/net/retry.h"

#define HOUR 3600000

static const struct {
	const char *what;
	struct retry_case last;
	int64_t wait;
} cases[] = {
	{ "a success", { .end = HTTP_ANSWERED, .status = 200, .tries = 1 }, RETRY_NEVER },
	{ "a 200 without its end",
	  { .end = HTTP_ANSWERED, .status = 200, .cuts = 1, .tries = 1 },
	  250 },
	{ "the same again",
	  { .end = HTTP_ANSWERED, .status = 200, .cuts = 2, .tries = 2 },
	  RETRY_NEVER },
	{ "the first one, after 500 and 500",
	  { .end = HTTP_ANSWERED, .status = 200, .cuts = 1, .tries = 3 },
	  1000 },
	{ "the first one, but the last try",
	  { .end = HTTP_ANSWERED, .status = 200, .cuts = 1, .tries = 5 },
	  RETRY_NEVER },
	{ "a redirect", { .end = HTTP_ANSWERED, .status = 302, .tries = 1 }, RETRY_NEVER },
	{ "400", { .end = HTTP_ANSWERED, .status = 400, .tries = 1 }, RETRY_NEVER },
	{ "401", { .end = HTTP_ANSWERED, .status = 401, .tries = 1 }, RETRY_NEVER },
	{ "403", { .end = HTTP_ANSWERED, .status = 403, .tries = 1 }, RETRY_NEVER },
	{ "404", { .end = HTTP_ANSWERED, .status = 404, .tries = 1 }, RETRY_NEVER },
	{ "408", { .end = HTTP_ANSWERED, .status = 408, .tries = 1 }, RETRY_NEVER },
	{ "500", { .end = HTTP_ANSWERED, .status = 500, .tries = 1 }, 250 },
	{ "502 again", { .end = HTTP_ANSWERED, .status = 502, .tries = 2 }, 500 },
	{ "503 again", { .end = HTTP_ANSWERED, .status = 503, .tries = 3 }, 1000 },
	{ "504 the fourth time", { .end = HTTP_ANSWERED, .status = 504, .tries = 4 }, 2000 },
	{ "504 the fifth time", { .end = HTTP_ANSWERED, .status = 504, .tries = 5 }, RETRY_NEVER },
	{ "503 with a wish",
	  { .end = HTTP_ANSWERED, .status = 503, .tries = 1, .retry_after_ms = 7000 },
	  7000 },
	{ "429 with a wish",
	  { .end = HTTP_ANSWERED, .status = 429, .tries = 3, .retry_after_ms = 1000 },
	  1000 },
	{ "429 without", { .end = HTTP_ANSWERED, .status = 429, .tries = 1 }, 2000 },
	{ "429 without, again", { .end = HTTP_ANSWERED, .status = 429, .tries = 4 }, 16000 },
	{ "429 for a year",
	  { .end = HTTP_ANSWERED,
	    .status = 429,
	    .tries = 1,
	    .retry_after_ms = INT64_C(31536000000) },
	  RETRY_NEVER },
	{ "no connection", { .end = HTTP_NO_CONNECTION, .tries = 1 }, 250 },
	{ "a cut body", { .end = HTTP_NO_CONNECTION, .status = 200, .tries = 2 }, 500 },
	{ "too slow", { .end = HTTP_TIMED_OUT, .tries = 1 }, 250 },
	{ "a bad certificate", { .end = HTTP_UNTRUSTED, .tries = 1 }, RETRY_NEVER },
	{ "an endless body", { .end = HTTP_UNREADABLE, .status = 200, .tries = 1 }, RETRY_NEVER },
	{ "an endless error", { .end = HTTP_UNREADABLE, .status = 500, .tries = 1 }, 250 },
	{ "impossible", { .end = HTTP_IMPOSSIBLE, .tries = 1 }, RETRY_NEVER },
	{ "a write", { .write = true, .end = HTTP_NO_CONNECTION, .tries = 1 }, RETRY_NEVER },
	{ "a write, 429",
	  { .write = true, .end = HTTP_ANSWERED, .status = 429, .tries = 1 },
	  RETRY_NEVER },
};

static void only_a_closed_list_is_tried_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct retry_case last = cases[i].last;
		last.budget_left_ms = HOUR;
		if (retry_wait_ms(&last) != cases[i].wait)
			fail_msg("%s: %" PRId64, cases[i].what, retry_wait_ms(&last));
	}
}

static void a_wait_beyond_the_budget_ends_it(void **state)
{
	struct retry_case last = { .end = HTTP_ANSWERED,
				   .status = 503,
				   .tries = 1,
				   .retry_after_ms = 5000,
				   .budget_left_ms = 5001 };

	(void)state;
	assert_int_equal(retry_wait_ms(&last), 5000);
	last.budget_left_ms = 5000;
	assert_int_equal(retry_wait_ms(&last), RETRY_NEVER);
}

static void waits_double_up_to_their_ceiling(void **state)
{
	struct retry_case last = { .end = HTTP_NO_CONNECTION };

	(void)state;
	last.tries = 7;
	assert_int_equal(retry_backoff_ms(&last), 16000);
	last.tries = 8;
	assert_int_equal(retry_backoff_ms(&last), 30000);
	last.tries = 90;
	assert_int_equal(retry_backoff_ms(&last), 30000);
	last = (struct retry_case){ .end = HTTP_ANSWERED, .status = 429, .tries = 90 };
	assert_int_equal(retry_backoff_ms(&last), 60000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_closed_list_is_tried_again),
		cmocka_unit_test(a_wait_beyond_the_budget_ends_it),
		cmocka_unit_test(waits_double_up_to_their_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
