/*
 * field - members that several parts of a profile have: ids, texts that may be left
 * out, numbered steps. Internal to audit/rules/profile.
 *
 * `at` is the place of `object`; texts live in the arena and are never NULL.
 */
#ifndef RULES_PROFILE_FIELD_H
#define RULES_PROFILE_FIELD_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct arena;
struct input;

enum field_id {
	FIELD_ID_OF_PROFILE, /* "jumpcloud-mtp" */
	FIELD_ID_OF_REQUIREMENT,
	FIELD_ID_OF_JOB, /* "reissue-token": lower-case words with hyphens */
};

/* The member "id". */
const char *field_id(struct arena *arena, struct input *in, const cJSON *object, const char *at,
		     enum field_id kind);

/* The text of an optional member, else another. */
const char *field_text_or(struct arena *arena, const cJSON *object, const char *key,
			  const char *otherwise);

/* The member "remediation": at least one step, if it is there. */
const char **field_steps(struct arena *arena, struct input *in, const cJSON *object, const char *at,
			 size_t *count);

#endif
