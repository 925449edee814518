/*
 * siblings - the finished reports that stand side by side in one folder: those of one
 * account, about the same profiles, in the same edition. The newest is the baseline of a
 * periodic audit, the oldest go by --keep.
 *
 * Counted are folders only (no links) that belong to who runs the program and that nobody
 * else can write to, whose manifest.json and results.json agree. Everything else is passed
 * over without a word.
 */
#ifndef INPUT_SIBLINGS_H
#define INPUT_SIBLINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/audit.h"

struct arena;
struct error;
struct previous_list;

struct sibling {
	const char *name;	 /* of its folder, below the parent */
	const char **report_ids; /* of its reports, one for each profile */
	size_t report_count;
	int64_t assessed_at; /* ms */
	bool ready;	     /* every report of it */
	dev_t device;
	ino_t inode;
};

struct siblings {
	struct sibling *items; /* newest first */
	size_t count;
};

/* Where they stand. */
struct siblings_place {
	const char *parent;
	const char *below; /* of a fleet: PARENT/DATE/BELOW; NULL = right in the parent */
};

/* The folder that `path`, a report folder that may not exist yet, stands in; NULL = here. */
const char *siblings_parent(struct arena *arena, const char *path);
/* Where those of that report folder stand; `of_fleet`: it is one of a fleet's. */
struct siblings_place siblings_place(struct arena *arena, const char *path, bool of_fleet);

/* Whether the reports of one folder are of `subdomain`, one for each of `audits` by its profile. */
bool siblings_are_like(const char *subdomain, struct audit *const *audits, size_t audit_count,
		       const struct previous_list *reports);
/* Those of `subdomain` like `audits`. In the arena. */
int siblings_read(struct arena *arena, const struct siblings_place *place, const char *subdomain,
		  struct audit *const *audits, size_t audit_count, struct siblings *out,
		  struct error *err);

#endif
