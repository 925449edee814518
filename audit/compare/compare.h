/*
 * compare - what changed between two audits of one account. Pure; the same rules for
 * --baseline and for the command compare.
 *
 * Findings: pass to fail is regressed, fail to pass is fixed, absent before is new, any
 * other difference of verdict, reason, waiver, or of what was looked at and its verdict is
 * changed (the words and numbers of an observation are not); of another profile or version
 * of it all are not comparable.
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "audit/model/audit.h"
#include "audit/model/comparison.h"

struct arena;
struct error;
struct results;

/* Everything lives in the arena, or borrows from `before` and `after`. -1 if they are of
 * two accounts. */
int compare_results(struct arena *arena, const struct results *before, const struct results *after,
		    const struct comparison **out, struct error *err);

/* Of an audit that is evaluated: sets its comparison, and the change of each finding. */
int compare_audit(struct arena *arena, const struct results *before, struct audit *audit,
		  struct error *err);

#endif
