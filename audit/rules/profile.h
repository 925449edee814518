/*
 * profile - reads a profile (schema: templates/schema/profile.schema.json).
 * A profile that names a permission the catalogue lacks, a check kind that does
 * not exist or a parameter its kind does not take is refused.
 * `file` is only for messages. Everything lives in `arena`; `catalogue` is
 * borrowed and must live as long.
 */
#ifndef RULES_PROFILE_H
#define RULES_PROFILE_H

#include <stddef.h>

#include "audit/core/profile.h"

struct arena;
struct error;

int profile_read(struct arena *arena, const struct catalogue *catalogue, const char *file,
		 const char *bytes, size_t length, struct profile **out, struct error *err);

#endif
