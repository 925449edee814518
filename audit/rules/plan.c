#include "audit/rules/plan.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/look.h"

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

/* Whether a probe that is sent asks for the path of this one too: a 404 shows something only
 * at a path that is there. */
static bool stands_beside(const struct probe_spec *probe, const struct permission *permission)
{
	const char *last = strrchr(probe->path, '/');

	for (size_t i = 0; probe->not_found_grants && i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		const size_t length = strcspn(spec->path, "?");
		if (spec->list == LIST_NONE && !spec->write &&
		    length == (size_t)(last - probe->path) &&
		    strncmp(spec->path, probe->path, length) == 0)
			return true;
	}
	return false;
}

/* What it is answered shows a permission that nobody needs. */
static bool is_asked_beside(const struct catalogue *catalogue, const bool *needed, size_t index)
{
	const struct permission *permission = &catalogue->permissions[index];

	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; needed[i] && j < catalogue->permissions[i].probe_count; j++)
			if (stands_beside(&catalogue->permissions[i].probes[j], permission))
				return true;
	return false;
}

static void add_look(struct plan *plan, const char *path)
{
	for (size_t i = 0; i < plan->look_count; i++)
		if (strcmp(plan->looks[i], path) == 0)
			return;
	plan->looks[plan->look_count++] = path;
}

/* Each request once, whatever number of checks needs it. */
static void add_looks(struct arena *arena, struct plan *plan, const struct profile *const *profiles,
		      size_t count)
{
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		most += profiles[i]->requirement_count;
	plan->looks = arena_array(arena, most, sizeof *plan->looks);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < profiles[i]->requirement_count; j++) {
			const char *path = look_path(arena, &profiles[i]->requirements[j].check);
			if (path)
				add_look(plan, path);
		}
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
	add_looks(arena, plan, profiles, profile_count);
	for (size_t i = 0; i < catalogue->count; i++)
		if (needed[i] && can_be_asked(&catalogue->permissions[i], write_probes))
			plan->probes[plan->count++] = (struct plan_probe){ .permission = i };
	for (size_t i = 0; i < catalogue->count; i++)
		if (!needed[i] &&
		    (catalogue->permissions[i].excess || is_asked_beside(catalogue, needed, i)))
			plan->probes[plan->count++] =
				(struct plan_probe){ .permission = i, .excess = true };
	return plan;
}
