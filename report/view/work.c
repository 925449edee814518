/* What people wrote into work.xlsx, where it is told. */
#include "audit/model/work.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/view/internal.h"

#define OWNER_MOST 80 /* bytes: a cell may hold a novel */
#define MOST_TOLD 3

const char *view_work_owner(struct arena *arena, const struct work_row *row)
{
	const int cut = text_cut(row->owner, OWNER_MOST);

	return arena_printf(arena, "%.*s%s", cut, row->owner, row->owner[cut] ? "…" : "");
}

const char *view_work_assigned(struct arena *arena, const struct work_row *row)
{
	const char *day = *row->due ? view_day(arena, row->due) : "";
	const char *owner = view_work_owner(arena, row);

	if (!*owner || !*day)
		return *day ? arena_printf(arena, "by %s", day) : owner;
	return arena_printf(arena, "%s by %s", owner, day);
}

const char *view_assigned(struct view *view, const struct view_job *job)
{
	const char **told = arena_array(view->arena, job->count, sizeof *told);
	struct str text = STR_INIT(STR_BODY);
	size_t count = 0;

	for (size_t i = 0; i < job->count; i++) {
		const struct work_row *row =
			work_find(view->audit->work, job->findings[i]->requirement->id);
		const char *one = row ? view_work_assigned(view->arena, row) : "";
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
	static const char *const today[VERDICT_COUNT] = {
		[VERDICT_FAIL] = "not met today",
		[VERDICT_UNKNOWN] = "could not be checked today",
		[VERDICT_MANUAL] = "needs confirmation today",
	};
	const struct work_row *row = work_find(view->audit->work, finding->requirement->id);

	if (!row || row->state != WORK_FIXED || !today[finding->verdict])
		return "";
	return arena_printf(view->arena, "Marked Fixed in the work sheet of the audit of %s, %s.",
			    view_day(view->arena, row->fixed_on), today[finding->verdict]);
}
