/*
 * overview - several profiles of one run on one page: how each turned out, the jobs of all of
 * them, what is shared named once, and the dates to watch. As overview.json, .xlsx and .pdf at
 * the top of the folder, beside each profile's own report.
 *
 * It borrows the audits, which are of one account and as their edition shows them, and owns
 * the rest.
 */
#ifndef REPORT_OVERVIEW_OVERVIEW_H
#define REPORT_OVERVIEW_OVERVIEW_H

#include <stdio.h>

#include "audit/core/hash.h"
#include "report/view/view.h"

struct error;

/* What a job closes in one profile. */
struct overview_part {
	size_t profile;		    /* by its number in the run */
	const struct view_job *job; /* as that profile's report has it; a profile may have two */
	const char *closes;	    /* "JC-2.2, 2.3" */
};

struct overview_job {
	enum view_job_kind kind;
	const char *title;
	const char *who;
	const char *when;	     /* of its most urgent part */
	bool mandatory;		     /* one of its requirements is */
	struct overview_part *parts; /* in the order of the profiles */
	size_t part_count;
	const char *closes;   /* "JC-2.2, 2.3; GR-1.2" */
	const char *assigned; /* by people in a work.xlsx: "Ann Lee by 9 December 2026"; "" */
	size_t order;	      /* as the profiles have them */
};

struct overview_date {
	const struct view_date *date;
	size_t *profiles; /* whose report tells of it */
	size_t profile_count;
	size_t order;
};

struct overview {
	struct arena *arena;
	struct view **views; /* one a profile, in the order they were asked for */
	size_t count;
	char report_id[HASH_UUID]; /* the folder's */
	enum overall verdict;	   /* of all of them: not ready, else inconclusive, else ready */
	size_t of[OVERALL_COUNT];
	const char *title;	   /* "3 integrations on one token" */
	const char *sentence;	   /* "Of 3 integrations 1 is ready and 2 are not ready." */
	const char *advice;	   /* a token for each */
	struct overview_job *jobs; /* the mandatory ones first */
	size_t job_count;
	struct overview_date *dates; /* the earliest first */
	size_t date_count;
};

/* `report_id` is the folder's. */
struct overview *overview_new(const struct audit *const *audits, size_t count,
			      const char *report_id);
void overview_free(struct overview *overview); /* NULL is fine */

/* How many profiles a job serves, and which: "JumpCloud, Gradient MSP". */
size_t overview_serves(const struct overview_job *job);
const char *overview_served(const struct overview *overview, const struct overview_job *job);
const char *overview_dated(const struct overview *overview, const struct overview_date *date);

void overview_json_write(FILE *stream, const struct overview *overview);
int overview_xlsx_write(const struct overview *overview, const char *path, struct error *err);

#endif
