#include "audit/rules/profile/diff.h"

#include "audit/core/array.h"
#include "audit/core/mem.h"

static bool *needed_by(struct arena *arena, const struct catalogue *catalogue,
		       const struct profile *profile)
{
	bool *needed = arena_array(arena, catalogue->count, sizeof *needed);

	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++)
			needed[check->permissions[j]] = true;
	}
	return needed;
}

void profile_diff(struct arena *arena, const struct catalogue *catalogue, const struct profile *a,
		  const struct profile *b, struct profile_diff *out)
{
	const bool *by_a = needed_by(arena, catalogue, a);
	const bool *by_b = needed_by(arena, catalogue, b);
	struct permission_set *sets[] = { &out->only_a, &out->only_b, &out->both };

	for (size_t i = 0; i < COUNT_OF(sets); i++)
		*sets[i] = (struct permission_set){
			.permissions = arena_array(arena, catalogue->count, sizeof(size_t)),
		};
	for (size_t i = 0; i < catalogue->count; i++) {
		struct permission_set *set = by_a[i] && by_b[i] ? &out->both
					     : by_a[i]		? &out->only_a
								: &out->only_b;
		if (by_a[i] || by_b[i])
			set->permissions[set->count++] = i;
	}
}
