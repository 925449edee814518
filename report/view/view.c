#include "report/view/view.h"

#include <stdlib.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/view/changes.h"
#include "report/view/history.h"
#include "report/view/internal.h"

/* How soon a reader wants to see a finding; smaller is sooner. What is accepted stands behind
 * all that is open, and notes behind all that is counted. */
static int rank(const struct finding *finding)
{
	enum { MANDATORY, RECOMMENDED = 3, ACCEPTED = 6, MET, IDLE, NOTES };
	TABLE(const int, of_result,
	      RESULT_COUNT, [RESULT_NOT_MET] = 0, [RESULT_UNCHECKED] = 1, [RESULT_TO_CONFIRM] = 2,
	      [RESULT_NOTE] = 1, [RESULT_MET] = MET, [RESULT_NOT_APPLICABLE] = IDLE,
	      [RESULT_NOTHING] = IDLE, [RESULT_OUT_OF_SCOPE] = IDLE);
	TABLE(const int, of_note, RESULT_COUNT, [RESULT_NOT_MET] = 0, [RESULT_NOTE] = 1,
	      [RESULT_TO_CONFIRM] = 2, [RESULT_UNCHECKED] = 3, [RESULT_MET] = 4,
	      [RESULT_NOT_APPLICABLE] = 5, [RESULT_NOTHING] = 6, [RESULT_OUT_OF_SCOPE] = 7);
	const enum view_result result = view_result(finding);

	if (view_is_note(finding->requirement))
		return NOTES + of_note[result];
	if (of_result[result] >= MET)
		return of_result[result];
	/* Nothing covers what is not known. */
	if (finding->waiver && finding->verdict != VERDICT_UNKNOWN)
		return ACCEPTED;
	return of_result[result] + (finding->requirement->mandatory ? MANDATORY : RECOMMENDED);
}

/* Within a rank: mandatory ones, then the graver ones. */
static int weight(const struct finding *finding)
{
	return (finding->requirement->mandatory ? 0 : SEVERITY_COUNT) -
	       (int)finding->requirement->severity;
}

static int by_rank(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	int difference = rank(x) - rank(y);

	if (!difference)
		difference = weight(x) - weight(y);
	/* The profile's order otherwise; both stand in one array. */
	return difference ? difference : (x > y) - (x < y);
}

static void add_findings(struct view *view)
{
	const struct audit *audit = view->audit;

	view->finding_count = audit->finding_count;
	view->findings = arena_array(view->arena, audit->finding_count, sizeof *view->findings);
	for (size_t i = 0; i < audit->finding_count; i++)
		view->findings[i] = &audit->findings[i];
	if (view->finding_count)
		qsort(view->findings, view->finding_count, sizeof *view->findings, by_rank);
}

static int by_class(const void *a, const void *b)
{
	TABLE(const int, order, CLASS_COUNT, [CLASS_MISSING] = 0, [CLASS_UNKNOWN] = 1,
	      [CLASS_EXCESS] = 2, [CLASS_OK] = 3);
	const struct permission_state *x = *(const struct permission_state *const *)a;
	const struct permission_state *y = *(const struct permission_state *const *)b;
	int difference = order[x->class] - order[y->class];

	return difference ? difference : (x > y) - (x < y);
}

static void add_permissions(struct view *view)
{
	const struct audit *audit = view->audit;

	view->permission_count = audit->permission_count;
	view->permissions =
		arena_array(view->arena, audit->permission_count, sizeof *view->permissions);
	for (size_t i = 0; i < audit->permission_count; i++) {
		view->permissions[i] = &audit->permissions[i];
		view->of_class[audit->permissions[i].class]++;
	}
	if (view->permission_count)
		qsort(view->permissions, view->permission_count, sizeof *view->permissions,
		      by_class);
}

static void add_outcomes(struct view *view)
{
	const struct account *account = view->audit->account;
	size_t of[OUTCOME_COUNT] = { 0 };

	for (size_t i = 0; i < account->request_count; i++)
		of[account->requests[i].outcome]++;
	for (int i = 0; i < OUTCOME_COUNT; i++)
		if (of[i])
			view->outcomes[view->outcome_count++] =
				(struct view_outcome){ .outcome = (enum outcome)i,
						       .requests = of[i] };
}

static const char *moment(struct view *view, int64_t ms)
{
	char text[CLOCK_TEXT];

	clock_human(text, ms);
	return arena_strdup(view->arena, text);
}

static void add_changes(struct view *view)
{
	const struct comparison *comparison = view->audit->comparison;

	const char *skipped = view_history_skipped(view->arena, view->audit->history, comparison);
	view->changes = comparison ? arena_printf(view->arena, "%s%s%s",
						  view_changes_sentence(view->arena, comparison),
						  *skipped ? " " : "", skipped)
				   : "";
}

struct view *view_new(const struct audit *audit)
{
	struct view *view = xcalloc(1, sizeof *view);

	view->audit = audit;
	view->arena = arena_new();
	view_add_brand(view);
	view->assessed = moment(view, audit->assessed_at);
	view->assessed_on = view_day_of(view->arena, audit->assessed_at);
	view->pulled = moment(view, audit->account->finished_at);
	view->whose = arena_printf(view->arena, "%s.syncromsp.com  ·  %s",
				   audit->account->subdomain, audit->profile->id);
	add_findings(view);
	add_permissions(view);
	add_outcomes(view);
	view_add_people(view);
	view_add_counts(view);
	view_add_proof(view);
	view_add_causes(view);
	view_add_sentences(view);
	view_add_actions(view);
	view_add_jobs(view);
	view_add_footnotes(view);
	view->dates = view_dates(view->arena, audit, &view->date_count);
	view_add_customers(view);
	view_add_method(view);
	view_add_edition(view);
	add_changes(view);
	return view;
}

void view_free(struct view *view)
{
	if (!view)
		return;
	logo_release(&view->logo);
	arena_free(view->arena);
	free(view);
}
