/* Dates to watch and jobs, and whom they are for. */
#include <string.h>

#include "report/pdf/fleet_parts.h"

#define MOST_ROWS 12	   /* of dates, and of jobs */
#define MOST_NAMED 3	   /* accounts */
#define LONGEST_NAMES 60   /* bytes of them */
#define ROOM_FOR_MORE 24.0 /* for the line that says how many are not shown */
#define ROOM_FOR_ROWS 90.0 /* below which a table is not begun */

/* The members of the first accounts. */
static size_t members_of(const struct fleet_member *members, size_t count, size_t accounts)
{
	size_t end = 0, seen = 0;

	for (; end < count; end++) {
		seen += !end || members[end].account != members[end - 1].account;
		if (seen > accounts)
			break;
	}
	return end;
}

/* By name, as many as can be read in a line or two; else how many. */
static const char *named(const struct pdf_fleet *page, const struct fleet_member *members,
			 size_t count, size_t accounts)
{
	for (size_t shown = accounts < MOST_NAMED ? accounts : MOST_NAMED; shown; shown--) {
		const char *names =
			fleet_names(page->fleet, members, members_of(members, count, shown));
		if (strlen(names) <= LONGEST_NAMES)
			return shown == accounts ? names
						 : compose_printf(page->compose, "%s and %zu more",
								  names, accounts - shown);
	}
	return compose_count(page->compose, accounts, "account", "accounts");
}

static void add_date(const struct pdf_fleet *page, struct compose_table *table, size_t number)
{
	const struct fleet_date *date = &page->fleet->dates[number];
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = view_day(flow_arena(page->compose->flow), date->day) },
		{ .kind = CELL_TEXT, .text = date->what },
		{ .kind = CELL_MUTED,
		  .text = named(page, date->members, date->member_count, date->accounts) },
	};

	compose_table_row(table, cells);
}

static void add_job(const struct pdf_fleet *page, struct compose_table *table, size_t number)
{
	const struct fleet_job *job = &page->fleet->jobs[number];
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = job->title },
		{ .kind = CELL_TEXT, .text = job->who },
		{ .kind = CELL_TEXT, .text = compose_number(page->compose, job->accounts) },
		{ .kind = CELL_MUTED,
		  .text = named(page, job->members, job->member_count, job->accounts) },
	};

	compose_table_row(table, cells);
}

struct shared {
	const char *title, *one, *many;
	const struct compose_column *columns;
	size_t column_count;
	void (*add)(const struct pdf_fleet *page, struct compose_table *table, size_t number);
};

static bool is_full(const struct pdf_fleet *page, double room)
{
	return page->one_page &&
	       flow_used(page->compose->flow) > flow_height(page->compose->flow) - room;
}

/* The head of a page without room says it. */
static void add_left_out(const struct pdf_fleet *page, const struct shared *what, size_t count)
{
	if (page->density == AIRY)
		compose_paragraph(page->compose, STYLE_NOTE,
				  compose_printf(page->compose, "%s: %zu, see overview.xlsx.",
						 what->title, count));
}

/* As many as there is room for; the reader is told of the others. */
static void add_shared(const struct pdf_fleet *page, const struct shared *what, size_t count)
{
	struct compose *compose = page->compose;
	struct compose_table table;
	size_t shown = 0;

	if (!count)
		return;
	if (is_full(page, ROOM_FOR_ROWS)) {
		add_left_out(page, what, count);
		return;
	}
	compose_panel_begin(compose, 0);
	compose_title(compose, what->title);
	pdf_fleet_table(page, &table, what->columns, what->column_count);
	for (; shown < count && shown < MOST_ROWS; shown++) {
		what->add(page, &table, shown);
		if (shown && is_full(page, ROOM_FOR_MORE)) {
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

void pdf_fleet_dates(const struct pdf_fleet *page)
{
	static const struct compose_column columns[] = {
		{ "Day", 0.2, false },
		{ "What", 0.4, false },
		{ "Accounts", 0.4, false },
	};
	static const struct shared dates = { "Dates to watch", "more date", "more dates",
					     columns,	       3,	    add_date };

	add_shared(page, &dates, page->fleet->date_count);
}

void pdf_fleet_jobs(const struct pdf_fleet *page)
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

	add_shared(page, &jobs, page->fleet->job_count);
}

const char *pdf_fleet_next_date(const struct pdf_fleet *page)
{
	const struct fleet_overview *fleet = page->fleet;
	size_t next = 0;

	if (!fleet->date_count)
		return NULL;
	while (next + 1 < fleet->date_count && fleet->dates[next].past)
		next++;
	const struct fleet_date *date = &fleet->dates[next];
	return compose_printf(page->compose, "The next of %s to watch: %s, %s (%s).",
			      compose_count(page->compose, fleet->date_count, "date", "dates"),
			      view_day(flow_arena(page->compose->flow), date->day), date->what,
			      compose_count(page->compose, date->accounts, "account", "accounts"));
}

const char *pdf_fleet_widest_job(const struct pdf_fleet *page)
{
	const struct fleet_overview *fleet = page->fleet;
	const struct fleet_job *most = fleet->jobs;

	for (size_t i = 1; i < fleet->job_count; i++)
		if (fleet->jobs[i].accounts > most->accounts)
			most = &fleet->jobs[i];
	if (!most)
		return NULL;
	return compose_printf(
		page->compose, "Of %s, most accounts share: %s (%s). All of them: overview.xlsx.",
		compose_count(page->compose, fleet->job_count, "job", "jobs"), most->title,
		compose_count(page->compose, most->accounts, "account", "accounts"));
}
