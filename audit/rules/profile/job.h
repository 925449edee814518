/*
 * job - the table of jobs of a profile: each groups the requirements that one piece
 * of work fulfils. Internal to audit/rules/profile.
 */
#ifndef RULES_PROFILE_JOB_H
#define RULES_PROFILE_JOB_H

#include <cjson/cJSON.h>

#include "audit/model/profile.h"

struct arena;
struct input;

/* Fills in profile->jobs; `array` may be NULL: there are none. */
void job_read_all(struct arena *arena, struct input *in, const cJSON *array,
		  struct profile *profile);

/* The job that a requirement's member "job" names, which has to be there; NULL
 * without that member. Reads profile->jobs. */
const struct job *job_of(struct input *in, const struct profile *profile, const cJSON *requirement,
			 const char *at);

/* Notes each job that no requirement names, once all are read. */
void job_check_used(struct input *in, const struct profile *profile);

#endif
