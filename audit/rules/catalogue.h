/*
 * catalogue - reads templates/permissions.json (schema:
 * templates/schema/permissions.schema.json) into a struct catalogue.
 * `file` is only for messages. Everything lives in `arena`.
 * A request that does not tell its answer's shape is a mistake, but in the copy that an
 * evidence folder holds: 0.1.0 did not know of shapes.
 */
#ifndef RULES_CATALOGUE_H
#define RULES_CATALOGUE_H

#include <stddef.h>

#include "audit/model/profile.h"

struct arena;
struct error;

int catalogue_read(struct arena *arena, const char *file, const char *bytes, size_t length,
		   struct catalogue **out, struct error *err);
int catalogue_read_recorded(struct arena *arena, const char *file, const char *bytes, size_t length,
			    struct catalogue **out, struct error *err);

/* Index of a permission by name, spellings of the wild accepted ("Customer –
 * View Details", "De-Duplicate"); -1 if the catalogue does not know it. */
long catalogue_find(const struct catalogue *catalogue, const char *name);

/*
 * The same, of a name in a profile: what the catalogue does not know is added behind the
 * rest, so that a vendor's page can be written down as it stands. No request shows it and
 * GET /me does not tell it. Indices stay what they are. In `arena`, as the catalogue.
 */
size_t catalogue_take(struct arena *arena, struct catalogue *catalogue, const char *name);

/* What a name that nobody knows was probably meant to be; NULL if it is like none. */
const char *catalogue_nearest(const struct catalogue *catalogue, const char *name);

#endif
