/*
 * agenda - which request comes next, from what the plan asks for and what the
 * answers have shown so far. Pure: no clock, no network.
 *
 * After GET /me the order is: page 1 of the lists, the token's user, the probes that need no id,
 * what else a profile looks at, further pages, the probes that do, the users, and last the probes
 * of permissions nobody needs: they are the first to go when time is short. A request is given out
 * once, but a refusal of what is needed, which has to stand when it is asked for again.
 *
 * Where something was refused, a closing /me tells whether the token was still accepted
 * (intake.h). Alone at the end it would be a round trip of its own: given company, that many users
 * come last, and it goes out beside them once all that could well be refused is answered. Should
 * one of them be refused after all, its owner has to ask again.
 *
 * A needed permission's next probe is given out when the answer to the one before was of no
 * use; where a listed record is gone meanwhile, the next one is asked for.
 *
 * Nothing that could change something is ever given out: a write probe only if
 * the plan allows it and Syncro documents its refusal (refusal.h).
 */
#ifndef PULL_AGENDA_H
#define PULL_AGENDA_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/net/errand.h"
#include "audit/syncro/idset.h"
#include "audit/syncro/intake.h"

/* How far the probes of a permission have been tried, in order. */
struct asking {
	bool done;
	size_t spec;		   /* the one being tried */
	size_t id;		   /* the record it is tried with */
	const struct errand *sent; /* its request; NULL = none yet */
};

struct agenda {
	struct arena *arena;
	const struct plan *plan;
	struct intake *intake;
	unsigned opened;     /* the lists up to here, whose page 1 was given out */
	bool tickets_needed; /* for a probe some profile needs */
	bool tickets_asked;
	bool tickets_confirmed; /* a refusal of them was asked for again */
	size_t users_seen;	/* rows of the user list looked at */
	struct idset users;	/* details given out */
	struct asking *reads;	/* for each planned permission */
	struct asking *writes;
	size_t looked;		    /* of the plan's looks, given out */
	const char *beside;	    /* a path to be asked beside the last probe; NULL = none */
	const struct errand **sent; /* probes given out */
	size_t sent_count, sent_capacity;
	size_t confirmed; /* of intake->others, looked at for refusals to be asked again */
	size_t company;	  /* of the closing /me: the owner's to set; 0 = it is left to the owner */
	bool closed;	  /* the closing /me was given out */
	size_t doubtful;  /* given out and not back, not sure to be granted */
};

void agenda_init(struct agenda *agenda, struct arena *arena, const struct plan *plan,
		 struct intake *intake);
void agenda_release(struct agenda *agenda);

/* False = nothing (more) to ask for as things stand. */
bool agenda_next(struct agenda *agenda, struct errand *out);
/* One that was given out has come to its end; the intake has the answer. */
void agenda_back(struct agenda *agenda, const struct errand *item);
/* About how many requests are known to be left, for the progress line. */
int64_t agenda_left(const struct agenda *agenda);
/* Whether that is about all: every list was begun, and tells how long it is or has ended. */
bool agenda_is_foreseen(const struct agenda *agenda);

#endif
