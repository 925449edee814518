/*
 * retry_after - what a Retry-After header asks for. Pure.
 *
 * Seconds, with a fraction too, or a date, which is held against the clock of the server
 * that wrote it. A text behind the seconds is passed over ("30s"); what libcurl makes of the
 * header is not enough: it cuts fractions off and takes 2026-11-28 for 2,026 seconds.
 */
#ifndef NET_RETRY_AFTER_H
#define NET_RETRY_AFTER_H

#include <stdint.h>

/* What is longer than this is told as this: no budget reaches so far. */
#define RETRY_AFTER_MOST (INT64_MAX / 2)

/*
 * The wait in ms; 0 = none that says anything: now, in the past, below zero, nonsense, or no
 * header at all. `value` and `date` (of the header Date) may be NULL; `now` is the local
 * clock in seconds, for answers without a Date.
 */
int64_t retry_after_ms(const char *value, const char *date, int64_t now);

#endif
