/* What an overview needs of one report. */
#include <string.h>

#include "audit/core/mem.h"
#include "audit/results/results.h"
#include "report/fleet/internal.h"

static const char *kept(struct arena *arena, const char *text)
{
	return text ? arena_share(arena, text) : "";
}

static const char *folder_of(struct arena *arena, const struct fleet_from *from)
{
	if (!from->folder)
		return NULL;
	return from->part ? arena_printf(arena, "%s/%s", from->folder, from->part)
			  : arena_strdup(arena, from->folder);
}

/* The first that says what the finding says. */
static const struct observation *speaking(const struct finding *finding)
{
	for (size_t i = 0; i < finding->observation_count; i++)
		if (finding->observations[i].verdict == finding->verdict)
			return &finding->observations[i];
	return NULL;
}

static void take_drift(const struct results *results, struct fleet_finding *to)
{
	const struct results_changes *changes = results->changes;

	for (size_t i = 0; changes && i < changes->finding_count; i++)
		if (strcmp(changes->findings[i].id, to->id) == 0) {
			to->compared = true;
			to->drift = changes->findings[i].drift;
		}
}

static void take_finding(struct arena *arena, const struct results *results,
			 const struct finding *from, struct fleet_finding *to)
{
	const struct observation *said = speaking(from);

	*to = (struct fleet_finding){
		.id = kept(arena, from->requirement->id),
		.title = kept(arena, from->requirement->title),
		.summary = kept(arena, from->summary),
		.subject = said ? kept(arena, said->subject) : "",
		.observed = said ? kept(arena, said->observed) : "",
		.accepted_until = from->waiver ? kept(arena, from->waiver->expires_on) : "",
		.severity = from->requirement->severity,
		.mandatory = from->requirement->mandatory,
		.verdict = from->verdict,
		.reason = from->reason,
		.result = view_result(from),
	};
	take_drift(results, to);
}

static void take_findings(struct arena *arena, const struct results *results,
			  const struct audit *audit, struct fleet_report *to)
{
	to->findings = arena_array(arena, audit->finding_count, sizeof *to->findings);
	to->finding_count = audit->finding_count;
	for (size_t i = 0; i < audit->finding_count; i++)
		take_finding(arena, results, &audit->findings[i], &to->findings[i]);
}

static void take_task(struct arena *arena, const struct view_job *from, struct fleet_task *to)
{
	*to = (struct fleet_task){
		.kind = from->kind,
		.reason = from->kind == JOB_CHECK ? from->reason : REASON_NONE,
		.title = kept(arena, from->title),
		.who = kept(arena, from->who),
		.when = kept(arena, from->when),
		.closes = view_job_closes(arena, from),
		.ids = arena_array(arena, from->count, sizeof *to->ids),
		.id_count = from->count,
		.mandatory = from->mandatory,
	};
	for (size_t i = 0; i < from->count; i++)
		to->ids[i] = kept(arena, from->findings[i]->requirement->id);
}

static void take_tasks(struct arena *arena, const struct view *view, struct fleet_report *to)
{
	to->tasks = arena_array(arena, view->job_count, sizeof *to->tasks);
	to->task_count = view->job_count;
	for (size_t i = 0; i < view->job_count; i++)
		take_task(arena, &view->jobs[i], &to->tasks[i]);
}

static void take_dates(struct arena *arena, const struct view *view, struct fleet_report *to)
{
	to->dates = arena_copy(arena, view->dates, view->date_count * sizeof *to->dates);
	to->date_count = view->date_count;
	for (size_t i = 0; i < view->date_count; i++) {
		to->dates[i].day = kept(arena, view->dates[i].day);
		to->dates[i].names = kept(arena, view->dates[i].names);
		to->dates[i].what = kept(arena, view->dates[i].what);
	}
}

/* Counted anew, of what is read: a count that a file claims is no evidence. */
static void take_changes(struct arena *arena, const struct results *results,
			 struct fleet_report *to)
{
	to->incomparable = "";
	if (!results->changes)
		return;
	to->compared = true;
	to->incomparable = kept(arena, results->changes->incomparable);
	for (size_t i = 0; i < results->changes->finding_count; i++)
		to->of_drift[results->changes->findings[i].drift]++;
}

struct fleet_report *fleet_take(struct arena *arena, const struct fleet_from *from,
				const struct results *results, const struct view *view)
{
	struct fleet_report *to = arena_alloc(arena, sizeof *to);
	const struct audit *audit = view->audit;

	*to = (struct fleet_report){
		.profile_id = kept(arena, audit->profile->id),
		.profile_version = kept(arena, audit->profile->version),
		.title = kept(arena, audit->profile->title),
		.integration = kept(arena, audit->profile->integration),
		.vendor = kept(arena, audit->profile->vendor),
		.report_id = kept(arena, results->report_id),
		.tool_version = kept(arena, audit->tool_version),
		.subdomain = kept(arena, audit->account->subdomain),
		.sentence = kept(arena, view->sentence),
		.folder = folder_of(arena, from),
		.has_xlsx = from->has_xlsx,
		.has_pdf = from->has_pdf,
		.edition = audit->presentation.edition,
		.verdict = audit->verdict,
		.counts = audit->counts,
		.shown = view->counts,
		.started_at = results->started_at,
		.finished_at = results->finished_at,
		.assessed_at = results->assessed_at,
		.sent = results->requests.sent,
		.retried = results->requests.retried,
		.failed = results->requests.failed,
	};
	if (!*to->integration)
		to->integration = to->title;
	take_changes(arena, results, to);
	take_findings(arena, results, audit, to);
	take_tasks(arena, view, to);
	take_dates(arena, view, to);
	return to;
}
