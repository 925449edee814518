/*
 * endpoint - what a path below the API root stands for, and back. Pure.
 */
#ifndef SYNCRO_ENDPOINT_H
#define SYNCRO_ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/model/profile.h"

struct arena;

enum endpoint_kind {
	ENDPOINT_OTHER,
	ENDPOINT_ME,
	ENDPOINT_LIST, /* a page of one of the lists */
	ENDPOINT_USER, /* /users/{id} */
};

struct endpoint {
	enum endpoint_kind kind;
	enum list list;
	int64_t page; /* of a list */
	int64_t id;   /* of a user */
};

/* Only paths exactly as endpoint_page and its friends write them are known. */
struct endpoint endpoint_parse(const char *method, const char *path);

const char *endpoint_page(struct arena *arena, enum list list, int64_t page);
const char *endpoint_user(struct arena *arena, int64_t id);

/* The list a placeholder of the template is filled from; LIST_NONE = there is none. */
enum list endpoint_placeholder(const char *template);
const char *endpoint_fill(struct arena *arena, const char *template, int64_t id);
/* Whether the path is the template with an id for its placeholder. */
bool endpoint_matches(const char *template, const char *path);
/* The template for a reader: "/customers/{id}", without the query. */
const char *endpoint_label(struct arena *arena, const char *template);

/* The id the path ends in: of /customers/17 it is 17; 0 = it ends in none. */
int64_t endpoint_record(const char *path);

#endif
