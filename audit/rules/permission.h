/*
 * permission - what is known of each permission of the catalogue, and how well.
 *
 * probed > inferred > declared > attested > none; a weaker proof never overrides
 * a stronger one. A refused probe beats everything. A request that was sent, or
 * should have been, and gave no usable answer leaves the permission unknown
 * whatever is declared or attested. Inferred and declared that contradict each
 * other are unknown.
 */
#ifndef RULES_PERMISSION_H
#define RULES_PERMISSION_H

#include <stdbool.h>

#include "audit/model/audit.h"

struct evaluation;

/* The note of what only GET /me says; finding_caveat tells what that leaves open. */
#define PERMISSION_REPORTED "Reported by Syncro."

/* What the note of an inferred grant begins with. */
#define PERMISSION_IMPLIED "Implied by Syncro's answer."

/* What one kind of evidence says. Unknown without a reason: it says nothing. */
struct answer {
	enum tri granted;
	enum proof proof;
	enum reason reason; /* the fault that leaves it unknown */
	const char *source;
	const char *note; /* a sentence, or "" */
};

struct right {
	bool needed;	      /* by the profile */
	bool elsewhere;	      /* by another profile of the run alone: no excess, and not missed */
	bool asked;	      /* a request that shows it was made, or should have been */
	struct answer probed; /* by requests alone: what the token can really do */
	struct answer token;  /* everything put together */
};

/* Fills e->rights. e->blocked and the standing of audit->token are known. */
void permission_resolve(struct evaluation *e);

/* What GET /me says of a permission. */
struct answer permission_declared(const struct evaluation *e, const struct permission *permission);

/* The token matrix: needed ones, then others that are granted, or unknown after
 * a request. */
void permission_matrix(struct evaluation *e);

#endif
