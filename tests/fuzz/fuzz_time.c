/*
 * Dates, times and waits: what is read and written again is the same moment, and a
 * wait never outlasts the budget, repeats a write or falls short of Retry-After.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/net/retry.h"
#include "tests/fuzz/property.h"

#define LAST INT64_C(253402300799999) /* of the year 9999 */

static void check_written(int64_t ms)
{
	char text[CLOCK_TEXT], date[CLOCK_TEXT], other[CLOCK_TEXT];
	int64_t again = 0;

	clock_iso_ms(text, ms);
	HOLDS(clock_parse_iso(text, &again) == 0 && again == ms);
	clock_iso(text, ms);
	HOLDS(clock_parse_iso(text, &again) == 0 && again == ms - ms % 1000);
	clock_date(date, ms);
	HOLDS(clock_parse_date(date, &again) == 0);
	HOLDS(again >= ms && again - ms < CLOCK_DAY_MS && (again + 1) % CLOCK_DAY_MS == 0);
	HOLDS(strncmp(text, date, strlen(date)) == 0);
	clock_human(other, ms);
	HOLDS(strncmp(other, date, strlen(date)) == 0 && strlen(other) == 20);
	clock_compact(other, ms);
	HOLDS(strlen(other) == 16);
}

static void check_read(const char *text)
{
	char date[CLOCK_TEXT];
	int64_t ms = -7;

	if (clock_parse_date(text, &ms) == 0) {
		clock_date(date, ms);
		HOLDS(strcmp(date, text) == 0);
	} else {
		HOLDS(ms == -7);
	}
	ms = -7;
	if (clock_parse_iso(text, &ms) != 0) {
		HOLDS(ms == -7);
		return;
	}
	/* Hours to 23, minutes to 59, seconds to 60. */
	HOLDS(strncmp(text + 11, "24", 2) < 0 && text[14] <= '5' &&
	      strncmp(text + 17, "61", 2) < 0);
	if (ms >= 0 && ms <= LAST)
		check_written(ms);
}

static void check_epoch(const char *text)
{
	struct error err = { .message = "" };
	int64_t ms = -7;

	(void)setenv("SOURCE_DATE_EPOCH", text, 1);
	if (clock_report_ms(&ms, 42, &err) == 0)
		HOLDS(ms >= 0 && ms <= LAST && ms % 1000 == 0 && *text >= '0' && *text <= '9');
	else
		HOLDS(ms == -7 && *err.message);
	(void)unsetenv("SOURCE_DATE_EPOCH");
	HOLDS(clock_report_ms(&ms, 42, &err) == 0 && ms == 42);
}

static int64_t number(const uint8_t *data)
{
	int64_t value;

	memcpy(&value, data, sizeof value);
	return value;
}

static void check_wait(const uint8_t *data)
{
	const struct retry_case last = {
		.write = data[0] & 1,
		.end = (enum http_end)(data[1] % (HTTP_IMPOSSIBLE + 1)),
		.status = data[2] << 2 | data[3] % 4,
		.tries = data[4] % 8,
		.retry_after_ms = number(data + 5) & INT64_MAX,
		.budget_left_ms = number(data + 13),
	};
	int64_t wait = retry_wait_ms(&last);

	if (wait == RETRY_NEVER)
		return;
	HOLDS(!last.write && last.tries < RETRY_TRIES);
	HOLDS(wait > 0 && wait < last.budget_left_ms);
	HOLDS(wait >= last.retry_after_ms);
	HOLDS(last.end != HTTP_UNTRUSTED && last.end != HTTP_IMPOSSIBLE);
	HOLDS(last.end != HTTP_ANSWERED || last.status == 429 || last.status >= 500);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = property_text(data, size);

	if (size >= 21)
		check_wait(data);
	if (size >= 8)
		check_written((int64_t)((uint64_t)number(data) % (uint64_t)(LAST + 1)));
	check_read(text);
	check_epoch(text);
	free(text);
	return 0;
}
