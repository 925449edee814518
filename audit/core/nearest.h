/*
 * nearest - which of some names a mistyped one was probably meant to be.
 *
 *	struct nearest nearest = nearest_to("permision");
 *	nearest_try(&nearest, "permission");
 *	nearest.found			"permission"; NULL: it is like none of them
 *
 * Bytes are counted, letters of ASCII without regard to case; of two that are equally near
 * the first one counts. Names are borrowed.
 */
#ifndef CORE_NEAREST_H
#define CORE_NEAREST_H

#include <stddef.h>

#define NEAREST_LONGEST 80 /* a longer name is like none */

struct nearest {
	const char *name;
	const char *found;
	size_t distance; /* of the one found: letters to insert, leave out or replace */
};

struct nearest nearest_to(const char *name);
void nearest_try(struct nearest *nearest, const char *other);

#endif
