#include "report/pdf/internal.h"

#include "audit/core/array.h"

#define CARD_PAD 15.0
#define DONUT_CARD (38 + COMPOSE_DONUT_SIZE + 16)
#define DONUT_SHARE 0.56
#define MOST_DATES 6
#define ROOM_FOR_MORE 20.0 /* for the line that says how many actions are not shown */

void pdf_banner(struct compose *compose, const struct pdf_banner *banner, const char *const *lines)
{
	const struct theme_colour colour = banner->colour;
	const struct flow_style title = { 17, FLOW_BOLD, colour.ink };
	struct flow_style body = compose_style(STYLE_BODY);
	struct flow_block *block = compose_block(compose, ROLE_P);
	struct flow_text how = { .x = 62, .y = 13, .width = compose->width - 80, .style = title };

	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .w = compose->width,
					     .radius = 7,
					     .colour = colour.pale });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .x = 16,
					     .y = 16,
					     .w = 32,
					     .h = 32,
					     .radius = 16,
					     .colour = colour.ink });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = 24,
					     .y = 24,
					     .w = 16,
					     .h = 16,
					     .colour = 0xFFFFFF,
					     .value = (int)banner->icon });
	how.y += flow_text(compose->flow, block, &how, banner->label);
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	body.colour = THEME_INK;
	how.style = body;
	for (; *lines; lines++) {
		how.y += flow_text(compose->flow, block, &how, *lines);
		if (lines[1])
			block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	}
	block->height = how.y + 13 > 64 ? how.y + 13 : 64;
	block->items[0].h = block->height;
	block->height += 2;
}

void pdf_verdict(struct compose *compose, enum overall verdict, const char *const *lines)
{
	const struct pdf_banner banner = { theme_overall(verdict), pdf_overall_icon(verdict),
					   view_overall_label(verdict) };

	pdf_banner(compose, &banner, lines);
}

static void card_title(struct compose *compose, struct flow_block *block, double x, double width,
		       const char *title)
{
	const struct flow_style style = { 10.5, FLOW_SEMIBOLD, THEME_INK };

	block->node = flow_node(compose->flow, compose->section, ROLE_H3, "");
	(void)flow_text(
		compose->flow, block,
		&(struct flow_text){
			.x = x + CARD_PAD, .y = 11, .width = width - 2 * CARD_PAD, .style = style },
		title);
}

static void fill_slices(const struct view_counts *counts,
			struct compose_slice slices[VIEW_RESULTS_COUNTED])
{
	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++) {
		const enum view_result result = view_result_order[i];
		const enum verdict verdict = view_result_verdict(result);
		slices[i] = (struct compose_slice){ .label = view_result_label(result),
						    .value = view_counts_of(counts, result),
						    .colour = theme_verdict(verdict),
						    .icon = compose_verdict_icon(verdict) };
	}
}

static void add_donut(struct compose *compose, struct flow_block *block, const struct view *view,
		      double width)
{
	struct compose_slice slices[VIEW_RESULTS_COUNTED];
	struct compose_donut donut = {
		.x = CARD_PAD,
		.y = 38,
		.width = width - 2 * CARD_PAD,
		.value = view->counts.counted ? compose_number(compose, view->counts.met) : "–",
		.below = view->counts.counted
				 ? compose_printf(compose, "of %zu met", view->counts.counted)
				 : "nothing to meet",
		.alt = "Ring of results",
		.slices = slices,
	};

	donut.count = VIEW_RESULTS_COUNTED;
	fill_slices(&view->counts, slices);
	compose_donut(compose, block, &donut);
}

/* A day at the left, and beside it what ends then. */
static double add_date(struct compose *compose, struct flow_block *block, double x, double y,
		       double width, const struct view_date *date)
{
	const double day = 104;
	const int item = flow_node(compose->flow, block->node, ROLE_ITEM, "");
	const int list = block->node;
	struct flow_style style = compose_style(STYLE_LABEL);

	if (date->past)
		style.colour = theme_verdict(VERDICT_FAIL).ink;
	block->node = flow_node(compose->flow, item, ROLE_LABEL, "");
	double height =
		flow_text(compose->flow, block,
			  &(struct flow_text){ .x = x, .y = y, .width = day - 8, .style = style },
			  view_day(flow_arena(compose->flow), date->day));
	block->node = flow_node(compose->flow, item, ROLE_BODY, "");
	double told = compose_text(compose, block, x + day, y, width - day, STYLE_CELL, date->what);
	block->node = list;
	return told > height ? told : height;
}

static double add_dates(struct compose *compose, struct flow_block *block, const struct view *view,
			double x, double width)
{
	const size_t shown = view->date_count < MOST_DATES ? view->date_count : MOST_DATES;
	double y = 38;

	x += CARD_PAD;
	width -= 2 * CARD_PAD;
	block->node = flow_node(compose->flow, compose->section, ROLE_LIST, "");
	for (size_t i = 0; i < shown; i++)
		y += 5 + add_date(compose, block, x, y, width, &view->dates[i]);
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	if (!shown)
		y += compose_text(compose, block, x, y, width, STYLE_NOTE,
				  "No end or expiry within 90 days is known.");
	if (view->date_count > shown)
		y += compose_text(compose, block, x, y, width, STYLE_NOTE,
				  compose_printf(compose,
						 "And %zu more: see Exceptions and "
						 "confirmations.",
						 view->date_count - shown));
	return y;
}

static void add_charts(struct compose *compose, const struct view *view)
{
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	const double left = (compose->width - COMPOSE_GAP) * DONUT_SHARE;
	const double right = compose->width - COMPOSE_GAP - left;

	block->space_before = 10;
	compose_card_box(block, 0, 0, left, 0);
	compose_card_box(block, left + COMPOSE_GAP, 0, right, 0);
	const size_t boxes = block->count;
	card_title(compose, block, 0, left, "Results");
	const size_t first = block->count;
	add_donut(compose, block, view, left);
	const size_t last = block->count;
	card_title(compose, block, left + COMPOSE_GAP, right, "Dates to watch");
	double height = add_dates(compose, block, view, left + COMPOSE_GAP, right) + 6;
	block->height = height > DONUT_CARD ? height : DONUT_CARD;
	/* The donut stands in the middle of what the groups leave it. */
	for (size_t i = first; i < last; i++)
		block->items[i].y += (block->height - DONUT_CARD) / 2;
	for (size_t i = 0; i < boxes; i++)
		block->items[i].h = block->height;
	block->height += 4;
}

static void add_job(struct compose *compose, struct compose_table *table, const struct view *view,
		    size_t number)
{
	const struct view_job *job = &view->jobs[number - 1];
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = compose_printf(compose, "%zu", number) },
		{ .kind = CELL_STRONG,
		  .text = job->title,
		  .target = pdf_job_target(compose, view, job) },
		{ .kind = CELL_TEXT,
		  .text = job->who,
		  .below = *job->assigned
				   ? compose_printf(compose, "%s · %s", job->when, job->assigned)
				   : job->when },
		{ .kind = CELL_MUTED, .text = view_job_closes(flow_arena(compose->flow), job) },
	};

	compose_table_row(table, cells);
}

/* As many jobs as the page holds; the reader is told of the others. */
static void add_jobs(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "No.", 0.065, false },
		{ "Job", 0.415, false },
		{ "Who and when", 0.25, false },
		{ "Closes", 0.27, false },
	};
	const double room = flow_height(compose->flow) - ROOM_FOR_MORE;
	struct compose_table table;
	size_t shown = 0;

	compose_panel_begin(compose, 0);
	compose_title(compose, "What to do, most urgent first");
	if (!view->job_count) {
		compose_paragraph(compose, STYLE_BODY,
				  view->counts.accepted
					  ? "Nothing to do; what is accepted stands under "
					    "Exceptions and confirmations."
					  : "Nothing to do.");
		compose_panel_end(compose);
		return;
	}
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (; shown < view->job_count; shown++) {
		add_job(compose, &table, view, shown + 1);
		if (shown && flow_used(compose->flow) > room) {
			flow_drop(compose->flow, 1);
			table.last = NULL;
			break;
		}
	}
	if (shown < view->job_count)
		compose_paragraph(compose, STYLE_NOTE,
				  compose_printf(compose, "And %s: see What to do.",
						 compose_count(compose, view->job_count - shown,
							       "more job", "more jobs")));
	compose_panel_end(compose);
}

void pdf_summary(struct compose *compose, const struct view *view)
{
	compose->look = LOOK_TINTED;
	compose_page(compose, "Summary", "summary",
		     compose_printf(compose, "%s.syncromsp.com · assessed as of %s",
				    view->audit->account->subdomain, view->assessed_on));
	compose->look = LOOK_PLAIN;
	pdf_verdict(compose, view->audit->verdict,
		    (const char *const[]){ view->sentence, view->tally, view->proof, NULL });
	add_charts(compose, view);
	if (*view->changes)
		compose_paragraph(compose, STYLE_BODY, view->changes);
	add_jobs(compose, view);
}
