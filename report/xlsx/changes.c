#include "report/view/changes.h"
#include "audit/core/mem.h"
#include "report/xlsx/sheets.h"

#define COLUMNS 6

static void add_finding(struct xlsx_sheet *sheet, struct arena *arena,
			const struct compared_finding *finding)
{
	const struct xlsx_cell none = { .kind = XLSX_EMPTY };
	const struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(VIEW_CHANGES_REQUIREMENT),
		xlsx_wrapped(arena_printf(arena, "%s%s%s", finding->id, VIEW_CHANGES_BETWEEN,
					  finding->title)),
		xlsx_text(view_drift_label(finding->drift)),
		finding->was ? xlsx_text(view_verdict_label(finding->before)) : none,
		finding->is ? xlsx_text(view_verdict_label(finding->after)) : none,
		xlsx_wrapped(finding->details),
	};

	xlsx_row(sheet, cells, COLUMNS);
}

static void add_row(struct xlsx_sheet *sheet, struct arena *arena, const struct comparison_row *row)
{
	const struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(view_compared_label(row->kind)),
		xlsx_wrapped(view_row_name(arena, row)),
		xlsx_text(view_row_change(row)),
		xlsx_wrapped(row->before),
		xlsx_wrapped(row->after),
		xlsx_wrapped(row->what),
	};

	xlsx_row(sheet, cells, COLUMNS);
}

static void add_gap(struct xlsx_sheet *sheet, enum compared kind, const char *why)
{
	const struct xlsx_cell none = { .kind = XLSX_EMPTY };
	const struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(view_compared_label(kind)),
		none,
		xlsx_text(VIEW_CHANGES_GAP),
		none,
		none,
		xlsx_wrapped(why),
	};

	xlsx_row(sheet, cells, COLUMNS);
}

static size_t row_count(const struct comparison *comparison)
{
	size_t count = comparison->row_count + comparison->finding_count -
		       comparison->of_change[CHANGE_NONE];

	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		count += *comparison->gaps[kind] != '\0';
	return count;
}

void xlsx_changes(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[COLUMNS] = {
		{ "Area", 22 },	  { "Object", 42 }, { "Change", 18 },
		{ "Before", 26 }, { "Now", 26 },    { "Details", 60 },
	};
	const struct comparison *comparison = view->audit->comparison;

	if (!comparison)
		return;
	if (!row_count(comparison)) {
		xlsx_only(book, "Changes", view->changes);
		return;
	}
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Changes");
	xlsx_sheet_table(sheet, columns, COLUMNS, row_count(comparison));
	xlsx_sheet_keep(sheet, 2);
	for (size_t o = 0; o < DRIFT_COUNT; o++)
		for (size_t i = 0; i < comparison->finding_count; i++)
			if (comparison->findings[i].drift == view_drifts[o] &&
			    comparison->findings[i].drift != DRIFT_UNCHANGED)
				add_finding(sheet, view->arena, &comparison->findings[i]);
	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		if (*comparison->gaps[kind])
			add_gap(sheet, (enum compared)kind, comparison->gaps[kind]);
	for (size_t i = 0; i < comparison->row_count; i++)
		add_row(sheet, view->arena, &comparison->rows[i]);
	xlsx_verdict_badges(sheet, 3);
	xlsx_verdict_badges(sheet, 4);
}
