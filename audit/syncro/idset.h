/*
 * idset - the ids seen so far, for lists of a hundred thousand rows and more.
 * Zeroed memory is an empty set.
 */
#ifndef SYNCRO_IDSET_H
#define SYNCRO_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct idset {
	int64_t *run; /* each higher than the one before: as lists mostly are */
	size_t run_count, run_capacity;
	int64_t *slots; /* the others; 0 = free; ids are never 0 */
	size_t slot_count, capacity;
	size_t count; /* of all */
};

bool idset_add(struct idset *set, int64_t id); /* false = it was there */
bool idset_has(const struct idset *set, int64_t id);
bool idset_equal(const struct idset *a, const struct idset *b);
void idset_release(struct idset *set);

#endif
