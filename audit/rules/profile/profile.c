#include "audit/rules/profile/profile.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/web_address.h"
#include "audit/rules/check/check.h"
#include "audit/rules/profile/field.h"
#include "audit/rules/profile/job.h"

static const struct input_field root_fields[] = {
	{ "$schema", INPUT_STRING, false },   { "id", INPUT_TEXT, true },
	{ "version", INPUT_TEXT, true },      { "title", INPUT_TEXT, true },
	{ "vendor", INPUT_TEXT, true },	      { "integration", INPUT_TEXT, false },
	{ "description", INPUT_TEXT, false }, { "sources", INPUT_ARRAY, true },
	{ "jobs", INPUT_ARRAY, false },	      { "requirements", INPUT_ARRAY, true },
	{ "about", INPUT_STRING, false }, /* a note to whoever reads the file */
};

static const struct input_field source_fields[] = {
	{ "title", INPUT_TEXT, true },
	{ "url", INPUT_TEXT, true },
	{ "retrieved", INPUT_DATE, true },
	{ "about", INPUT_STRING, false },
};

static const struct input_field requirement_fields[] = {
	{ "id", INPUT_TEXT, true },	      { "title", INPUT_TEXT, true },
	{ "action", INPUT_TEXT, false },      { "job", INPUT_TEXT, false },
	{ "group", INPUT_TEXT, false },	      { "severity", INPUT_TEXT, true },
	{ "mandatory", INPUT_BOOLEAN, true }, { "documented", INPUT_TEXT, false },
	{ "rationale", INPUT_TEXT, true },    { "reference", INPUT_STRING, true },
	{ "where", INPUT_TEXT, false },	      { "remediation", INPUT_ARRAY, true },
	{ "check", INPUT_OBJECT, true },      { "about", INPUT_STRING, false },
};

static const char *const severities[] = { "high", "medium", "low", "info" };

static void check_url(struct input *in, const char *at, const char *url)
{
	if (*url && !web_address(url))
		input_problem(in, at,
			      "an address that begins with https:// or http://, with a host, and "
			      "without blanks, found \"%s\"",
			      url);
}

static void read_sources(struct arena *arena, struct input *in, const cJSON *array,
			 struct profile *profile)
{
	const cJSON *item;

	profile->sources =
		arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *profile->sources);
	cJSON_ArrayForEach(item, array)
	{
		struct profile_source *source = &profile->sources[profile->source_count];
		const char *at = input_at_index(in, "/sources", profile->source_count++);
		(void)input_object(in, item, at, source_fields, COUNT_OF(source_fields));
		source->title = json_text(arena, json_get(item, "title"));
		source->url = json_text(arena, json_get(item, "url"));
		source->retrieved = json_text(arena, json_get(item, "retrieved"));
		check_url(in, input_at(in, at, "url"), source->url);
	}
	if (array && profile->source_count == 0)
		input_problem(in, "/sources",
			      "at least one page that it was taken from, found none");
}

/* What is to be done, where the profile does not say it: a title is a statement that is
 * true when all is well, and would read as a fact. */
static const char *action_of(struct arena *arena, const cJSON *item, const char *title)
{
	return field_text_or(arena, item, "action", arena_printf(arena, "Make sure: %s", title));
}

static enum severity read_severity(struct input *in, const cJSON *item, const char *at)
{
	const cJSON *member = input_member(item, "severity", INPUT_TEXT);
	int which = member ? input_choice(in, member, input_at(in, at, "severity"), severities,
					  COUNT_OF(severities))
			   : -1;
	int severity = which < 0 ? -1 : severity_from_name(severities[which]);

	return severity < 0 ? SEVERITY_INFO : (enum severity)severity;
}

static void read_requirement(struct arena *arena, struct input *in, struct catalogue *catalogue,
			     const struct profile *profile, const cJSON *item, const char *at,
			     struct requirement *requirement)
{
	(void)input_object(in, item, at, requirement_fields, COUNT_OF(requirement_fields));
	requirement->id = field_id(arena, in, item, at, FIELD_ID_OF_REQUIREMENT);
	requirement->title = json_text(arena, json_get(item, "title"));
	requirement->action = action_of(arena, item, requirement->title);
	requirement->job = job_of(in, profile, item, at);
	requirement->group = field_text_or(arena, item, "group", "Requirements");
	requirement->severity = read_severity(in, item, at);
	requirement->mandatory = cJSON_IsTrue(json_get(item, "mandatory"));
	requirement->documented = field_text_or(arena, item, "documented", requirement->title);
	requirement->rationale = json_text(arena, json_get(item, "rationale"));
	requirement->reference = json_text(arena, json_get(item, "reference"));
	requirement->where = field_text_or(arena, item, "where", "");
	check_url(in, input_at(in, at, "reference"), requirement->reference);
	requirement->remediation =
		field_steps(arena, in, item, at, &requirement->remediation_count);
	check_read(arena, in, catalogue, json_get(item, "check"), input_at(in, at, "check"),
		   &requirement->check);
	if (requirement->mandatory && check_warns(&requirement->check))
		input_problem(in, input_at(in, at, "mandatory"),
			      "false, because a check of the kind %s only warns",
			      requirement->check.kind);
}

static void check_unique(struct input *in, const struct profile *profile, size_t index,
			 const char *at)
{
	const char *id = profile->requirements[index].id;

	for (size_t i = 0; *id && i < index; i++)
		if (strcmp(profile->requirements[i].id, id) == 0) {
			input_problem(in, input_at(in, at, "id"),
				      "an id of its own, found '%s' again", id);
			return;
		}
}

static void read_requirements(struct arena *arena, struct input *in, struct catalogue *catalogue,
			      const cJSON *array, struct profile *profile)
{
	const cJSON *item;

	profile->requirements = arena_array(arena, (size_t)cJSON_GetArraySize(array),
					    sizeof *profile->requirements);
	cJSON_ArrayForEach(item, array)
	{
		size_t index = profile->requirement_count++;
		const char *at = input_at_index(in, "/requirements", index);
		read_requirement(arena, in, catalogue, profile, item, at,
				 &profile->requirements[index]);
		check_unique(in, profile, index, at);
	}
	if (array && profile->requirement_count == 0)
		input_problem(in, "/requirements", "at least one requirement, found none");
}

struct profile *profile_build(struct arena *arena, struct input *in, struct catalogue *catalogue)
{
	struct profile *profile = arena_alloc(arena, sizeof *profile);
	const cJSON *root = in->root;

	(void)input_object(in, root, "", root_fields, COUNT_OF(root_fields));
	profile->id = field_id(arena, in, root, "", FIELD_ID_OF_PROFILE);
	profile->version = json_text(arena, json_get(root, "version"));
	profile->title = json_text(arena, json_get(root, "title"));
	profile->vendor = json_text(arena, json_get(root, "vendor"));
	profile->integration = field_text_or(arena, root, "integration", profile->vendor);
	profile->description = field_text_or(arena, root, "description", profile->title);
	read_sources(arena, in, input_member(root, "sources", INPUT_ARRAY), profile);
	job_read_all(arena, in, input_member(root, "jobs", INPUT_ARRAY), profile);
	read_requirements(arena, in, catalogue, input_member(root, "requirements", INPUT_ARRAY),
			  profile);
	job_check_used(in, profile);
	return profile;
}

int profile_read(struct arena *arena, struct catalogue *catalogue, const char *file,
		 const char *bytes, size_t length, struct profile **out, struct error *err)
{
	struct input in;

	if (input_open(&in, file, bytes, length, err) != 0)
		return -1;
	struct profile *profile = profile_build(arena, &in, catalogue);
	if (input_close(&in, err) != 0)
		return -1;
	char *copy = arena_alloc(arena, length + 1);
	memcpy(copy, bytes, length);
	profile->json = copy;
	hash_bytes(bytes, length, profile->sha256);
	*out = profile;
	return 0;
}
