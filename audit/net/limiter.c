#include "audit/net/limiter.h"

#include <stdlib.h>

#include "audit/core/mem.h"

#define MINUTE_MS 60000
#define REMEMBERED 1000 /* starts, when there is no limit */

void limiter_init(struct limiter *limiter, int rate)
{
	size_t size = rate > 0 ? (size_t)rate : REMEMBERED;

	*limiter = (struct limiter){ .starts = xcalloc(size, sizeof(int64_t)),
				     .size = size,
				     .rate = rate > 0 ? rate : 0,
				     .not_before = INT64_MIN };
}

void limiter_release(struct limiter *limiter)
{
	free(limiter->starts);
	*limiter = (struct limiter){ .starts = NULL };
}

int64_t limiter_wait_ms(const struct limiter *limiter, int64_t now)
{
	int64_t wait = limiter->not_before > now ? limiter->not_before - now : 0;

	if (limiter->rate > 0 && limiter->used == limiter->size) {
		int64_t free_at = limiter->starts[limiter->next] + LIMITER_WINDOW_MS;
		if (free_at - now > wait)
			wait = free_at - now;
	}
	return wait;
}

size_t limiter_start(struct limiter *limiter, int64_t now)
{
	size_t slot = limiter->next;

	limiter->starts[slot] = now;
	limiter->next = (slot + 1) % limiter->size;
	if (limiter->used < limiter->size)
		limiter->used++;
	return slot;
}

void limiter_sent(struct limiter *limiter, size_t slot, int64_t now)
{
	if (now > limiter->starts[slot])
		limiter->starts[slot] = now;
}

void limiter_hold(struct limiter *limiter, int64_t until)
{
	if (until > limiter->not_before)
		limiter->not_before = until;
}

int64_t limiter_last_minute(const struct limiter *limiter, int64_t now)
{
	int64_t count = 0;

	for (size_t i = 0; i < limiter->used; i++)
		count += now - limiter->starts[i] < MINUTE_MS;
	return count;
}
