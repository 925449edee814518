/*
 * verdict - how verdicts add up. Both combinations are symmetric and
 * associative, so that no order of evidence is better than another.
 */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include <stdbool.h>

#include "audit/model/audit.h"

/*
 * Of two parts that a requirement rests on: fail before unknown before manual
 * before pass before notapplicable before informational.
 */
enum verdict verdict_combine(enum verdict a, enum verdict b);

/* Of two mandatory requirements: not ready before inconclusive before ready. */
enum overall overall_combine(enum overall a, enum overall b);

/* What one finding of a mandatory requirement means for the whole. */
enum overall verdict_overall(enum verdict verdict, bool waived);

/* What the whole rests on, of one finding. */
struct judged {
	enum verdict verdict;
	bool mandatory, waived;
	const struct observation *observations;
	size_t observation_count;
};

/* What findings come to; zeroed, of none yet. Without a mandatory one nothing is proven,
 * and nothing is ready. */
struct whole {
	struct counts counts;
	enum overall verdict;
	bool proven; /* something mandatory is among them */
};

void whole_add(struct whole *whole, const struct judged *finding);
struct whole whole_of_audit(const struct audit *audit);

#endif
