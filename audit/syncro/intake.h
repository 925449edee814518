/*
 * intake - turns answers into what is known of the account, in whatever order
 * they come. The collector and the evidence loader both go through it, so that
 * a replayed account is the pulled one by construction.
 *
 * The first GET /me is the identity. A later one closes the run: it tells
 * whether the refusals in between were about permissions or about a token that
 * was no longer accepted. Only the first /me has to come first.
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
#include "audit/syncro/paging.h"

struct arena;

/* A row of a list as it came: the same id may be there more than once. */
struct intake_row {
	int64_t id;
	int64_t page;
	size_t row;
	const void *item; /* struct user, customer or schedule; none for tickets */
};

struct intake_rows {
	struct intake_row *items;
	size_t count;
	size_t capacity;
	struct arena *structs; /* what the items point at */
};

/* An answer to GET /users/{id}. */
struct intake_detail {
	int64_t id;
	int status;
	enum outcome outcome;
	struct user user; /* if the outcome is ok */
};

/* An answer to anything that is no list, user or /me. */
struct intake_other {
	const char *method;
	const char *path;
	int status;
	enum outcome outcome;
};

struct intake {
	struct arena *arena;
	const struct plan *plan;

	bool me_answered;
	int me_status;
	enum outcome me_outcome;
	struct me me;
	bool closed; /* a second /me was logged */
	int closing_status;
	enum outcome closing_outcome;
	int64_t closing_user;
	size_t refused; /* answers 401 or 403 that are not to /me */

	struct mtp_intake *mtp; /* NULL = that side is not asked for */
	struct paging lists[LIST_COUNT];
	struct intake_rows rows[LIST_COUNT];
	struct odd_field *odd_fields; /* in the order they came */
	size_t odd_field_count, odd_field_capacity;
	int64_t first_id[LIST_COUNT]; /* smallest of page 1; 0 = not answered, -1 = none */

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

/*
 * One logged request with its final answer; `body` is the stored JSON, or NULL
 * if none is. The texts of `request` are borrowed and must outlive the account.
 */
void intake_add(struct intake *intake, const struct request *request, const cJSON *body);

/* Whether 401 and 403 mean what they say: the closing /me still accepted the token. */
bool intake_refusals_stand(const struct intake *intake);

#endif
