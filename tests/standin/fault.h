/*
 * fault - a plan of what goes wrong, one fault a line:
 *
 *   GET /customers page=2 -> 429 retry-after=1 times=1
 *   * /users/{id} -> stall ms=5000 after=3
 *   revoke-after=40
 *
 * Before the arrow: method (or *), path ({id} stands for a segment, * for every
 * path), parameters the request must carry. After it: the kind, and
 *   times=N        only the first N requests that fit (default: all)
 *   after=N        not the first N that fit
 *   every=N        of the others one in N, the Nth first (default: each)
 *   retry-after=X  seconds, "date+N" (a date N seconds from now), or anything else
 *   ms=N, mib=N    pace of drip and stall, size of a gzip bomb
 *   body=JSON      of a status, or of a field; without spaces
 *   name=NAME      which field
 * redirect=URL, and a status code as the kind. Kinds are listed in distortion.c.
 */
#ifndef STANDIN_FAULT_H
#define STANDIN_FAULT_H

#include <stddef.h>
#include <stdint.h>

#define FAULT_CONDITIONS 4

struct arena;
struct error;

struct fault {
	const char *method;
	const char *path;
	const char *parameters[FAULT_CONDITIONS]; /* "page=2" */
	size_t parameter_count;
	const char *kind;
	unsigned status;	 /* where the kind is a number */
	const char *retry_after; /* "" = no header */
	const char *location;
	const char *body; /* NULL = the usual one */
	const char *name; /* of a field */
	int64_t ms;
	int64_t mib;
	int64_t after;
	int64_t every;
	int64_t times; /* -1 = always */
	int64_t seen;  /* requests that fitted so far */
};

struct fault_plan {
	struct fault *faults;
	size_t count;
	size_t capacity;
	int64_t revoke_after; /* 0 = never */
};

int fault_plan_load(struct arena *arena, const char *path, struct fault_plan *out,
		    struct error *err);
void fault_plan_release(struct fault_plan *plan);

/* The first fault of the plan that is due for this request, counted; or NULL. The
 * caller keeps two threads from asking at once. */
const struct fault *fault_plan_next(struct fault_plan *plan, const char *method,
				    const char *target);

#endif
