/*
 * fixture_compared - the invented audit with a baseline in which something of every
 * kind was otherwise.
 */
#ifndef TESTS_FIXTURE_COMPARED_H
#define TESTS_FIXTURE_COMPARED_H

#include "tests/unit/fixture_audit.h"

struct arena;
struct comparison;
struct results;

/* Of two that can be compared; the test fails otherwise. */
const struct comparison *fixture_comparison(struct arena *arena, const struct results *before,
					    const struct results *after);
/* The first row of its kind; NULL if there is none. */
const struct comparison_row *fixture_row(const struct comparison *comparison, enum compared kind,
					 enum movement movement, const char *what);

/* What the audit says, as results that may be changed; every list was read to its end. */
struct results *fixture_results(struct fixture_audit *f);
/* Sets the audit's comparison: with itself, as it might have been before. */
void fixture_compared(struct fixture_audit *f);
/* Sets the audit's history: three earlier ones, the oldest of another version of the
 * profile and with a requirement of its own. */
void fixture_history(struct fixture_audit *f);

#endif
