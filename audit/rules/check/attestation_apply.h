/*
 * attestation_apply - attestations meet the findings: which are in force, which decide
 * something, and which are contradicted by evidence.
 */
#ifndef RULES_CHECK_ATTESTATION_APPLY_H
#define RULES_CHECK_ATTESTATION_APPLY_H

struct evaluation;

/* The standing of what was attested; nothing is used yet. */
void attestation_standings(struct evaluation *e);

/*
 * Lets attestations in force decide findings that are manual, and those only. Of
 * two for one requirement the later one counts, on the same day the one that
 * says fail.
 */
void attestation_apply(struct evaluation *e);

#endif
