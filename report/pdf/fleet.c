/* The page of many accounts, or the pages: what could not be read, each account in each profile,
 * dates and jobs that they share. */
#include <math.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/canvas/document.h"
#include "report/compose/paint.h"
#include "report/fleet/fleet.h"
#include "report/pdf/internal.h"
#include "report/pdf/report.h"

#define ONE_PAGE 30	   /* accounts */
#define SAID 3		   /* profiles whose results are said in words; of more, a sign */
#define SIDE_BY_SIDE 4	   /* those of a table */
#define MOST_ROWS 12	   /* of dates, and of jobs */
#define MOST_NAMED 3	   /* accounts */
#define LONGEST_NAMES 60   /* bytes of them */
#define ROOM_FOR_MORE 24.0 /* for the line that says how many are not shown */
#define ROOM_FOR_ROWS 90.0 /* below which a table is not begun */

/* What gives way for thirty accounts to stand on a page. */
enum density { AIRY, DENSE, BARE, DENSITY_COUNT };

struct sheet {
	const struct fleet *fleet;
	struct compose *compose;
	bool one_page;
	enum density density;
};

static enum canvas_icon icon_of(enum fleet_state state)
{
	TABLE(const enum canvas_icon, icons,
	      FLEET_STATE_COUNT, [FLEET_NOT_READ] = ICON_BANG, [FLEET_NOT_READY] = ICON_CROSS,
	      [FLEET_INCONCLUSIVE] = ICON_QUESTION, [FLEET_READY] = ICON_CHECK);

	return icons[state];
}

static void begin_table(const struct sheet *sheet, struct compose_table *table,
			const struct compose_column *columns, size_t count)
{
	compose_table_begin(sheet->compose, table, columns, count);
	if (sheet->density != AIRY)
		table->pad = COMPOSE_DENSE;
}

/* --- What could not be read ------------------------------------------------ */

static void add_unread(const struct sheet *sheet)
{
	static const struct compose_column columns[] = {
		{ "Could not be read", 0.28, false },
		{ "Why", 0.72, false },
	};
	const struct fleet *fleet = sheet->fleet;
	struct compose_table table;

	if (!fleet->of[FLEET_NOT_READ])
		return;
	compose_panel_begin(sheet->compose, fleet_state_colour(FLEET_NOT_READ).ink);
	begin_table(sheet, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < fleet->of[FLEET_NOT_READ]; i++) {
		const struct compose_cell cells[] = {
			{ .kind = CELL_STRONG, .text = fleet->rows[i].name },
			{ .kind = CELL_TEXT, .text = fleet->rows[i].trouble },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
	compose_panel_end(sheet->compose);
}

/* --- Each account in each profile ------------------------------------------ */

static struct compose_cell name_of(const struct sheet *sheet, const struct fleet_row *row)
{
	const struct fleet_report *first = row->reports[0];
	struct compose_cell cell = { .kind = CELL_STRONG, .text = row->name };

	if (first->folder && first->has_pdf) {
		cell.target = compose_printf(sheet->compose, "%s/report.pdf", first->folder);
		cell.about = compose_printf(sheet->compose, "The report on %s", row->name);
	}
	return cell;
}

static struct compose_cell result_of(const struct sheet *sheet, const struct fleet_report *report)
{
	if (!report)
		return (struct compose_cell){ .kind = CELL_MUTED };
	const enum fleet_state state = fleet_state_of(report->verdict);
	struct compose_cell cell = { .kind = CELL_SIGNED,
				     .text = fleet_state_label(state),
				     .colour = fleet_state_colour(state),
				     .value = (int)icon_of(state) };

	TABLE(const enum verdict, like, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = VERDICT_UNKNOWN,
	      [OVERALL_READY] = VERDICT_PASS, [OVERALL_NOT_READY] = VERDICT_FAIL);
	if (sheet->fleet->profile_count > SAID) {
		cell.kind = CELL_MARK;
		cell.value = (int)like[report->verdict];
	}
	return cell;
}

/* Of the profiles from `first` on. */
static void add_account(const struct sheet *sheet, struct compose_table *table,
			const struct fleet_row *row, size_t first, size_t count)
{
	const struct fleet *fleet = sheet->fleet;
	struct compose_cell cells[COMPOSE_COLUMNS] = { name_of(sheet, row) };

	for (size_t i = 0; i < count; i++)
		cells[1 + i] = result_of(sheet, fleet_report_of(row, &fleet->profiles[first + i]));
	cells[1 + count] =
		(struct compose_cell){ .kind = CELL_TEXT, .text = fleet_moved(fleet, row) };
	compose_table_row(table, cells);
}

static double widest(struct compose *compose)
{
	double most = 0;

	for (int i = 0; i < FLEET_STATE_COUNT; i++)
		if (i != FLEET_NOT_READ)
			most = fmax(most, compose_signed_width(
						  compose, fleet_state_label((enum fleet_state)i)));
	return most;
}

static void add_profiles(const struct sheet *sheet, size_t first, size_t count)
{
	const struct fleet *fleet = sheet->fleet;
	const double share = fleet->profile_count > SAID ? 0.13 : 0.18;
	const double rest = 1 - share * (double)count;
	struct compose_column columns[COMPOSE_COLUMNS] = { { "Account", rest * 0.56, false } };
	struct compose_table table;

	for (size_t i = 0; i < count; i++)
		columns[1 + i] = (struct compose_column){ fleet->profiles[first + i].integration,
							  share, false };
	columns[1 + count] = (struct compose_column){ "Since the last time", rest * 0.44, false };
	begin_table(sheet, &table, columns, count + 2);
	for (size_t i = 0; i < count && fleet->profile_count <= SAID; i++)
		compose_table_fit(&table, 1 + i, widest(sheet->compose));
	for (size_t i = fleet->of[FLEET_NOT_READ]; i < fleet->count; i++)
		add_account(sheet, &table, &fleet->rows[i], first, count);
	compose_table_end(&table);
}

static void add_grid(const struct sheet *sheet)
{
	const struct fleet *fleet = sheet->fleet;
	const size_t step = fleet->profile_count > SAID ? SIDE_BY_SIDE : SAID;

	if (!fleet->reports)
		return;
	compose_panel_begin(sheet->compose, 0);
	if (sheet->density != BARE)
		compose_title(sheet->compose, "Results");
	for (size_t i = 0; i < fleet->profile_count; i += step) {
		const size_t left = fleet->profile_count - i;
		add_profiles(sheet, i, left < step ? left : step);
	}
	if (fleet->profile_count > SAID)
		compose_paragraph(sheet->compose, STYLE_NOTE,
				  "A tick is ready, a cross is not ready, a question mark is not "
				  "confirmed yet; a dash: the account is not held against it.");
	compose_panel_end(sheet->compose);
}

/* --- Dates and jobs --------------------------------------------------------- */

/* The parts of the first accounts. */
static size_t parts_of(const struct fleet_part *parts, size_t count, size_t accounts)
{
	size_t end = 0, seen = 0;

	for (; end < count; end++) {
		seen += !end || parts[end].account != parts[end - 1].account;
		if (seen > accounts)
			break;
	}
	return end;
}

/* By name, as many as can be read in a line or two; else how many. */
static const char *named(const struct sheet *sheet, const struct fleet_part *parts, size_t count,
			 size_t accounts)
{
	for (size_t shown = accounts < MOST_NAMED ? accounts : MOST_NAMED; shown; shown--) {
		const char *names = fleet_names(sheet->fleet, parts, parts_of(parts, count, shown));
		if (strlen(names) <= LONGEST_NAMES)
			return shown == accounts ? names
						 : compose_printf(sheet->compose, "%s and %zu more",
								  names, accounts - shown);
	}
	return compose_count(sheet->compose, accounts, "account", "accounts");
}

static void add_date(const struct sheet *sheet, struct compose_table *table, size_t number)
{
	const struct fleet_date *date = &sheet->fleet->dates[number];
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = view_day(flow_arena(sheet->compose->flow), date->day) },
		{ .kind = CELL_TEXT, .text = date->what },
		{ .kind = CELL_MUTED,
		  .text = named(sheet, date->parts, date->part_count, date->accounts) },
	};

	compose_table_row(table, cells);
}

static void add_job(const struct sheet *sheet, struct compose_table *table, size_t number)
{
	const struct fleet_job *job = &sheet->fleet->jobs[number];
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = job->title },
		{ .kind = CELL_TEXT, .text = job->who },
		{ .kind = CELL_TEXT, .text = compose_number(sheet->compose, job->accounts) },
		{ .kind = CELL_MUTED,
		  .text = named(sheet, job->parts, job->part_count, job->accounts) },
	};

	compose_table_row(table, cells);
}

struct shared {
	const char *title, *one, *many;
	const struct compose_column *columns;
	size_t column_count;
	void (*add)(const struct sheet *sheet, struct compose_table *table, size_t number);
};

static bool is_full(const struct sheet *sheet, double room)
{
	return sheet->one_page &&
	       flow_used(sheet->compose->flow) > flow_height(sheet->compose->flow) - room;
}

/* The head of a page without room says it. */
static void add_left_out(const struct sheet *sheet, const struct shared *what, size_t count)
{
	if (sheet->density == AIRY)
		compose_paragraph(sheet->compose, STYLE_NOTE,
				  compose_printf(sheet->compose, "%s: %zu, see overview.xlsx.",
						 what->title, count));
}

/* As many as there is room for; the reader is told of the others. */
static void add_shared(const struct sheet *sheet, const struct shared *what, size_t count)
{
	struct compose *compose = sheet->compose;
	struct compose_table table;
	size_t shown = 0;

	if (!count)
		return;
	if (is_full(sheet, ROOM_FOR_ROWS)) {
		add_left_out(sheet, what, count);
		return;
	}
	compose_panel_begin(compose, 0);
	compose_title(compose, what->title);
	begin_table(sheet, &table, what->columns, what->column_count);
	for (; shown < count && shown < MOST_ROWS; shown++) {
		what->add(sheet, &table, shown);
		if (shown && is_full(sheet, ROOM_FOR_MORE)) {
			flow_drop(compose->flow, 1);
			table.last = NULL;
			break;
		}
	}
	compose_table_end(&table);
	if (shown < count)
		compose_paragraph(compose, STYLE_NOTE,
				  compose_printf(compose, "And %s: see overview.xlsx.",
						 compose_count(compose, count - shown, what->one,
							       what->many)));
	compose_panel_end(compose);
}

static void add_dates(const struct sheet *sheet)
{
	static const struct compose_column columns[] = {
		{ "Day", 0.2, false },
		{ "What", 0.4, false },
		{ "Accounts", 0.4, false },
	};
	static const struct shared dates = { "Dates to watch", "more date", "more dates",
					     columns,	       3,	    add_date };

	add_shared(sheet, &dates, sheet->fleet->date_count);
}

static void add_jobs(const struct sheet *sheet)
{
	static const struct compose_column columns[] = {
		{ "Job", 0.36, false },
		{ "Who", 0.22, false },
		{ "Accounts", 0.11, true },
		{ "Which", 0.31, false },
	};
	static const struct shared jobs = {
		"What to do, most urgent first", "more job", "more jobs", columns, 4, add_job
	};

	add_shared(sheet, &jobs, sheet->fleet->job_count);
}

/* --- In place of their tables, where there is no room ------------------------ */

static const char *next_date(const struct sheet *sheet)
{
	const struct fleet *fleet = sheet->fleet;
	size_t next = 0;

	while (next + 1 < fleet->date_count && fleet->dates[next].past)
		next++;
	const struct fleet_date *date = &fleet->dates[next];
	return compose_printf(sheet->compose, "The next of %s to watch: %s, %s (%s).",
			      compose_count(sheet->compose, fleet->date_count, "date", "dates"),
			      view_day(flow_arena(sheet->compose->flow), date->day), date->what,
			      compose_count(sheet->compose, date->accounts, "account", "accounts"));
}

static const char *widest_job(const struct sheet *sheet)
{
	const struct fleet *fleet = sheet->fleet;
	const struct fleet_job *most = &fleet->jobs[0];

	for (size_t i = 1; i < fleet->job_count; i++)
		if (fleet->jobs[i].accounts > most->accounts)
			most = &fleet->jobs[i];
	return compose_printf(sheet->compose, "Of %s the widest: %s (%s). All: see overview.xlsx.",
			      compose_count(sheet->compose, fleet->job_count, "job", "jobs"),
			      most->title,
			      compose_count(sheet->compose, most->accounts, "account", "accounts"));
}

/* --- The page --------------------------------------------------------------- */

static void compose_all(const struct sheet *sheet)
{
	const struct fleet *fleet = sheet->fleet;
	const struct pdf_banner banner = { fleet_state_colour(fleet->state), icon_of(fleet->state),
					   fleet_headline(fleet) };
	const bool tight = sheet->density != AIRY;
	const char *lines[] = { fleet->sentence, NULL, NULL, NULL, NULL };
	size_t count = 1;

	if (*fleet->moved)
		lines[count++] = fleet->moved;
	if (tight && fleet->date_count)
		lines[count++] = next_date(sheet);
	if (tight && fleet->job_count)
		lines[count++] = widest_job(sheet);
	pdf_banner(sheet->compose, &banner, lines);
	add_unread(sheet);
	if (sheet->one_page)
		add_grid(sheet);
	add_dates(sheet);
	add_jobs(sheet);
	if (!sheet->one_page)
		add_grid(sheet);
}

static struct flow *compose_with(const struct fleet *fleet, const struct view *view,
				 const struct flow_measure *measure, enum density density)
{
	const struct flow_frame frame = pdf_frame(view, measure);
	struct flow *flow = flow_new(&frame, measure);
	struct compose compose;
	const struct sheet sheet = { fleet, &compose, fleet->count <= ONE_PAGE, density };

	compose_init(&compose, flow, view->palette.accent, view->palette.wash);
	compose.look = LOOK_TINTED;
	compose_page(&compose, "Overview", "overview",
		     compose_printf(&compose, "%s; made on %s",
				    *fleet->assessed ? fleet->assessed : "No report was read",
				    view->assessed_on));
	compose.look = LOOK_PLAIN;
	compose_all(&sheet);
	return flow;
}

static struct flow *compose_pages(const struct fleet *fleet, const struct view *view,
				  const struct flow_measure *measure)
{
	const bool one_page = fleet->count <= ONE_PAGE;

	for (int density = AIRY;; density++) {
		struct flow *flow = compose_with(fleet, view, measure, (enum density)density);
		struct flow_result result;
		if (one_page)
			flow_place(flow, &result);
		if (!one_page || result.pages == 1 || density == BARE)
			return flow;
		flow_free(flow);
	}
}

static int save(const struct fleet *fleet, const struct view *view, struct text_engine *engine,
		const char *path, struct error *err)
{
	const struct flow_measure measure = paint_measure(engine);
	struct flow *flow = compose_pages(fleet, view, &measure);
	const struct canvas_about about = {
		.title = fleet->title,
		.author = fleet->brand->organisation,
		.subject = fleet->sentence,
		.keywords = "Syncro, audit, compliance",
		.creator = arena_printf(flow_arena(flow), "syncro-audit %s",
					fleet->about.tool_version),
		.language = "en",
		.created_ms = fleet->about.made_at,
	};
	struct canvas *canvas = canvas_new(engine, &about);

	pdf_draw(canvas, engine, flow, view);
	const int result = canvas_save(canvas, path, err);
	canvas_free(canvas);
	flow_free(flow);
	return result;
}

int pdf_fleet_write(const struct fleet *fleet, const char *path, size_t *missing_glyphs,
		    struct error *err)
{
	char made[CLOCK_TEXT];
	/* Dressed as a report is, and of no account of its own. */
	struct audit audit = { .tool_version = fleet->about.tool_version,
			       .assessed_at = fleet->about.made_at,
			       .presentation = { fleet->about.edition, fleet->about.paper, 0,
						 fleet->about.brand } };
	const bool outside = fleet->about.edition == EDITION_AUDITOR;
	struct view view = {
		.audit = &audit,
		.arena = fleet->arena,
		.brand = fleet->brand,
		.palette = palette_of(fleet->about.brand),
		.title = fleet->title,
		.assessed = made,
		.assessed_on = view_moment(fleet->arena, fleet->about.made_at),
		.edition = outside ? "Auditor's edition" : "Internal edition",
		.whose = arena_printf(fleet->arena, "%zu account%s", fleet->count,
				      fleet->count == 1 ? "" : "s"),
	};
	struct text_engine *engine = text_engine_new(err);
	struct error ignored;

	clock_human(made, fleet->about.made_at);
	if (!engine)
		return -1;
	memcpy(audit.report_id, fleet->report_id, sizeof audit.report_id);
	if (fleet->brand->logo.bytes)
		(void)logo_decode(&view.logo, fleet->brand->logo.bytes, fleet->brand->logo.size,
				  &ignored);
	int result = save(fleet, &view, engine, path, err);
	*missing_glyphs = text_missing(engine);
	text_engine_free(engine);
	logo_release(&view.logo);
	return result == 0 ? pdf_document_pack(path, err) : -1;
}
