/* overview.xlsx: what it comes to, each account in each profile, and the tables below. */
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/fleet/sheets.h"
#include "report/look/palette.h"
#include "report/xlsx/cell.h"

/* Above this, a workbook in memory grows past what a small machine has to spare. */
#define STREAMING_ROWS 20000

enum { NAME, RESULT, MOVED, PROFILES_FROM };

static void line(struct xlsx_sheet *sheet, enum xlsx_style style, const char *text)
{
	const struct xlsx_cell cell = { .kind = XLSX_STRING, .style = style, .text = text };

	if (*text)
		xlsx_row(sheet, &cell, 1);
}

static struct xlsx_cell header(const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .style = XLSX_HEADER, .text = text };
}

static void add_header(struct xlsx_sheet *sheet, const struct fleet_overview *fleet, size_t columns)
{
	struct xlsx_cell *cells = arena_array(fleet->arena, columns, sizeof *cells);

	cells[NAME] = header("Account");
	cells[RESULT] = header("Result");
	cells[MOVED] = header("Since the last time");
	for (size_t i = 0; i < fleet->profile_count; i++)
		cells[PROFILES_FROM + i] = header(fleet->profiles[i].integration);
	xlsx_row(sheet, cells, columns);
}

static void add_row(struct xlsx_sheet *sheet, const struct fleet_overview *fleet,
		    const struct fleet_row *row, size_t columns)
{
	struct xlsx_cell *cells = arena_array(fleet->arena, columns, sizeof *cells);

	cells[NAME] = xlsx_strong(row->name);
	cells[RESULT] = xlsx_text(fleet_state_label(row->state));
	cells[MOVED] = xlsx_text(row->report_count ? fleet_moved(fleet, row) : row->trouble);
	for (size_t i = 0; i < fleet->profile_count; i++) {
		const struct fleet_report *report = fleet_report_of(row, &fleet->profiles[i]);
		cells[PROFILES_FROM + i] =
			xlsx_text(report ? view_overall_label(report->verdict) : "");
	}
	xlsx_row(sheet, cells, columns);
}

static void add_grid(struct xlsx_sheet *sheet, const struct fleet_overview *fleet)
{
	const size_t columns = PROFILES_FROM + fleet->profile_count;
	double *widths = arena_array(fleet->arena, columns, sizeof *widths);

	for (size_t i = 0; i < columns; i++)
		widths[i] = i == NAME ? 34 : i == MOVED ? 30 : 22;
	xlsx_sheet_widths(sheet, widths, columns);
	fleet_state_badges(sheet, RESULT);
	for (size_t i = 0; i < fleet->profile_count; i++)
		fleet_state_badges(sheet, PROFILES_FROM + i);
	xlsx_skip_rows(sheet, 1);
	add_header(sheet, fleet, columns);
	for (size_t i = 0; i < fleet->count; i++)
		add_row(sheet, fleet, &fleet->rows[i], columns);
}

static void add_overview(struct xlsx_book *book, const struct fleet_overview *fleet)
{
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Overview");

	line(sheet, XLSX_TITLE, fleet->title);
	line(sheet, XLSX_HEADING, fleet_headline(fleet));
	line(sheet, XLSX_SENTENCE, fleet->sentence);
	line(sheet, XLSX_SENTENCE, fleet->moved);
	line(sheet, XLSX_MUTED, fleet->assessed);
	line(sheet, XLSX_MUTED,
	     arena_printf(fleet->arena, "Made on %s. Overview %s. %s edition.",
			  view_moment(fleet->arena, fleet->about.made_at), fleet->report_id,
			  fleet->about.edition == EDITION_AUDITOR ? "Auditor's" : "Internal"));
	add_grid(sheet, fleet);
}

int fleet_xlsx_write(const struct fleet_overview *fleet, const char *path, struct error *err)
{
	const struct brand *brand = fleet->brand;
	const struct palette palette = palette_of(fleet->about.brand);
	const struct xlsx_properties properties = {
		.title = fleet->title,
		.author = brand->organisation,
		.company = brand->organisation,
		.palette = &palette,
		.footer = arena_printf(fleet->arena, "%s, %s", fleet->title, fleet->report_id),
		.aside = brand->confidentiality,
		.created_ms = fleet->about.made_at,
		.letter = fleet->about.paper == PAPER_LETTER,
	};
	struct xlsx_book *book = xlsx_book_new(path, &properties, fleet->findings > STREAMING_ROWS);

	add_overview(book, fleet);
	fleet_accounts_sheet(book, fleet);
	fleet_reports_sheet(book, fleet);
	fleet_findings_sheet(book, fleet);
	fleet_jobs_sheet(book, fleet);
	fleet_dates_sheet(book, fleet);
	return xlsx_book_close(book, err);
}
