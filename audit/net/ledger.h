/*
 * ledger - the request starts of all runs of this user on this machine towards one host
 * that counts, so that together they keep to the rate.
 *
 * A file of times (ms of the monotonic clock, which all processes share), each run under a
 * lock that is held for a moment only. It never stops a run: without a place, or when the
 * lock does not come within LEDGER_PATIENCE_MS, the run goes on by its own limiter and says
 * so once. A time that cannot be (after a restart, or damage) counts as one of now, so that
 * the worst of it is the wait of one window.
 */
#ifndef NET_LEDGER_H
#define NET_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#define LEDGER_PATIENCE_MS 1000

struct ledger {
	int fd; /* -1 = the run goes on alone */
	int rate;
	int64_t not_before; /* none can be free earlier */
	bool reserved;
	int64_t reserved_at;
};

/* `rate` 0 = none is used. */
void ledger_open(struct ledger *ledger, const char *base_url, int rate);
void ledger_close(struct ledger *ledger);

/* 0 = a start is reserved, and may be used now; else how long none is free. */
int64_t ledger_wait_ms(struct ledger *ledger, int64_t now);
/* Uses what was reserved, or counts one more: what was not asked for goes out all the same.
 * Returns its time, for ledger_sent. */
int64_t ledger_start(struct ledger *ledger, int64_t now);
/* That start was really at `now`. */
void ledger_sent(struct ledger *ledger, int64_t start, int64_t now);

#endif
