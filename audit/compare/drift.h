/*
 * drift - which way a requirement went between two audits, as a reader is told. Pure.
 *
 * What fails now and did not is worse, whatever it was, and so is a failure that nothing
 * covers any more. What was met and is open now is less certain, and so is whatever
 * could not be checked now. What is met now and failed or was open is better. All else that differs
 * is new information.
 */
#ifndef COMPARE_DRIFT_H
#define COMPARE_DRIFT_H

#include "audit/model/comparison.h"

/* Of a finding whose `change` and both sides are set. */
enum drift drift_of(const struct compared_finding *finding);

#endif
