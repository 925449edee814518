#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

/* Its columns: a name, seven of numbers, the rest. */
enum { NARROW = 6, ALL = NARROW + 2 };
static const double widths[ALL] = { 34, 13, 13, 13, 13, 13, 13, 52 };

static struct xlsx_cell styled(enum xlsx_style style, const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .style = style, .text = text };
}

static struct xlsx_cell wide(struct xlsx_cell cell, size_t columns)
{
	cell.across = columns;
	return cell;
}

static void line(struct xlsx_sheet *sheet, enum xlsx_style style, const char *text)
{
	struct xlsx_cell cell = styled(style, text);

	xlsx_row(sheet, &cell, 1);
}

static void paragraph(struct xlsx_sheet *sheet, const char *text)
{
	struct xlsx_cell cell = wide(styled(XLSX_PARAGRAPH, text), ALL);

	if (*text)
		xlsx_row(sheet, &cell, 1);
}

static void pair(struct xlsx_sheet *sheet, const char *name, const char *value)
{
	struct xlsx_cell cells[] = { styled(XLSX_MUTED, name), wide(xlsx_wrapped(value), ALL - 1) };

	if (*value)
		xlsx_row(sheet, cells, COUNT_OF(cells));
}

#define LOGO_AREA 14000.0 /* in pixels of 1/96 inch */
#define LOGO_WIDTH 260.0
#define LOGO_HEIGHT 84.0
#define POINTS_PER_PIXEL 0.75

/* Whatever it was in the file, it is written anew: nothing but pixels goes on. */
static void add_logo(struct xlsx_sheet *sheet, const struct view *view)
{
	struct str png = STR_INIT(STR_BODY);
	struct logo logo = view->logo;
	struct error ignored; /* a picture less, and nothing that anyone would rely on */
	double width, height;

	if (!logo.pixels)
		return;
	logo.pixels = arena_copy(view->arena, logo.pixels, logo.width * logo.height * 4);
	const int64_t plate = view_logo_plate(view, 0xFFFFFF);
	if (plate >= 0)
		logo_flatten(&logo, (uint32_t)plate);
	logo_fit(&logo, LOGO_AREA, LOGO_WIDTH, LOGO_HEIGHT, &width, &height);
	if (logo_encode(&logo, &png, &ignored) == 0)
		xlsx_sheet_image(sheet, &(struct xlsx_image){
						.png = png.data,
						.size = png.length,
						.description = view->brand->logo.alt,
						.scale = width / (double)logo.width,
						.height = (height + 12) * POINTS_PER_PIXEL,
					});
	str_release(&png);
}

static void add_head(struct xlsx_sheet *sheet, const struct view *view)
{
	add_logo(sheet, view);
	line(sheet, XLSX_TITLE, view->title);
	line(sheet, XLSX_HEADING, view->verdict);
	paragraph(sheet, view->sentence);
	paragraph(sheet, view->tally);
	paragraph(sheet, view->proof);
	paragraph(sheet, view->notes);
	paragraph(sheet, view->changes);
	xlsx_skip_rows(sheet, 1);
}

static void add_brand(struct xlsx_sheet *sheet, const struct brand *brand)
{
	pair(sheet, "Prepared by", brand->organisation);
	pair(sheet, "Prepared for", brand->prepared_for);
	pair(sheet, "Period", brand->period);
	pair(sheet, "Assessor", brand->assessor);
	pair(sheet, "Reviewer", brand->reviewer);
	pair(sheet, "E-mail", brand->email);
	pair(sheet, "Phone", brand->phone);
	pair(sheet, "Web", brand->web);
	pair(sheet, "Confidentiality", brand->confidentiality);
}

static void add_about(struct xlsx_sheet *sheet, const struct view *view)
{
	const struct audit *audit = view->audit;

	line(sheet, XLSX_HEADING, "This report");
	pair(sheet, "Account", audit->account->subdomain);
	pair(sheet, "Token owner",
	     arena_printf(view->arena, "%s: %s", view->owner.user.name, view->owner.state));
	pair(sheet, "People", view->people);
	pair(sheet, "Profile",
	     arena_printf(view->arena, "%s, version %s", audit->profile->title,
			  audit->profile->version));
	pair(sheet, "Data read", view->pulled);
	pair(sheet, "Assessed as of", view->assessed);
	pair(sheet, "Report", audit->report_id);
	pair(sheet, "Edition", view->edition);
	add_brand(sheet, view->brand);
	xlsx_skip_rows(sheet, 1);
}

static void add_count(struct xlsx_sheet *sheet, const char *name, size_t number)
{
	const struct xlsx_cell cells[] = { xlsx_text(name), xlsx_number((int64_t)number) };

	xlsx_row(sheet, cells, COUNT_OF(cells));
}

/* Notes have a table of their own: they are no part of the whole that is to be met. */
static void add_notes(struct xlsx_sheet *sheet, const struct view_counts *counts)
{
	const struct xlsx_cell header[] = { styled(XLSX_HEADER, "Notes, not counted"),
					    styled(XLSX_NUMBER_HEADER, "Notes") };

	if (!counts->notes)
		return;
	xlsx_row(sheet, header, COUNT_OF(header));
	for (size_t i = 0; i < RESULT_COUNT; i++) {
		const enum view_result result = view_result_order[i];
		if (counts->notes_of[result])
			add_count(sheet, view_result_label(result), counts->notes_of[result]);
	}
}

#define RING_WIDTH 330 /* pixels; both stand inside the first screen of a laptop */
#define BARS_WIDTH 480
#define GAP 12
#define CHART_ROWS 13 /* as high as so many rows */
#define ROW_PIXELS 20

/* A ring beside the table of results, which begins in row `top`, from 0. */
static void add_ring(struct xlsx_sheet *sheet, const struct view *view, size_t top)
{
	uint32_t slices[VIEW_RESULTS_COUNTED];
	const struct xlsx_series series = { .name = "Requirements", .column = 1 };

	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++)
		slices[i] = theme_verdict(view_result_verdict(view_result_order[i])).solid;
	const struct xlsx_chart chart = {
		.kind = XLSX_DOUGHNUT,
		.title = arena_printf(view->arena, "Requirements: %s", view->centre),
		.description = view->tally,
		.first_row = top + 2,
		.last_row = top + 1 + VIEW_RESULTS_COUNTED,
		.series = &series,
		.series_count = 1,
		.slices = slices,
		.at_row = top,
		.at_column = 2,
		.x_offset = GAP,
		.width = RING_WIDTH,
		.height = CHART_ROWS * ROW_PIXELS,
	};
	xlsx_sheet_chart(sheet, &chart);
}

/* Returns the row where the charts stand, from 0. */
static size_t add_results(struct xlsx_sheet *sheet, const struct view *view)
{
	const struct xlsx_cell header[] = { styled(XLSX_HEADER, "Result"),
					    styled(XLSX_NUMBER_HEADER, "Count") };
	const size_t top = xlsx_next_row(sheet) - 1;

	xlsx_row(sheet, header, COUNT_OF(header));
	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++) {
		const enum view_result result = view_result_order[i];
		add_count(sheet, view_result_label(result), view_counts_of(&view->counts, result));
	}
	add_notes(sheet, &view->counts);
	add_count(sheet, "Covered by a waiver in force", view->audit->counts.waived);
	add_ring(sheet, view, top);
	const size_t used = xlsx_next_row(sheet) - 1 - top;
	xlsx_skip_rows(sheet, used < CHART_ROWS ? CHART_ROWS + 1 - used : 1);
	return top;
}

/* The bars stand in row `top`, beside the ring. */
static void add_groups(struct xlsx_sheet *sheet, const struct view *view, size_t top)
{
	enum { COLUMNS = VIEW_RESULTS_COUNTED + 2 }; /* the group, its counts, its notes */
	struct xlsx_cell cells[COLUMNS] = { styled(XLSX_HEADER, "Group") };
	struct xlsx_series series[VIEW_RESULTS_COUNTED];

	if (!view->group_count)
		return;
	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++) {
		const char *label = view_result_label(view_result_order[i]);
		const enum verdict verdict = view_result_verdict(view_result_order[i]);
		cells[i + 1] = styled(XLSX_NUMBER_HEADER, label);
		series[i] = (struct xlsx_series){ .name = label,
						  .column = i + 1,
						  .colour = theme_verdict(verdict).solid };
	}
	cells[COLUMNS - 1] = styled(XLSX_NUMBER_HEADER, "Notes");
	xlsx_row(sheet, cells, COLUMNS);
	const size_t first = xlsx_next_row(sheet);
	for (size_t g = 0; g < view->group_count; g++) {
		const struct view_counts *counts = &view->groups[g].counts;
		cells[0] = xlsx_wrapped(view->groups[g].title);
		for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++)
			cells[i + 1] =
				xlsx_number((int64_t)view_counts_of(counts, view_result_order[i]));
		cells[COLUMNS - 1] = xlsx_number((int64_t)counts->notes);
		xlsx_row(sheet, cells, COLUMNS);
	}
	const struct xlsx_chart chart = {
		.kind = XLSX_BARS,
		.title = "Results by group",
		.description = "How the requirements of each group turned out",
		.first_row = first,
		.last_row = first + view->group_count - 1,
		.series = series,
		.series_count = VIEW_RESULTS_COUNTED,
		.at_row = top,
		.at_column = 2,
		.x_offset = RING_WIDTH + 2 * GAP,
		.width = BARS_WIDTH,
		.height = CHART_ROWS * ROW_PIXELS,
	};
	xlsx_sheet_chart(sheet, &chart);
	xlsx_skip_rows(sheet, 1);
}

static void add_index(struct xlsx_sheet *sheet, const struct xlsx_book *book,
		      const struct view *view)
{
	const struct xlsx_cell header[] = { styled(XLSX_HEADER, "Sheet"),
					    styled(XLSX_NUMBER_HEADER, "Rows") };
	struct xlsx_listed listed;

	xlsx_row(sheet, header, COUNT_OF(header));
	for (size_t i = 1; xlsx_book_listed(book, i, &listed); i++) {
		const struct xlsx_cell cells[] = {
			xlsx_link(listed.name,
				  arena_printf(view->arena, "internal:'%s'!A1", listed.name)),
			listed.is_table ? xlsx_number((int64_t)listed.rows)
					: (struct xlsx_cell){ .kind = XLSX_EMPTY },
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
	xlsx_skip_rows(sheet, 1);
}

static void add_jobs(struct xlsx_sheet *sheet, const struct view *view)
{
	const size_t *rows = xlsx_job_rows(view);
	const struct xlsx_cell header[] = {
		wide(styled(XLSX_HEADER, "What to do"), 3),
		wide(styled(XLSX_HEADER, "Who"), 2),
		wide(styled(XLSX_HEADER, "When"), 2),
		styled(XLSX_HEADER, "Closes"),
	};

	line(sheet, XLSX_HEADING,
	     view->job_count ? "Actions, most urgent first" : "Nothing is left to do");
	if (view->job_count)
		xlsx_row(sheet, header, COUNT_OF(header));
	for (size_t i = 0; i < view->job_count; i++) {
		const struct view_job *job = &view->jobs[i];
		const struct xlsx_cell cells[] = {
			wide(xlsx_link(
				     job->title,
				     arena_printf(view->arena, "internal:'Actions'!A%zu", rows[i])),
			     3),
			wide(xlsx_wrapped(job->who), 2),
			wide(xlsx_wrapped(job->when), 2),
			xlsx_wrapped(view_job_closes(view->arena, job)),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
	xlsx_skip_rows(sheet, 1);
}

struct xlsx_sheet *xlsx_summary_new(struct xlsx_book *book)
{
	return xlsx_sheet_new(book, "Summary");
}

void xlsx_summary(struct xlsx_sheet *sheet, const struct xlsx_book *book, const struct view *view)
{
	const struct theme_colour colour = theme_overall(view->audit->verdict);

	xlsx_sheet_widths(sheet, widths, COUNT_OF(widths));
	xlsx_sheet_badge(sheet, 0, view->verdict, colour.ink, colour.pale);
	xlsx_verdict_badges(sheet, 0);
	add_head(sheet, view);
	const size_t top = add_results(sheet, view);
	add_jobs(sheet, view);
	add_index(sheet, book, view);
	add_about(sheet, view);
	add_groups(sheet, view, top);
}
