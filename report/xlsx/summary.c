#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

static struct xlsx_cell styled(enum xlsx_style style, const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .style = style, .text = text };
}

static void line(struct xlsx_sheet *sheet, enum xlsx_style style, const char *text)
{
	struct xlsx_cell cell = styled(style, text);

	xlsx_row(sheet, &cell, 1);
}

static void pair(struct xlsx_sheet *sheet, const char *name, const char *value)
{
	const struct xlsx_cell cells[] = { styled(XLSX_MUTED, name), xlsx_strong(value) };

	xlsx_row(sheet, cells, 2);
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

static void optional_pair(struct xlsx_sheet *sheet, const char *name, const char *value)
{
	if (*value)
		pair(sheet, name, value);
}

static void add_brand(struct xlsx_sheet *sheet, const struct brand *brand)
{
	optional_pair(sheet, "Prepared by", brand->organisation);
	optional_pair(sheet, "Prepared for", brand->prepared_for);
	optional_pair(sheet, "Period", brand->period);
	optional_pair(sheet, "Assessor", brand->assessor);
	optional_pair(sheet, "Reviewer", brand->reviewer);
	optional_pair(sheet, "E-mail", brand->email);
	optional_pair(sheet, "Phone", brand->phone);
	optional_pair(sheet, "Web", brand->web);
	optional_pair(sheet, "Confidentiality", brand->confidentiality);
}

static void add_head(struct xlsx_sheet *sheet, const struct view *view)
{
	const struct audit *audit = view->audit;

	add_logo(sheet, view);
	line(sheet, XLSX_TITLE, view->title);
	line(sheet, XLSX_HEADING, view->verdict);
	line(sheet, XLSX_SENTENCE, view->sentence);
	line(sheet, XLSX_SENTENCE, view->tally);
	if (*view->proof)
		line(sheet, XLSX_SENTENCE, view->proof);
	if (*view->notes)
		line(sheet, XLSX_SENTENCE, view->notes);
	if (*view->changes)
		line(sheet, XLSX_SENTENCE, view->changes);
	xlsx_skip_rows(sheet, 1);
	add_brand(sheet, view->brand);
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

/* Returns where charts start. */
static size_t add_results(struct xlsx_sheet *sheet, const struct view *view)
{
	const struct xlsx_cell header[] = { styled(XLSX_HEADER, "Result"),
					    styled(XLSX_NUMBER_HEADER, "Requirements") };
	const size_t top = xlsx_next_row(sheet) - 1;
	uint32_t slices[VIEW_RESULTS_COUNTED];

	xlsx_row(sheet, header, COUNT_OF(header));
	const size_t first = xlsx_next_row(sheet);
	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++) {
		const enum view_result result = view_result_order[i];
		slices[i] = theme_verdict(view_result_verdict(result)).solid;
		add_count(sheet, view_result_label(result), view_counts_of(&view->counts, result));
	}
	const struct xlsx_series series = { .name = "Requirements", .column = 1 };
	const struct xlsx_chart chart = {
		.kind = XLSX_DOUGHNUT,
		.title = arena_printf(view->arena, "Requirements: %s", view->centre),
		.description = view->tally,
		.first_row = first,
		.last_row = first + VIEW_RESULTS_COUNTED - 1,
		.series = &series,
		.series_count = 1,
		.slices = slices,
		.at_row = top,
		.at_column = 3,
		.width = 400,
		.height = 174,
	};
	xlsx_sheet_chart(sheet, &chart);
	add_notes(sheet, &view->counts);
	add_count(sheet, "Covered by a waiver in force", view->audit->counts.waived);
	xlsx_skip_rows(sheet, 1);
	return top;
}

static void add_groups(struct xlsx_sheet *sheet, const struct view *view, size_t top)
{
	enum { COLUMNS = VIEW_RESULTS_COUNTED + 2 }; /* the group, its counts, its notes */
	struct xlsx_cell cells[COLUMNS] = { styled(XLSX_HEADER, "Group") };
	struct xlsx_series series[VIEW_RESULTS_COUNTED];

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
		cells[0] = xlsx_text(view->groups[g].title);
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
		.at_column = 7,
		.width = 600,
		.height = 360,
	};
	if (view->group_count)
		xlsx_sheet_chart(sheet, &chart);
	xlsx_skip_rows(sheet, 1);
}

static struct xlsx_cell requirement_link(const struct view *view, const size_t *rows,
					 const struct view_action *action)
{
	size_t row = rows[action->finding - view->audit->findings];

	return xlsx_link(action->finding->requirement->id,
			 arena_printf(view->arena, "internal:'Requirements'!A%zu", row));
}

static void add_action_list(struct xlsx_sheet *sheet, const struct view *view)
{
	const size_t *rows = xlsx_requirement_rows(view);

	line(sheet, XLSX_HEADING,
	     view->action_count ? "Actions, most urgent first" : "Nothing is left to do");
	for (size_t i = 0; i < view->action_count; i++) {
		const struct xlsx_cell cells[] = {
			xlsx_strong(view->actions[i].urgency),
			requirement_link(view, rows, &view->actions[i]),
			xlsx_text(view->actions[i].finding->requirement->title),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

void xlsx_summary(struct xlsx_book *book, const struct view *view)
{
	static const double widths[] = { 34, 16, 16, 16, 16, 16, 16 };
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Summary");
	const struct theme_colour colour = theme_overall(view->audit->verdict);

	xlsx_sheet_widths(sheet, widths, COUNT_OF(widths));
	xlsx_sheet_badge(sheet, 0, view->verdict, colour.ink, colour.pale);
	xlsx_verdict_badges(sheet, 0);
	add_head(sheet, view);
	const size_t top = add_results(sheet, view);
	add_groups(sheet, view, top);
	add_action_list(sheet, view);
}

void xlsx_actions(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "What to do", 30 }, { "Requirement", 13 }, { "Severity", 10 }, { "Title", 44 },
		{ "Where", 44 },      { "First step", 70 },  { "Who", 24 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Actions");
	const size_t *rows = xlsx_requirement_rows(view);

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), view->action_count);
	for (size_t i = 0; i < view->action_count; i++) {
		const struct view_action *action = &view->actions[i];
		const struct requirement *requirement = action->finding->requirement;
		const struct xlsx_cell cells[] = {
			xlsx_strong(action->urgency),
			requirement_link(view, rows, action),
			xlsx_text(view_severity_label(requirement->severity)),
			xlsx_wrapped(requirement->title),
			xlsx_wrapped(action->where),
			xlsx_wrapped(action->first_step),
			xlsx_wrapped(action->who),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}
