#include "audit/net/retry.h"

#define TOO_MANY_REQUESTS 429

static int64_t doubled(int64_t first, int64_t most, int tries)
{
	int64_t wait = first;

	for (int i = 1; i < tries && wait < most; i++)
		wait *= 2;
	return wait < most ? wait : most;
}

int64_t retry_backoff_ms(const struct retry_case *last)
{
	if (last->retry_after_ms > 0)
		return last->retry_after_ms;
	if (last->end == HTTP_ANSWERED && last->status == TOO_MANY_REQUESTS)
		return doubled(2000, 60000, last->tries);
	return doubled(250, 30000, last->tries);
}

static bool worth_repeating(const struct retry_case *last)
{
	switch (last->end) {
	case HTTP_NO_CONNECTION:
	case HTTP_TIMED_OUT:
		return true;
	case HTTP_ANSWERED:
	case HTTP_UNREADABLE:
		return last->cuts == 1 || last->status == TOO_MANY_REQUESTS || last->status >= 500;
	case HTTP_UNTRUSTED:
	case HTTP_IMPOSSIBLE:
		return false;
	}
	return false;
}

int64_t retry_wait_ms(const struct retry_case *last)
{
	if (last->write || last->tries >= RETRY_TRIES || !worth_repeating(last))
		return RETRY_NEVER;
	int64_t wait = retry_backoff_ms(last);
	return wait < last->budget_left_ms ? wait : RETRY_NEVER;
}
