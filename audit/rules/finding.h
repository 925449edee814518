/*
 * finding - building one: its verdict, and the evidence it rests on.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "audit/model/audit.h"

struct arena;

/* `proof` is the weakest the verdict rests on; none for unknown and manual. */
void finding_decide(struct finding *finding, enum verdict verdict, enum proof proof,
		    const char *summary);
void finding_unknown(struct finding *finding, enum reason reason, const char *summary);

/* Adds a piece of evidence; NULL texts become "". */
void finding_observe(struct arena *arena, struct finding *finding,
		     const struct observation *observation);

/* The same, of what the finding was decided by: verdict, proof and reason are its own. */
void finding_conclude(struct arena *arena, struct finding *finding,
		      const struct observation *observation);

/* Adds a sentence to the summary. */
void finding_add(struct arena *arena, struct finding *finding, const char *sentence);

/* What a finding that rests on less than a probe says about that; "" if it need not. */
const char *finding_caveat(enum proof proof);

#endif
