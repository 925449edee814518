/*
 * watch - who looks on while requests are under way: is told how far they are, and may
 * ask them to stop.
 */
#ifndef PULL_WATCH_H
#define PULL_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what;	/* "customers", the last thing read */
	int64_t pages;		/* of that list */
	int64_t expected_pages; /* -1 = not known */
	int64_t answered;	/* requests answered so far, in all */
	int64_t queued;		/* known to be left */
	bool foreseen;		/* they are about all that will be: each list told its length */
	int64_t rate;		/* at most so many start in any 60 s; 0 = no limit */
	int64_t last_minute;	/* started in the last 60 s */
	int64_t waiting_ms;	/* until the rate or Retry-After lets the next one start; 0 */
	int64_t elapsed_ms;	/* since the first */
	int64_t busy_ms;	/* of it, with requests under way */
};

struct watch {
	const volatile sig_atomic_t *stop; /* non-zero: end as soon as possible */
	void (*progress)(void *context, const struct progress *progress); /* or NULL */
	void *context;
};

/* The stop flag is looked at this often, at least. */
#define WATCH_TURN_MS 100

bool watch_wants_stop(const struct watch *watch);
void watch_progress(const struct watch *watch, const struct progress *progress);

#endif
