/*
 * regression - whether something got worse since the baseline that a scheduler must hear of:
 * what --fail-on regressed answers. Pure.
 */
#ifndef COMPARE_REGRESSION_H
#define COMPARE_REGRESSION_H

#include "audit/model/comparison.h"

/* In the order of what counts more. */
enum regression {
	REGRESSION_NOT_COMPARABLE, /* another profile or version of it, or a later baseline */
	REGRESSION_NONE,
	REGRESSION_UNCHECKED, /* something passed then, and nobody knows now */
	REGRESSION_FAILED,    /* something fails now, uncovered, and did not or was covered */
};

enum regression regression_since(const struct comparison *comparison);

#endif
