/*
 * stand_in_finding - whether an attestation stands in for what left a finding unknown.
 */
#ifndef RULES_CHECK_STAND_IN_FINDING_H
#define RULES_CHECK_STAND_IN_FINDING_H

#include <stdbool.h>

struct attestation;
struct evaluation;
struct finding;

/* Only if it names the very fault, and nothing else that the check reads was lost otherwise. */
bool stand_in_for_finding(const struct evaluation *e, const struct finding *finding,
			  const struct attestation *attestation);

#endif
