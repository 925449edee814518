/*
 * rate - whether more than so many requests started in any window of time.
 */
#ifndef STANDIN_RATE_H
#define STANDIN_RATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rate {
	int64_t *starts; /* the last `limit` ones, a ring */
	size_t limit;	 /* 0 = no limit */
	size_t count;
	int64_t window_ms;
};

void rate_init(struct rate *rate, int64_t limit, int64_t window_ms);
/* Counts a start; false if it is one too many. */
bool rate_allows(struct rate *rate, int64_t now_ms);
void rate_release(struct rate *rate);

#endif
