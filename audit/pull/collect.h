/*
 * collect - pulls an account: GET /me first, then users, details, customers,
 * schedules and probes side by side within the rate, retried by a closed list,
 * until done or the time budget ends. What is missing then is in the log as
 * "not-sent", and unknown. The MTP's side comes last, if it is asked for: over
 * connections of its own, with its own key and its own rate.
 *
 * Called between http_global_init and http_global_release. Answers are redacted
 * before anything is stored or kept. Returns -1 only when there can be no report:
 * the account cannot be reached at all, the evidence cannot be written, or the run
 * was interrupted.
 */
#ifndef PULL_COLLECT_H
#define PULL_COLLECT_H

#include <stdint.h>

#include "audit/core/secret.h"
#include "audit/model/account.h"
#include "audit/pull/watch.h"

struct arena;
struct error;
struct place;
struct turns;

/* The MTP's side. Borrowed. */
struct collect_mtp {
	const char *provider;	  /* mtp_path_is_id */
	const char *base_url;	  /* no slash at the end */
	const struct secret *key; /* sent to base_url only */
};

struct collect_options {
	const char *subdomain;
	const char *base_url;	       /* no slash at the end */
	const struct secret *token;    /* chained to every other secret of the run */
	const struct collect_mtp *mtp; /* NULL = not asked for */
	const struct place *evidence_folder;
	const char *user_agent; /* "syncro-audit/0.1.0" */
	int rate;		/* starts in any 60 s; 0 = no limit */
	struct turns *turns;	/* who it takes turns with; NULL = nobody */
	int concurrency;
	int64_t time_budget_ms;
	struct watch watch;
};

int collect(struct arena *arena, const struct collect_options *options, const struct plan *plan,
	    struct account **out, struct error *err);

/* --dry-run: one "GET /path" per line, in the order they would be sent; what depends
 * on an answer has its placeholder. No request is sent. */
struct str;
void collect_describe(const struct plan *plan, struct str *out);
/* The same for the MTP's side; each line ends in " mtp". */
void collect_describe_mtp(const char *provider, struct str *out);

#endif
