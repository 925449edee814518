/*
 * limiter - how soon the next request may start, so that no 60-second window
 * ever holds more than `rate` of them. Pure: times are arguments, in ms of the
 * monotonic clock.
 *
 * The last `rate` starts are kept in a ring. A new start takes the place of the
 * one `rate` starts ago, and only once LIMITER_WINDOW_MS has passed since then:
 * every slot is a chain of starts further apart than a minute, so a minute
 * cannot see more than `rate`. (A bucket that refills while it is full would
 * let twice as many through.)
 *
 * limiter_sent corrects a start to the moment the bytes really went out, which
 * is later when a connection had to be made first. limiter_hold stops everybody
 * until a moment: the limit is per address, so a 429 concerns all requests.
 */
#ifndef NET_LIMITER_H
#define NET_LIMITER_H

#include <stddef.h>
#include <stdint.h>

/* A little over the minute: requests take differently long to arrive. */
#define LIMITER_WINDOW_MS ((int64_t)60250)

struct limiter {
	int64_t *starts;
	size_t size;
	size_t next; /* the slot the next start takes */
	size_t used;
	int rate; /* 0 = no limit */
	int64_t not_before;
};

void limiter_init(struct limiter *limiter, int rate);
void limiter_release(struct limiter *limiter);

/* 0 = one may start now. */
int64_t limiter_wait_ms(const struct limiter *limiter, int64_t now);
/* Returns the slot, for limiter_sent. */
size_t limiter_start(struct limiter *limiter, int64_t now);
void limiter_sent(struct limiter *limiter, size_t slot, int64_t now);
void limiter_hold(struct limiter *limiter, int64_t until);

/* Starts in the 60 seconds before `now`, as far as they are remembered. */
int64_t limiter_last_minute(const struct limiter *limiter, int64_t now);

#endif
