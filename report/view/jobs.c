/* The work that is left, by what one person does in one go and not by requirement. */
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "audit/model/remedy.h"
#include "report/view/internal.h"

static const char *title_of(struct view *view, enum view_job_kind kind,
			    const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	if (kind == JOB_CHECK)
		return view_cause_title(view, finding);
	if (kind == JOB_CONFIRM)
		return "Confirm what no request can show";
	return requirement->job ? requirement->job->title : requirement->action;
}

/* What could not be read is one job for each cause; what a person has to confirm is one
 * form, unless the confirmation comes with something that is to be fixed anyway. */
static bool belongs(const struct view_job *job, enum view_job_kind kind,
		    const struct view_action *action)
{
	const struct finding *finding = action->finding;
	const struct job *shared = finding->requirement->job;

	if (shared && job->shared == shared && job->kind == JOB_FIX && kind != JOB_CHECK)
		return true;
	if (job->kind != kind)
		return false;
	return kind == JOB_CONFIRM || (kind == JOB_CHECK && job->reason == finding->reason);
}

static enum view_job_kind kind_of(enum verdict verdict)
{
	TABLE(const enum view_job_kind, kinds,
	      VERDICT_COUNT, [VERDICT_FAIL] = JOB_FIX, [VERDICT_UNKNOWN] = JOB_CHECK,
	      [VERDICT_MANUAL] = JOB_CONFIRM, [VERDICT_PASS] = JOB_FIX,
	      [VERDICT_NOTAPPLICABLE] = JOB_FIX, [VERDICT_INFORMATIONAL] = JOB_FIX);

	return kinds[verdict];
}

static void begin(struct view *view, enum view_job_kind kind, const struct view_action *action)
{
	const struct requirement *requirement = action->finding->requirement;
	const struct job *shared = requirement->job;
	struct view_job *job = &view->jobs[view->job_count++];

	*job = (struct view_job){
		.kind = kind,
		.title = title_of(view, kind, action->finding),
		.who = shared && kind == JOB_FIX ? shared->who : action->who,
		.when = action->urgency,
		.verdict = action->finding->verdict,
		.reason = action->finding->reason,
		.advice = kind == JOB_CHECK ? remedy_step(view->audit->account, action->finding, 0)
					    : "",
		.mandatory = requirement->mandatory,
		.shared = kind == JOB_FIX ? shared : NULL,
		.place = arena_printf(view->arena, "job:%zu", view->job_count),
	};
	job->findings = arena_array(view->arena, view->finding_count, sizeof *job->findings);
}

static void add(struct view *view, const struct view_action *action)
{
	const enum view_job_kind kind = kind_of(action->finding->verdict);
	size_t at = 0;

	while (at < view->job_count && !belongs(&view->jobs[at], kind, action))
		at++;
	if (at == view->job_count)
		begin(view, kind, action);
	struct view_job *job = &view->jobs[at];
	job->findings[job->count++] = action->finding;
}

/* A job of one requirement is that requirement's action: it says more than the job's. */
static void name_single(struct view_job *job)
{
	const struct requirement *requirement = job->findings[0]->requirement;

	if (job->count > 1 || job->kind != JOB_FIX)
		return;
	job->title = requirement->action;
}

static void add_steps(struct view_job *job)
{
	const struct requirement *only = job->findings[0]->requirement;

	if (job->kind != JOB_FIX)
		return;
	if (job->shared && job->shared->remediation_count) {
		job->steps = job->shared->remediation;
		job->step_count = job->shared->remediation_count;
	} else if (job->count == 1) {
		job->steps = only->remediation;
		job->step_count = only->remediation_count;
	}
}

/* All findings stand in one array, in the profile's order. */
static int by_place(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	return (x > y) - (x < y);
}

void view_add_jobs(struct view *view)
{
	view->jobs = arena_array(view->arena, view->action_count, sizeof *view->jobs);
	for (size_t i = 0; i < view->action_count; i++)
		add(view, &view->actions[i]);
	for (size_t i = 0; i < view->job_count; i++) {
		struct view_job *job = &view->jobs[i];
		qsort(job->findings, job->count, sizeof(const struct finding *), by_place);
		name_single(job);
		add_steps(job);
		job->assigned = view_assigned(view, job);
	}
}

/* "JC-2.2", and then "3.3": the prefix is left out that the id before it has too. */
static void put_id(struct str *text, const char *id, const char **before)
{
	const char *dash = strrchr(id, '-');
	const size_t shared = dash ? (size_t)(dash - id) + 1 : 0;
	const bool same = *before && strncmp(id, *before, shared) == 0;

	str_printf(text, "%s%s", *before ? ", " : "", same ? id + shared : id);
	*before = id;
}

const char *view_job_closes(struct arena *arena, const struct view_job *job)
{
	struct str text = STR_INIT(STR_LINE);
	const char *before = NULL;

	for (size_t i = 0; i < job->count; i++)
		put_id(&text, job->findings[i]->requirement->id, &before);
	return str_keep(&text, arena);
}

static bool says_the_same(const struct finding *finding, const struct finding *other)
{
	return strcmp(finding->summary, other->summary) == 0;
}

const struct finding *view_job_repeats(const struct view_job *job, const struct finding *finding)
{
	for (size_t k = 0; job->kind == JOB_CHECK && job->findings[k] != finding; k++)
		if (says_the_same(job->findings[k], finding))
			return job->findings[k];
	return NULL;
}

const char *view_job_likewise(struct arena *arena, const struct view_job *job, size_t i)
{
	struct str text = STR_INIT(STR_LINE);
	const char *before = NULL;

	for (size_t k = i + 1; job->kind == JOB_CHECK && k < job->count; k++)
		if (says_the_same(job->findings[i], job->findings[k]))
			put_id(&text, job->findings[k]->requirement->id, &before);
	return str_keep(&text, arena);
}
