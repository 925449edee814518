#include "audit/rules/plan.h"

#include "audit/core/mem.h"

static void mark_needed(bool *needed, const struct profile *profile)
{
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++)
			needed[check->permissions[j]] = true;
	}
}

static bool can_be_asked(const struct permission *permission, bool write_probes)
{
	for (size_t i = 0; i < permission->probe_count; i++)
		if (write_probes || !permission->probes[i].write)
			return true;
	return false;
}

struct plan *plan_make(struct arena *arena, const struct catalogue *catalogue,
		       const struct profile *const *profiles, size_t profile_count,
		       bool write_probes)
{
	struct plan *plan = arena_alloc(arena, sizeof *plan);
	bool *needed = arena_array(arena, catalogue->count, sizeof *needed);

	plan->catalogue = catalogue;
	plan->write_probes = write_probes;
	plan->probes = arena_array(arena, catalogue->count, sizeof *plan->probes);
	for (size_t i = 0; i < profile_count; i++)
		mark_needed(needed, profiles[i]);
	for (size_t i = 0; i < catalogue->count; i++)
		if (needed[i] && can_be_asked(&catalogue->permissions[i], write_probes))
			plan->probes[plan->count++] = (struct plan_probe){ .permission = i };
	for (size_t i = 0; i < catalogue->count; i++)
		if (!needed[i] && catalogue->permissions[i].excess)
			plan->probes[plan->count++] =
				(struct plan_probe){ .permission = i, .excess = true };
	return plan;
}
