#include "audit/jumpcloud/list.h"

#include <inttypes.h>
#include <search.h>
#include <string.h>

#include "audit/core/malloc.h"
#include "audit/core/mem.h"

static int compare_keys(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void keep(void *key)
{
	(void)key; /* the arena's */
}

void mtp_list_release(struct mtp_list *list)
{
	tdestroy(list->keys, keep);
	*list = (struct mtp_list){ .keys = NULL };
}

static bool is_full(const struct mtp_list *list)
{
	return list->pages >= MTP_LIST_PAGES_MOST || list->count >= MTP_LIST_ROWS_MOST;
}

int64_t mtp_list_next(const struct mtp_list *list)
{
	return list->ended || list->failed || is_full(list) ? -1 : list->came;
}

bool mtp_list_is_new(struct mtp_list *list, const char *key)
{
	if (tfind(key, &list->keys, compare_keys))
		return false;
	if (!tsearch(key, &list->keys, compare_keys))
		malloc_refused();
	list->count++;
	return true;
}

void mtp_list_add(struct mtp_list *list, const struct mtp_page *page)
{
	list->status = page->status;
	list->outcome = OUTCOME_OK;
	list->pages++;
	list->came += page->rows;
	list->bad += page->bad;
	list->ended = page->fresh == 0;
	list->told = list->told || page->total >= 0;
	if (page->total > list->total)
		list->total = page->total;
}

void mtp_list_fail(struct mtp_list *list, int status, enum outcome outcome)
{
	list->failed = true;
	list->status = status;
	list->outcome = outcome;
}

enum reason mtp_list_reason(int status, enum outcome outcome)
{
	enum reason reason = outcome_reason(outcome);

	if (status == 401)
		return REASON_UNAUTHENTICATED;
	if (status == 403)
		return REASON_NO_PERMISSION;
	return reason == REASON_NONE ? REASON_MALFORMED : reason;
}

const char *mtp_list_problem(struct arena *arena, int status, enum outcome outcome)
{
	if (status == 401)
		return "the key was not accepted: status 401";
	if (status == 403)
		return "the key was refused: status 403";
	if (status == 0)
		return reason_text(mtp_list_reason(status, outcome));
	return arena_printf(arena, "it was answered with status %d%s", status,
			    outcome == OUTCOME_MALFORMED ? " and something else than is documented"
							 : "");
}

static void judge_failure(const struct mtp_list *list, struct arena *arena, struct source *source)
{
	const char *problem = mtp_list_problem(arena, list->status, list->outcome);

	source->reason = mtp_list_reason(list->status, list->outcome);
	source->problem = problem;
	if (list->pages == 0)
		return;
	if (source->reason != REASON_TIMEOUT)
		source->reason = REASON_TRUNCATED;
	source->problem =
		arena_printf(arena, "not read beyond page %" PRId64 ": %s", list->pages, problem);
}

struct source mtp_list_source(const struct mtp_list *list, struct arena *arena, const char *path,
			      enum reason unasked)
{
	struct source source = { .path = path,
				 .status = list->status,
				 .pages = list->pages,
				 .records = list->count,
				 .expected = list->told ? list->total : -1,
				 .problem = "" };

	if (list->failed) {
		judge_failure(list, arena, &source);
	} else if (list->pages == 0) {
		source.reason = unasked ? unasked : REASON_NOT_REQUESTED;
		source.problem = reason_text(REASON_NOT_REQUESTED);
	} else if (list->bad > 0) {
		source.reason = REASON_MALFORMED;
		source.problem = arena_printf(
			arena, "%" PRId64 " of %" PRId64 " rows could not be understood", list->bad,
			list->came);
	} else if (!list->ended) {
		source.reason = REASON_TRUNCATED;
		source.problem =
			arena_printf(arena, "it goes on after %" PRId64 " rows", list->came);
	} else if (list->told && list->total > list->count) {
		source.reason = REASON_TRUNCATED;
		source.problem =
			arena_printf(arena, "%" PRId64 " of %" PRId64 " records were found",
				     list->count, list->total);
	} else {
		source.complete = true;
	}
	return source;
}
