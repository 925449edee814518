/*
 * fixture_tally - the counts that follow from a format's findings, for formats that list
 * findings and say no counts. Zeroed = empty.
 */
#ifndef TESTS_FIXTURE_TALLY_H
#define TESTS_FIXTURE_TALLY_H

#include <stdbool.h>

#include "audit/model/audit.h"

struct facts;

struct tally {
	struct counts counts;
};

/* Counts one, and adds its fact. A verdict that is none of ours counts nowhere. */
void tally_finding(struct tally *tally, struct facts *facts, const char *id, const char *verdict,
		   bool waived);
void tally_tell(const struct tally *tally, struct facts *facts);

#endif
