/*
 * replay - "syncro-audit replay FOLDER": evaluate saved evidence again, offline.
 */
#ifndef COMMAND_REPLAY_H
#define COMMAND_REPLAY_H

#include <stddef.h>

#include "audit/option/command.h"

struct audit;
struct evidence_run;

extern const struct command replay_command;

/*
 * The audits that a folder of evidence gives once more, one for each profile, as the run.json
 * read from it says: with the recorded inputs, clock and presentation. Nothing is written and
 * nothing is told; everything lives in the arena.
 */
int replay_again(struct arena *arena, const char *evidence, const struct evidence_run *recorded,
		 struct audit ***audits, size_t *count, struct error *err);

#endif
