/*
 * collect - pulls an account: GET /me first, then users, details, customers,
 * schedules and probes side by side within the rate, retried by a closed list,
 * until done or the time budget ends. What is missing then is in the log as
 * "not-sent", and unknown. The MTP's side comes last, if it is asked for: over
 * connections of its own, with its own key and its own rate.
 *
 * Answers are redacted before anything is stored or kept. Returns -1 only when
 * there can be no report: the account cannot be reached at all, the evidence
 * cannot be written, or the run was interrupted.
 */
#ifndef SYNCRO_COLLECT_H
#define SYNCRO_COLLECT_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "audit/core/account.h"
#include "audit/core/secret.h"

struct arena;
struct error;
struct place;

struct collect_progress {
	const char *what;       /* "customers", the last thing read */
	int64_t pages;          /* of that list */
	int64_t expected_pages; /* -1 = not known */
	int64_t answered;       /* requests answered so far, in all */
	int64_t queued;         /* known to be left */
	int64_t last_minute;    /* started in the last 60 s */
	int64_t waiting_ms;     /* until the rate or Retry-After lets the next one start; 0 */
	int64_t budget_left_ms;
};

/* The MTP's side. Borrowed. */
struct collect_mtp {
	const char *provider;         /* mtp_path_is_id */
	const char *base_url;         /* no slash at the end */
	const struct secret *key;     /* sent to base_url only */
};

struct collect_options {
	const char *subdomain;
	const char *base_url;         /* no slash at the end */
	const struct secret *token;   /* chained to every other secret of the run */
	const struct collect_mtp *mtp; /* NULL = not asked for */
	const struct place *evidence_folder;
	const char *user_agent;       /* "syncro-audit/0.1.0" */
	int rate;                     /* starts in any 60 s; 0 = no limit */
	int concurrency;
	int64_t time_budget_ms;
	const volatile sig_atomic_t *stop;  /* non-zero: end as soon as possible */
	void (*progress)(void *context, const struct collect_progress *progress); /* or NULL */
	void *progress_context;
};

int collect(struct arena *arena, const struct collect_options *options, const struct plan *plan,
	    struct account **out, struct error *err);

/* --dry-run: one "GET /path" per line, in the order they would be sent; what depends
 * on an answer has its placeholder. No request is sent. */
struct str;
void collect_describe(const struct plan *plan, struct str *out);
/* The same for the MTP's side; each line ends in " mtp". */
void collect_describe_mtp(const char *provider, struct str *out);

/* Once per process, before and after everything else here. */
void collect_global_init(void);
void collect_global_release(void);

#endif
