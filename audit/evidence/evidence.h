/*
 * evidence - the evidence folder: requests.jsonl, the redacted bodies, and
 * run.json with everything `replay` needs, the brand's logo.png beside it. Written
 * while the collector runs, and read back as untrusted input (no links, no names with
 * a slash, hashes checked, sizes capped).
 */
#ifndef EVIDENCE_EVIDENCE_H
#define EVIDENCE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/account.h"

struct arena;
struct error;
struct place;

/* A copy of an input file; `text` is its bytes exactly. NULL text = not given. */
struct evidence_input {
	const char *name;
	const char *text;
};

/* How the program was asked, as far as a replay has to know. */
struct evidence_option {
	const char *name; /* "write_probes" */
	const char *text; /* "" = not told */
	bool bare;	  /* a number, true or false */
};

/* A copy of the brand's logo, its bytes exactly: a file of its own, which run.json names
 * with its hash. NULL bytes = not given. */
struct evidence_logo {
	const char *name; /* as the brand names it */
	const unsigned char *bytes;
	size_t size;
};

/* run.json. Memory is the caller's when saved, the arena's when loaded. */
struct evidence_run {
	const char *tool_version;
	const char *subdomain;
	const char *base_url;
	int64_t started_at;
	int64_t finished_at;
	int64_t assessed_at; /* the report's clock of that run */
	struct evidence_option *options;
	size_t option_count;
	const char *mtp_provider; /* NULL = the MTP was not asked */
	const char *mtp_base_url;
	struct evidence_input catalogue;
	struct evidence_input *profiles;
	size_t profile_count;
	struct evidence_input attestations;
	struct evidence_input waivers;
	struct evidence_input *baselines; /* results.json of earlier audits */
	size_t baseline_count;
	struct evidence_input *history; /* copies of what earlier audits found */
	size_t history_count;
	struct evidence_input *work; /* copies of what people wrote into work.xlsx */
	size_t work_count;
	struct evidence_input brand;
	struct evidence_logo logo; /* none where 0.1.0 kept it, in run.json itself */
};

int evidence_save_run(const struct place *folder, const struct evidence_run *run,
		      struct error *err);
int evidence_load_run(struct arena *arena, const char *folder, struct evidence_run **out,
		      struct error *err);

/* Copies the log and the bodies it names, so that a replayed report folder can be
 * replayed too; run.json and the logo are written anew. */
int evidence_copy(const char *from, const struct place *to, const struct account *account,
		  struct error *err);

/* Writing, into a place that stays open, one at a time, in the order of the log. `body`
 * is redacted JSON, or NULL; request->sha256, ->bytes and ->body are filled in (arena
 * memory). */
struct evidence_log;
int evidence_log_open(struct evidence_log **out, const struct place *folder, struct error *err);
int evidence_log_add(struct evidence_log *log, struct arena *arena, struct request *request,
		     const char *body, size_t length, struct error *err);
int evidence_log_commit(struct evidence_log *log, struct error *err); /* frees, in any case */
void evidence_log_free(struct evidence_log *log);		      /* NULL is fine */

#endif
