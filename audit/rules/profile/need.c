#include "audit/rules/profile/need.h"

#include "audit/core/mem.h"

struct need need_of(struct arena *arena, const struct catalogue *catalogue,
		    const struct profile *profile)
{
	bool *of_token = arena_array(arena, catalogue->count, sizeof *of_token);
	bool *of_user = arena_array(arena, catalogue->count, sizeof *of_user);

	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++)
			(check->of_user ? of_user : of_token)[check->permissions[j]] = true;
	}
	return (struct need){ of_token, of_user };
}

bool need_has(const struct need *need, size_t permission)
{
	return need->of_token[permission] || need->of_user[permission];
}

size_t need_count(const struct need *need, size_t permissions)
{
	size_t count = 0;

	for (size_t i = 0; i < permissions; i++)
		count += need_has(need, i);
	return count;
}

size_t need_excess(const struct need *need, const struct need *other, size_t permissions)
{
	size_t count = 0;

	for (size_t i = 0; i < permissions; i++)
		count += need_has(other, i) && !need_has(need, i);
	return count;
}
