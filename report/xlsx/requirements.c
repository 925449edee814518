#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/remedy.h"
#include "audit/model/work.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

/* NULL: it asks for nothing, as what is met, accepted or only told of. */
static const struct view_job *job_of(const struct view *view, const struct finding *finding)
{
	for (size_t i = 0; i < view->job_count; i++)
		for (size_t k = 0; k < view->jobs[i].count; k++)
			if (view->jobs[i].findings[k] == finding)
				return &view->jobs[i];
	return NULL;
}

/* A job of several requirements is told as what it does for this one. */
static const char *action_of(const struct view_job *job, const struct finding *finding)
{
	if (!job)
		return "";
	return finding->verdict == VERDICT_FAIL ? finding->requirement->action : job->title;
}

enum {
	ID,
	TITLE,
	RESULT,
	FOUND,
	ACTION,
	OWNER,
	DUE,
	SEVERITY,
	MANDATORY,
	PROOF,
	ACCEPTED,
	REASON,
	GROUP,
	CHECKS,
	EVIDENCE,
	COLUMNS
};

/* The first ones fit a page side by side, in A4 and in Letter. */
static const struct xlsx_column requirement_columns[COLUMNS] = {
	[ID] = { "Id", 9 },
	[TITLE] = { "Requirement", 32 },
	[RESULT] = { "Result", 18 },
	[FOUND] = { "What was found", 50 },
	[ACTION] = { "What to do", 32 },
	[OWNER] = { "Owner", 16 },
	[DUE] = { "Due", 12 },
	[SEVERITY] = { "Severity", 11 },
	[MANDATORY] = { "Mandatory", 12 },
	[PROOF] = { "Proof", 16 },
	[ACCEPTED] = { "Accepted", 22 },
	[REASON] = { "Reason", 16 },
	[GROUP] = { "Group", 20 },
	[CHECKS] = { "Checks", 10 },
	[EVIDENCE] = { "Evidence", 18 },
};

/* `checks` is the first row of its checks, 0 where there are none or it is not known yet. */
static void fill(const struct view *view, const struct finding *finding, size_t checks,
		 struct xlsx_cell cells[COLUMNS])
{
	const struct requirement *requirement = finding->requirement;
	const bool proven = finding->proof != PROOF_NONE;
	const struct work_row *work = work_find(view->audit->work, finding->requirement->id);
	const char *count = arena_printf(view->arena, "%zu", finding->observation_count);
	const struct xlsx_cell row[COLUMNS] = {
		[ID] = xlsx_strong(requirement->id),
		[TITLE] = xlsx_wrapped(requirement->title),
		[RESULT] = xlsx_text(view_result_label(view_result(finding))),
		[FOUND] = xlsx_wrapped(finding->summary),
		[ACTION] = xlsx_wrapped(action_of(job_of(view, finding), finding)),
		[OWNER] = xlsx_wrapped(work ? work->owner : ""),
		[DUE] = xlsx_day(work ? work->due : ""),
		[SEVERITY] = xlsx_text(view_severity_label(requirement->severity)),
		[MANDATORY] = xlsx_text(requirement->mandatory ? "yes" : "no"),
		[PROOF] = xlsx_wrapped(proven ? view_proof_label(finding->proof) : ""),
		[ACCEPTED] = xlsx_wrapped(view_waiver_note(view, finding)),
		[REASON] = xlsx_wrapped(reason_name(finding->reason)),
		[GROUP] = xlsx_wrapped(requirement->group),
		[CHECKS] = checks ? xlsx_link(count, arena_printf(view->arena,
								  "internal:'Checks'!A%zu", checks))
				  : xlsx_text(""),
		[EVIDENCE] = xlsx_wrapped(view_evidence_of(view, finding)),
	};

	memcpy(cells, row, sizeof row);
}

const size_t *xlsx_requirement_rows(const struct view *view)
{
	const struct audit *audit = view->audit;
	size_t *rows = arena_array(view->arena, audit->finding_count, sizeof *rows);
	size_t next = 2; /* below the header */

	for (size_t i = 0; i < view->finding_count; i++) {
		struct xlsx_cell cells[COLUMNS];
		fill(view, view->findings[i], 0, cells);
		rows[view->findings[i] - audit->findings] = next;
		next += xlsx_row_span(cells, COLUMNS);
	}
	return rows;
}

struct xlsx_cell xlsx_requirement_link(const struct view *view, const size_t *rows,
				       const struct finding *finding)
{
	return xlsx_link(finding->requirement->id,
			 arena_printf(view->arena, "internal:'Requirements'!A%zu",
				      rows[finding - view->audit->findings]));
}

static void add_requirements(struct xlsx_sheet *sheet, const struct view *view,
			     const size_t *checks)
{
	xlsx_sheet_table(sheet, requirement_columns, COLUMNS, view->finding_count);
	xlsx_sheet_keep(sheet, 2);
	xlsx_verdict_badges(sheet, RESULT);
	xlsx_severity_badges(sheet, SEVERITY);
	xlsx_overdue(sheet, DUE);
	for (size_t i = 0; i < view->finding_count; i++) {
		struct xlsx_cell cells[COLUMNS];
		fill(view, view->findings[i], checks[i], cells);
		xlsx_row(sheet, cells, COLUMNS);
	}
}

/* A cell takes one link: to the first of them. */
static struct xlsx_cell evidence(const struct view *view, const struct observation *o)
{
	const char *text = view_evidence(view, o);
	const size_t place = o->evidence_count ? request_place(o->evidence[0]) : 0;

	/* The auditor's edition leaves the log out. */
	if (place == 0 || view_is_outside(view))
		return xlsx_wrapped(text);
	return xlsx_link(text, arena_printf(view->arena, "internal:'%s'!A%zu", XLSX_REQUESTS,
					    XLSX_REQUESTS_ROW(place)));
}

static const struct xlsx_column check_columns[] = {
	{ "Requirement", 14 }, { "About", 36 },	   { "Result", 18 },
	{ "Expected", 30 },    { "Observed", 42 }, { "Evidence", 28 },
	{ "Proof", 16 },       { "Reason", 16 },   { "Source", 40 },
};

static void add_check(struct xlsx_sheet *sheet, const struct view *view,
		      const struct finding *finding, const struct observation *o,
		      struct xlsx_cell requirement)
{
	const struct xlsx_cell cells[] = {
		requirement,
		xlsx_wrapped(o->subject),
		xlsx_text(view_result_label(view_observation_result(finding, o))),
		xlsx_wrapped(o->expected),
		xlsx_wrapped(o->observed),
		evidence(view, o),
		xlsx_wrapped(view_proof_label(o->proof)),
		xlsx_wrapped(reason_name(o->reason)),
		xlsx_wrapped(o->source),
	};

	xlsx_row(sheet, cells, COUNT_OF(cells));
}

/* The row of the first check of each finding, in the view's order; 0 = it has none. */
static const size_t *add_checks(struct xlsx_sheet *sheet, const struct view *view, size_t count)
{
	const size_t *requirements = xlsx_requirement_rows(view);
	size_t *rows = arena_array(view->arena, view->finding_count, sizeof *rows);

	xlsx_sheet_table(sheet, check_columns, COUNT_OF(check_columns), count);
	xlsx_sheet_keep(sheet, 2);
	xlsx_verdict_badges(sheet, 2);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		const struct xlsx_cell id = xlsx_requirement_link(view, requirements, finding);
		rows[i] = finding->observation_count ? xlsx_next_row(sheet) : 0;
		for (size_t k = 0; k < finding->observation_count; k++)
			add_check(sheet, view, finding, &finding->observations[k], id);
	}
	return rows;
}

/* The checks are written first: the requirements lead to them. */
void xlsx_requirements(struct xlsx_book *book, const struct view *view)
{
	size_t count = 0;

	for (size_t i = 0; i < view->finding_count; i++)
		count += view->findings[i]->observation_count;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Requirements");
	const size_t *checks =
		count ? add_checks(xlsx_sheet_new(book, "Checks"), view, count)
		      : arena_array(view->arena, view->finding_count, sizeof *checks);
	add_requirements(sheet, view, checks);
}

void xlsx_prerequisites(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Id", 9 },
		{ "Requirement", 36 },
		{ "What is documented", 60 },
		{ "Why it matters", 60 },
		{ "Where to look", 40 },
		{ "Reference", 60 },
	};
	const struct profile *profile = view->audit->profile;

	if (!profile->requirement_count)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Prerequisites");
	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), profile->requirement_count);
	xlsx_sheet_keep(sheet, 2);
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct requirement *requirement = &profile->requirements[i];
		const struct xlsx_cell cells[] = {
			xlsx_strong(requirement->id),
			xlsx_wrapped(requirement->title),
			xlsx_wrapped(requirement->documented),
			xlsx_wrapped(requirement->rationale),
			xlsx_wrapped(requirement->where),
			xlsx_link(requirement->reference, requirement->reference),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

void xlsx_token_scope(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Permission", 40 }, { "Class", 12 },	{ "Needed", 10 }, { "Granted", 12 },
		{ "Proof", 16 },      { "Family", 20 }, { "Source", 34 }, { "Note", 70 },
	};

	if (!view->permission_count)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Token scope");
	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), view->permission_count);
	xlsx_sheet_keep(sheet, 2);
	for (int i = 0; i < CLASS_COUNT; i++) {
		struct theme_colour colour = theme_class((enum permission_class)i);
		xlsx_sheet_badge(sheet, 1, view_class_label((enum permission_class)i), colour.ink,
				 colour.pale);
	}
	for (size_t i = 0; i < view->permission_count; i++) {
		const struct permission_state *state = view->permissions[i];
		const struct xlsx_cell cells[] = {
			xlsx_strong(state->permission->name),
			xlsx_text(view_class_label(state->class)),
			xlsx_text(state->needed ? "yes" : "no"),
			xlsx_text(view_granted_label(state->granted)),
			xlsx_wrapped(view_proof_label(state->proof)),
			xlsx_wrapped(state->permission->family),
			xlsx_wrapped(state->source),
			xlsx_wrapped(state->note),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}
