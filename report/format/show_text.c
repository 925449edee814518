#include "report/format/show_text.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/screen.h"
#include "audit/core/words.h"
#include "audit/model/work.h"
#include "report/format/brief_text.h"
#include "report/view/view.h"

#define ID_AT 1
#define LABEL_WIDTH 20 /* "Needs confirmation" */
#define STEP_AT 4

static enum screen_style style_of(const struct finding *finding)
{
	TABLE(const enum screen_style, styles,
	      VERDICT_COUNT, [VERDICT_PASS] = SCREEN_GOOD, [VERDICT_FAIL] = SCREEN_BAD,
	      [VERDICT_UNKNOWN] = SCREEN_OPEN, [VERDICT_MANUAL] = SCREEN_OPEN,
	      [VERDICT_NOTAPPLICABLE] = SCREEN_DIM, [VERDICT_INFORMATIONAL] = SCREEN_DIM);

	return finding->waiver ? SCREEN_DIM : styles[finding->verdict];
}

static size_t longest_id(const struct audit *audit)
{
	size_t most = 0;

	for (size_t i = 0; i < audit->finding_count; i++) {
		const size_t length = strlen(audit->findings[i].requirement->id);
		most = length > most ? length : most;
	}
	return most < 12 ? most : 12; /* longer ones take a line of their own */
}

static void add_row(struct screen *screen, const struct view *view, const struct finding *finding,
		    size_t label_at)
{
	const size_t title_at = label_at + LABEL_WIDTH;

	/* Where it is narrow the title follows. */
	screen_begin(screen, ID_AT, ID_AT + 2);
	screen_put(screen, SCREEN_BOLD, finding->requirement->id);
	screen_tab(screen, label_at);
	screen_put(screen, style_of(finding), view_result_label(view_result(finding)));
	if (!screen->terminal.width || screen->terminal.width >= title_at + 30) {
		screen->indent = title_at;
		screen_tab(screen, title_at);
	} else {
		screen_put(screen, SCREEN_PLAIN, " ");
	}
	screen_put(screen, SCREEN_PLAIN, finding->requirement->title);
	if (!finding->requirement->mandatory && !view_is_note(finding->requirement))
		screen_put(screen, SCREEN_DIM, " · recommended");
	if (finding->waiver) {
		screen_put(screen, SCREEN_DIM, " · ");
		screen_put(screen, SCREEN_DIM, view_waiver_note(view, finding));
	}
	screen_end(screen);
}

static void add_requirements(struct screen *screen, const struct view *view)
{
	const struct audit *audit = view->audit;
	const size_t label_at = ID_AT + longest_id(audit) + 2;
	const char *group = NULL;

	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		const char *its = finding->requirement->group;
		if (!group || strcmp(group, its) != 0)
			brief_heading(screen, *its ? its : "Requirements");
		group = its;
		add_row(screen, view, finding, label_at);
	}
}

void show_report(struct screen *screen, const struct view *view)
{
	brief_verdict(screen, view);
	screen_say(screen, SCREEN_DIM, 0,
		   arena_printf(view->arena, "%s. %s.", view->edition, view_when(view)));
	brief_jobs(screen, view);
	add_requirements(screen, view);
	brief_dates(screen, view);
}

/* "Fail · high · mandatory · probed" */
static void add_head(struct screen *screen, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	const char *const words[] = {
		view_severity_label(requirement->severity),
		requirement->mandatory ? "Mandatory" : "Recommended",
		finding->proof ? view_proof_label(finding->proof) : "",
		requirement->group,
	};

	str_putc(&screen->out, '\n');
	screen_begin(screen, 0, 0);
	screen_put(screen, SCREEN_BOLD, requirement->id);
	screen_put(screen, SCREEN_BOLD, "  ");
	screen_put(screen, SCREEN_BOLD, requirement->title);
	screen_end(screen);
	screen_begin(screen, 0, 0);
	screen_put(screen, style_of(finding), view_result_label(view_result(finding)));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!*words[i])
			continue;
		screen_put(screen, SCREEN_DIM, " · ");
		screen_put(screen, SCREEN_DIM, words[i]);
	}
	screen_end(screen);
	screen_say(screen, SCREEN_PLAIN, 0, finding->summary);
}

static void add_observation(struct screen *screen, const struct observation *seen)
{
	const struct finding as_one = { .verdict = seen->verdict };

	screen_begin(screen, 1, 3);
	screen_put(screen, style_of(&as_one), seen->subject);
	screen_put(screen, SCREEN_PLAIN, ": ");
	screen_put(screen, SCREEN_PLAIN, seen->observed);
	screen_end(screen);
	if (*seen->expected) {
		screen_begin(screen, 3, 3);
		screen_put(screen, SCREEN_DIM, "Expected: ");
		screen_put(screen, SCREEN_DIM, seen->expected);
		screen_end(screen);
	}
	if (!*seen->source)
		return;
	screen_begin(screen, 3, 3);
	screen_put(screen, SCREEN_DIM, seen->source);
	if (seen->proof) {
		screen_put(screen, SCREEN_DIM, " · ");
		screen_put(screen, SCREEN_DIM, view_proof_label(seen->proof));
	}
	screen_end(screen);
}

static void add_evidence(struct screen *screen, const struct finding *finding)
{
	if (finding->observation_count)
		brief_heading(screen, "Evidence");
	for (size_t i = 0; i < finding->observation_count; i++)
		add_observation(screen, &finding->observations[i]);
}

static const struct view_job *job_of(const struct view *view, const struct finding *finding,
				     size_t *number)
{
	for (size_t i = 0; i < view->job_count; i++)
		for (size_t f = 0; f < view->jobs[i].count; f++)
			if (view->jobs[i].findings[f] == finding) {
				*number = i + 1;
				return &view->jobs[i];
			}
	return NULL;
}

static void add_step(struct screen *screen, const struct view *view, size_t number,
		     const char *step)
{
	screen_begin(screen, 1, STEP_AT);
	screen_put(screen, SCREEN_BOLD, arena_printf(view->arena, "%zu", number));
	screen_tab(screen, STEP_AT);
	screen_put(screen, SCREEN_PLAIN, step);
	screen_end(screen);
}

/* The steps mend what is not met; what could not be read, or nobody has said, asks for another. */
static void add_steps(struct screen *screen, const struct view *view, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	if (finding->verdict == VERDICT_FAIL)
		for (size_t i = 0; i < requirement->remediation_count; i++)
			add_step(screen, view, i + 1, requirement->remediation[i]);
	for (size_t i = 0; finding->verdict != VERDICT_FAIL && i < view->action_count; i++)
		if (view->actions[i].finding == finding)
			screen_say(screen, SCREEN_PLAIN, 1, view->actions[i].first_step);
	/* What could not be read is not looked up instead: no setting is known to be wrong. */
	if (finding->verdict != VERDICT_UNKNOWN && *requirement->where)
		screen_say(screen, SCREEN_DIM, 1, requirement->where);
}

static void add_work(struct screen *screen, const struct view *view, const struct finding *finding)
{
	size_t number = 0;
	const struct view_job *job = job_of(view, finding, &number);

	if (!job)
		return;
	brief_heading(screen, "What to do");
	screen_say(screen, SCREEN_PLAIN, 1,
		   arena_printf(view->arena, "Job %zu: %s · %s", number, job->title, job->who));
	add_steps(screen, view, finding);
}

static void add_line(struct screen *screen, struct arena *arena, const char *name, const char *text)
{
	if (*text)
		screen_say(screen, SCREEN_PLAIN, 1, arena_printf(arena, "%s%s", name, text));
}

/* What people wrote about it. */
static void add_written(struct screen *screen, const struct view *view,
			const struct finding *finding)
{
	const struct work_row *row = work_find(view->audit->work, finding->requirement->id);

	if (!row || !work_row_is_written(row))
		return;
	const char *assigned = view_work_assigned(view->arena, row);
	brief_heading(screen, "In the work sheet");
	screen_say(screen, SCREEN_PLAIN, 1,
		   arena_printf(view->arena, "%s%s%s", work_state_label(row->state),
				*assigned ? " · " : "", assigned));
	add_line(screen, view->arena, "", view_work_note(view, finding));
	add_line(screen, view->arena, "Response: ", row->response);
	add_line(screen, view->arena, "Note: ", row->note);
}

static void add_text(struct screen *screen, const char *title, const char *text, const char *more)
{
	if (!*text && !*more)
		return;
	brief_heading(screen, title);
	if (*text)
		screen_say(screen, SCREEN_PLAIN, 1, text);
	if (*more)
		screen_say(screen, SCREEN_DIM, 1, more);
}

static void add_waivers(struct screen *screen, const struct view *view,
			const struct finding *finding)
{
	const struct audit *audit = view->audit;
	bool any = false;

	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		if (strcmp(waiver->requirement, finding->requirement->id) != 0)
			continue;
		const char *object = view_waiver_object(view->arena, audit, waiver);
		if (!any)
			brief_heading(screen, "Accepted exceptions");
		any = true;
		screen_say(screen, SCREEN_PLAIN, 1,
			   arena_printf(view->arena, "%s, until %s%s%s: %s",
					view_waiver_label(waiver),
					view_day(view->arena, waiver->expires_on),
					*object ? ", " : "", object, waiver->reason));
		screen_say(screen, SCREEN_DIM, 1,
			   arena_printf(view->arena, "%s; approved by %s%s%s", waiver->owner,
					waiver->approved_by, *waiver->reference ? " · " : "",
					waiver->reference));
	}
}

void show_requirement(struct screen *screen, const struct view *view, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	add_head(screen, finding);
	add_evidence(screen, finding);
	add_work(screen, view, finding);
	add_written(screen, view, finding);
	add_waivers(screen, view, finding);
	add_text(screen, "Why it matters", requirement->rationale, "");
	add_text(screen, "What is documented", requirement->documented, requirement->reference);
}
