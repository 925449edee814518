/*
 * recorded - options that a replay has to know, in run.json: those whose row says so, under
 * their names with '_' for '-'.
 */
#ifndef INPUT_RECORDED_H
#define INPUT_RECORDED_H

#include "audit/evidence/evidence.h"
#include "audit/option/table.h"

struct arena;
struct error;

/* What run.json is to say of them. */
void recorded_keep(struct arena *arena, const struct options *options, struct evidence_run *run);

/* Those that were not given become what run.json says; what it does not tell stays as usual. */
int recorded_take(struct arena *arena, const struct evidence_run *run, struct options *options,
		  struct error *err);

#endif
