/* A date counts to the end of its day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/clock.h"
#include "audit/model/audit.h"
#include "audit/rules/standing.h"

static void ends_with_the_last_millisecond(void **state)
{
	int64_t end = 0;
	int64_t days = AUDIT_EXPIRING_DAYS * CLOCK_DAY_MS;

	(void)state;
	assert_int_equal(clock_parse_date("2026-11-24", &end), 0);
	assert_int_equal(standing_at(end, end), STANDING_EXPIRING);
	assert_int_equal(standing_at(end, end + 1), STANDING_EXPIRED);
	assert_int_equal(standing_at(end, end - days), STANDING_EXPIRING);
	assert_int_equal(standing_at(end, end - days - 1), STANDING_IN_FORCE);
}

static void about_to_end_still_counts(void **state)
{
	(void)state;
	assert_true(standing_counts(STANDING_IN_FORCE));
	assert_true(standing_counts(STANDING_EXPIRING));
	assert_false(standing_counts(STANDING_EXPIRED));
	assert_false(standing_counts(STANDING_UNMATCHED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_with_the_last_millisecond),
		cmocka_unit_test(about_to_end_still_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
