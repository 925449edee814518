/*
 * evaluation - what the checks share while one audit is evaluated: the inputs,
 * what is known of every permission, and the issues found so far.
 *
 * Internal to audit/rules. Memory is the audit's arena unless said otherwise.
 */
#ifndef RULES_EVALUATION_H
#define RULES_EVALUATION_H

#include "audit/model/audit.h"

struct arena;
struct right;

struct evaluation {
	struct arena *arena;
	struct audit *audit;
	const struct account *account; /* = audit->account */
	enum reason blocked; /* why nothing could be asked beyond /me; REASON_NONE if it could */
	const struct user *owner;      /* the token's user, if it was read; or NULL */
	struct right *rights;	       /* one for each permission of the catalogue */
	struct customer_issue *issues; /* from xmalloc, moved to the audit at the end */
	size_t issue_count;
	size_t issue_capacity;
};

/* Why a part of the account is not known whole; REASON_NONE if it is. */
enum reason evaluation_gap(const struct evaluation *e, const struct source *source);

/* The fields of that list's rows that could not be understood, the first few by name, as
 * a sentence: "Not as documented: customer 17: field 'email' (page 2, row 7)."; "" = none. */
const char *evaluation_odd_fields(const struct evaluation *e, enum list list, const char *record);

void evaluation_issue(struct evaluation *e, const struct finding *finding,
		      const struct customer *customer, enum issue_kind kind, const char *detail);

/* "1 customer", "3 customers". */
const char *evaluation_count(struct arena *arena, size_t count, const char *one, const char *many);

/* Why the user's own record was lost to a fault; REASON_NONE if it was read, or if nobody
 * may read it, has asked for it, or has such a user. */
enum reason evaluation_lost(const struct user *user);

/*
 * Whether a user is a Global Admin, by the user's detail and, for the token's
 * user, by /me. Two that contradict each other are unknown, and `disagree` (may
 * be NULL) is set; so is /me alone when the other was lost, for it might.
 */
enum tri evaluation_admin(const struct evaluation *e, const struct user *user, bool *disagree);

#endif
