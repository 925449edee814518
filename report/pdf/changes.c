#include <inttypes.h>

#include "audit/core/array.h"
#include "audit/core/words.h"
#include "report/pdf/internal.h"
#include "report/view/changes.h"

#define MOST_ROWS 150 /* of one kind */

static struct theme_colour colour_of(enum change change)
{
	TABLE(const enum verdict, like, CHANGE_COUNT, [CHANGE_NONE] = VERDICT_NOTAPPLICABLE,
	      [CHANGE_NEW] = VERDICT_INFORMATIONAL, [CHANGE_FIXED] = VERDICT_PASS,
	      [CHANGE_REGRESSED] = VERDICT_FAIL, [CHANGE_CHANGED] = VERDICT_MANUAL,
	      [CHANGE_NOT_COMPARABLE] = VERDICT_UNKNOWN);

	return theme_verdict(like[change]);
}

static void add_cards(struct compose *compose, const struct comparison *comparison)
{
	const struct compose_card cards[] = {
		{ "Got worse", compose_number(compose, comparison->of_change[CHANGE_REGRESSED]),
		  "met before, not met now",
		  comparison->of_change[CHANGE_REGRESSED] ? colour_of(CHANGE_REGRESSED).ink : 0 },
		{ "Fixed", compose_number(compose, comparison->of_change[CHANGE_FIXED]),
		  "not met before, met now",
		  comparison->of_change[CHANGE_FIXED] ? colour_of(CHANGE_FIXED).ink : 0 },
		{ "Changed",
		  compose_number(compose, comparison->of_change[CHANGE_CHANGED] +
						  comparison->of_change[CHANGE_NEW]),
		  "in another way, or new", 0 },
		{ "No change", compose_number(compose, comparison->of_change[CHANGE_NONE]),
		  "as it was before", 0 },
	};

	compose_cards(compose, cards, COUNT_OF(cards));
}

static struct compose_cell verdict_cell(bool is_there, enum verdict verdict)
{
	if (!is_there)
		return (struct compose_cell){ .kind = CELL_MUTED, .text = "not asked for" };
	return (struct compose_cell){ .kind = CELL_VERDICT, .value = (int)verdict };
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
		{ .kind = CELL_TEXT, .text = finding->title },
		verdict_cell(finding->was, finding->before),
		verdict_cell(finding->is, finding->after),
		{ .kind = CELL_PILL,
		  .text = view_change_label(finding->change),
		  .colour = colour_of(finding->change) },
	};

	compose_table_row(table, cells);
}

static void add_findings(struct compose *compose, const struct view *view,
			 const struct comparison *comparison)
{
	static const struct compose_column columns[] = {
		{ "Id", 0.09, false },	 { "Requirement", 0.3, false }, { "Before", 0.205, false },
		{ "Now", 0.205, false }, { "Change", 0.2, false },
	};
	/* What a reader must act on stands first. */
	static const enum change order[] = { CHANGE_REGRESSED, CHANGE_FIXED, CHANGE_CHANGED,
					     CHANGE_NEW, CHANGE_NOT_COMPARABLE };
	struct compose_table table;

	compose_heading(compose, "Requirements");
	if (comparison->of_change[CHANGE_NONE] == comparison->finding_count) {
		compose_paragraph(compose, STYLE_BODY, "None of them changed.");
		return;
	}
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t o = 0; o < COUNT_OF(order); o++)
		for (size_t i = 0; i < comparison->finding_count; i++)
			if (comparison->findings[i].change == order[o])
				add_finding(compose, &table, view, &comparison->findings[i]);
	compose_table_end(&table);
	compose_paragraph(compose, STYLE_NOTE,
			  "What moved within each of them stands in the workbook, on the sheet "
			  "Changes.");
}

static void add_row(struct compose *compose, struct compose_table *table,
		    const struct comparison_row *row)
{
	const char *number = row->id ? compose_printf(compose, "No. %" PRId64, row->id) : NULL;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = row->name, .below = number },
		{ .kind = CELL_TEXT,
		  .text = view_movement_label(row->movement),
		  .below = *row->what ? row->what : NULL },
		{ .kind = CELL_MUTED, .text = view_row_before(row) },
		{ .kind = CELL_TEXT, .text = view_row_after(row) },
	};

	compose_table_row(table, cells);
}

static size_t rows_of(const struct comparison *comparison, enum compared kind)
{
	size_t count = 0;

	for (size_t i = 0; i < comparison->row_count; i++)
		count += comparison->rows[i].kind == kind;
	return count;
}

static void add_table(struct compose *compose, const struct comparison *comparison,
		      enum compared kind, size_t total)
{
	static const struct compose_column columns[] = {
		{ "Name", 0.32, false },
		{ "Change", 0.18, false },
		{ "Before", 0.25, false },
		{ "Now", 0.25, false },
	};
	struct compose_table table;
	size_t shown = 0;

	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < comparison->row_count && shown < MOST_ROWS; i++)
		if (comparison->rows[i].kind == kind) {
			add_row(compose, &table, &comparison->rows[i]);
			shown++;
		}
	compose_table_end(&table);
	pdf_more(compose, shown, total, "changes");
}

static void add_kind(struct compose *compose, const struct comparison *comparison,
		     enum compared kind)
{
	const char *counts = view_changes_count(flow_arena(compose->flow), comparison->of[kind]);
	const size_t rows = rows_of(comparison, kind);

	if (!*counts && !*comparison->gaps[kind])
		return;
	compose_heading(compose, view_compared_label(kind));
	if (*comparison->gaps[kind])
		compose_callout(compose, ICON_QUESTION, theme_verdict(VERDICT_UNKNOWN),
				compose_printf(compose, "Not all of it is compared: %s.",
					       comparison->gaps[kind]));
	if (*counts)
		compose_paragraph(compose, STYLE_BODY, compose_printf(compose, "%s.", counts));
	if (rows)
		add_table(compose, comparison, kind, rows);
}

void pdf_changes(struct compose *compose, const struct view *view)
{
	const struct comparison *comparison = view->audit->comparison;

	compose_part(compose, "What changed", "changes",
		     compose_printf(compose, "Against report %s", comparison->before.report_id));
	compose_paragraph(compose, STYLE_LEAD, view->changes);
	if (comparison_is_empty(comparison)) {
		compose_callout(compose, ICON_CHECK, theme_verdict(VERDICT_PASS),
				"Nothing changed: every requirement, permission, user, security "
				"group and customer is as it was.");
		return;
	}
	add_cards(compose, comparison);
	add_findings(compose, view, comparison);
	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		if (kind != COMPARED_REQUIREMENT)
			add_kind(compose, comparison, (enum compared)kind);
}

bool pdf_has_changes(const struct view *view)
{
	return view->audit->comparison != NULL;
}
