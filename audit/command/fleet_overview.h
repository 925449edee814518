/*
 * fleet_overview - the overview of many accounts, out of their report folders: overview.json,
 * overview.xlsx and overview.pdf. One report is in memory at a time, and a row of it is kept.
 *
 * A folder whose manifest.json, results.json or evidence/run.json are not as they were written,
 * whose results.json is of another version or says a verdict that does not follow from its
 * findings, is an account that could not be read, with the reason, and never one left out.
 */
#ifndef COMMAND_FLEET_OVERVIEW_H
#define COMMAND_FLEET_OVERVIEW_H

#include <stddef.h>

#include "audit/core/hash.h"
#include "audit/model/audit.h"

struct arena;
struct error;
struct place;

/* One account of the overview: its report folder, or why there is none. */
struct fleet_account {
	const char *name; /* as the fleet calls it; NULL = as its report does */
	const char *
		folder; /* its report folder (of several profiles: their common one); NULL = none */
	const char *trouble; /* why it has no report, a sentence; NULL = it has one */
};

/* How it is dressed. */
struct fleet_dress {
	enum paper paper;
	const struct brand *brand; /* or NULL */
};

struct fleet_made {
	/* Accounts, by what they come to, whatever a scheduler is told. */
	size_t unread, not_ready, inconclusive, ready;
	char report_id[HASH_UUID]; /* made of those of its reports */
};

#define FLEET_OVERVIEW_FILES 3
extern const char *const fleet_overview_files[FLEET_OVERVIEW_FILES]; /* overview.json first */

/* Writes the three files into `place`, each complete before it gets its name. The edition is the
 * auditor's if one of the reports is. */
int fleet_overview_write(struct arena *arena, const struct fleet_account *accounts, size_t count,
			 const struct place *place, const struct fleet_dress *dress,
			 struct fleet_made *made, struct error *err);

#endif
