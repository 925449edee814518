/*
 * work - what people wrote into the work.xlsx of an earlier report: who does what by when,
 * and how far it is. It decides no verdict.
 *
 * All memory belongs to the arena it was read into. Texts are never NULL.
 */
#ifndef MODEL_WORK_H
#define MODEL_WORK_H

#include <stdbool.h>
#include <stddef.h>

enum work_state {
	WORK_UNTOLD,
	WORK_OPEN,
	WORK_IN_PROGRESS,
	WORK_FIXED,
	WORK_ACCEPTED,
	WORK_DISPUTED,
	WORK_STATES
};

struct work_row {
	const char *requirement;		      /* its id: rows are known by it alone */
	const char *job, *action, *result, *severity; /* as they stood then */
	const char *owner;
	const char *due; /* YYYY-MM-DD, or "" */
	enum work_state state;
	/* YYYY-MM-DD: of the audit whose sheet first said Fixed; "" where it is not. */
	const char *fixed_on;
	const char *response, *note;
};

struct work {
	const char *account, *profile, *report_id;
	const char *assessed_on; /* YYYY-MM-DD: of the report it came with */
	struct work_row *rows;	 /* each requirement once */
	size_t count;
};

/* "In progress"; "" where nothing is told. */
const char *work_state_label(enum work_state state);
/* "in-progress", for machines. */
const char *work_state_name(enum work_state value);
int work_state_from_name(const char *wanted);
/* -1 for a word that is none of them. */
int work_state_of(const char *label);

/* NULL if nothing was written about it; `work` may be NULL. */
const struct work_row *work_find(const struct work *work, const char *requirement);
/* Whether a person wrote anything into it. */
bool work_row_is_written(const struct work_row *row);

#endif
