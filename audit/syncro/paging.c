#include "audit/syncro/paging.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
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

static struct paging_page *page_at(const struct paging *paging, int64_t page)
{
	return page >= 1 && page <= paging->known ? &paging->pages[page - 1] : NULL;
}

static bool was_read(const struct paging_page *page)
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
	free(page->ids);
	page->ids = NULL;
	return fresh;
}

/* Goes on through the pages that are there without a gap. */
static void count_on(struct paging *paging)
{
	while (paging->end == 0 && was_read(page_at(paging, paging->counted + 1))) {
		struct paging_page *page = page_at(paging, ++paging->counted);
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
	paging->refused = paging->refused || answer->outcome == OUTCOME_REFUSED;
	count_on(paging);
}

int64_t paging_promised(const struct paging *paging)
{
	return paging->promising > 0 ? page_at(paging, paging->promising)->meta.total_pages : -1;
}

/* A page that could not be read: the list cannot become complete any more. */
static bool has_gap(const struct paging *paging)
{
	const struct paging_page *next = page_at(paging, paging->counted + 1);

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

int64_t paging_left(const struct paging *paging)
{
	int64_t most = reach(paging);

	return most > paging->asked ? most - paging->asked : 0;
}

/* Judging */

struct judge {
	const struct paging *paging;
	struct paging_judgement *out;
	int64_t told; /* the highest page that brought rows and has meta */
};

__attribute__((format(printf, 3, 4))) static bool
short_of(struct paging_judgement *out, enum reason reason, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	(void)vsnprintf(out->problem, sizeof out->problem, format, args);
	va_end(args);
	out->reason = reason;
	return false;
}

static enum reason failed_page_reason(int64_t number, enum outcome outcome)
{
	enum reason reason = outcome_reason(outcome);

	if (outcome == OUTCOME_REFUSED)
		return number == 1 ? REASON_NO_PERMISSION : REASON_UNAUTHENTICATED;
	if (reason == REASON_NONE) /* a 404 or 422 where a list should be */
		reason = REASON_MALFORMED;
	return number == 1 || reason == REASON_TIMEOUT ? reason : REASON_TRUNCATED;
}

static bool judge_rows(struct judge *judge)
{
	for (int64_t i = 1; i <= judge->paging->known; i++) {
		const struct paging_page *page = page_at(judge->paging, i);
		if (!was_read(page) || page->bad == 0)
			continue;
		judge->out->status = page->status;
		return short_of(judge->out, REASON_MALFORMED,
				"%zu of %zu rows on page %" PRId64 " could not be understood",
				page->bad, page->bad + page->rows, i);
	}
	return true;
}

/* Why there is no end: the page after the last counted one is to blame. */
static bool judge_gap(struct judge *judge)
{
	const struct paging *paging = judge->paging;
	int64_t number = paging->counted + 1;
	const struct paging_page *page = page_at(paging, number);

	if (paging->end > 0)
		return true;
	if (paging->counted >= PAGING_PAGES_MOST || paging->ids.count >= PAGING_ROWS_MOST)
		return short_of(judge->out, REASON_TRUNCATED,
				"it goes on after %zu rows on %" PRId64 " pages", paging->ids.count,
				paging->counted);
	if (!page || !page->answered)
		return short_of(judge->out, number == 1 ? REASON_NOT_REQUESTED : REASON_TRUNCATED,
				"page %" PRId64 " was not asked for", number);
	judge->out->status = page->status;
	judge->out->refusal = page->outcome == OUTCOME_REFUSED && number == 1;
	enum reason reason = failed_page_reason(number, page->outcome);
	if (page->outcome == OUTCOME_NOT_SENT)
		return short_of(judge->out, reason,
				"the time budget ended before page %" PRId64 " was asked for",
				number);
	if (page->status == 0)
		return short_of(judge->out, reason, "page %" PRId64 " could not be read: %s",
				number, reason_text(outcome_reason(page->outcome)));
	return short_of(judge->out, reason, "page %" PRId64 " was answered with status %d%s",
			number, page->status,
			page->outcome == OUTCOME_MALFORMED ? " and something else than a list"
							   : "");
}

/* Rows behind the end: the list was shuffled or repeated itself in the middle. */
static bool judge_beyond(struct judge *judge)
{
	const struct paging *paging = judge->paging;

	for (int64_t i = paging->end + 1; i <= paging->known; i++) {
		const struct paging_page *page = page_at(paging, i);
		for (size_t row = 0; was_read(page) && row < page->rows; row++)
			if (!idset_has(&paging->ids, page->ids[row]))
				return short_of(judge->out, REASON_TRUNCATED,
						"page %" PRId64 " brought nothing new, but page "
						"%" PRId64 " did",
						paging->end, i);
	}
	return true;
}

static bool judge_promise(struct judge *judge, const struct paging_meta *meta)
{
	int64_t end = judge->paging->end;
	int64_t rows = (int64_t)judge->paging->ids.count;
	/* An empty first page is the end of a list of one page, too. */
	bool nothing = end == 1 && meta->total_pages <= 1;

	if (meta->total_pages >= end && !nothing)
		return short_of(judge->out, REASON_TRUNCATED,
				"page %" PRId64 " of %" PRId64 " brought nothing new", end,
				meta->total_pages);
	if (meta->total_entries > rows)
		return short_of(judge->out, REASON_TRUNCATED,
				"%" PRId64 " of %" PRId64 " records were found", rows,
				meta->total_entries);
	return true;
}

/* Both the last page with rows and the one behind it must bear the end out. */
static bool judge_promises(struct judge *judge)
{
	const struct paging_page *told = page_at(judge->paging, judge->told);

	return (!told || judge_promise(judge, &told->meta)) &&
	       judge_promise(judge, &page_at(judge->paging, judge->paging->end)->meta);
}

static int64_t last_told(const struct paging *paging)
{
	int64_t last = paging->end > 0 ? paging->end - 1 : paging->known;

	for (int64_t i = last; i >= 1; i--) {
		const struct paging_page *page = page_at(paging, i);
		if (was_read(page) &&
		    (page->meta.total_pages >= 0 || page->meta.total_entries >= 0))
			return i;
	}
	return 0;
}

void paging_judge(const struct paging *paging, struct paging_judgement *out)
{
	struct judge judge = { .paging = paging, .out = out, .told = last_told(paging) };
	const struct paging_page *told = page_at(paging, judge.told ? judge.told : paging->end);
	const struct paging_page *end = page_at(paging, paging->end);

	*out = (struct paging_judgement){ .expected = told ? told->meta.total_entries : -1,
					  .status = end ? end->status : 0 };
	for (int64_t i = 1; i <= paging->known; i++)
		out->pages += was_read(page_at(paging, i));
	bool first_failed = paging->counted == 0 && paging->end == 0;
	out->complete = (first_failed || judge_rows(&judge)) && judge_gap(&judge) &&
			judge_beyond(&judge) && judge_promises(&judge);
}
