/*
 * edition_parts - which texts the rows of an audit have, and what is done to
 * each. For edition*.c only.
 */
#ifndef REPORT_EDITION_INTERNAL_H
#define REPORT_EDITION_INTERNAL_H

#include <stdbool.h>

#include "audit/model/audit.h"
#include "report/edition/client_names.h"

enum edition_text {
	EDITION_ADDRESS, /* holds an e-mail address and nothing else */
	EDITION_NAME,	 /* may hold an address; other customers' names may stay */
	EDITION_PROSE,	 /* may hold both */
};

struct edition_field {
	size_t offset;
	enum edition_text text;
};

enum edition_row {
	EDITION_USER,
	EDITION_CUSTOMER,
	EDITION_PROBE,
	EDITION_OBSERVATION,
	EDITION_FINDING,
	EDITION_WAIVER,
	EDITION_PERMISSION,
	EDITION_GROUP,
	EDITION_ISSUE,
	EDITION_ATTESTATION,
	EDITION_ATTESTED,
	EDITION_JOB,
	EDITION_REQUIREMENT,
	EDITION_PROFILE_SOURCE,
	EDITION_PROFILE,
	EDITION_ME,
	EDITION_SOURCE,
	EDITION_REQUEST,
	EDITION_ACCOUNT,
	EDITION_MTP,
	EDITION_COMPARISON,
	EDITION_COMPARED,
	EDITION_COMPARED_ROW,
	EDITION_HISTORY_AUDIT,
	EDITION_HISTORY_ROW,
	EDITION_ROW_COUNT
};

struct editing {
	struct arena *arena;
	bool client;
	struct client_names *others; /* NULL: all customers are shown */
	int64_t only;		     /* with `others`: the one that is */
};

/* The texts of `count` rows as they are shown: `rows` itself if nothing changes. */
void *edition_rows(const struct editing *edition, enum edition_row row, const void *rows,
		   size_t count);
const char **edition_texts(const struct editing *edition, const char **texts, size_t count);

/* NULL stays NULL. Rows that are about another customer than `only` (0: none is) are left
 * out; the numbers count them all the same. */
const struct comparison *edition_comparison(const struct editing *edition,
					    const struct comparison *comparison, int64_t only);

/* NULL stays NULL. What each audit found is in the rows alone. */
const struct history *edition_history(const struct editing *edition, const struct history *history);

/* `text` with "another customer" for each "customer 17" and "customer:17" that is not
 * `only`; `text` itself if there is none. */
const char *edition_hide_numbers(struct arena *arena, const char *text, int64_t only);

/* The names of all customers but one that the audit does not show anyway. */
struct client_names *edition_other_names(const struct audit *audit, int64_t only);

#endif
