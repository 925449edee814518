/*
 * listing - a list of Syncro's, read until it held still. Pure.
 *
 * A list may move while it is read: a record is deleted, the ones behind it move up, and
 * the one at the border of two pages is never seen. So page 1 of a list of several pages is
 * asked for again at the end; where the list moved, or promises more than came, it is read
 * once more from its start. A refused page 1 is asked for again too: the refusal has to
 * stand.
 *
 * Each reading is a struct paging; page 1 begins the next one. The last one is of page 1
 * alone.
 */
#ifndef SYNCRO_LISTING_H
#define SYNCRO_LISTING_H

#include "audit/syncro/judgement.h"

#define LISTING_READINGS 3

struct listing {
	struct paging readings[LISTING_READINGS];
	unsigned count; /* readings begun */
};

/* Zeroed memory is a list of which nothing is known yet. */
void listing_release(struct listing *listing);

/* The reading, counted from 0, that an answer to this page belongs to. */
unsigned listing_reading(struct listing *listing, int64_t page);
/* Takes in the answer, in its reading. */
void listing_add(struct listing *listing, const struct paging_answer *answer);
/* The next page worth asking for, given out once; 0 = none (for now). */
int64_t listing_next(struct listing *listing);
/* How many pages are known to be left to ask for. */
int64_t listing_left(const struct listing *listing);

/* The reading whose rows count; NULL if nothing was answered. */
const struct paging *listing_that_counts(const struct listing *listing);
/* The reading that is going on. */
const struct paging *listing_going_on(const struct listing *listing);

/*
 * `overstated`: two readings brought the same records, every page of them was read, and all
 * that is wrong is that both announce the same larger number. Only that a person who looks
 * at the list can clear up.
 */
void listing_judge(const struct listing *listing, struct paging_judgement *out);

#endif
