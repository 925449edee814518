#include "audit/core/clock.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audit/core/error.h"

#define LAST_SECOND INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

static int64_t read_clock(clockid_t which)
{
	struct timespec now;

	if (clock_gettime(which, &now) != 0)
		return 0;
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_wall_ms(void)
{
	return read_clock(CLOCK_REALTIME);
}

int64_t clock_monotonic_ms(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int clock_report_ms(int64_t *out, int64_t otherwise, struct error *err)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");

	if (!text) {
		*out = otherwise;
		return 0;
	}
	char *end = NULL;
	errno = 0;
	long long seconds = strtoll(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno || seconds > LAST_SECOND)
		return error_set(err, "SOURCE_DATE_EPOCH must be seconds since 1970, is '%s'",
				 text);
	*out = seconds * 1000;
	return 0;
}

static struct tm broken_down(int64_t ms)
{
	int64_t seconds = ms >= 0 ? ms / 1000 : 0;
	time_t time = (time_t)(seconds > LAST_SECOND ? LAST_SECOND : seconds);
	struct tm tm = { .tm_mday = 1 };

	(void)gmtime_r(&time, &tm);
	return tm;
}

void clock_iso(char out[CLOCK_TEXT], int64_t ms)
{
	struct tm tm = broken_down(ms);

	(void)strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void clock_iso_ms(char out[CLOCK_TEXT], int64_t ms)
{
	clock_iso(out, ms);
	(void)snprintf(out + strlen(out) - 1, 6, ".%03dZ", (int)(ms > 0 ? ms % 1000 : 0));
}

void clock_date(char out[CLOCK_TEXT], int64_t ms)
{
	struct tm tm = broken_down(ms);

	(void)strftime(out, CLOCK_TEXT, "%Y-%m-%d", &tm);
}

void clock_compact(char out[CLOCK_TEXT], int64_t ms)
{
	struct tm tm = broken_down(ms);

	(void)strftime(out, CLOCK_TEXT, "%Y%m%dT%H%M%SZ", &tm);
}

void clock_human(char out[CLOCK_TEXT], int64_t ms)
{
	struct tm tm = broken_down(ms);

	(void)strftime(out, CLOCK_TEXT, "%Y-%m-%d %H:%M UTC", &tm);
}

/* Reads exactly `digits` digits; -1 if they are not all there. */
static int number(const char **at, int digits)
{
	int value = 0;

	for (int i = 0; i < digits; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value;
}

static bool literal(const char **at, char byte)
{
	if (**at != byte)
		return false;
	(*at)++;
	return true;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static int leap_days_before(int year)
{
	return (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
}

/* Not timegm, which looks for it: there are a hundred thousand dates in a large account. */
static int64_t days_since_1970(int year, int month, int day)
{
	int64_t days = (int64_t)365 * (year - 1970) + leap_days_before(year) -
		       leap_days_before(1970) + day - 1;

	while (--month > 0)
		days += days_in_month(year, month);
	return days;
}

static int parse_day(const char **at, int64_t *start_of_day_ms)
{
	int year = number(at, 4);
	if (year < 1970 || !literal(at, '-'))
		return -1;
	int month = number(at, 2);
	if (month < 1 || month > 12 || !literal(at, '-'))
		return -1;
	int day = number(at, 2);
	if (day < 1 || day > days_in_month(year, month))
		return -1;
	*start_of_day_ms = days_since_1970(year, month, day) * CLOCK_DAY_MS;
	return 0;
}

int clock_parse_date(const char *text, int64_t *end_of_day_ms)
{
	int64_t start = 0;

	if (parse_day(&text, &start) != 0 || *text)
		return -1;
	*end_of_day_ms = start + CLOCK_DAY_MS - 1;
	return 0;
}

int clock_day(char out[CLOCK_TEXT], const char *date)
{
	static const char *const months[] = { "January",   "February", "March",	   "April",
					      "May",	   "June",     "July",	   "August",
					      "September", "October",  "November", "December" };
	int64_t end = 0;

	if (clock_parse_date(date, &end) != 0)
		return -1;
	const struct tm tm = broken_down(end);
	(void)snprintf(out, CLOCK_TEXT, "%d %s %d", tm.tm_mday, months[tm.tm_mon],
		       tm.tm_year + 1900);
	return 0;
}

static int parse_time(const char **at, int64_t *ms)
{
	int hour = number(at, 2);
	if (hour < 0 || hour > 23 || !literal(at, ':'))
		return -1;
	int minute = number(at, 2);
	if (minute < 0 || minute > 59 || !literal(at, ':'))
		return -1;
	int second = number(at, 2);
	if (second < 0 || second > 60)
		return -1;
	int64_t fraction = 0, unit = 100;
	if (literal(at, '.')) {
		if (**at < '0' || **at > '9')
			return -1;
		for (; **at >= '0' && **at <= '9'; (*at)++, unit /= 10)
			fraction += (**at - '0') * unit;
	}
	*ms = ((int64_t)hour * 60 + minute) * 60000 + (int64_t)second * 1000 + fraction;
	return 0;
}

static int parse_offset(const char **at, int64_t *ms)
{
	*ms = 0;
	if (literal(at, 'Z'))
		return 0;
	bool east = **at == '+';
	if (!east && **at != '-')
		return -1;
	(*at)++;
	int hours = number(at, 2);
	(void)literal(at, ':');
	int minutes = number(at, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return -1;
	*ms = ((int64_t)hours * 60 + minutes) * (east ? 60000 : -60000);
	return 0;
}

int clock_parse_iso(const char *text, int64_t *ms)
{
	int64_t day = 0, time = 0, offset = 0;

	if (parse_day(&text, &day) != 0 || !literal(&text, 'T') || parse_time(&text, &time) != 0 ||
	    parse_offset(&text, &offset) != 0 || *text)
		return -1;
	*ms = day + time - offset;
	return 0;
}
