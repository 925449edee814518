/*
 * verify_outcome - what `verify` has to tell: a line for each check that held and for
 * each difference, and how it ends. For verify_*.c only.
 */
#ifndef COMMAND_VERIFY_OUTCOME_H
#define COMMAND_VERIFY_OUTCOME_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "audit/core/str.h"

struct facts;

enum verify_signature_state {
	VERIFY_UNSIGNED,
	VERIFY_SIGNED_UNCHECKED,
	VERIFY_SIGNED_WRONG, /* or not at all, though it was asked for: told as a difference */
	VERIFY_SIGNED_BY,
};

struct verify_outcome {
	struct str text;
	bool quiet; /* what held is not told */
	size_t differences, unreadable;
	size_t litter;	/* files that are no part of the report, and do no harm */
	bool no_report; /* what was handed over of one */
	/* Bits of formats, by row: whose files are there, and which were held against
	 * results.json. */
	unsigned listed, shown;
	enum verify_signature_state signature;
	struct str signer; /* of one that is valid */
};

#define VERIFY_OUTCOME_INIT                                                                        \
	{                                                                                          \
		.text = STR_INIT(STR_BODY), .signer = STR_INIT(STR_LINE)                           \
	}

/* Whether it is quiet or not; not counted. */
void verify_tells(struct verify_outcome *outcome, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void verify_holds(struct verify_outcome *outcome, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* `what` may be "": then the file itself is what differs. */
void verify_differs(struct verify_outcome *outcome, const char *file, const char *what,
		    const char *expected, const char *found);
void verify_unreadable(struct verify_outcome *outcome, const char *file, const char *why);

/* Facts of the kinds in `kinds`; `source` says where the expected ones come from, " as in
 * results.json". True if there was no difference. */
bool verify_facts(struct verify_outcome *outcome, const char *file, const char *source,
		  struct facts *expected, struct facts *found, unsigned kinds);

/* A file as JSON, against what `source` gives, " by the evidence". True if there was no
 * difference. */
bool verify_trees(struct verify_outcome *outcome, const char *file, const char *source,
		  const cJSON *expected, const cJSON *found);

/* The last line. */
void verify_conclude(struct verify_outcome *outcome);
void verify_release(struct verify_outcome *outcome);

#endif
