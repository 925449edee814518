/*
 * judgement - whether one reading of a list is whole, and why it is not. Pure.
 */
#ifndef SYNCRO_JUDGEMENT_H
#define SYNCRO_JUDGEMENT_H

#include "audit/syncro/paging.h"

/* Why a reading is not whole: a fault, or that the list moved under it, or that it only
 * promises more records than came. */
enum paging_flaw { PAGING_FAULT, PAGING_MOVED, PAGING_SHORT, PAGING_WHOLE };

struct paging_judgement {
	bool complete;
	enum paging_flaw flaw;
	enum reason reason;
	char problem[200]; /* a clause: "page 3 could not be read: ..."; "" if complete */
	int status;	   /* of the answer that decided */
	int64_t pages;	   /* answers read */
	int64_t expected;  /* -1 = not told */
	bool overstated;   /* all that is wrong: see listing_judge */
	bool refusal;	   /* the reason is a 401 or 403 on page 1 */
};

void paging_judge(const struct paging *paging, struct paging_judgement *out);

#endif
