#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/remedy.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

static const char *steps(const struct view *view, const struct finding *finding)
{
	const struct account *account = view->audit->account;
	struct str text = STR_INIT(STR_BODY);
	const char *step;

	if (finding->verdict == VERDICT_UNKNOWN)
		return remedy_step(account, finding, 0);
	for (size_t i = 0; (step = remedy_step(account, finding, i)); i++)
		str_printf(&text, "%s%zu. %s", i ? "\n" : "", i + 1, step);
	return str_keep(&text, view->arena);
}

#define REQUIREMENT_COLUMNS 12

static void fill(const struct view *view, const struct finding *finding,
		 struct xlsx_cell cells[REQUIREMENT_COLUMNS])
{
	const struct requirement *requirement = finding->requirement;
	bool pass = finding->verdict == VERDICT_PASS, proven = finding->proof != PROOF_NONE;
	const struct xlsx_cell row[REQUIREMENT_COLUMNS] = {
		xlsx_strong(requirement->id),
		xlsx_wrapped(requirement->title),
		xlsx_wrapped(requirement->group),
		xlsx_text(view_severity_label(requirement->severity)),
		xlsx_text(requirement->mandatory ? "yes" : "no"),
		xlsx_text(view_result_label(view_result(finding))),
		xlsx_text(reason_name(finding->reason)),
		xlsx_text(proven ? view_proof_label(finding->proof) : ""),
		xlsx_wrapped(view_waiver_note(view, finding)),
		xlsx_wrapped(finding->summary),
		xlsx_wrapped(pass ? "" : steps(view, finding)),
		xlsx_wrapped(view_evidence_of(view, finding)),
	};

	memcpy(cells, row, sizeof row);
}

const size_t *xlsx_requirement_rows(const struct view *view)
{
	const struct audit *audit = view->audit;
	size_t *rows = arena_array(view->arena, audit->finding_count, sizeof *rows);
	size_t next = 2; /* below the header */

	for (size_t i = 0; i < view->finding_count; i++) {
		struct xlsx_cell cells[REQUIREMENT_COLUMNS];
		fill(view, view->findings[i], cells);
		rows[view->findings[i] - audit->findings] = next;
		next += xlsx_row_span(cells, REQUIREMENT_COLUMNS);
	}
	return rows;
}

void xlsx_requirements(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[REQUIREMENT_COLUMNS] = {
		{ "Id", 9 },	      { "Requirement", 36 },
		{ "Group", 22 },      { "Severity", 10 },
		{ "Mandatory", 11 },  { "Result", 17 },
		{ "Reason", 16 },     { "Proof", 11 },
		{ "Accepted", 24 },   { "What was found", 60 },
		{ "What to do", 80 }, { "Evidence", 24 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Requirements");

	xlsx_sheet_table(sheet, columns, REQUIREMENT_COLUMNS, view->finding_count);
	xlsx_verdict_badges(sheet, 5);
	for (size_t i = 0; i < view->finding_count; i++) {
		struct xlsx_cell cells[REQUIREMENT_COLUMNS];
		fill(view, view->findings[i], cells);
		xlsx_row(sheet, cells, REQUIREMENT_COLUMNS);
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

void xlsx_checks(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Requirement", 14 }, { "About", 48 },	 { "Expected", 44 },
		{ "Observed", 60 },    { "Result", 17 }, { "Reason", 16 },
		{ "Proof", 11 },       { "Source", 36 }, { "Evidence", 24 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Checks");
	size_t rows = 0;

	for (size_t i = 0; i < view->finding_count; i++)
		rows += view->findings[i]->observation_count;
	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), rows);
	xlsx_verdict_badges(sheet, 4);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		for (size_t k = 0; k < finding->observation_count; k++) {
			const struct observation *o = &finding->observations[k];
			const struct xlsx_cell cells[] = {
				xlsx_strong(finding->requirement->id),
				xlsx_wrapped(o->subject),
				xlsx_wrapped(o->expected),
				xlsx_wrapped(o->observed),
				xlsx_text(view_result_label(view_observation_result(finding, o))),
				xlsx_text(reason_name(o->reason)),
				xlsx_text(view_proof_label(o->proof)),
				xlsx_wrapped(o->source),
				evidence(view, o),
			};
			xlsx_row(sheet, cells, COUNT_OF(cells));
		}
	}
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
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Prerequisites");
	const struct profile *profile = view->audit->profile;

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), profile->requirement_count);
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
		{ "Permission", 44 }, { "Family", 22 }, { "Needed", 10 }, { "Granted", 12 },
		{ "Class", 12 },      { "Proof", 12 },	{ "Source", 34 }, { "Note", 70 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Token scope");

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), view->permission_count);
	for (int i = 0; i < CLASS_COUNT; i++) {
		struct theme_colour colour = theme_class((enum permission_class)i);
		xlsx_sheet_badge(sheet, 4, view_class_label((enum permission_class)i), colour.ink,
				 colour.pale);
	}
	for (size_t i = 0; i < view->permission_count; i++) {
		const struct permission_state *state = view->permissions[i];
		const struct xlsx_cell cells[] = {
			xlsx_strong(state->permission->name),
			xlsx_text(state->permission->family),
			xlsx_text(state->needed ? "yes" : "no"),
			xlsx_text(view_granted_label(state->granted)),
			xlsx_text(view_class_label(state->class)),
			xlsx_text(view_proof_label(state->proof)),
			xlsx_wrapped(state->source),
			xlsx_wrapped(state->note),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}
