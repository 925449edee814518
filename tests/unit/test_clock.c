/* Dates are strict, ends of days are UTC. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"

static void a_date_means_the_end_of_that_day(void **state)
{
	int64_t ms = 0;

	(void)state;
	assert_int_equal(clock_parse_date("1970-01-01", &ms), 0);
	assert_int_equal(ms, 86399999);
	assert_int_equal(clock_parse_date("2024-02-29", &ms), 0);
	assert_int_equal(ms, INT64_C(1709251199999));
}

static void what_is_not_a_date_is_refused(void **state)
{
	static const char *const bad[] = { "",		 "soon",       "2023-02-29", "2026-13-01",
					   "2026-00-01", "2026-1-1",   "2026-01-32", "2026-01-01 ",
					   "2026/01/01", "26-01-01",   "2026-01-0x", "1969-12-31",
					   "1900-02-29", "2026-01-01T" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		int64_t ms = 42;
		assert_int_equal(clock_parse_date(bad[i], &ms), -1);
		assert_int_equal(ms, 42);
	}
}

static void reads_iso_times_with_fraction_and_offset(void **state)
{
	static const struct {
		const char *text;
		int64_t ms;
	} cases[] = {
		{ "2019-11-01T11:39:20.554Z", INT64_C(1572608360554) },
		{ "2019-11-01T11:39:20Z", INT64_C(1572608360000) },
		{ "2019-11-01T12:39:20+01:00", INT64_C(1572608360000) },
		{ "2019-11-01T06:39:20-0500", INT64_C(1572608360000) },
		{ "2019-11-01T11:39:20.5549999Z", INT64_C(1572608360554) },
	};
	static const char *const bad[] = {
		"2019-11-01",		"2019-11-01T11:39Z",	 "2019-11-01T11:39:20",
		"2019-11-01T25:00:00Z", "2019-11-01T11:39:20.Z", "2019-11-01T11:39:20Zx"
	};
	int64_t ms = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(clock_parse_iso(cases[i].text, &ms), 0);
		assert_int_equal(ms, cases[i].ms);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_int_equal(clock_parse_iso(bad[i], &ms), -1);
}

static void formats_the_same_moment_in_every_form(void **state)
{
	char text[CLOCK_TEXT];
	const int64_t ms = INT64_C(1572608360554);

	(void)state;
	clock_iso(text, ms);
	assert_string_equal(text, "2019-11-01T11:39:20Z");
	clock_iso_ms(text, ms);
	assert_string_equal(text, "2019-11-01T11:39:20.554Z");
	clock_date(text, ms);
	assert_string_equal(text, "2019-11-01");
	clock_compact(text, ms);
	assert_string_equal(text, "20191101T113920Z");
	clock_human(text, ms);
	assert_string_equal(text, "2019-11-01 11:39 UTC");
	clock_iso(text, INT64_MAX);
	assert_string_equal(text, "9999-12-31T23:59:59Z");
}

static void source_date_epoch_wins_or_is_refused(void **state)
{
	static const char *const bad[] = { "", "x", "-1", "1.5", "1 ", "99999999999999999999" };
	struct error err = { .message = "" };
	int64_t ms = 0;

	(void)state;
	unsetenv("SOURCE_DATE_EPOCH");
	assert_int_equal(clock_report_ms(&ms, 7, &err), 0);
	assert_int_equal(ms, 7);
	setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
	assert_int_equal(clock_report_ms(&ms, 7, &err), 0);
	assert_int_equal(ms, INT64_C(1700000000000));
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		setenv("SOURCE_DATE_EPOCH", bad[i], 1);
		assert_int_equal(clock_report_ms(&ms, 7, &err), -1);
		assert_non_null(strstr(err.message, "SOURCE_DATE_EPOCH"));
	}
	unsetenv("SOURCE_DATE_EPOCH");
}

/* Written by the C library and read here, each day of centuries. */
static void reads_the_days_that_the_calendar_has(void **state)
{
	const int64_t last = INT64_C(253402214400); /* 9999-12-31 */

	(void)state;
	for (int64_t at = 0; at <= last; at += at < INT64_C(8000000000) ? 86400 : 86400 * 17) {
		const time_t moment = (time_t)at;
		struct tm tm;
		char text[CLOCK_TEXT];
		int64_t ms = 0;
		assert_non_null(gmtime_r(&moment, &tm));
		assert_int_not_equal(strftime(text, sizeof text, "%Y-%m-%d", &tm), 0);
		assert_int_equal(clock_parse_date(text, &ms), 0);
		assert_int_equal(ms, (at + 86400) * 1000 - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_means_the_end_of_that_day),
		cmocka_unit_test(what_is_not_a_date_is_refused),
		cmocka_unit_test(reads_iso_times_with_fraction_and_offset),
		cmocka_unit_test(formats_the_same_moment_in_every_form),
		cmocka_unit_test(reads_the_days_that_the_calendar_has),
		cmocka_unit_test(source_date_epoch_wins_or_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
