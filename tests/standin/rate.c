#include "tests/standin/rate.h"

#include <stdlib.h>

#include "audit/core/mem.h"

void rate_init(struct rate *rate, int64_t limit, int64_t window_ms)
{
	*rate = (struct rate){ .limit = (size_t)limit, .window_ms = window_ms };
	if (limit > 0)
		rate->starts = xcalloc((size_t)limit, sizeof *rate->starts);
}

bool rate_allows(struct rate *rate, int64_t now_ms)
{
	if (!rate->limit)
		return true;
	int64_t *oldest = &rate->starts[rate->count % rate->limit];
	bool allowed = rate->count < rate->limit || now_ms - *oldest >= rate->window_ms;
	*oldest = now_ms;
	rate->count++;
	return allowed;
}

void rate_release(struct rate *rate)
{
	free(rate->starts);
	*rate = (struct rate){ .starts = NULL };
}
