#include "audit/command/fleet_progress.h"

#include "audit/command/fleet_run.h"
#include "audit/command/progress.h"
#include "audit/core/clock.h"
#include "audit/core/log.h"
#include "audit/core/str.h"

#define WINDOW_MS 60000
#define LINES_MOST 12 /* a terminal has 24 */

/* What all of them sent, and have to send as far as is known. */
struct sum {
	int64_t answered, queued;
	size_t foreseen; /* accounts of which that is all */
};

static struct progress progress_of(const struct fleet_board *board)
{
	struct progress progress = board->progress;

	progress.what = board->what;
	return progress;
}

static struct sum sum_of(const struct fleet *fleet)
{
	struct sum sum = { .answered = 0 };

	for (size_t i = 0; i < fleet->file.count; i++) {
		const struct progress *progress = &fleet->boards[i].progress;
		sum.answered += progress->answered;
		sum.queued += progress->queued;
		sum.foreseen += progress->answered > 0 && progress->foreseen;
	}
	return sum;
}

/* The rest as those that are known, by the rate or as fast as it went; -1 = nobody knows. */
static int64_t left_ms(const struct fleet *fleet, const struct sum *sum, int64_t elapsed_ms)
{
	const int64_t rate = fleet->file.rate;
	int64_t unknown = 0;

	for (size_t i = 0; i < fleet->file.count; i++)
		unknown += !fleet->outcomes[i].kept && fleet->boards[i].progress.answered == 0;
	if (!sum->foreseen || !sum->answered || elapsed_ms <= 0)
		return -1;
	const int64_t each = (sum->answered + sum->queued) / (int64_t)sum->foreseen;
	const int64_t left = sum->queued + unknown * each;
	const int64_t by_speed = left * elapsed_ms / sum->answered;
	const int64_t by_rate =
		rate > 0 ? (sum->answered + left - 1) / rate * WINDOW_MS - elapsed_ms : 0;
	return by_rate > by_speed ? by_rate : by_speed;
}

void fleet_progress_text(const struct fleet *fleet, const size_t *flying, size_t count,
			 size_t ended, int64_t elapsed_ms, struct str *out)
{
	const struct sum sum = sum_of(fleet);
	char line[256];

	for (size_t i = 0; i < count && i < LINES_MOST; i++) {
		const struct progress progress = progress_of(&fleet->boards[flying[i]]);
		progress_text(&progress, line, sizeof line);
		str_printf(out, "%s: %s\n", fleet->file.accounts[flying[i]].name,
			   progress.answered ? line : "begins");
	}
	str_printf(out, "%zu of %zu accounts", ended, fleet->file.count);
	const int64_t left = left_ms(fleet, &sum, elapsed_ms);
	if (left >= 0) {
		str_puts(out, " · ");
		progress_add_left(out, left);
	}
}

void fleet_progress_draw(const struct fleet *fleet, const size_t *flying, size_t count,
			 size_t ended, int64_t began_at)
{
	struct str text = STR_INIT(STR_BODY);

	fleet_progress_text(fleet, flying, count, ended, clock_monotonic_ms() - began_at, &text);
	log_progress(str_text(&text));
	str_release(&text);
}
