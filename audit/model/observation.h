/*
 * observation - what observations rest on, taken together.
 */
#ifndef MODEL_OBSERVATION_H
#define MODEL_OBSERVATION_H

#include "audit/model/audit.h"

struct arena;

/* The numbers of the requests that these rest on, in the order of the log and each once;
 * the array is the arena's. */
const char **observation_evidence(struct arena *arena, const struct observation *observations,
				  size_t observation_count, size_t *count);

#endif
