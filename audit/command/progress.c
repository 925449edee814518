#include "audit/command/progress.h"

#include <inttypes.h>
#include <stdio.h>

#include "audit/core/clock.h"
#include "audit/core/log.h"

#define REDRAW_MS 100

void progress_text(const struct progress *progress, char *out, size_t size)
{
	char pages[64] = "";
	char waiting[64] = "";
	int64_t left = progress->budget_left_ms / 1000;

	if (progress->expected_pages > 0)
		(void)snprintf(pages, sizeof pages, " page %" PRId64 " of %" PRId64,
			       progress->pages, progress->expected_pages);
	else if (progress->pages > 0)
		(void)snprintf(pages, sizeof pages, " page %" PRId64, progress->pages);
	if (progress->waiting_ms >= 1000)
		(void)snprintf(waiting, sizeof waiting, " · waiting %" PRId64 " s",
			       progress->waiting_ms / 1000);
	(void)snprintf(out, size,
		       "%s%s · %" PRId64 " answered, %" PRId64 " to go · %" PRId64
		       " in the last minute%s · %" PRId64 ":%02" PRId64 " left",
		       progress->what, pages, progress->answered, progress->queued,
		       progress->last_minute, waiting, left / 60, left % 60);
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
