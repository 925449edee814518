/*
 * profile_diff - which permissions one integration needs and another does not.
 *
 * A permission is needed if any requirement of the profile names it, of the
 * token or of its user, mandatory or not.
 */
#ifndef RULES_PROFILE_DIFF_H
#define RULES_PROFILE_DIFF_H

#include <stddef.h>

#include "audit/model/profile.h"

struct arena;

struct permission_set {
	size_t *permissions; /* indices into the catalogue, in its order */
	size_t count;
};

struct profile_diff {
	struct permission_set only_a;
	struct permission_set only_b;
	struct permission_set both;
};

/* Both profiles were read with this catalogue. Lives in `arena`. */
void profile_diff(struct arena *arena, const struct catalogue *catalogue, const struct profile *a,
		  const struct profile *b, struct profile_diff *out);

#endif
