/*
 * history - the course of one account's audits against one profile: what each of them
 * found, oldest first, and a row for each requirement, matched by id and never by title.
 *
 * What an audit did not ask for is no verdict at all; of another version of the profile
 * than the newest audit's, a verdict is shown and not compared with it.
 *
 * All memory belongs to the arena it was made in; texts are never NULL.
 */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/audit.h"

/* What one audit found of one requirement. */
struct history_finding {
	const char *id, *title;
	enum verdict verdict;
	bool waived;
};

struct history_audit {
	const char *name; /* of the file it was read from */
	const char *report_id, *subdomain, *profile_id, *profile_version;
	int64_t assessed_at; /* ms */
	enum overall verdict;
	struct counts counts;
	struct history_finding *findings; /* ids are distinct */
	size_t finding_count;
	bool comparable; /* of the newest audit's version of the profile */
	bool changed;	 /* another verdict than the audit before, of the same version */
};

/* Any number of them, of one account and several profiles. */
struct history_list {
	struct history_audit *items;
	size_t count;
	size_t repeated; /* reports left out, because they stand in it already */
};

struct history_cell {
	bool asked; /* else nothing below says anything */
	enum verdict verdict;
	bool waived;
	bool changed; /* or not asked for, in the audit before, of the same version */
};

struct history_row {
	const char *id, *title;
	struct history_cell *cells; /* one for each audit */
};

struct history {
	const char *subdomain, *profile_id;
	const struct history_audit *audits; /* oldest first */
	size_t count;			    /* at least 1 */
	struct history_row
		*rows; /* in the newest audit's order, then what only earlier ones have */
	size_t row_count;
	size_t later; /* reports left out, because they are younger than the audit itself */
	bool mixed;   /* not all of them are comparable */
};

#endif
