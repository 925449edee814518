#include "audit/net/retry_after.h"

#include <curl/curl.h>
#include <string.h>

/* Seconds and their fraction, which is rounded up: too late is polite, too early is not. */
static int64_t read_seconds(const char *text, const char **rest)
{
	int64_t ms = 0;
	int64_t unit = 1000;

	for (; *text >= '0' && *text <= '9'; text++)
		ms = ms < RETRY_AFTER_MOST / 10000 ? 10 * ms + INT64_C(1000) * (*text - '0')
						   : RETRY_AFTER_MOST;
	if (*text == '.') {
		for (text++; *text >= '0' && *text <= '9'; text++) {
			unit /= 10;
			ms += unit ? unit * (*text - '0') : 0;
		}
		ms += unit == 0;
	}
	*rest = text;
	return ms < RETRY_AFTER_MOST ? ms : RETRY_AFTER_MOST;
}

static int64_t until(int64_t then, const char *date, int64_t now)
{
	int64_t theirs = date ? (int64_t)curl_getdate(date, NULL) : -1;
	int64_t seconds = then - (theirs >= 0 ? theirs : now);

	if (seconds <= 0)
		return 0;
	return seconds < RETRY_AFTER_MOST / 1000 ? seconds * 1000 : RETRY_AFTER_MOST;
}

int64_t retry_after_ms(const char *value, const char *date, int64_t now)
{
	const char *text = value ? value + strspn(value, " \t") : "";
	const char *rest = text;
	int64_t ms = read_seconds(text, &rest);
	int64_t then;

	if (rest > text && !rest[strspn(rest, " \t")])
		return ms;
	then = (int64_t)curl_getdate(text, NULL);
	if (then >= 0)
		return until(then, date, now);
	/* A date that nobody documents, or a time of day, is no number of seconds. */
	return rest > text && !strchr("-:/", *rest) ? ms : 0;
}
