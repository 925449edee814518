/*
 * call - one request as the endpoints see it.
 */
#ifndef STANDIN_CALL_H
#define STANDIN_CALL_H

#include <cjson/cJSON.h>
#include <stdint.h>

struct endpoint;
struct options;
struct store;

/* How a fault bends the paging of a list; zeroed = not at all. */
struct bend {
	enum bend_meta {
		BEND_META_NONE = 0,
		BEND_META_HIGH,	   /* tells of more than there is */
		BEND_META_OVER,	   /* of one record more, and of no further page */
		BEND_META_LOW,	   /* of less */
		BEND_META_ABSENT,  /* tells nothing */
		BEND_META_CHANGES, /* tells something else on each page */
	} meta;
	enum bend_rows {
		BEND_ROWS_NONE = 0,
		BEND_ROWS_REPEAT,   /* the page before once more */
		BEND_ROWS_OVERLAP,  /* begins with the last row of the page before */
		BEND_ROWS_VANISH,   /* its first row is not there */
		BEND_ROWS_SHIFT,    /* a row was put in front while reading */
		BEND_ROWS_NO_FIRST, /* the list without its first record, totals too */
		BEND_ROWS_NO_LAST,  /* without its last one */
	} rows;
};

struct call {
	const struct options *options;
	const struct store *store;
	const struct endpoint *endpoint;
	const char *method;
	const char *target; /* "/customers?page=2" */
	const char *path;   /* "/customers" */
	int64_t id;	    /* of a {id} in the path; -1 = none or not a number */
	const cJSON *input; /* what was sent along; NULL = nothing, or not JSON */
	struct bend bend;
};

#endif
