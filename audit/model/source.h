/*
 * source - how well one part of an account, or of the vendor's side, could be
 * read. Plain data; the texts belong to the account's arena and are never NULL.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/model/vocabulary.h"

struct source {
	const char *path;    /* "/customers", "/users/{id}" */
	int status;	     /* of the last answer; 0 = none */
	int64_t pages;	     /* answers read */
	int64_t records;     /* distinct rows */
	int64_t expected;    /* as announced: meta.total_entries; -1 = not told */
	bool complete;	     /* read to its end, every row understood */
	bool refused;	     /* some page was, whatever ended the reading */
	enum reason reason;  /* why not complete; REASON_NONE if complete */
	const char *problem; /* the same as a sentence; "" if complete */
};

#endif
