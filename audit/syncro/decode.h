/*
 * decode - Syncro's JSON to the account's structs. Tolerant of what the API is
 * known to do (numbers as strings, nulls, unknown fields, users as arrays or as
 * objects, a group as text, array or null), strict about ids and about the
 * fields that a verdict rests on: a customer without an `email` key at all is
 * not a customer without an e-mail address. A row whose id can be read is a row; what
 * else of it could not be understood is marked as odd.
 *
 * Everything returns false, leaving `out` alone, for what cannot be understood.
 * Texts are cleaned and live in the arena; the tree may go afterwards.
 */
#ifndef SYNCRO_DECODE_H
#define SYNCRO_DECODE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

#include "audit/model/account.h"
#include "audit/syncro/paging.h"

struct arena;

bool decode_me(struct arena *arena, const cJSON *body, struct me *out);
bool decode_user_detail(struct arena *arena, const cJSON *body, int64_t id, struct user *out);

/* The rows of a page of that list; NULL if there is no array of them. */
const cJSON *decode_rows(const cJSON *body, enum list list);
struct paging_meta decode_meta(const cJSON *body);

/* One row: its id, and what was made of it. Of tickets only the id is wanted. */
struct decode_row {
	int64_t id;
	const char *odd_field; /* the first that could not be understood; "" = none */
	union {
		struct user user;
		struct customer customer;
		struct schedule schedule;
	};
};

bool decode_row(struct arena *arena, enum list list, const cJSON *row, struct decode_row *out);

/* What is left of a row; 0 = nothing but its id. */
size_t decode_row_size(enum list list);
/* The id of what is left. */
int64_t decode_row_id(const void *row);
/* Hands the structs of a whole list to the account. */
void decode_keep(struct account *account, enum list list, void *rows, size_t count);

#endif
