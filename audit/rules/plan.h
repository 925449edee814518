/*
 * plan - which permissions to probe: all that the profiles need, then those
 * the catalogue marks as worth probing for excess.
 */
#ifndef RULES_PLAN_H
#define RULES_PLAN_H

#include "audit/model/profile.h"

struct arena;

struct plan *plan_make(struct arena *arena, const struct catalogue *catalogue,
		       const struct profile *const *profiles, size_t profile_count,
		       bool write_probes);

#endif
