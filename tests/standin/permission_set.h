/*
 * permission_set - which of Syncro's permissions the token carries here.
 */
#ifndef STANDIN_PERMISSION_SET_H
#define STANDIN_PERMISSION_SET_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct options;

struct permission_set {
	bool all;
	const char **granted;
	size_t granted_count;
	const char **refused; /* wins */
	size_t refused_count;
};

int permission_set_make(struct arena *arena, const struct options *options,
			struct permission_set *out, struct error *err);
/* `name` NULL: nothing is needed. */
bool permission_set_holds(const struct permission_set *set, const char *name);

#endif
