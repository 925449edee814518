#include "audit/command/retention.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "audit/command/emptied_day.h"
#include "audit/command/harden.h"
#include "audit/core/error.h"
#include "audit/core/file/removal.h"
#include "audit/core/file/safe.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"

#define TURN_STEP_MS 20
#define TURN_MOST_MS 10000

void retention_choose(const struct siblings *all, size_t own, const bool *in_use, size_t keep,
		      bool *doomed)
{
	size_t kept = 1; /* the new one */
	bool ready_seen = false;

	for (size_t i = 0; i < all->count; i++) {
		const bool last_ready = all->items[i].ready && !ready_seen;
		ready_seen = ready_seen || all->items[i].ready;
		doomed[i] = false;
		if (i == own)
			continue;
		if (kept < keep)
			kept++;
		else
			doomed[i] = i > own && !last_ready && !in_use[i];
	}
}

static size_t index_of(const struct siblings *all, const char *path)
{
	struct stat status;
	size_t i = 0;

	if (stat(path, &status) != 0)
		return all->count;
	while (i < all->count &&
	       (all->items[i].device != status.st_dev || all->items[i].inode != status.st_ino))
		i++;
	return i;
}

/* Also a copy of it: what counts is the report's id. */
static bool is_baseline(const struct sibling *sibling, struct audit *const *audits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; audits[i]->comparison && j < sibling->report_count; j++)
			if (strcmp(audits[i]->comparison->before.report_id,
				   sibling->report_ids[j]) == 0)
				return true;
	return false;
}

/* Two runs at once take turns. The descriptor that holds the lock, or -1. */
static int take_turn(const char *parent, struct error *err)
{
	const struct timespec step = { .tv_nsec = TURN_STEP_MS * 1000000L };
	int fd = safe_folder(parent, err);

	for (int waited = 0; fd >= 0; waited += TURN_STEP_MS) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return fd;
		if (waited >= TURN_MOST_MS || harden_stop_signal ||
		    (errno != EWOULDBLOCK && errno != EINTR))
			break;
		(void)nanosleep(&step, NULL);
	}
	if (fd >= 0) {
		close(fd);
		return error_set(err, "nothing is deleted, another run is at it in '%s'", parent);
	}
	return -1;
}

/* Of a fleet's report, "DATE/NAME": the day, if that was the last one in it. */
static void let_day_go(int fd, const char *parent, const char *report)
{
	struct error err;
	char *day = xstrdup(report);

	*strchr(day, '/') = '\0';
	const int result = emptied_day_remove(fd, parent, day, &err);
	if (result < 0)
		log_message(LOG_ERROR, "--keep: '%s/%s': %s", parent, day, err.message);
	else if (result == 1)
		log_message(LOG_INFO, "'%s/%s': deleted, no report is left in it", parent, day);
	free(day);
}

/* What was asked for and not done is told with --quiet too. */
static void let_go(int fd, const char *parent, const struct siblings *all, const bool *doomed,
		   bool of_fleet)
{
	struct error err;

	for (size_t i = all->count; i > 0; i--) { /* the oldest first */
		const char *name = all->items[i - 1].name;
		if (!doomed[i - 1])
			continue;
		if (removal_report(fd, name, &err) != 0)
			log_message(LOG_ERROR, "--keep: '%s/%s': %s", parent, name, err.message);
		else {
			log_message(LOG_INFO, "'%s/%s': deleted, it is no longer kept", parent,
				    name);
			if (of_fleet)
				let_day_go(fd, parent, name);
		}
	}
}

void retention_apply(const char *path, bool of_fleet, const char *subdomain,
		     struct audit *const *audits, size_t audit_count, size_t keep)
{
	struct arena *arena = arena_new();
	const struct siblings_place place = siblings_place(arena, path, of_fleet);
	struct siblings all = { .count = 0 };
	struct error err;
	int fd = take_turn(place.parent, &err);

	if (fd < 0 ||
	    siblings_read(arena, &place, subdomain, audits, audit_count, &all, &err) != 0) {
		log_message(LOG_ERROR, "--keep: %s", err.message);
		if (fd >= 0)
			close(fd);
		arena_free(arena);
		return;
	}
	bool *in_use = arena_array(arena, all.count, sizeof *in_use);
	bool *doomed = arena_array(arena, all.count, sizeof *doomed);
	for (size_t i = 0; i < all.count; i++)
		in_use[i] = is_baseline(&all.items[i], audits, audit_count);
	retention_choose(&all, index_of(&all, path), in_use, keep, doomed);
	let_go(fd, place.parent, &all, doomed, of_fleet);
	close(fd);
	arena_free(arena);
}
