/*
 * profile - reads a profile (schema: templates/schema/profile.schema.json).
 * A profile that names a permission the catalogue lacks, a check kind that does
 * not exist or a parameter its kind does not take is refused.
 * `file` is only for messages. Everything lives in `arena`; `catalogue` is
 * borrowed and must live as long.
 */
#ifndef RULES_PROFILE_PROFILE_H
#define RULES_PROFILE_PROFILE_H

#include <stddef.h>

#include "audit/model/profile.h"

struct arena;
struct error;
struct input;

int profile_read(struct arena *arena, struct catalogue *catalogue, const char *file,
		 const char *bytes, size_t length, struct profile **out, struct error *err);

/* The reading itself: notes every mistake in `in`, which is open. What it returns
 * is of use only if there was none. */
struct profile *profile_build(struct arena *arena, struct input *in, struct catalogue *catalogue);

#endif
