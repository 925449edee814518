/* overview.xlsx: the profiles and the advice, the jobs, the dates; a sheet each. */
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/look/theme.h"
#include "report/overview/overview.h"
#include "report/xlsx/cell.h"

static void line(struct xlsx_sheet *sheet, enum xlsx_style style, const char *text)
{
	const struct xlsx_cell cell = { .kind = XLSX_STRING, .style = style, .text = text };

	xlsx_row(sheet, &cell, 1);
}

static void badges(struct xlsx_sheet *sheet, size_t column)
{
	for (int i = 0; i < OVERALL_COUNT; i++) {
		const struct theme_colour colour = theme_overall((enum overall)i);
		xlsx_sheet_badge(sheet, column, view_overall_label((enum overall)i), colour.ink,
				 colour.pale);
	}
}

enum { RESULTS_FROM = 3, COLUMNS = RESULTS_FROM + VIEW_RESULTS_COUNTED + 1 };

static void add_header(struct xlsx_sheet *sheet)
{
	struct xlsx_cell cells[COLUMNS];
	static const char *const titles[RESULTS_FROM] = { "Profile", "Verdict", "Folder" };

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct xlsx_cell){
			.kind = XLSX_STRING,
			.style = i < RESULTS_FROM ? XLSX_HEADER : XLSX_NUMBER_HEADER,
			.text = i < RESULTS_FROM ? titles[i]
				: i + 1 < COLUMNS
					? view_result_label(view_result_order[i - RESULTS_FROM])
					: "Jobs",
		};
	xlsx_row(sheet, cells, COLUMNS);
}

static void add_profile(struct xlsx_sheet *sheet, const struct view *view)
{
	const char *id = view->audit->profile->id;
	struct xlsx_cell cells[COLUMNS] = {
		xlsx_strong(view->audit->profile->title),
		xlsx_text(view_overall_label(view->audit->verdict)),
		{ .kind = XLSX_FILE,
		  .style = XLSX_LINK,
		  .text = id,
		  .target = arena_printf(view->arena, "%s/report.xlsx", id) },
	};

	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++)
		cells[RESULTS_FROM + i] =
			xlsx_number((int64_t)view_counts_of(&view->counts, view_result_order[i]));
	cells[COLUMNS - 1] = xlsx_number((int64_t)view->job_count);
	xlsx_row(sheet, cells, COLUMNS);
}

static void add_profiles(struct xlsx_book *book, const struct overview *overview)
{
	static const double widths[COLUMNS] = { 44, 20, 24, 14, 14, 18, 16, 16, 10 };
	const struct view *first = overview->views[0];
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Overview");

	xlsx_sheet_widths(sheet, widths, COUNT_OF(widths));
	badges(sheet, 1);
	line(sheet, XLSX_TITLE, overview->title);
	line(sheet, XLSX_HEADING, view_overall_label(overview->verdict));
	line(sheet, XLSX_SENTENCE, overview->sentence);
	line(sheet, XLSX_SENTENCE, overview->advice);
	line(sheet, XLSX_MUTED,
	     arena_printf(overview->arena, "Account %s. %s", first->audit->account->subdomain,
			  view_when(first)));
	line(sheet, XLSX_MUTED,
	     arena_printf(overview->arena, "Report %s. %s", overview->report_id, first->edition));
	xlsx_skip_rows(sheet, 1);
	add_header(sheet);
	for (size_t i = 0; i < overview->count; i++)
		add_profile(sheet, overview->views[i]);
}

static void add_jobs(struct xlsx_book *book, const struct overview *overview)
{
	static const struct xlsx_column columns[] = {
		{ "Job", 8 },	{ "What to do", 50 }, { "Assigned to", 30 }, { "Who", 26 },
		{ "When", 30 }, { "For", 40 },	      { "Closes", 60 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Jobs");

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), overview->job_count);
	for (size_t i = 0; i < overview->job_count; i++) {
		const struct overview_job *job = &overview->jobs[i];
		const struct xlsx_cell cells[] = {
			xlsx_number((int64_t)i + 1), xlsx_strong(job->title),
			xlsx_wrapped(job->assigned), xlsx_wrapped(job->who),
			xlsx_wrapped(job->when),     xlsx_wrapped(overview_served(overview, job)),
			xlsx_wrapped(job->closes),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

static void add_dates(struct xlsx_book *book, const struct overview *overview)
{
	static const struct xlsx_column columns[] = {
		{ "Day", 14 },
		{ "What", 70 },
		{ "Profiles", 50 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Dates to watch");

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), overview->date_count);
	for (size_t i = 0; i < overview->date_count; i++) {
		const struct overview_date *date = &overview->dates[i];
		const struct xlsx_cell cells[] = {
			xlsx_day(date->date->day),
			xlsx_wrapped(date->date->what),
			xlsx_wrapped(overview_dated(overview, date)),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

int overview_xlsx_write(const struct overview *overview, const char *path, struct error *err)
{
	const struct view *first = overview->views[0];
	const struct xlsx_properties properties = {
		.title = overview->title,
		.subject = first->audit->account->subdomain,
		.author = first->brand->organisation,
		.palette = &first->palette,
		.created_ms = first->audit->assessed_at,
		.letter = first->audit->presentation.paper == PAPER_LETTER,
	};
	struct xlsx_book *book = xlsx_book_new(path, &properties, false);

	add_profiles(book, overview);
	add_jobs(book, overview);
	add_dates(book, overview);
	return xlsx_book_close(book, err);
}
