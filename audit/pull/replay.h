/*
 * replay - an account made of an evidence folder instead of the wire.
 */
#ifndef PULL_REPLAY_H
#define PULL_REPLAY_H

#include "audit/evidence/evidence.h"
#include "audit/model/profile.h"

/*
 * The account as the folder tells it: the same one, field by field, that
 * collect returned when the folder was written. A body whose hash differs is an error.
 */
int replay_account(struct arena *arena, const char *folder, const struct evidence_run *run,
		   const struct plan *plan, struct account **out, struct error *err);

#endif
