/*
 * edition_parts - which texts the rows of an audit have, and what is done to
 * each. For the files of this room only.
 */
#ifndef REPORT_EDITION_INTERNAL_H
#define REPORT_EDITION_INTERNAL_H

#include "audit/model/audit.h"

struct arena;

enum edition_text {
	EDITION_TEXT,	 /* may hold addresses, and say what was asked */
	EDITION_ADDRESS, /* holds an e-mail address and nothing else */
};

struct edition_field {
	size_t offset;
	enum edition_text text;
};

enum edition_row {
	EDITION_USER,
	EDITION_CUSTOMER,
	EDITION_OBSERVATION,
	EDITION_FINDING,
	EDITION_WAIVER,
	EDITION_PERMISSION,
	EDITION_GROUP,
	EDITION_ISSUE,
	EDITION_ATTESTATION,
	EDITION_ATTESTED,
	EDITION_JOB,
	EDITION_TOTAL,
	EDITION_REQUIREMENT,
	EDITION_PROFILE_SOURCE,
	EDITION_PROFILE,
	EDITION_ME,
	EDITION_SOURCE,
	EDITION_ACCOUNT,
	EDITION_MTP,
	EDITION_COMPARISON,
	EDITION_COMPARED,
	EDITION_COMPARED_ROW,
	EDITION_HISTORY_AUDIT,
	EDITION_HISTORY_ROW,
	EDITION_ROW_COUNT
};

/* Copies of `count` rows, or of texts, as they are shown. */
void *edition_rows(struct arena *arena, enum edition_row row, const void *rows, size_t count);
const char **edition_texts(struct arena *arena, const char **texts, size_t count);

/* NULL stays NULL. */
const struct comparison *edition_comparison(struct arena *arena,
					    const struct comparison *comparison);

/* NULL stays NULL. What each audit found is in the rows alone. */
const struct history *edition_history(struct arena *arena, const struct history *history);

#endif
