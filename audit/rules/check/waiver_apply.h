/*
 * waiver_apply - accepted exceptions meet the findings. A waiver is recorded beside a
 * verdict and never changes it; it covers fail and manual, and nothing else.
 */
#ifndef RULES_CHECK_WAIVER_APPLY_H
#define RULES_CHECK_WAIVER_APPLY_H

struct evaluation;

/*
 * Decides the standing of every waiver, which customer issues are waived, and
 * which findings are covered: by a waiver of the whole requirement, or when each
 * of its failing or manual objects has one and nothing in it is unknown. Findings
 * and audit->issues are final.
 */
void waiver_apply(struct evaluation *e);

#endif
