/*
 * fixture_pull - a small plan, answers given by hand, and an account as text, for
 * the tests of audit/syncro.
 */
#ifndef TESTS_FIXTURE_PULL_H
#define TESTS_FIXTURE_PULL_H

#include <stddef.h>

#include "audit/model/account.h"
#include "audit/model/profile.h"
#include "audit/syncro/intake.h"

struct arena;
struct str;

/* Indices into the catalogue of pull_plan. */
enum {
	PULL_CUSTOMERS_LIST,
	PULL_CUSTOMERS_VIEW,
	PULL_CUSTOMERS_EDIT,
	PULL_TICKETS_LIST,
	PULL_TICKETS_VIEW,
	PULL_TICKETS_CREATE,
	PULL_TICKETS_DELETE, /* nothing shows it */
	PULL_SCHEDULES_LIST,
	PULL_INVOICES, /* excess */
	PULL_ADMIN,    /* excess */
	PULL_COUNT
};

extern const struct plan pull_plan;
extern const struct plan pull_plan_writing; /* the same with write probes */

extern const struct mtp_target pull_mtp;

/* Syncro refusing something, in the words that are documented. */
#define PULL_REFUSED                                                                               \
	"{\"error\":\"Not authorized. Please ask account admin to update your group permissions.\"}"

/* One answer as it would stand in the log. A NULL body is none. */
struct pull_answer {
	const char *path; /* "POST /tickets", "MTP /providers/..."; else a GET to Syncro */
	int status;	  /* 0 = not sent */
	const char *body;
};

#define PULL_ME "{\"user_id\":1,\"user_name\":\"Ann\",\"admin\":false}"

/* The request that logs it, and its tree (the caller's), as the collector has them. */
struct request pull_request(const struct pull_answer *answer);
void pull_give(struct intake *intake, const struct pull_answer *answer);

/* All answers taken in, in this order, to an account; the MTP is asked if one of
 * them is its. */
struct account *pull_account(struct arena *arena, const struct plan *plan,
			     const struct pull_answer *answers, size_t count);

/* Every field of the account as text; requests sorted, so that their order
 * does not matter. */
void pull_dump(struct str *out, const struct account *account);

const struct probe *pull_probe(const struct account *account, size_t permission);

#endif
