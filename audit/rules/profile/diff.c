#include "audit/rules/profile/diff.h"

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/rules/profile/need.h"

void profile_diff(struct arena *arena, const struct catalogue *catalogue, const struct profile *a,
		  const struct profile *b, struct profile_diff *out)
{
	const struct need by_a = need_of(arena, catalogue, a);
	const struct need by_b = need_of(arena, catalogue, b);
	struct permission_set *sets[] = { &out->only_a, &out->only_b, &out->both };

	for (size_t i = 0; i < COUNT_OF(sets); i++)
		*sets[i] = (struct permission_set){
			.permissions = arena_array(arena, catalogue->count, sizeof(size_t)),
		};
	for (size_t i = 0; i < catalogue->count; i++) {
		const bool in_a = need_has(&by_a, i), in_b = need_has(&by_b, i);
		struct permission_set *set = in_a && in_b ? &out->both
					     : in_a	  ? &out->only_a
							  : &out->only_b;
		if (in_a || in_b)
			set->permissions[set->count++] = i;
	}
}
