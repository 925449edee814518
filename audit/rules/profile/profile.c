#include "audit/rules/profile/profile.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/web_address.h"
#include "audit/rules/check/check.h"

static const struct input_field root_fields[] = {
	{ "$schema", INPUT_STRING, false },    { "id", INPUT_TEXT, true },
	{ "version", INPUT_TEXT, true },       { "title", INPUT_TEXT, true },
	{ "vendor", INPUT_TEXT, true },	       { "integration", INPUT_TEXT, false },
	{ "description", INPUT_TEXT, false },  { "sources", INPUT_ARRAY, true },
	{ "requirements", INPUT_ARRAY, true },
};

static const struct input_field source_fields[] = {
	{ "title", INPUT_TEXT, true },
	{ "url", INPUT_TEXT, true },
	{ "retrieved", INPUT_DATE, true },
};

static const struct input_field requirement_fields[] = {
	{ "id", INPUT_TEXT, true },	      { "title", INPUT_TEXT, true },
	{ "group", INPUT_TEXT, false },	      { "severity", INPUT_TEXT, true },
	{ "mandatory", INPUT_BOOLEAN, true }, { "documented", INPUT_TEXT, false },
	{ "rationale", INPUT_TEXT, true },    { "reference", INPUT_STRING, true },
	{ "where", INPUT_TEXT, false },	      { "remediation", INPUT_ARRAY, true },
	{ "check", INPUT_OBJECT, true },
};

static const char *const severities[] = { "high", "medium", "low", "info" };

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Ids stand in file names, waivers and other programs: plain ones only. */
static const char *read_id(struct arena *arena, struct input *in, const cJSON *object,
			   const char *at, const char *allowed)
{
	const char *id = json_text(arena, input_member(object, "id", INPUT_TEXT));

	if (*id && (strlen(id) > 63 || id[strspn(id, allowed)] || strchr("-._", *id)))
		input_problem(in, input_at(in, at, "id"),
			      "letters, digits, hyphens and dots as in \"JC-2.1\" (a profile: "
			      "lower case, no dots), found \"%s\"",
			      id);
	return id;
}

/* The text of an optional member, else another. */
static const char *text_or(struct arena *arena, const cJSON *object, const char *key,
			   const char *otherwise)
{
	const cJSON *member = input_member(object, key, INPUT_TEXT);

	return member ? json_text(arena, member) : otherwise;
}

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

static void read_remediation(struct arena *arena, struct input *in, const cJSON *array,
			     const char *at, struct requirement *requirement)
{
	const cJSON *step;

	requirement->remediation = arena_array(arena, (size_t)cJSON_GetArraySize(array),
					       sizeof *requirement->remediation);
	cJSON_ArrayForEach(step, array)
	{
		const char *text = json_text(arena, step);
		if (!cJSON_IsString(step) || !*text)
			input_problem(in, input_at_index(in, at, requirement->remediation_count),
				      "a step as a string that is not empty");
		requirement->remediation[requirement->remediation_count++] = text;
	}
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

static void read_requirement(struct arena *arena, struct input *in,
			     const struct catalogue *catalogue, const cJSON *item, const char *at,
			     struct requirement *requirement)
{
	(void)input_object(in, item, at, requirement_fields, COUNT_OF(requirement_fields));
	requirement->id = read_id(arena, in, item, at, LOWER UPPER DIGITS "-._");
	requirement->title = json_text(arena, json_get(item, "title"));
	requirement->group = text_or(arena, item, "group", "Requirements");
	requirement->severity = read_severity(in, item, at);
	requirement->mandatory = cJSON_IsTrue(json_get(item, "mandatory"));
	requirement->documented = text_or(arena, item, "documented", requirement->title);
	requirement->rationale = json_text(arena, json_get(item, "rationale"));
	requirement->reference = json_text(arena, json_get(item, "reference"));
	requirement->where = text_or(arena, item, "where", "");
	check_url(in, input_at(in, at, "reference"), requirement->reference);
	read_remediation(arena, in, input_member(item, "remediation", INPUT_ARRAY),
			 input_at(in, at, "remediation"), requirement);
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

static void read_requirements(struct arena *arena, struct input *in,
			      const struct catalogue *catalogue, const cJSON *array,
			      struct profile *profile)
{
	const cJSON *item;

	profile->requirements = arena_array(arena, (size_t)cJSON_GetArraySize(array),
					    sizeof *profile->requirements);
	cJSON_ArrayForEach(item, array)
	{
		size_t index = profile->requirement_count++;
		const char *at = input_at_index(in, "/requirements", index);
		read_requirement(arena, in, catalogue, item, at, &profile->requirements[index]);
		check_unique(in, profile, index, at);
	}
	if (array && profile->requirement_count == 0)
		input_problem(in, "/requirements", "at least one requirement, found none");
}

struct profile *profile_build(struct arena *arena, struct input *in,
			      const struct catalogue *catalogue)
{
	struct profile *profile = arena_alloc(arena, sizeof *profile);
	const cJSON *root = in->root;

	(void)input_object(in, root, "", root_fields, COUNT_OF(root_fields));
	profile->id = read_id(arena, in, root, "", LOWER DIGITS "-");
	profile->version = json_text(arena, json_get(root, "version"));
	profile->title = json_text(arena, json_get(root, "title"));
	profile->vendor = json_text(arena, json_get(root, "vendor"));
	profile->integration = text_or(arena, root, "integration", profile->vendor);
	profile->description = text_or(arena, root, "description", profile->title);
	read_sources(arena, in, input_member(root, "sources", INPUT_ARRAY), profile);
	read_requirements(arena, in, catalogue, input_member(root, "requirements", INPUT_ARRAY),
			  profile);
	return profile;
}

int profile_read(struct arena *arena, const struct catalogue *catalogue, const char *file,
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
