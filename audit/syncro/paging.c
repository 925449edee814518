#include "audit/syncro/paging.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

#define SURE_PAGES 4
#define AHEAD 3
#define LONG_LIST 32
#define AHEAD_LONG 8

void paging_release(struct paging *paging)
{
	for (int64_t i = 0; i < paging->known; i++)
		free(paging->pages[i].ids);
	free(paging->pages);
	idset_release(&paging->ids);
	*paging = (struct paging){ .pages = NULL };
}

struct paging_page *paging_page(const struct paging *paging, int64_t page)
{
	return page >= 1 && page <= paging->known ? &paging->pages[page - 1] : NULL;
}

bool paging_was_read(const struct paging_page *page)
{
	return page && page->answered && page->outcome == OUTCOME_OK;
}

static void make_room(struct paging *paging, int64_t page)
{
	size_t wanted = paging->capacity ? paging->capacity : 16;

	while (wanted < (size_t)page)
		wanted *= 2;
	if (wanted > paging->capacity) {
		paging->pages = xrealloc(paging->pages, wanted * sizeof *paging->pages);
		memset(paging->pages + paging->capacity, 0,
		       (wanted - paging->capacity) * sizeof *paging->pages);
		paging->capacity = wanted;
	}
	if (page > paging->known)
		paging->known = page;
}

/* Counts one page's ids; returns how many of them are new. */
static size_t count_page(struct paging *paging, struct paging_page *page)
{
	size_t fresh = 0;

	for (size_t i = 0; i < page->rows; i++)
		fresh += idset_add(&paging->ids, page->ids[i]);
	if (page != paging->pages) {
		free(page->ids);
		page->ids = NULL;
	}
	if (fresh > 0 && fresh < page->rows && paging->repeating == 0)
		paging->repeating = paging->counted;
	return fresh;
}

/* Goes on through the pages that are there without a gap. */
static void count_on(struct paging *paging)
{
	while (paging->end == 0 && paging_was_read(paging_page(paging, paging->counted + 1))) {
		struct paging_page *page = paging_page(paging, ++paging->counted);
		if (count_page(paging, page) == 0)
			paging->end = paging->counted;
	}
}

void paging_add(struct paging *paging, const struct paging_answer *answer)
{
	if (answer->page < 1 || answer->page > PAGING_PAGES_MOST)
		return;
	make_room(paging, answer->page);
	struct paging_page *page = &paging->pages[answer->page - 1];
	if (page->answered)
		return;
	*page = (struct paging_page){ .answered = true,
				      .outcome = answer->outcome,
				      .status = answer->status,
				      .said = answer->said,
				      .meta = { .total_pages = -1, .total_entries = -1 } };
	if (answer->outcome == OUTCOME_OK) {
		page->meta = answer->meta;
		page->rows = answer->count;
		page->bad = answer->bad;
		page->ids = xcalloc(answer->count, sizeof *page->ids);
		if (answer->count)
			memcpy(page->ids, answer->ids, answer->count * sizeof *page->ids);
		if (answer->count == 0 &&
		    (paging->nothing_at == 0 || answer->page < paging->nothing_at))
			paging->nothing_at = answer->page;
		if (answer->meta.total_pages >= 0 && answer->page > paging->promising)
			paging->promising = answer->page;
	}
	paging->answers++;
	paging->refused = paging->refused || answer->outcome == OUTCOME_REFUSED;
	count_on(paging);
}

void paging_doubt(struct paging *paging, int64_t page)
{
	paging->pages[page - 1].outcome = OUTCOME_UNEXPECTED;
	paging->pages[page - 1].doubted = true;
	paging->refused = false;
	for (int64_t i = 0; i < paging->known; i++)
		paging->refused = paging->refused || paging->pages[i].outcome == OUTCOME_REFUSED;
}

int64_t paging_promised(const struct paging *paging)
{
	return paging->promising > 0 ? paging_page(paging, paging->promising)->meta.total_pages
				     : -1;
}

/* A page that could not be read: the list cannot become complete any more. */
static bool has_gap(const struct paging *paging)
{
	const struct paging_page *next = paging_page(paging, paging->counted + 1);

	return paging->end == 0 && next && next->answered && next->outcome != OUTCOME_OK;
}

/*
 * How far to read ahead in a list that does not tell its length. One page after
 * the other would take a long list forever; but after pages that are all full,
 * the next ones are nearly certain to be there.
 */
static int64_t ahead(const struct paging *paging)
{
	const struct paging_page *first, *last;

	if (paging->counted < SURE_PAGES)
		return 1;
	first = &paging->pages[0];
	last = &paging->pages[paging->counted - 1];
	if (last->rows + last->bad < first->rows + first->bad)
		return 1;
	return paging->counted < LONG_LIST ? AHEAD : AHEAD_LONG;
}

/* The highest page that is worth asking for as things stand. */
static int64_t reach(const struct paging *paging)
{
	int64_t promised = paging_promised(paging);
	int64_t most = paging->counted + (promised < 0 ? ahead(paging) : 1);

	if (paging->end > 0 || paging->refused || paging->ids.count >= PAGING_ROWS_MOST)
		return 0;
	if (has_gap(paging))
		/* What is promised is still read, for what it shows; it ends there. */
		most = paging->counted == 0 ? 0 : promised;
	else if (promised >= 0 && promised + 1 > most)
		most = promised + 1;
	if (paging->nothing_at > 0 && most > paging->nothing_at)
		most = paging->nothing_at;
	return most < PAGING_PAGES_MOST ? most : PAGING_PAGES_MOST;
}

int64_t paging_next(struct paging *paging)
{
	return paging->asked < reach(paging) ? ++paging->asked : 0;
}

bool paging_is_at_end(const struct paging *paging)
{
	return paging->asked > 0 && paging->answers == paging->asked && paging_left(paging) == 0;
}

const struct paging_page *paging_first(const struct paging *paging)
{
	const struct paging_page *first = paging_page(paging, 1);

	return first && first->answered ? first : NULL;
}

static bool has_id(const struct paging_page *page, int64_t id)
{
	for (size_t i = 0; i < page->rows; i++)
		if (page->ids[i] == id)
			return true;
	return false;
}

bool paging_same_first(const struct paging *a, const struct paging *b)
{
	const struct paging_page *x = paging_first(a), *y = paging_first(b);

	if (!paging_was_read(x) || !paging_was_read(y) || x->rows != y->rows)
		return false;
	for (size_t i = 0; i < x->rows; i++)
		if (!has_id(y, x->ids[i]))
			return false;
	return true;
}

bool paging_has_several(const struct paging *paging)
{
	const struct paging_page *second = paging_page(paging, 2);

	return paging_was_read(second) && second->rows > 0;
}

int64_t paging_left(const struct paging *paging)
{
	int64_t most = reach(paging);

	return most > paging->asked ? most - paging->asked : 0;
}
