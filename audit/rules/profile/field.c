#include "audit/rules/profile/field.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define LONGEST_ID 63

static const struct {
	const char *letters, *joints; /* joints never come first */
	bool words;		      /* nor last, nor two together */
	const char *expected;
} ids[] = {
	[FIELD_ID_OF_PROFILE] = { LOWER DIGITS, "-", false,
				  "lower-case letters, digits and hyphens as in \"jumpcloud-mtp\"" },
	[FIELD_ID_OF_REQUIREMENT] = { LOWER UPPER DIGITS, "-._", false,
				      "letters, digits, hyphens and dots as in \"JC-2.1\"" },
	[FIELD_ID_OF_JOB] = { LOWER DIGITS, "-", true,
			      "lower-case words with hyphens as in \"reissue-token\"" },
};

static bool are_words(const char *id, const char *joints)
{
	for (const char *c = id; *c; c++)
		if (strchr(joints, *c) && (!c[1] || strchr(joints, c[1])))
			return false;
	return true;
}

/* Ids stand in file names, waivers and other programs: plain ones only. */
static bool is_id(const char *id, enum field_id kind)
{
	const char *c = id;

	if (strlen(id) > LONGEST_ID || strchr(ids[kind].joints, *id))
		return false;
	while (*c && (strchr(ids[kind].letters, *c) || strchr(ids[kind].joints, *c)))
		c++;
	return !*c && (!ids[kind].words || are_words(id, ids[kind].joints));
}

const char *field_id(struct arena *arena, struct input *in, const cJSON *object, const char *at,
		     enum field_id kind)
{
	const char *id = json_text(arena, input_member(object, "id", INPUT_TEXT));

	if (*id && !is_id(id, kind))
		input_problem(in, input_at(in, at, "id"), "%s, found \"%s\"", ids[kind].expected,
			      id);
	return id;
}

const char *field_text_or(struct arena *arena, const cJSON *object, const char *key,
			  const char *otherwise)
{
	const cJSON *member = input_member(object, key, INPUT_TEXT);

	return member ? json_text(arena, member) : otherwise;
}

const char **field_steps(struct arena *arena, struct input *in, const cJSON *object, const char *at,
			 size_t *count)
{
	const cJSON *array = input_member(object, "remediation", INPUT_ARRAY), *step;
	const char *place = input_at(in, at, "remediation");
	const char **steps = arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *steps);

	*count = 0;
	cJSON_ArrayForEach(step, array)
	{
		const char *text = json_text(arena, step);
		if (!cJSON_IsString(step) || !text[strspn(text, " ")])
			input_problem(in, input_at_index(in, place, *count),
				      "a step as a string that is not empty");
		steps[(*count)++] = text;
	}
	if (array && *count == 0)
		input_problem(in, place, "at least one step, found none");
	return steps;
}
