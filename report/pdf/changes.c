#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "report/pdf/internal.h"
#include "report/view/changes.h"

#define MOST_FINDINGS 8 /* the chapter is one page; the workbook has them all */
#define MOST_NAMED 2	/* of one area */
#define MOST_DETAILS 80

static struct compose_cell verdict_cell(bool is_there, enum verdict verdict, const char *below)
{
	if (!is_there)
		return (struct compose_cell){ .kind = CELL_MUTED,
					      .text = "not asked for",
					      .below = below };
	return (struct compose_cell){ .kind = CELL_VERDICT, .value = (int)verdict, .below = below };
}

/* What it says first: the page has room for a line of it. */
static const char *shortened(struct compose *compose, const char *text)
{
	const char *cut = text + MOST_DETAILS;

	if (strlen(text) <= MOST_DETAILS)
		return *text ? text : NULL;
	while (cut > text && *cut != ' ')
		cut--;
	return compose_printf(compose, "%.*s …", (int)(cut - text), text);
}

static void add_finding(struct compose *compose, struct compose_table *table,
			const struct view *view, const struct compared_finding *finding)
{
	const struct finding *shown = pdf_finding_of(view, finding->id);
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = finding->id,
		  .target = shown ? pdf_finding_target(compose, shown->requirement) : NULL,
		  .about = shown ? pdf_finding_about(compose, shown->requirement) : NULL },
		{ .kind = CELL_TEXT,
		  .text = finding->title,
		  .below = shortened(compose, finding->details) },
		verdict_cell(finding->was, finding->before, NULL),
		verdict_cell(finding->is, finding->after, view_drift_label(finding->drift)),
	};

	compose_table_row(table, cells);
}

static void add_findings(struct compose *compose, const struct view *view,
			 const struct comparison *comparison)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.08, false },
		{ "Requirement", 0.49, false },
		{ "Before", 0.215, false },
		{ "Now, and change", 0.215, false },
	};
	const size_t total = comparison->finding_count - comparison->of_drift[DRIFT_UNCHANGED];
	struct compose_table table;
	size_t shown = 0;

	if (!total) {
		compose_paragraph(compose, STYLE_BODY, "No requirement changed.");
		return;
	}
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	compose_table_fit(&table, 2, compose_badge_most(compose));
	compose_table_fit(&table, 3, compose_badge_most(compose));
	for (size_t o = 0; o < DRIFT_COUNT; o++)
		for (size_t i = 0; i < comparison->finding_count && shown < MOST_FINDINGS; i++)
			if (comparison->findings[i].drift == view_drifts[o] &&
			    view_drifts[o] != DRIFT_UNCHANGED) {
				add_finding(compose, &table, view, &comparison->findings[i]);
				shown++;
			}
	compose_table_end(&table);
	pdf_more(compose, shown, total, "changes");
}

/* "Lost: Tickets - Create", ... */
static const char *named(struct compose *compose, const struct comparison *comparison,
			 enum compared kind)
{
	struct arena *arena = flow_arena(compose->flow);
	const bool in_words = kind == COMPARED_WAIVER || kind == COMPARED_ATTESTATION;
	struct str text = STR_INIT(STR_BODY);
	size_t found = 0;

	for (size_t i = 0; i < comparison->row_count; i++) {
		const struct comparison_row *row = &comparison->rows[i];
		if (row->kind != kind || found++ >= MOST_NAMED)
			continue;
		str_printf(&text, "%s%s: %s%s%s", text.length ? "; " : "", view_row_change(row),
			   view_row_name(arena, row), in_words ? ", " : "",
			   !in_words	 ? ""
			   : *row->after ? row->after
					 : row->before);
	}
	if (found > MOST_NAMED)
		str_printf(&text, "; and %zu more", found - MOST_NAMED);
	return str_keep(&text, arena);
}

static void add_area(struct compose *compose, struct compose_table *table,
		     const struct comparison *comparison, enum compared kind)
{
	const char *counts = view_changes_count(flow_arena(compose->flow), comparison->of[kind]);
	const char *gap = comparison->gaps[kind];
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = view_compared_label(kind) },
		{ .kind = CELL_TEXT, .text = *counts ? counts : "no change seen" },
		{ .kind = CELL_TEXT,
		  .text = named(compose, comparison, kind),
		  .below = *gap ? compose_printf(compose, "Not all compared: %s.", gap) : NULL },
	};

	if (*counts || *gap)
		compose_table_row(table, cells);
}

static bool has_areas(const struct comparison *comparison)
{
	bool has = comparison->row_count > 0;

	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		has = has || *comparison->gaps[kind];
	return has;
}

static void add_areas(struct compose *compose, const struct comparison *comparison)
{
	static const struct compose_column columns[] = {
		{ "Area", 0.19, false },
		{ "Changes", 0.17, false },
		{ "Which", 0.64, false },
	};
	struct compose_table table;

	if (!has_areas(comparison))
		return;
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		add_area(compose, &table, comparison, (enum compared)kind);
	compose_table_end(&table);
}

void pdf_changes(struct compose *compose, const struct view *view)
{
	const struct comparison *comparison = view->audit->comparison;

	compose_part(compose, "Changes", "changes",
		     compose_printf(
			     compose,
			     "Against report %s; all changes stand in the workbook, sheet Changes",
			     comparison->before.report_id));
	compose_paragraph(compose, STYLE_LEAD, view->changes);
	if (comparison_is_empty(comparison)) {
		compose_callout(compose, ICON_CHECK, theme_verdict(VERDICT_PASS),
				"Nothing changed: every requirement, permission, user, security "
				"group and customer is as it was.");
		return;
	}
	add_findings(compose, view, comparison);
	add_areas(compose, comparison);
}

bool pdf_has_changes(const struct view *view)
{
	return !view_is_outside(view) && view->audit->comparison != NULL;
}
