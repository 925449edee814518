#include "audit/rules/profile/job.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/rules/profile/field.h"

#define PLACE "/jobs"

static const struct input_field fields[] = {
	{ "id", INPUT_TEXT, true },	  { "title", INPUT_TEXT, true },
	{ "who", INPUT_TEXT, true },	  { "remediation", INPUT_ARRAY, false },
	{ "about", INPUT_STRING, false },
};

static const struct job *find(const struct profile *profile, const char *id)
{
	for (size_t i = 0; i < profile->job_count; i++)
		if (strcmp(profile->jobs[i].id, id) == 0)
			return &profile->jobs[i];
	return NULL;
}

void job_read_all(struct arena *arena, struct input *in, const cJSON *array,
		  struct profile *profile)
{
	const cJSON *item;

	profile->jobs =
		arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *profile->jobs);
	cJSON_ArrayForEach(item, array)
	{
		const char *at = input_at_index(in, PLACE, profile->job_count);
		(void)input_object(in, item, at, fields, COUNT_OF(fields));
		const char *id = field_id(arena, in, item, at, FIELD_ID_OF_JOB);
		if (*id && find(profile, id))
			input_problem(in, input_at(in, at, "id"),
				      "an id of its own, found '%s' again", id);
		struct job *job = &profile->jobs[profile->job_count++];
		job->id = id;
		job->title = json_text(arena, json_get(item, "title"));
		job->who = json_text(arena, json_get(item, "who"));
		job->remediation = field_steps(arena, in, item, at, &job->remediation_count);
	}
}

const struct job *job_of(struct input *in, const struct profile *profile, const cJSON *requirement,
			 const char *at)
{
	const cJSON *name = input_member(requirement, "job", INPUT_TEXT);
	const struct job *job = name ? find(profile, name->valuestring) : NULL;

	if (name && !job)
		input_problem(in, input_at(in, at, "job"),
			      "the id of one of the jobs of this profile, found \"%.*s\"",
			      text_cut(name->valuestring, 80), name->valuestring);
	return job;
}

static bool is_used(const struct profile *profile, const struct job *job)
{
	for (size_t i = 0; i < profile->requirement_count; i++)
		if (profile->requirements[i].job == job)
			return true;
	return false;
}

void job_check_used(struct input *in, const struct profile *profile)
{
	for (size_t i = 0; i < profile->job_count; i++) {
		const struct job *job = &profile->jobs[i];
		/* An id told twice is one mistake, not two. */
		if (*job->id && find(profile, job->id) == job && !is_used(profile, job))
			input_problem(in, input_at_index(in, PLACE, i),
				      "a job that a requirement names, found '%s', which none does",
				      job->id);
	}
}
