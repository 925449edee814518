/*
 * recollection_profile - what stands beside a results.json: the profile that it was held
 * against, and what people attested of the token. For recollection.c only.
 */
#ifndef COMMAND_RECOLLECTION_PROFILE_H
#define COMMAND_RECOLLECTION_PROFILE_H

#include "audit/model/audit.h"
#include "audit/results/results.h"

struct arena;
struct error;
struct yardsticks;

/* Zeroed = nothing is known. */
struct recollection_profile {
	const struct profile *profile;
	const struct brand *brand;
	const struct audit *given; /* its attestations of token, groups and customers */
};

/* Fails where there is evidence that cannot be read, or is that of another profile. The profile is
 * that of `known`. */
int recollection_profile(struct arena *arena, const char *report, const struct results *results,
			 struct yardsticks *known, struct recollection_profile *out,
			 struct error *err);

/* Into `to`, as of the moment it was assessed. */
void recollection_attested(struct arena *arena, const struct recollection_profile *beside,
			   struct audit *to);

#endif
