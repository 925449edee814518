#include "audit/syncro/judgement.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct judge {
	const struct paging *paging;
	struct paging_judgement *out;
	int64_t told; /* the highest page that brought rows and has meta */
};

__attribute__((format(printf, 4, 5))) static bool short_of(struct paging_judgement *out,
							   enum paging_flaw flaw,
							   enum reason reason, const char *format,
							   ...)
{
	va_list args;

	va_start(args, format);
	(void)vsnprintf(out->problem, sizeof out->problem, format, args);
	va_end(args);
	out->flaw = flaw;
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
		const struct paging_page *page = paging_page(judge->paging, i);
		if (!paging_was_read(page) || page->bad == 0)
			continue;
		judge->out->status = page->status;
		return short_of(judge->out, PAGING_FAULT, REASON_MALFORMED,
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
	const struct paging_page *page = paging_page(paging, number);

	if (paging->end > 0)
		return true;
	if (paging->counted >= PAGING_PAGES_MOST || paging->ids.count >= PAGING_ROWS_MOST)
		return short_of(judge->out, PAGING_FAULT, REASON_TRUNCATED,
				"it goes on after %zu rows on %" PRId64 " pages", paging->ids.count,
				paging->counted);
	if (!page || !page->answered)
		return short_of(judge->out, PAGING_FAULT,
				number == 1 ? REASON_NOT_REQUESTED : REASON_TRUNCATED,
				"page %" PRId64 " was not asked for", number);
	judge->out->status = page->status;
	judge->out->refusal = page->outcome == OUTCOME_REFUSED && number == 1;
	enum reason reason = failed_page_reason(number, page->outcome);
	if (page->outcome == OUTCOME_NOT_SENT)
		return short_of(judge->out, PAGING_FAULT, reason,
				"the time budget ended before page %" PRId64 " was asked for",
				number);
	if (page->status == 0)
		return short_of(judge->out, PAGING_FAULT, reason,
				"page %" PRId64 " could not be read: %s", number,
				reason_text(outcome_reason(page->outcome)));
	return short_of(judge->out, PAGING_FAULT, reason,
			"page %" PRId64 " was answered with status %d%s", number, page->status,
			page->outcome == OUTCOME_MALFORMED ? " and something else than a list"
							   : "");
}

/* What a page that brought rows says of the whole list: its records, else its pages. -1 = nothing
 */
static int64_t promise_of(const struct paging_page *page, bool records)
{
	if (!paging_was_read(page) || page->rows == 0)
		return -1;
	if (records || page->meta.total_entries >= 0)
		return records ? page->meta.total_entries : -1;
	return page->meta.total_pages;
}

static bool judge_promised(struct judge *judge, bool records)
{
	int64_t first = -1;

	for (int64_t i = 1; i <= judge->paging->known; i++) {
		int64_t promise = promise_of(paging_page(judge->paging, i), records);
		if (promise >= 0 && first >= 0 && promise != first)
			return short_of(judge->out, PAGING_MOVED, REASON_TRUNCATED,
					"it moved while it was read: of %" PRId64
					" %s in all, then of %" PRId64,
					first, records ? "records" : "pages", promise);
		first = promise >= 0 ? promise : first;
	}
	return true;
}

/* It must not differ. Where the records are told, the pages may say what they like. */
static bool judge_totals(struct judge *judge)
{
	return judge_promised(judge, true) && judge_promised(judge, false);
}

/* Without totals a page that is larger than the one before it shows that rows were lost. */
static bool judge_sizes(struct judge *judge)
{
	const struct paging *paging = judge->paging;

	for (int64_t i = 2; i < paging->end; i++) {
		const struct paging_page *page = paging_page(paging, i),
					 *before = paging_page(paging, i - 1);
		if (page->meta.total_entries < 0 && page->meta.total_pages < 0 &&
		    page->rows + page->bad > before->rows + before->bad)
			return short_of(judge->out, PAGING_MOVED, REASON_TRUNCATED,
					"page %" PRId64 " has more rows than page %" PRId64, i,
					i - 1);
	}
	return true;
}

static bool judge_moved(struct judge *judge)
{
	if (judge->paging->repeating > 0)
		return short_of(judge->out, PAGING_MOVED, REASON_TRUNCATED,
				"it moved while it was read: page %" PRId64
				" repeats records of another one",
				judge->paging->repeating);
	return judge_totals(judge) && judge_sizes(judge);
}

/* Rows behind the end: the list was shuffled or repeated itself in the middle. */
static bool judge_beyond(struct judge *judge)
{
	const struct paging *paging = judge->paging;

	for (int64_t i = paging->end + 1; i <= paging->known; i++) {
		const struct paging_page *page = paging_page(paging, i);
		for (size_t row = 0; paging_was_read(page) && row < page->rows; row++)
			if (!idset_has(&paging->ids, page->ids[row]))
				return short_of(judge->out, PAGING_MOVED, REASON_TRUNCATED,
						"page %" PRId64 " brought nothing new, but page "
						"%" PRId64 " did",
						paging->end, i);
	}
	return true;
}

static bool judge_pages(struct judge *judge, const struct paging_meta *meta)
{
	int64_t end = judge->paging->end;
	/* An empty first page is the end of a list of one page, too. */
	bool nothing = end == 1 && meta->total_pages <= 1;

	if (meta->total_pages >= end && !nothing)
		return short_of(judge->out, PAGING_MOVED, REASON_TRUNCATED,
				"page %" PRId64 " of %" PRId64 " brought nothing new", end,
				meta->total_pages);
	return true;
}

static bool judge_entries(struct judge *judge, const struct paging_meta *meta)
{
	int64_t rows = (int64_t)judge->paging->ids.count;

	if (meta->total_entries > rows)
		return short_of(judge->out, PAGING_SHORT, REASON_TRUNCATED,
				"%" PRId64 " of %" PRId64 " records were found", rows,
				meta->total_entries);
	return true;
}

/* Both the last page with rows and the one behind it must bear the end out. */
static bool judge_promises(struct judge *judge)
{
	const struct paging_page *told = paging_page(judge->paging, judge->told);
	const struct paging_page *end = paging_page(judge->paging, judge->paging->end);

	return (!told || judge_pages(judge, &told->meta)) && judge_pages(judge, &end->meta) &&
	       (!told || judge_entries(judge, &told->meta)) && judge_entries(judge, &end->meta);
}

static int64_t last_told(const struct paging *paging)
{
	int64_t last = paging->end > 0 ? paging->end - 1 : paging->known;

	for (int64_t i = last; i >= 1; i--) {
		const struct paging_page *page = paging_page(paging, i);
		if (paging_was_read(page) &&
		    (page->meta.total_pages >= 0 || page->meta.total_entries >= 0))
			return i;
	}
	return 0;
}

void paging_judge(const struct paging *paging, struct paging_judgement *out)
{
	struct judge judge = { .paging = paging, .out = out, .told = last_told(paging) };
	const struct paging_page *told = paging_page(paging, judge.told ? judge.told : paging->end);
	const struct paging_page *end = paging_page(paging, paging->end);

	*out = (struct paging_judgement){ .expected = told ? told->meta.total_entries : -1,
					  .status = end ? end->status : 0 };
	for (int64_t i = 1; i <= paging->known; i++)
		out->pages += paging_was_read(paging_page(paging, i));
	bool first_failed = paging->counted == 0 && paging->end == 0;
	out->complete = (first_failed || judge_rows(&judge)) && judge_gap(&judge) &&
			judge_moved(&judge) && judge_beyond(&judge) && judge_promises(&judge);
	if (out->complete)
		out->flaw = PAGING_WHOLE;
}
