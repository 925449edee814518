/*
 * courier - carries requests to one API root and brings back the final answers:
 * keeps to the number in flight, the rate, the retries and the deadline.
 *
 *	while (work is left) {
 *		while (courier_has_slot(c) && courier_take(c, &item)) ...
 *		courier_turn(c, 100);
 *		while (courier_deliver(c, &delivery)) ...
 *	}
 */
#ifndef NET_COURIER_H
#define NET_COURIER_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/net/errand.h"
#include "audit/net/http.h"

/* A request at its end. */
struct delivery {
	struct errand item;
	int tries;
	int64_t started; /* ms of the monotonic clock */
	int64_t took_ms;
	int status;	   /* of the last answer; 0 = none came */
	int64_t bytes;	   /* of its body as received */
	bool whole;	   /* the last try brought that answer, and all of it */
	bool spoke;	   /* some server answered something */
	bool challenge;	   /* the answer asks for a token */
	int64_t date;	   /* the server's clock, in seconds since 1970; 0 = not told */
	enum http_end end; /* of the last try */
	struct str body;   /* if whole; the taker's to release */
	char sentence[HTTP_SENTENCE];
};

struct courier;
struct turns;

/*
 * Where to and with what is borrowed; `may_send` and its context are the courier's own. `rate`:
 * starts in any 60 s, of all runs of this user to that host (see ledger); 0 = no limit. `turns`:
 * who it takes turns with, borrowed; NULL = nobody. `deadline` is on the monotonic clock. NULL if
 * libcurl cannot be set up.
 */
struct courier *courier_new(const struct http_options *options, int rate, struct turns *turns,
			    int64_t deadline);
void courier_free(struct courier *courier);
void courier_set_deadline(struct courier *courier, int64_t deadline);

bool courier_is_idle(const struct courier *courier);  /* nothing in flight or waiting */
bool courier_has_slot(const struct courier *courier); /* one more could be in flight */
/* 0 = a new request may start now, as far as is known; else how long rate and retries forbid it. */
int64_t courier_wait_ms(const struct courier *courier);
int64_t courier_last_minute(const struct courier *courier);
int64_t courier_open(const struct courier *courier); /* requests under way or waiting */

/* False: it may not start yet; courier_wait_ms says how long. */
bool courier_take(struct courier *courier, const struct errand *item);
/* Lets things move for `wait_ms` at the most. */
void courier_turn(struct courier *courier, int64_t wait_ms);
bool courier_deliver(struct courier *courier, struct delivery *out);

/* Ends everything under way; what is left can be delivered. */
void courier_expire(struct courier *courier);

#endif
