/*
 * fact - what a report says, as pairs of words: what, and its value in the words of
 * results.json. Each format is read back into facts, and facts are compared, so
 * that a difference can always be told in plain words.
 */
#ifndef MODEL_FACT_H
#define MODEL_FACT_H

#include <stddef.h>

#include "audit/model/comparison.h"
#include "audit/model/vocabulary.h"

struct arena;

/* Kinds are bits: a format shows some of them. */
enum fact_kind {
	FACT_REPORT = 1,     /* which report it is */
	FACT_VERDICT = 2,    /* of the whole */
	FACT_FINDING = 4,    /* verdict of a requirement, and whether it is waived */
	FACT_CLASS = 8,	     /* of a permission in the token matrix */
	FACT_GRANT = 16,     /* whether a permission is needed and granted */
	FACT_PEOPLE = 32,    /* how many users */
	FACT_CUSTOMERS = 64, /* how many customers, and issues with them */
	FACT_COUNT = 128,    /* of each verdict, and of waived ones */
	FACT_CHANGE = 256,   /* what changed since the baseline, where there is one */
};

struct fact {
	enum fact_kind kind;
	const char *what;  /* "verdict of JC-2.1" */
	const char *value; /* "pass" */
};

/* Everything lives in the arena but `items`, which facts_release frees. */
struct facts {
	struct arena *arena;
	struct fact *items;
	size_t count, capacity;
};

void facts_release(struct facts *facts);

/* `value` is copied, `what` a format. */
void fact_add(struct facts *facts, enum fact_kind kind, const char *value, const char *what, ...)
	__attribute__((format(printf, 4, 5)));

/* The facts that every format tells, in the same words. */
void fact_report(struct facts *facts, const char *id);
void fact_overall(struct facts *facts, const char *verdict);
void fact_count(struct facts *facts, enum verdict verdict, const char *count);
void fact_waived(struct facts *facts, const char *count);
void fact_finding(struct facts *facts, const char *id, const char *verdict, int waived);
void fact_permission(struct facts *facts, const char *name, const char *class);
void fact_grant(struct facts *facts, const char *name, const char *needed, const char *granted);
void fact_change(struct facts *facts, const char *id, const char *change);
void fact_gap(struct facts *facts, const char *kind); /* not all of it could be compared */
/* How many rows of each kind were added, removed or changed. */
void fact_moved(struct facts *facts, size_t moved[COMPARED_COUNT][MOVEMENT_COUNT]);
void fact_number(struct facts *facts, enum fact_kind kind, const char *what, size_t number);

/* A value that one side lacks is NULL. */
typedef void fact_tell(void *context, const char *what, const char *expected, const char *found);

/*
 * Tells every difference between the facts of the kinds in `kinds`, by name.
 * Both are sorted. Returns how many there were.
 */
size_t facts_compare(struct facts *expected, struct facts *found, unsigned kinds, fact_tell *tell,
		     void *context);

#endif
