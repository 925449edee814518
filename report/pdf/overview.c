/* Several profiles of one run on a page: the verdicts, the dates and the jobs of all of them. */
#include "report/overview/overview.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/compose/paint.h"
#include "report/pdf/internal.h"
#include "report/pdf/report.h"

#define MOST_DATES 4
#define MOST_SERVED 4	   /* are named */
#define LONGEST_CLOSES 90  /* bytes of ids that are said here */
#define ROOM_FOR_MORE 20.0 /* for the line that says how many jobs are not shown */

static const char *number_of(struct compose *compose, const struct view *view,
			     enum view_result result)
{
	return compose_number(compose, view_counts_of(&view->counts, result));
}

static void add_profile(struct compose *compose, struct compose_table *table,
			const struct view *view)
{
	const struct profile *profile = view->audit->profile;
	const enum overall verdict = view->audit->verdict;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = profile->integration,
		  .target = compose_printf(compose, "%s/report.pdf", profile->id),
		  .about = compose_printf(compose, "The report on %s", profile->integration) },
		{ .kind = CELL_SIGNED,
		  .text = view_overall_label(verdict),
		  .colour = theme_overall(verdict),
		  .value = (int)pdf_overall_icon(verdict) },
		{ .kind = CELL_TEXT, .text = number_of(compose, view, RESULT_MET) },
		{ .kind = CELL_TEXT, .text = number_of(compose, view, RESULT_NOT_MET) },
		{ .kind = CELL_TEXT, .text = number_of(compose, view, RESULT_UNCHECKED) },
		{ .kind = CELL_TEXT, .text = number_of(compose, view, RESULT_TO_CONFIRM) },
		{ .kind = CELL_TEXT, .text = compose_number(compose, view->job_count) },
	};

	compose_table_row(table, cells);
}

static double overall_most(struct compose *compose)
{
	double most = 0;

	for (int overall = 0; overall < OVERALL_COUNT; overall++)
		most = fmax(most, compose_signed_width(compose,
						       view_overall_label((enum overall)overall)));
	return most;
}

static void add_profiles(struct compose *compose, const struct overview *overview)
{
	static const struct compose_column columns[] = {
		{ "Integration", 0.32, false }, { "Result", 0.19, false },
		{ "Met", 0.06, true },		{ "Not met", 0.1, true },
		{ "Not checked", 0.135, true }, { "To confirm", 0.125, true },
		{ "Jobs", 0.07, true },
	};
	struct compose_table table;

	compose_panel_begin(compose, 0);
	compose_title(compose, "Results");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	compose_table_fit(&table, 1, overall_most(compose));
	for (size_t i = 0; i < overview->count; i++)
		add_profile(compose, &table, overview->views[i]);
	compose_table_end(&table);
	compose_panel_end(compose);
}

static void add_dates(struct compose *compose, const struct overview *overview)
{
	static const struct compose_column columns[] = {
		{ "Day", 0.19, false },
		{ "Dates to watch", 0.41, false },
		{ "For", 0.4, false },
	};
	const size_t count = overview->date_count;
	const size_t shown = count < MOST_DATES ? count : MOST_DATES;
	struct compose_table table;

	if (!count)
		return;
	compose_panel_begin(compose, 0);
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < shown; i++) {
		const struct overview_date *date = &overview->dates[i];
		const struct compose_cell cells[] = {
			{ .kind = CELL_STRONG,
			  .text = view_day(flow_arena(compose->flow), date->date->day) },
			{ .kind = CELL_TEXT, .text = date->date->what },
			{ .kind = CELL_MUTED,
			  .text = date->profile_count > MOST_SERVED
					  ? compose_printf(compose, "%zu of %zu integrations",
							   date->profile_count, overview->count)
					  : overview_dated(overview, date) },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
	if (count > shown)
		compose_paragraph(compose, STYLE_NOTE,
				  compose_printf(compose, "And %s: see the reports.",
						 compose_count(compose, count - shown, "more date",
							       "more dates")));
	compose_panel_end(compose);
}

/* The ids, as long as they can be read in a line or two. */
static const char *closes(struct compose *compose, const struct overview_job *job)
{
	size_t requirements = 0;

	if (strlen(job->closes) <= LONGEST_CLOSES)
		return job->closes;
	for (size_t i = 0; i < job->part_count; i++)
		requirements += job->parts[i].job->count;
	return compose_printf(compose, "%zu requirements: see the reports", requirements);
}

static void add_job(struct compose *compose, struct compose_table *table,
		    const struct overview *overview, size_t number)
{
	const struct overview_job *job = &overview->jobs[number - 1];
	const size_t served = overview_serves(job);
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = compose_printf(compose, "%zu", number) },
		{ .kind = CELL_STRONG, .text = job->title },
		{ .kind = CELL_TEXT,
		  .text = job->who,
		  .below = *job->assigned
				   ? compose_printf(compose, "%s · %s", job->when, job->assigned)
				   : job->when },
		{ .kind = CELL_TEXT,
		  .text = served > MOST_SERVED ? compose_printf(compose, "%zu of %zu integrations",
								served, overview->count)
					       : overview_served(overview, job) },
		{ .kind = CELL_MUTED, .text = closes(compose, job) },
	};

	compose_table_row(table, cells);
}

/* As many as the page holds; the reader is told of the others. */
static void add_jobs(struct compose *compose, const struct overview *overview)
{
	static const struct compose_column columns[] = {
		{ "", 0.05, false },   { "Job", 0.3, false },	 { "Who and when", 0.25, false },
		{ "For", 0.2, false }, { "Closes", 0.2, false },
	};
	const double room = flow_height(compose->flow) - ROOM_FOR_MORE;
	struct compose_table table;
	size_t shown = 0;

	compose_panel_begin(compose, 0);
	compose_title(compose, "What to do, most urgent first");
	if (!overview->job_count) {
		compose_paragraph(compose, STYLE_BODY, "Nothing to do.");
		compose_panel_end(compose);
		return;
	}
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (; shown < overview->job_count; shown++) {
		add_job(compose, &table, overview, shown + 1);
		if (shown && flow_used(compose->flow) > room) {
			flow_drop(compose->flow, 1);
			table.last = NULL;
			break;
		}
	}
	if (shown < overview->job_count)
		compose_paragraph(compose, STYLE_NOTE,
				  compose_printf(compose, "And %s: see the reports.",
						 compose_count(compose, overview->job_count - shown,
							       "more job", "more jobs")));
	compose_panel_end(compose);
}

static struct flow *compose_page_of(const struct overview *overview, const struct view *view,
				    const struct flow_measure *measure)
{
	const struct flow_frame frame = pdf_frame(view, measure);
	struct flow *flow = flow_new(&frame, measure);
	struct compose compose;

	compose_init(&compose, flow, view->palette.accent, view->palette.wash);
	compose.look = LOOK_TINTED;
	compose_page(&compose, "Overview", "overview",
		     compose_printf(&compose, "%s.syncromsp.com · assessed as of %s",
				    view->audit->account->subdomain, view->assessed_on));
	compose.look = LOOK_PLAIN;
	pdf_verdict(&compose, overview->verdict,
		    (const char *const[]){ overview->sentence, overview->advice, NULL });
	add_profiles(&compose, overview);
	add_dates(&compose, overview);
	add_jobs(&compose, overview);
	return flow;
}

static int save(const struct overview *overview, const struct view *view,
		struct text_engine *engine, const char *path, struct error *err)
{
	const struct flow_measure measure = paint_measure(engine);
	struct flow *flow = compose_page_of(overview, view, &measure);
	const struct canvas_about about = {
		.title = overview->title,
		.author = view->brand->organisation,
		.subject = arena_printf(flow_arena(flow), "%s.syncromsp.com, assessed as of %s",
					view->audit->account->subdomain, view->assessed_on),
		.keywords = "Syncro, audit, compliance",
		.creator = arena_printf(flow_arena(flow), "syncro-audit %s",
					view->audit->tool_version),
		.language = "en",
		.created_ms = view->audit->assessed_at,
	};

	return pdf_save(engine, flow, view, &about, path, err);
}

int pdf_overview_write(const struct overview *overview, const char *path, size_t *missing_glyphs,
		       struct error *err)
{
	/* Dressed as its reports are, under its own title and number. */
	struct audit audit = *overview->views[0]->audit;
	struct view view = *overview->views[0];
	struct text_engine *engine = text_engine_new(err);

	if (!engine)
		return -1;
	memcpy(audit.report_id, overview->report_id, sizeof audit.report_id);
	view.audit = &audit;
	view.title = overview->title;
	view.whose = arena_printf(overview->arena, "%s.syncromsp.com  ·  %zu integrations",
				  audit.account->subdomain, overview->count);
	int result = save(overview, &view, engine, path, err);
	*missing_glyphs = text_missing(engine);
	text_engine_free(engine);
	return result;
}
