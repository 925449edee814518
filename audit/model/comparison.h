/*
 * comparison - what changed between two audits of one account: the baseline
 * ("before") and a later one ("after").
 *
 * Matched by stable id, never by title. What one side did not read to its end is
 * not compared, and `gaps` says so: a list that was cut short makes nobody
 * "added" or "removed".
 *
 * All memory belongs to the arena it was made in; texts are never NULL.
 */
#ifndef MODEL_COMPARISON_H
#define MODEL_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/vocabulary.h"

/* What a row is about. */
enum compared {
	COMPARED_REQUIREMENT,
	COMPARED_PERMISSION,
	COMPARED_USER,
	COMPARED_GROUP,
	COMPARED_CUSTOMER,
	COMPARED_ISSUE,
	COMPARED_WAIVER,
	COMPARED_ATTESTATION,
	COMPARED_COUNT
};

enum movement { MOVEMENT_CHANGED, MOVEMENT_ADDED, MOVEMENT_REMOVED, MOVEMENT_COUNT };

/* Which way a requirement went, for a reader (see compare/drift). */
enum drift {
	DRIFT_NOT_COMPARABLE,
	DRIFT_UNCHANGED,
	DRIFT_WORSE,
	DRIFT_LESS_CERTAIN, /* what was seen is not seen any more */
	DRIFT_BETTER,
	DRIFT_INFORMATION, /* neither for nor against */
	DRIFT_COUNT
};

/* Words of results.json: "security-group", "added"; -1 for a word that is none. */
const char *compared_name(enum compared value);
const char *movement_name(enum movement value);
const char *drift_name(enum drift value);
int drift_from_name(const char *wanted);
int compared_from_name(const char *wanted);
int movement_from_name(const char *wanted);

struct comparison_row {
	enum compared kind;
	enum movement movement;
	int64_t id;	    /* of the user or customer; 0 = none */
	const char *key;    /* what it is told apart by beside the id: "JC-5.2", a group's name */
	const char *name;   /* for a reader */
	const char *what;   /* "e-mail, security groups": what changed; "" when added or removed */
	const char *before; /* "" = there was none */
	const char *after;
};

struct compared_finding {
	const char *id, *title;
	enum change change;
	enum drift drift;
	const char *details; /* what changed, beside the verdict; "" = nothing */
	bool was, is;	     /* whether the side has this requirement */
	enum verdict before, after;
	bool waived_before, waived_after;
};

struct comparison_side {
	const char *report_id, *subdomain, *tool_version, *profile_id, *profile_version;
	int64_t assessed_at; /* ms */
	enum overall verdict;
};

/* A customer as an audit named it. */
struct compared_customer {
	int64_t id;
	const char *name;
};

struct comparison {
	struct comparison_side before, after;
	const char *incomparable;	   /* why the findings cannot be compared; "" = they can */
	struct compared_finding *findings; /* in the order of the later one, then what is gone */
	size_t finding_count;
	size_t of_change[CHANGE_COUNT];
	size_t of_drift[DRIFT_COUNT];
	struct comparison_row *rows; /* one for each thing; by kind, then id and key */
	size_t row_count;
	size_t of[COMPARED_COUNT][MOVEMENT_COUNT]; /* rows; an edition may show fewer */
	/* Whom the baseline names, some more than once: a report about one customer tells none. */
	struct compared_customer *earlier;
	size_t earlier_count;
	const char *gaps[COMPARED_COUNT]; /* why something of it is not compared; "" = all is */
};

/* The baseline was assessed later than the audit: what is told as worse may be better. */
bool comparison_is_backwards(const struct comparison *comparison);

/* Nothing changed, and everything could be compared. */
bool comparison_is_empty(const struct comparison *comparison);

#endif
