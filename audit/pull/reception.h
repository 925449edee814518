/*
 * reception - what happens to an answer once it is here: read, judged,
 * redacted, stored, taken in. The tree that is taken in is the one that was
 * stored, read again, so that a replay cannot see anything else.
 */
#ifndef PULL_RECEPTION_H
#define PULL_RECEPTION_H

#include <stddef.h>
#include <stdint.h>

#include "audit/core/secret.h"
#include "audit/evidence/evidence.h"
#include "audit/net/courier.h"
#include "audit/syncro/intake.h"

/* So many tokens that answers show are looked for at a time; Syncro shows one. */
#define RECEPTION_SHOWN 8

struct reception {
	struct arena *arena;
	const struct secret *token; /* and those it is chained to: none may be stored */
	struct evidence_log *log;
	struct intake *intake;
	/* The tokens that answers show of their user, as GET /me does: searched for as the others,
	 * to which they are chained. The oldest makes room. */
	struct secret shown[RECEPTION_SHOWN];
	size_t shown_count;  /* ever */
	int64_t wall_offset; /* wall clock minus monotonic clock, ms */
};

void reception_release(struct reception *reception);

/* Releases the delivery's body in any case. -1 only if it cannot be stored. */
int reception_receive(struct reception *reception, struct delivery *delivery, struct error *err);
/* Logs a request that was never sent. */
int reception_skip(struct reception *reception, const struct errand *item, int64_t now,
		   struct error *err);

#endif
