/*
 * compare_parts - records of two audits matched by id and key. For compare*.c only.
 */
#ifndef COMPARE_INTERNAL_H
#define COMPARE_INTERNAL_H

#include "audit/model/comparison.h"
#include "audit/results/results.h"

struct arena;

#define RECORD_FIELDS 4

/* One thing of one side, as texts. */
struct record {
	int64_t id; /* 0 = it is told apart by its key alone */
	const char *key;
	const char *name;
	const char *sentence;		   /* that says it all in a row; NULL = the fields do */
	const char *fields[RECORD_FIELDS]; /* NULL = not known, and not compared */
};

struct records {
	struct record *items;
	size_t count;
};

/* What a row of that kind tells. */
struct told {
	enum compared kind;
	const char *fields[RECORD_FIELDS + 1]; /* ends in NULL */
	bool first_decides;		       /* the others are told where the first one differs */
	bool first_alone;		       /* and are not told there */
};

/* What stands on both sides of a comparison. */
struct comparing {
	struct arena *arena;
	struct arena *scratch; /* for records, until they are compared */
	const struct results *before, *after;
	struct comparison *out;
	size_t row_capacity; /* of out->rows, which are from xmalloc until the end */
	bool same_profile;   /* id and version */
	bool same_edition;   /* masked alike */
	bool same_version;   /* of the program */
	bool same_wording;   /* the same edition, of the same program */
};

/* Sorts both, and adds a row for each thing that differs. What is there on one side only counts
 * where `added` and `removed` say that the other side was read to its end. */
void compare_records(struct comparing *c, const struct told *told, struct records *before,
		     struct records *after, bool added, bool removed);

/* Findings, and everything else. */
void compare_findings(struct comparing *c);
void compare_rows(struct comparing *c);

#endif
