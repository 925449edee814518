/*
 * ledger - when requests to one host started, in a file that all runs of a user on this
 * machine share, so that together they keep to the rate.
 *
 * It stands under $XDG_RUNTIME_DIR, else /run or /tmp, one for each host that counts
 * (url_counted_host); only its owner may read it, and no link leads to it. Each start is a
 * time of the monotonic clock, which is the same for all of them. A start that lies ahead (of
 * a boot before this one, or damage) counts as one of now; that a request has to wait for such
 * a one is said once. Where there is no place for it, it
 * cannot be written, or somebody holds its lock for more than a second, the run goes on
 * alone, which is said once.
 */
#ifndef NET_LEDGER_H
#define NET_LEDGER_H

#include <stdint.h>

struct ledger;

/* `rate`: starts in any LIMITER_WINDOW_MS. NULL = the run is alone, which is fine below. */
struct ledger *ledger_open(const char *base_url, int rate);
void ledger_close(struct ledger *ledger);

/* 0 = a request may start, and is written down under the ticket; else the ms until one may,
 * as far as is known now. */
int64_t ledger_take(struct ledger *ledger, int64_t now, uint64_t *ticket);
/* Corrects a start to the moment the bytes went out. */
void ledger_sent(struct ledger *ledger, uint64_t ticket, int64_t now);

#endif
