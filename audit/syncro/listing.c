#include "audit/syncro/listing.h"

#include <stdio.h>

void listing_release(struct listing *listing)
{
	for (unsigned i = 0; i < listing->count; i++)
		paging_release(&listing->readings[i]);
	*listing = (struct listing){ .count = 0 };
}

static struct paging *last(struct listing *listing)
{
	if (listing->count == 0)
		listing->count = 1;
	return &listing->readings[listing->count - 1];
}

const struct paging *listing_going_on(const struct listing *listing)
{
	return &listing->readings[listing->count ? listing->count - 1 : 0];
}

unsigned listing_reading(struct listing *listing, int64_t page)
{
	const struct paging *paging = last(listing);

	if (page == 1 && paging_first(paging) && listing->count < LISTING_READINGS)
		listing->count++;
	return listing->count - 1;
}

void listing_add(struct listing *listing, const struct paging_answer *answer)
{
	(void)listing_reading(listing, answer->page);
	paging_add(last(listing), answer);
}

static enum paging_flaw flaw_of(const struct paging *paging)
{
	struct paging_judgement judgement;

	paging_judge(paging, &judgement);
	return judgement.flaw;
}

static bool was_refused(const struct paging *paging)
{
	const struct paging_page *first = paging_first(paging);

	return first && first->outcome == OUTCOME_REFUSED;
}

/* Whether a reading that is at its end has to be borne out by another page 1. */
static bool wants_again(const struct listing *listing, unsigned reading)
{
	const struct paging *paging = &listing->readings[reading];

	if (reading + 1 >= LISTING_READINGS)
		return false;
	if (was_refused(paging))
		return reading == 0;
	switch (flaw_of(paging)) {
	case PAGING_WHOLE:
		return paging_has_several(paging);
	case PAGING_MOVED:
	case PAGING_SHORT:
		return reading == 0;
	case PAGING_FAULT:
		break;
	}
	return false;
}

/* Whether page 1 of the second reading shows that the first one cannot stand. */
static bool reads_on(const struct listing *listing, unsigned reading)
{
	const struct paging *before = reading ? &listing->readings[reading - 1] : NULL;
	const struct paging *paging = &listing->readings[reading];

	if (!before || !paging_first(paging))
		return true;
	return reading + 1 < LISTING_READINGS && paging_was_read(paging_first(paging)) &&
	       !(flaw_of(before) == PAGING_WHOLE && paging_same_first(before, paging));
}

int64_t listing_next(struct listing *listing)
{
	struct paging *paging = last(listing);
	const unsigned reading = listing->count - 1;

	if (reads_on(listing, reading)) {
		int64_t page = paging_next(paging);
		if (page > 0)
			return page;
		if (paging_is_at_end(paging) && wants_again(listing, reading))
			return paging_next(&listing->readings[listing->count++]);
	}
	return 0;
}

int64_t listing_left(const struct listing *listing)
{
	const unsigned reading = listing->count ? listing->count - 1 : 0;

	return reads_on(listing, reading) ? paging_left(&listing->readings[reading]) : 0;
}

/* The last reading that is more than a look at page 1. */
static unsigned counting(const struct listing *listing)
{
	unsigned reading = listing->count ? listing->count - 1 : 0;

	while (reading > 0 && !was_refused(&listing->readings[reading - 1]) &&
	       !reads_on(listing, reading))
		reading--;
	return reading;
}

const struct paging *listing_that_counts(const struct listing *listing)
{
	return listing->count ? &listing->readings[counting(listing)] : NULL;
}

/* What page 1 told when it was asked for again, where the reading cannot stand by it. */
static void judge_again(const struct paging *paging, const struct paging *again,
			struct paging_judgement *out)
{
	const struct paging_page *first = paging_first(again);
	enum reason reason = first ? outcome_reason(first->outcome) : REASON_NONE;

	if (!first || (first->outcome == OUTCOME_OK && paging_same_first(paging, again)))
		return;
	out->complete = false;
	out->flaw = first->outcome == OUTCOME_OK ? PAGING_MOVED : PAGING_FAULT;
	out->reason = reason ? reason : REASON_TRUNCATED;
	(void)snprintf(out->problem, sizeof out->problem, "%s",
		       first->outcome == OUTCOME_OK
			       ? "it moved each time it was read"
			       : "whether it moved while it was read could not be seen");
}

/* Whether a reading falls short of one number, that every page tells, and of nothing else. */
static bool only_announces_more(const struct paging *paging, struct paging_judgement *judgement)
{
	paging_judge(paging, judgement);
	for (int64_t i = 1; i <= paging->known; i++) {
		const struct paging_page *page = paging_page(paging, i);
		if (!paging_was_read(page) || (page->meta.total_entries >= 0 &&
					       page->meta.total_entries != judgement->expected))
			return false;
	}
	return judgement->flaw == PAGING_SHORT;
}

static bool is_overstated(const struct listing *listing, unsigned reading)
{
	const struct paging *readings = listing->readings;
	struct paging_judgement before, after;

	return reading == 1 && only_announces_more(&readings[0], &before) &&
	       only_announces_more(&readings[1], &after) && before.expected == after.expected &&
	       idset_equal(&readings[0].ids, &readings[1].ids);
}

void listing_judge(const struct listing *listing, struct paging_judgement *out)
{
	const unsigned reading = counting(listing);

	paging_judge(&listing->readings[reading], out);
	out->overstated = is_overstated(listing, reading);
	if (out->complete && reading + 1 < listing->count)
		judge_again(&listing->readings[reading], &listing->readings[reading + 1], out);
}
