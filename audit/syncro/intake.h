/*
 * intake - turns answers into what is known of the account, in whatever order
 * they come. The collector and the evidence loader both go through it, so that
 * a replayed account is the pulled one by construction.
 *
 * The first GET /me is the identity; a 401 is asked for once more, and the second answer
 * counts. A later one closes the run: it tells whether the refusals in between were about
 * permissions or about a token that was no longer accepted. Should a refusal come after it was
 * sent, another one closes the run. Only the first /me has to come first. Of a probe asked twice
 * the last answer counts.
 *
 * While a run is on, the collector reads from here what to ask next; assemble.h
 * makes the account of it in the end.
 */
#ifndef SYNCRO_INTAKE_H
#define SYNCRO_INTAKE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/jumpcloud/intake.h"
#include "audit/model/account.h"
#include "audit/syncro/listing.h"

struct arena;

/* Records of a list that a probe may ask for: where one is gone, the next is tried. */
#define INTAKE_FIRST_IDS 3

/* Whose rows stand where, of all that came of a list. */
struct intake_page {
	int64_t page;
	unsigned reading; /* of the list */
	size_t count;
};

/* A field of a row that could not be understood. */
struct intake_odd {
	struct odd_field field;
	unsigned reading;
};

/* User, customer or schedule of each row, as they came: the same id may be there more than
 * once. Each begins with its id. None of tickets. */
struct intake_rows {
	char *structs;
	size_t count, capacity;
	int64_t last;	 /* id */
	bool disordered; /* by their ids, or some came twice */
	struct intake_page *pages;
	size_t page_count, page_capacity;
};

/* An answer to GET /users/{id}. */
struct intake_detail {
	int64_t id;
	int status;
	enum outcome outcome;
	const char *said;
	struct user user; /* if the outcome is ok */
};

/* An answer to anything that is no list, user or /me. */
struct intake_other {
	const char *method;
	const char *path;
	int status;	      /* of the last answer */
	enum outcome outcome; /* of the last answer: a refusal that is asked again has to stand */
	const char *said;     /* with it */
	enum tri grants;      /* what it says of the right it shows: answer_grants */
	size_t answers;
};

struct intake {
	struct arena *arena;
	const struct plan *plan;

	size_t me_answers; /* before it was known whose token it is */
	int me_status;
	enum outcome me_outcome;
	struct me me;
	bool closed;	      /* a second /me was logged */
	int64_t closing_sent; /* ms since 1970, as last_refusal */
	int closing_status;
	enum outcome closing_outcome;
	int64_t closing_user;
	const char *closing_subdomain; /* as the closing /me says; "" = it does not */
	size_t refused;		       /* answers 401 or 403 that are not to /me */
	int64_t last_refusal;	       /* when it had come */
	const char *users_said; /* with the refusal of /users, which asks for no permission */

	struct mtp_intake *mtp; /* NULL = that side is not asked for */
	struct listing lists[LIST_COUNT];
	struct intake_rows rows[LIST_COUNT];
	struct intake_odd *odd_fields; /* in the order they came */
	size_t odd_field_count, odd_field_capacity;
	bool first_answered[LIST_COUNT];		 /* page 1 */
	int64_t first_ids[LIST_COUNT][INTAKE_FIRST_IDS]; /* its smallest ones; 0 = no more */

	struct look *looks; /* for each of the plan's */
	struct intake_detail *details;
	size_t detail_count, detail_capacity;
	struct intake_other *others;
	size_t other_count, other_capacity;
	struct request *requests;
	size_t request_count, request_capacity;
};

/* `arena` takes what the account will point at; it outlives the intake. */
void intake_init(struct intake *intake, struct arena *arena, const struct plan *plan);
/* To be called before the first answer, if the MTP is asked too. */
void intake_expect_mtp(struct intake *intake, const struct mtp_target *target);
void intake_release(struct intake *intake);
void intake_release_rows(struct intake_rows *rows);

/* The id of a row of a list whose rows are kept. */
int64_t intake_row_id(const struct intake *intake, enum list list, size_t row);

/*
 * One logged request with its final answer; `body` is the stored JSON, or NULL
 * if none is. The texts of `request` are borrowed and must outlive the account.
 */
void intake_add(struct intake *intake, const struct request *request, const cJSON *body);

/*
 * Once every answer is in: a refusal in words that /users, which asks for no permission, was
 * refused with too is no word on a permission. (The documented sentence always is one.)
 */
void intake_settle(struct intake *intake);

/* The account that answers, where GET /me names another one than `subdomain`; else NULL. */
const char *intake_stranger(const struct intake *intake, const char *subdomain);
/* The id that the closing GET /me gives, where it is another user's; else 0. */
int64_t intake_other_user(const struct intake *intake);

/* What became of a request that is no list, user or /me; NULL = no answer yet. */
const struct intake_other *intake_find(const struct intake *intake, const char *method,
				       const char *path);

/* Whether a closing /me was sent after every refusal, whatever came of it. */
bool intake_is_closed(const struct intake *intake);

/* Whether 401 and 403 mean what they say: the closing /me still accepted the token. */
bool intake_refusals_stand(const struct intake *intake);

#endif
