#include "report/view/changes.h"
#include "report/xlsx/sheets.h"

#define COLUMNS 8

static void add_finding(struct xlsx_sheet *sheet, const struct compared_finding *finding)
{
	const struct xlsx_cell none = { .kind = XLSX_EMPTY };
	const struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(VIEW_CHANGES_REQUIREMENT),
		xlsx_text(view_change_label(finding->change)),
		none,
		xlsx_text(finding->id),
		xlsx_wrapped(finding->title),
		xlsx_text("result"),
		finding->was ? xlsx_text(view_verdict_label(finding->before)) : none,
		finding->is ? xlsx_text(view_verdict_label(finding->after)) : none,
	};

	xlsx_row(sheet, cells, COLUMNS);
}

static void add_row(struct xlsx_sheet *sheet, const struct comparison_row *row)
{
	const struct xlsx_cell none = { .kind = XLSX_EMPTY };
	const struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(view_compared_label(row->kind)),
		xlsx_text(view_movement_label(row->movement)),
		row->id ? xlsx_id(row->id) : none,
		xlsx_text(row->key),
		xlsx_wrapped(row->name),
		xlsx_text(row->what),
		xlsx_wrapped(view_row_before(row)),
		xlsx_wrapped(view_row_after(row)),
	};

	xlsx_row(sheet, cells, COLUMNS);
}

static void add_gap(struct xlsx_sheet *sheet, enum compared kind, const char *why)
{
	const struct xlsx_cell none = { .kind = XLSX_EMPTY };
	const struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(view_compared_label(kind)),
		xlsx_text(VIEW_CHANGES_GAP),
		none,
		none,
		xlsx_wrapped(why),
		none,
		none,
		none,
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
		{ "Of what", 31 }, { "Change", 18 }, { "Id", 12 },     { "Key", 44 },
		{ "Name", 48 },	   { "What", 18 },   { "Before", 40 }, { "Now", 40 },
	};
	const struct comparison *comparison = view->audit->comparison;

	if (!comparison)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Changes");
	xlsx_sheet_table(sheet, columns, COLUMNS, row_count(comparison));
	for (size_t i = 0; i < comparison->finding_count; i++)
		if (comparison->findings[i].change != CHANGE_NONE)
			add_finding(sheet, &comparison->findings[i]);
	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		if (*comparison->gaps[kind])
			add_gap(sheet, (enum compared)kind, comparison->gaps[kind]);
	for (size_t i = 0; i < comparison->row_count; i++)
		add_row(sheet, &comparison->rows[i]);
	xlsx_verdict_badges(sheet, 6);
	xlsx_verdict_badges(sheet, 7);
}
