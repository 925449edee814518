#include "audit/model/observation.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

static int compare_names(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	const size_t long_x = strlen(x), long_y = strlen(y);

	/* E-1000 stands behind E-999. */
	return long_x != long_y ? (long_x > long_y) - (long_x < long_y) : strcmp(x, y);
}

const char **observation_evidence(struct arena *arena, const struct observation *observations,
				  size_t observation_count, size_t *count)
{
	size_t all = 0, kept = 0;

	for (size_t i = 0; i < observation_count; i++)
		all += observations[i].evidence_count;
	const char **names = arena_array(arena, all, sizeof *names);
	all = 0;
	for (size_t i = 0; i < observation_count; i++)
		for (size_t j = 0; j < observations[i].evidence_count; j++)
			names[all++] = observations[i].evidence[j];
	if (all > 1)
		qsort(names, all, sizeof *names, compare_names);
	for (size_t i = 0; i < all; i++)
		if (i == 0 || strcmp(names[i], names[kept - 1]) != 0)
			names[kept++] = names[i];
	*count = kept;
	return names;
}
