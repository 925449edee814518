/*
 * clock - times as numbers: milliseconds since 1970-01-01T00:00:00Z, or, for
 * the monotonic clock, since some fixed moment of this run.
 *
 * Only main, the collector and who waits for a token ask what time it is; everybody else is
 * told.
 */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include <stdint.h>

struct error;

#define CLOCK_TEXT 32 /* room for any of the texts below */
#define CLOCK_DAY_MS ((int64_t)86400000)

int64_t clock_wall_ms(void);
int64_t clock_monotonic_ms(void);

/*
 * The report's clock: SOURCE_DATE_EPOCH when it is set (seconds, decimal;
 * anything else is an error), else `otherwise`.
 */
int clock_report_ms(int64_t *out, int64_t otherwise, struct error *err);

/* "2026-11-24T08:15:00Z", "2026-11-24", "20261124T081500Z", "2026-11-24 08:15 UTC" */
void clock_iso(char out[CLOCK_TEXT], int64_t ms);
void clock_iso_ms(char out[CLOCK_TEXT], int64_t ms); /* "2026-11-24T08:15:00.123Z" */
void clock_date(char out[CLOCK_TEXT], int64_t ms);
void clock_compact(char out[CLOCK_TEXT], int64_t ms);
void clock_human(char out[CLOCK_TEXT], int64_t ms);

/* Of "2026-11-24", for sentences: "24 November 2026". -1 for what is not a date. */
int clock_day(char out[CLOCK_TEXT], const char *date);

/*
 * A strict YYYY-MM-DD as the last millisecond of that day, UTC: that is when a
 * waiver or an attestation ends. -1 for what is not a date (no err: the
 * caller knows the place).
 */
int clock_parse_date(const char *text, int64_t *end_of_day_ms);

/* ISO 8601 with Z or an offset, fractions of a second allowed; -1 if not. */
int clock_parse_iso(const char *text, int64_t *ms);

#endif
