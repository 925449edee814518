/*
 * check - the kinds of checks a profile can ask for, and what each one takes.
 *
 *  kind                     parameters (those in brackets may be left out)
 *  token-valid              -
 *  token-expiry             days
 *  user-exists              -
 *  permission               permission [global_admin_suffices]
 *  permission-family        permissions [complete]
 *  no-excess-permissions    -
 *  least-privilege          -
 *  global-admins            at_least [at_most]
 *  customers-readable       -
 *  customers-unique-names   -
 *  customers-have-names     -
 *  customers-billable       -
 *  emails-distinct          -
 *  mtp-billing-admin        role
 *  attestation              -
 *
 * permission              the name of one permission. With global_admin_suffices it is
 *                         asked of the token's user, for whom being a Global Admin is
 *                         enough; without, of the token.
 * permissions             names, all of which the token must carry. `complete`: these are
 *                         known to be all members of the family (default false: then the
 *                         report says that it is not certain).
 * days                    for how long the token must still be valid.
 * at_least, at_most       how many users may be Global Admins.
 * role                    of an administrator in the vendor's portal.
 *
 * A new kind is a row in check.c, a function in checks.h, and its clause in
 * templates/schema/profile.schema.json.
 */
#ifndef RULES_CHECK_H
#define RULES_CHECK_H

#include <cjson/cJSON.h>
#include <stddef.h>

#include "audit/core/profile.h"

struct arena;
struct evaluation;
struct finding;
struct input;

struct check_kind {
	const char *name;
	unsigned takes;	   /* CHECK_ bits */
	unsigned requires; /* those of them that must be there */
	void (*run)(struct evaluation *e, struct finding *finding);
};

enum {
	CHECK_PERMISSION = 1 << 0,
	CHECK_PERMISSIONS = 1 << 1,
	CHECK_GLOBAL_ADMIN_SUFFICES = 1 << 2,
	CHECK_COMPLETE = 1 << 3,
	CHECK_AT_LEAST = 1 << 4,
	CHECK_AT_MOST = 1 << 5,
	CHECK_DAYS = 1 << 6,
	CHECK_ROLE = 1 << 7,
};

const struct check_kind *check_kind_find(const char *name); /* NULL if there is none */
const struct check_kind *check_kind_at(size_t index);	    /* NULL behind the last */

/* Reads a profile's `check` object; mistakes are noted in `in`. */
void check_read(struct arena *arena, struct input *in, const struct catalogue *catalogue,
		const cJSON *item, const char *at, struct check *check);

/* Decides one finding, whose requirement is set. */
void check_run(struct evaluation *e, struct finding *finding);

#endif
