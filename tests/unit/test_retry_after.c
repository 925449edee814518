/* A Retry-After is seconds or a date; what says nothing leaves the wait to us. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/net/http.h"
#include "audit/net/retry_after.h"

#define NOW INT64_C(784111777) /* Sun, 06 Nov 1994 08:49:37 GMT */
#define A_MINUTE_AGO "Sun, 06 Nov 1994 08:48:37 GMT"
#define IN_A_MINUTE "Sun, 06 Nov 1994 08:50:37 GMT"

static const struct {
	const char *value;
	const char *date;
	int64_t ms;
} cases[] = {
	{ NULL, NULL, 0 },
	{ "", NULL, 0 },
	{ "0", NULL, 0 },
	{ "7", NULL, 7000 },
	{ " 7 ", NULL, 7000 },
	{ "007", NULL, 7000 },
	{ "0.5", NULL, 500 },
	{ "1.5", NULL, 1500 },
	{ "1.2345", NULL, 1235 },
	{ "0.0001", NULL, 1 },
	{ "-5", NULL, 0 },
	{ "+5", NULL, 0 },
	{ "soon", NULL, 0 },
	{ ".", NULL, 0 },
	{ "120s", NULL, 120000 },
	{ "120 seconds", NULL, 120000 },
	{ "120, 60", NULL, 120000 },
	{ "20261128", NULL, INT64_C(20261128000) },
	{ "31536000", NULL, INT64_C(31536000000) },
	{ "99999999999999999999999999", NULL, RETRY_AFTER_MOST },
	{ "99999999999999999999999999.99", NULL, RETRY_AFTER_MOST },
	{ IN_A_MINUTE, NULL, 60000 },
	{ "Sunday, 06-Nov-94 08:50:37 GMT", NULL, 60000 },
	{ "Sun Nov  6 08:50:37 1994", NULL, 60000 },
	{ "06 Nov 1994 08:50:37 GMT", NULL, 60000 },
	{ A_MINUTE_AGO, NULL, 0 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 0 },
	{ "Thu, 01 Jan 1970 00:00:00 GMT", NULL, 0 },
	{ "Fri, 31 Dec 9999 23:59:59 GMT", NULL, INT64_C(252618189022) * 1000 },
	/* No form that is documented, and no seconds either. */
	{ "1994-11-06T08:50:37Z", NULL, 0 },
	{ "08:50:37", NULL, 0 },
	{ "11/06/1994", NULL, 0 },
	/* The server's clock is a minute behind, or no clock at all. */
	{ IN_A_MINUTE, A_MINUTE_AGO, 120000 },
	{ IN_A_MINUTE, "today", 60000 },
	{ "7", A_MINUTE_AGO, 7000 },
};

static void seconds_or_a_date_or_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t ms = retry_after_ms(cases[i].value, cases[i].date, NOW);
		if (ms != cases[i].ms)
			fail_msg("'%s': %" PRId64, cases[i].value, ms);
	}
}

/* It reads dates. */
static int load_libcurl(void **state)
{
	struct error err = { .message = "" };

	(void)state;
	return http_ready(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seconds_or_a_date_or_nothing),
	};

	return cmocka_run_group_tests(tests, load_libcurl, NULL);
}
