/*
 * need - which permissions a profile asks for, of the token and of its user, mandatory or
 * not; and what several integrations would have too much if they shared a token.
 */
#ifndef RULES_PROFILE_NEED_H
#define RULES_PROFILE_NEED_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/model/profile.h"

struct arena;

/* One flag for each permission of the catalogue. */
struct need {
	const bool *of_token;
	const bool *of_user;
};

/* Of a profile that was read with this catalogue. Lives in `arena`. */
struct need need_of(struct arena *arena, const struct catalogue *catalogue,
		    const struct profile *profile);

/* Of either: what the integration cannot do without. */
bool need_has(const struct need *need, size_t permission);
size_t need_count(const struct need *need, size_t permissions);

/* How many the other one needs beyond it: what it would have too much on one token. */
size_t need_excess(const struct need *need, const struct need *other, size_t permissions);

#endif
