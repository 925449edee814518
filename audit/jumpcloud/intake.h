/*
 * mtp_intake - turns the MTP's answers into what is known of that side, and
 * tells what to ask for next. The collector and the evidence loader both go
 * through it, so that a replay sees the same.
 *
 *	while ((path = mtp_intake_next(intake))) ask, then mtp_intake_add(...);
 *	account->mtp = mtp_intake_assemble(intake);
 */
#ifndef JUMPCLOUD_INTAKE_H
#define JUMPCLOUD_INTAKE_H

#include <cjson/cJSON.h>

#include "audit/model/account.h"

struct arena;
struct mtp_intake;

/* What is asked of which MTP. Borrowed. */
struct mtp_target {
	const char *provider; /* mtp_path_is_id */
	const char *base_url;
	const char *subdomain; /* of the Syncro account */
};

/* `arena` takes what the account will point at; it outlives the intake. */
struct mtp_intake *mtp_intake_new(struct arena *arena, const struct mtp_target *target);
void mtp_intake_free(struct mtp_intake *intake); /* NULL is fine */

/* Of a path that was not (yet) to be asked for, nothing is taken in. */
void mtp_intake_add(struct mtp_intake *intake, const struct request *request, enum outcome outcome,
		    const cJSON *body);

/* NULL = nothing (more): it is all there, or the MTP does not answer. */
const char *mtp_intake_next(const struct mtp_intake *intake);

const struct mtp *mtp_intake_assemble(struct mtp_intake *intake);

#endif
