/*
 * errand - a request to be carried to an API root: plain data, filled by the agenda.
 */
#ifndef NET_ERRAND_H
#define NET_ERRAND_H

#include <stdbool.h>

#include "audit/model/profile.h"
#include "audit/model/vocabulary.h"

/* Texts live in the arena or the plan. */
struct errand {
	const char *method;
	const char *path;
	const char *body; /* "" for GET */
	bool keep;	  /* its answer's body goes into the evidence folder */
	bool sure;	  /* one of its kind was granted: no refusal is expected */
	enum list list;	  /* of a page; for the progress line */
	enum api api;	  /* whose path it is */
};

#endif
