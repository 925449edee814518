#include "audit/command/progress.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/log.h"
#include "audit/core/str.h"

#define REDRAW_MS 100
#define WINDOW_MS 60000
/* Three rounds of the usual number in flight: what fewer took says little of the others. */
#define ANSWERED_LEAST 24
#define BAR 20

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* So many, at the speed at which those before them went. */
static int64_t work_ms(const struct progress *progress, int64_t requests)
{
	return requests * progress->busy_ms / progress->answered;
}

/* A minute's requests start together, as the first ones did. */
static int64_t by_the_minute_ms(const struct progress *progress)
{
	const int64_t all = progress->answered + progress->queued;
	const int64_t minute = (all - 1) / progress->rate;
	const int64_t last = all - minute * progress->rate;

	return minute * WINDOW_MS - progress->elapsed_ms +
	       work_ms(progress, last < progress->queued ? last : progress->queued);
}

/* Where something else held them up, it takes the rate that long at least. */
static int64_t by_the_rate_ms(const struct progress *progress, int64_t later)
{
	return progress->waiting_ms + (later - 1) / progress->rate * WINDOW_MS +
	       work_ms(progress, (later - 1) % progress->rate + 1);
}

int64_t progress_left_ms(const struct progress *progress)
{
	const int64_t free = larger(progress->rate - progress->last_minute, 0);
	const int64_t later = progress->queued - free;

	if (!progress->foreseen || progress->answered < ANSWERED_LEAST)
		return -1;
	if (progress->rate <= 0 || later <= 0)
		return progress->waiting_ms + work_ms(progress, progress->queued);
	return larger(work_ms(progress, progress->queued),
		      larger(by_the_minute_ms(progress), by_the_rate_ms(progress, later)));
}

static void add_bar(struct str *out, const struct progress *progress)
{
	const int64_t all = progress->answered + progress->queued;
	const int64_t filled = all > 0 ? progress->answered * BAR / all : 0;

	str_putc(out, '[');
	for (int64_t i = 0; i < BAR; i++)
		str_putc(out, i < filled ? '#' : ' ');
	str_puts(out, "] ");
}

/* In steps that nobody takes for more than a guess. */
void progress_add_left(struct str *out, int64_t left_ms)
{
	static const struct {
		int64_t below_s, step_s, unit_s;
		const char *unit;
	} steps[] = { { 60, 5, 1, "s" }, { 5400, 60, 60, "min" }, { INT64_MAX, 3600, 3600, "h" } };
	const int64_t left = (left_ms + 999) / 1000;
	size_t i = 0;

	if (left <= 5) {
		str_puts(out, "a few seconds left");
		return;
	}
	while (left > steps[i].below_s - steps[i].step_s && i + 1 < COUNT_OF(steps))
		i++;
	str_printf(out, "about %" PRId64 " %s left",
		   (left + steps[i].step_s - 1) / steps[i].step_s * steps[i].step_s /
			   steps[i].unit_s,
		   steps[i].unit);
}

/* What matters most first: a narrow terminal cuts the end. */
void progress_text(const struct progress *progress, char *out, size_t size)
{
	const int64_t left = progress_left_ms(progress);
	struct str text = STR_INIT(STR_LINE);

	if (progress->foreseen)
		add_bar(&text, progress);
	if (left >= 0) {
		progress_add_left(&text, left);
		str_puts(&text, " · ");
	}
	str_puts(&text, progress->what);
	if (progress->expected_pages > 0)
		str_printf(&text, " page %" PRId64 " of %" PRId64, progress->pages,
			   progress->expected_pages);
	else if (progress->pages > 0)
		str_printf(&text, " page %" PRId64, progress->pages);
	str_printf(&text, " · %" PRId64 " answered, %" PRId64 " to go", progress->answered,
		   progress->queued);
	if (progress->waiting_ms >= 1000)
		str_printf(&text, " · waiting %" PRId64 " s", progress->waiting_ms / 1000);
	(void)snprintf(out, size, "%s", str_text(&text));
	str_release(&text);
}

void progress_draw(void *context, const struct progress *progress)
{
	int64_t *drawn_at = context;
	int64_t now = clock_monotonic_ms();
	char text[256];

	if (now - *drawn_at < REDRAW_MS)
		return;
	*drawn_at = now;
	progress_text(progress, text, sizeof text);
	log_progress(text);
}

void progress_stage(const char *format, ...)
{
	struct str text = STR_INIT(STR_LINE);
	char what[256];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(what, sizeof what, format, args);
	va_end(args);
	str_printf(&text, "%s …", what);
	log_progress(str_text(&text));
	str_release(&text);
}

void progress_end(void)
{
	log_progress("");
}
