/*
 * source - what an account is read from, and how well each part of it, or of the
 * vendor's side, could be read. Plain data; the texts of a struct source belong
 * to the account's arena and are never NULL.
 *
 * A new list of Syncro's has a value of both enums, a row in source.c, a struct in
 * account.h, a decoder in syncro/decode.c and its fields in syncro/keep.c, which says what is
 * stored of it; whoever reads, tells or compares lists
 * walks them.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/model/vocabulary.h"

/* Lists of Syncro's; page 1 of each is asked for in this order. LIST_NONE is none. */
enum list { LIST_NONE, LIST_USERS, LIST_CUSTOMERS, LIST_SCHEDULES, LIST_TICKETS, LIST_COUNT };

struct list_row {
	const char *path;	 /* "/customers" */
	const char *query;	 /* before the page number */
	const char *key;	 /* where its rows stand; its name in the catalogue, too */
	const char *placeholder; /* stands for the id of one of its rows; "" = nothing does */
	int turn;		 /* of its further pages, from 1; 0 = page 1 is all that is read */
};

extern const struct list_row list_rows[LIST_COUNT];

/* The list whose further pages have that turn; LIST_NONE behind the last one. */
enum list list_of_turn(int turn);

/* The parts of an account, in the order a report tells of them. */
enum source_id {
	SOURCE_ME,
	SOURCE_USERS,
	SOURCE_DETAILS, /* /users/{id}, all of them */
	SOURCE_CUSTOMERS,
	SOURCE_SCHEDULES,
	SOURCE_COUNT
};

#define SOURCE_ME_PATH "/me"
#define SOURCE_DETAILS_PATH "/users/{id}"

const char *source_path(enum source_id id);		 /* "/customers", "/users/{id}" */
const char *source_label(enum source_id id);		 /* "customer list" */
const char *source_words(enum source_id id, bool whole); /* "customers", "part of the customers" */
/* The part that tells of that list; SOURCE_COUNT = none does. */
enum source_id source_of_list(enum list list);

struct source {
	const char *path; /* "/customers", "/users/{id}" */
	int status;	  /* of the last answer; 0 = none */
	int64_t pages;	  /* answers read */
	int64_t records;  /* distinct rows */
	int64_t expected; /* as announced: meta.total_entries; -1 = not told */
	bool complete;	  /* read to its end, every row understood */
	bool refused;	  /* some page was, whatever ended the reading */
	/* Two readings fell short of the number it announces, and nothing else is wrong. */
	bool overstated;
	bool attested;	     /* complete by a person's word for that number */
	enum reason reason;  /* why not complete; REASON_NONE if complete */
	const char *problem; /* the same as a sentence; "" if complete */
};

#endif
