/*
 * retry - whether a request is sent again, and after how long. Pure.
 *
 * Sent again are GETs only, after 429, any 5xx, a lost or refused connection
 * and a try that took too long; at most RETRY_TRIES times in all. A 200 whose body
 * is not all there is tried once more, and no further. Everything else is final:
 * what a server says with 4xx it says again, and a certificate that is wrong stays
 * wrong. A write is never repeated, since nobody knows what became of the first.
 */
#ifndef NET_RETRY_H
#define NET_RETRY_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/net/http.h"

#define RETRY_TRIES 5
#define RETRY_NEVER (-1)

struct retry_case {
	bool write;		/* not a GET */
	enum http_end end;	/* how the last try ended */
	int status;		/* of its answer */
	int cuts;		/* 200s whose body was cut so far, this one too; 0 = it is not */
	int tries;		/* so far, this one counted */
	int64_t retry_after_ms; /* as the server asks; 0 = it does not say */
	int64_t budget_left_ms;
};

/* What the server asks for, else the next step of the doubling wait. */
int64_t retry_backoff_ms(const struct retry_case *last);

/* The wait in ms, or RETRY_NEVER: give up, also because the wait would outlast
 * the budget. */
int64_t retry_wait_ms(const struct retry_case *last);

#endif
