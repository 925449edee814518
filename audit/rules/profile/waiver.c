#include "audit/rules/profile/waiver.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"

static const struct input_field root_fields[] = {
	{ "$schema", INPUT_STRING, false },
	{ "waivers", INPUT_ARRAY, true },
};

static const struct input_field fields[] = {
	{ "requirement", INPUT_TEXT, true },  { "object", INPUT_STRING, false },
	{ "reason", INPUT_WORDS, true },      { "owner", INPUT_WORDS, true },
	{ "approved_by", INPUT_WORDS, true }, { "created_on", INPUT_PAST_DATE, true },
	{ "expires_on", INPUT_DATE, true },   { "reference", INPUT_STRING, false },
};

static void read_entry(struct arena *arena, struct input *in, const cJSON *item, const char *at,
		       struct waiver *waiver)
{
	(void)input_object(in, item, at, fields, COUNT_OF(fields));
	*waiver = (struct waiver){
		.requirement = json_text(arena, json_get(item, "requirement")),
		.object = json_text(arena, json_get(item, "object")),
		.reason = json_text(arena, json_get(item, "reason")),
		.owner = json_text(arena, json_get(item, "owner")),
		.approved_by = json_text(arena, json_get(item, "approved_by")),
		.created_on = json_text(arena, json_get(item, "created_on")),
		.expires_on = json_text(arena, json_get(item, "expires_on")),
		.reference = json_text(arena, json_get(item, "reference")),
	};
	if (clock_parse_date(waiver->expires_on, &waiver->ends_at) == 0 &&
	    strcmp(waiver->created_on, waiver->expires_on) > 0)
		input_problem(in, input_at(in, at, "expires_on"),
			      "a date not before created_on (%s), found \"%s\"", waiver->created_on,
			      waiver->expires_on);
}

int waiver_read(struct arena *arena, struct audit *audit, const char *file, const char *bytes,
		size_t length, struct error *err)
{
	struct input in;
	size_t count = 0;
	const cJSON *item;

	if (input_open(&in, file, bytes, length, err) != 0)
		return -1;
	(void)input_object(&in, in.root, "", root_fields, COUNT_OF(root_fields));
	const cJSON *array = input_member(in.root, "waivers", INPUT_ARRAY);
	struct waiver *waivers =
		arena_array(arena, (size_t)cJSON_GetArraySize(array), sizeof *waivers);
	cJSON_ArrayForEach(item, array)
	{
		const char *at = input_at_index(&in, "/waivers", count);
		read_entry(arena, &in, item, at, &waivers[count++]);
	}
	if (input_close(&in, err) != 0)
		return -1;
	audit->waivers = waivers;
	audit->waiver_count = count;
	return 0;
}
