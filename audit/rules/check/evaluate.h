/*
 * evaluate - holds the account against the profile. Pure: no I/O, no clock but
 * audit->assessed_at. Same input, same result.
 *
 * Before: profile, catalogue, account, assessed_at, attestations and waivers are
 * set. After: permissions, groups, issues, findings (one for each requirement, in
 * the profile's order), standings, counts and the verdict are.
 *
 * No fault ever becomes a pass: what cannot be told from complete, readable
 * evidence is VERDICT_UNKNOWN with a reason, and nothing fails because it could
 * not be fetched.
 */
#ifndef RULES_CHECK_EVALUATE_H
#define RULES_CHECK_EVALUATE_H

#include "audit/model/audit.h"

struct arena;

void evaluate(struct arena *arena, struct audit *audit);

#endif
