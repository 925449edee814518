/*
 * check - the kinds of checks a profile can ask for, and what each one takes.
 *
 *  kind                     parameters (those in brackets may be left out)
 *  token-valid              -
 *  token-expiry             days | open_ended
 *  user-exists              -
 *  permission               permission [of | global_admin_suffices]
 *  permission-family        permissions | family [of] [complete | incomplete_because]
 *  no-excess-permissions    -
 *  least-privilege          -
 *  global-admins            at_least [at_most]
 *  customers-readable       -
 *  customers-unique-names   -
 *  customers-have-names     -
 *  customers-billable       -
 *  emails-distinct          -
 *  customers-have-email     -
 *  email-exists             address
 *  custom-field             on, name [filled]
 *  account-setting          setting, values
 *  product-exists           name | sku
 *  group-access-type        expect
 *  token-owner              global_admin, dedicated or both
 *  mtp-billing-admin        role
 *  attestation              [not_shown_by]
 *  warn-no-invoice-right    -
 *  warn-invoice-soon        -
 *  warn-computed-line       -
 *  warn-few-customers       at_most
 *  warn-single-admin        -
 *  warn-mapped-company      -
 *
 * The warn- kinds tell the reader something and judge nothing: informational when
 * their condition is seen, notapplicable when complete evidence shows that it does
 * not hold, else unknown. A requirement with one cannot be mandatory.
 *
 * permission              the name of one permission. With global_admin_suffices it is
 *                         asked of the token's user, for whom being a Global Admin is
 *                         enough; without, of the token.
 * permissions             names, all of which must be there. `complete`: these are known
 *                         to be all members of the family (default false). A name that the
 *                         catalogue lacks is decided by attestation.
 * family                  instead of permissions: all that the catalogue knows of it.
 * of                      "token" (the default) or "user": whose permissions; a user who is
 *                         a Global Admin has all of them.
 * address                 an e-mail address that an active customer or contact has.
 * on, name, filled        a custom field of customers or of contacts: that there is such a
 *                         field, or that it is filled in for every active customer (a checkbox:
 * ticked). setting, values         "ticket-status", "problem-type" or "priority", and names that
 * must be among them; read with GET /tickets/settings and /settings, which are asked for only where
 * a profile needs them. A list that comes empty is unknown: every account has some. name, sku of a
 * product that is not disabled. expect                  the access type that the security groups of
 * the token's user are attested to have: "All Customers". global_admin, dedicated whether the
 * token's user is a Global Admin; that it is a user of the integration's own, which a person has to
 * attest. incomplete_because      instead of complete: a sentence that the finding ends in, such as
 * "The page names only the ends of this range." not_shown_by            "syncro", "vendor" or
 * "tool": whose interface does not show what a person has to confirm, so that nobody else is blamed
 * for it. days                    for how long the token must still be valid. open_ended true,
 * instead of days: the token must not expire at all. at_least, at_most       how many users may be
 * Global Admins; with warn-few-customers, how many visible customers are still suspiciously few.
 * role                    of an administrator in the vendor's portal (MTP). Its list is
 *                         read where the MTP was asked for; where it was not, or was
 *                         refused, a person has to attest it.
 *
 * A new kind is a row in check.c, with what it reads, a function in checks.h, and its clause in
 * templates/schema/profile.schema.json; a parameter of its own a row in read.c, too.
 */
#ifndef RULES_CHECK_CHECK_H
#define RULES_CHECK_CHECK_H

#include <cjson/cJSON.h>
#include <stdbool.h>

#include "audit/model/profile.h"

struct arena;
struct evaluation;
struct finding;
struct input;

struct check_kind {
	const char *name;
	unsigned takes;	   /* CHECK_ bits */
	unsigned requires; /* those of them that must be there */
	void (*run)(struct evaluation *e, struct finding *finding);
	bool warns;	/* judges nothing, so nothing may depend on it */
	unsigned reads; /* READS_ bits: whose losses it may suffer from */
};

/* What of the account's lists and records a check looks at. Requests that show a permission
 * are none of these: an observation names each with the fault it met. */
enum {
	READS_USERS = 1 << 0,	  /* the user list */
	READS_RECORDS = 1 << 1,	  /* the record of each user */
	READS_OWNER = 1 << 2,	  /* that of the token's user */
	READS_CUSTOMERS = 1 << 3, /* the customer list */
	READS_SCHEDULES = 1 << 4, /* the recurring invoices */
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
	CHECK_OPEN_ENDED = 1 << 8,
	CHECK_INCOMPLETE_BECAUSE = 1 << 9,
	CHECK_NOT_SHOWN_BY = 1 << 10,
	CHECK_FAMILY = 1 << 11,
	CHECK_OF = 1 << 12,
	CHECK_EXPECT = 1 << 13,
	CHECK_GLOBAL_ADMIN = 1 << 14,
	CHECK_DEDICATED = 1 << 15,
	CHECK_ON = 1 << 16,
	CHECK_NAME = 1 << 17,
	CHECK_FILLED = 1 << 18,
	CHECK_ADDRESS = 1 << 19,
	CHECK_SETTING = 1 << 20,
	CHECK_VALUES = 1 << 21,
	CHECK_SKU = 1 << 22,
};

const struct check_kind *check_kind_find(const char *name); /* NULL if there is none */
const struct check_kind *check_kind_at(size_t index);	    /* NULL behind the last one */

/* Whether a check of this kind only warns. */
bool check_warns(const struct check *check);

/* READS_ bits of this very check; everything for a kind that nobody knows. */
unsigned check_reads(const struct check *check);

/* Reads a profile's `check` object; mistakes are noted in `in`. Names of permissions that the
 * catalogue lacks are added to it. */
void check_read(struct arena *arena, struct input *in, struct catalogue *catalogue,
		const cJSON *item, const char *at, struct check *check);

/* Decides one finding, whose requirement is set. */
void check_run(struct evaluation *e, struct finding *finding);

#endif
