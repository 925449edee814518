/*
 * replay - the reports that evidence gives once more.
 */
#ifndef COMMAND_REPLAY_H
#define COMMAND_REPLAY_H

#include <stddef.h>

#include "audit/model/vocabulary.h"

struct arena;
struct audit;
struct error;
struct evidence_run;

/*
 * The audits that a folder of evidence gives once more, one for each profile, as the run.json
 * read from it says: with the recorded inputs, clock and presentation, but for the file `brand`,
 * if it is not NULL, and for `edition`. Nothing is written and nothing is told; everything lives
 * in the arena.
 */
int replay_again(struct arena *arena, const char *evidence, const struct evidence_run *recorded,
		 const char *brand, enum edition edition, struct audit ***audits, size_t *count,
		 struct error *err);

#endif
