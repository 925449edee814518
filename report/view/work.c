/* What people wrote into work.xlsx, where it is told. */
#include "audit/model/work.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/view/internal.h"

#define OWNER_MOST 80 /* bytes: a cell may hold a novel */
#define MOST_TOLD 3

/* "Ann Lee by 9 December 2026", "Ann Lee", "by 9 December 2026", or "". */
static const char *who_and_when(struct view *view, const struct work_row *row)
{
	const char *day = *row->due ? view_day(view->arena, row->due) : "";
	const int cut = text_cut(row->owner, OWNER_MOST);
	const char *owner =
		arena_printf(view->arena, "%.*s%s", cut, row->owner, row->owner[cut] ? "…" : "");

	if (!*owner || !*day)
		return *day ? arena_printf(view->arena, "by %s", day) : owner;
	return arena_printf(view->arena, "%s by %s", owner, day);
}

const char *view_assigned(struct view *view, const struct view_job *job)
{
	const char **told = arena_array(view->arena, job->count, sizeof *told);
	struct str text = STR_INIT(STR_BODY);
	size_t count = 0;

	for (size_t i = 0; i < job->count; i++) {
		const struct work_row *row =
			work_find(view->audit->work, job->findings[i]->requirement->id);
		const char *one = row ? who_and_when(view, row) : "";
		size_t same = 0;
		while (same < count && strcmp(told[same], one) != 0)
			same++;
		if (!*one || same < count)
			continue;
		if (count < MOST_TOLD)
			str_printf(&text, "%s%s", count ? "; " : "", one);
		told[count++] = one;
	}
	if (count > MOST_TOLD)
		str_printf(&text, "; and %zu more: work.xlsx", count - MOST_TOLD);
	return str_keep(&text, view->arena);
}

const char *view_work_note(const struct view *view, const struct finding *finding)
{
	const struct work *work = view->audit->work;
	const struct work_row *row = work_find(work, finding->requirement->id);
	const char *today = finding->verdict == VERDICT_FAIL	  ? "not met today"
			    : finding->verdict == VERDICT_UNKNOWN ? "could not be checked today"
								  : "";

	if (!row || row->state != WORK_FIXED || !*today)
		return "";
	return arena_printf(view->arena, "Marked Fixed in the work sheet of the audit of %s, %s.",
			    view_day(view->arena, work->assessed_on), today);
}
