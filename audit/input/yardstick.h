/*
 * yardstick - what an account is held against: the profiles of a run, and the catalogue that they
 * were read with. Many runs share one, byte for byte: who reads many of them keeps those that were
 * read, and gets the same one again.
 *
 *	struct yardsticks known = { .count = 0 };
 *	yardsticks_find(&known, &source, &yardstick, &err);
 *	yardsticks_release(&known);
 */
#ifndef INPUT_YARDSTICK_H
#define INPUT_YARDSTICK_H

#include "audit/evidence/evidence.h"
#include "audit/model/profile.h"

struct arena;
struct error;

/* The files as they stand. */
struct yardstick_source {
	const struct evidence_input *catalogue;
	bool recorded; /* it is the copy of an evidence folder: see catalogue.h */
	const struct evidence_input *profiles;
	size_t profile_count;
};

struct yardstick {
	const struct catalogue *catalogue;
	const struct profile **profiles; /* in the order of their files */
};

/* All of it in the arena. The error names the file and the place. */
int yardstick_read(struct arena *arena, const struct yardstick_source *source,
		   struct yardstick *out, struct error *err);

/* Those that were read; zeroed = none. */
struct yardsticks {
	struct yardsticks_item *items;
	size_t count, capacity;
};

/* The one that was read of the very same bytes, else it is read now. It is theirs, until they are
 * released. What has mistakes is not kept: each that has them is told by its own name. */
int yardsticks_find(struct yardsticks *known, const struct yardstick_source *source,
		    struct yardstick *out, struct error *err);
void yardsticks_release(struct yardsticks *known);

#endif
