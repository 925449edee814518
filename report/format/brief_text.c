#include "report/format/brief_text.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/view/view.h"

#define NUMBER_AT 1
#define TEXT_AT 4
#define DAY_AT 1
#define WHAT_AT 13

void brief_heading(struct screen *screen, const char *title)
{
	str_putc(&screen->out, '\n');
	screen_say(screen, SCREEN_BOLD, 0, title);
}

void brief_verdict(struct screen *screen, const struct view *view)
{
	TABLE(const enum screen_style, styles, OVERALL_COUNT, [OVERALL_READY] = SCREEN_GOOD,
	      [OVERALL_NOT_READY] = SCREEN_BAD, [OVERALL_INCONCLUSIVE] = SCREEN_OPEN);

	str_putc(&screen->out, '\n');
	screen_begin(screen, 0, 0);
	screen_put(screen, styles[view->audit->verdict], view->verdict);
	screen_put(screen, SCREEN_PLAIN, " · ");
	screen_put(screen, SCREEN_PLAIN, view->title);
	screen_put(screen, SCREEN_DIM, " · ");
	screen_put(screen, SCREEN_DIM, view->audit->account->subdomain);
	screen_end(screen);
	screen_say(screen, SCREEN_PLAIN, 0, view->sentence);
	screen_say(screen, SCREEN_DIM, 0, view->tally);
	if (*view->changes)
		screen_say(screen, SCREEN_PLAIN, 0, view->changes);
}

static void add_job(struct screen *screen, const struct view *view, size_t number)
{
	const struct view_job *job = &view->jobs[number];

	screen_begin(screen, NUMBER_AT, TEXT_AT);
	screen_put(screen, SCREEN_BOLD, arena_printf(view->arena, "%zu", number + 1));
	screen_tab(screen, TEXT_AT);
	screen_put(screen, SCREEN_PLAIN, job->title);
	screen_put(screen, SCREEN_DIM, " · ");
	screen_put(screen, SCREEN_DIM, job->who);
	screen_put(screen, SCREEN_DIM, " · ");
	screen_put(screen, SCREEN_PLAIN, view_job_closes(view->arena, job));
	if (*job->assigned) {
		screen_put(screen, SCREEN_DIM, " · ");
		screen_put(screen, SCREEN_PLAIN, job->assigned);
	}
	screen_end(screen);
}

/* Each urgency is said once, over the jobs it is that of. */
void brief_jobs(struct screen *screen, const struct view *view)
{
	const char *when = "";

	for (size_t i = 0; i < view->job_count; i++) {
		if (strcmp(view->jobs[i].when, when) != 0)
			brief_heading(screen, view->jobs[i].when);
		when = view->jobs[i].when;
		add_job(screen, view, i);
	}
}

void brief_dates(struct screen *screen, const struct view *view)
{
	if (view->date_count)
		brief_heading(screen, "Dates to watch");
	for (size_t i = 0; i < view->date_count; i++) {
		const struct view_date *date = &view->dates[i];
		screen_begin(screen, DAY_AT, WHAT_AT);
		screen_put(screen, date->past ? SCREEN_BAD : SCREEN_OPEN, date->day);
		screen_tab(screen, WHAT_AT);
		screen_put(screen, SCREEN_PLAIN, date->what);
		screen_end(screen);
	}
}
