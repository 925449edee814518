#include "audit/core/json/record.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

static const char *const expectations[] = {
	[JSON_TEXT] = "a string",
	[JSON_BOOLEAN] = "true or false",
	[JSON_MAYBE] = "true, false or null",
	[JSON_COUNT] = "a whole number",
	[JSON_ID] = "a whole number above 0, or null",
	[JSON_MOMENT] = "a time such as 2026-11-24T08:15:00Z",
	[JSON_WORD] = "one of the words for it",
	[JSON_PRESENT] = "an object or null",
};

static void add_pointer(struct str *out, const struct json_place *at)
{
	const struct json_place *chain[JSON_DEPTH];
	size_t depth = 0;

	for (; at && depth < JSON_DEPTH; at = at->outer)
		chain[depth++] = at;
	while (depth-- > 0)
		if (chain[depth]->key)
			(void)str_printf(out, "/%s", chain[depth]->key);
		else
			(void)str_printf(out, "/%zu", chain[depth]->index);
}

static void describe(struct str *out, const cJSON *item)
{
	if (!item)
		(void)str_puts(out, "nothing");
	else if (cJSON_IsString(item))
		(void)str_printf(out, "\"%.*s\"", text_cut(item->valuestring, 80),
				 item->valuestring);
	else if (cJSON_IsNumber(item))
		(void)str_printf(out, "%.17g", item->valuedouble);
	else if (cJSON_IsBool(item) || cJSON_IsNull(item))
		(void)str_puts(out, cJSON_IsNull(item)	 ? "null"
				    : cJSON_IsTrue(item) ? "true"
							 : "false");
	else
		(void)str_puts(out, cJSON_IsArray(item) ? "an array" : "an object");
}

int json_mistake(const struct json_reader *reader, const struct json_place *at,
		 const char *expected, const cJSON *found)
{
	struct str pointer = STR_INIT(STR_LINE), text = STR_INIT(STR_LINE);

	add_pointer(&pointer, at);
	describe(&text, found);
	error_set(reader->err, "at '%s': expected %s, found %s", str_text(&pointer), expected,
		  str_text(&text));
	str_release(&pointer);
	str_release(&text);
	return -1;
}

static bool take_text(const struct json_reader *reader, const cJSON *item, void *to)
{
	if (!cJSON_IsString(item))
		return false;
	*(const char **)to = json_text(reader->arena, item);
	return true;
}

static bool take_boolean(const cJSON *item, bool *to)
{
	*to = cJSON_IsTrue(item);
	return cJSON_IsBool(item);
}

static bool take_maybe(const cJSON *item, enum tri *to)
{
	*to = json_tri(item);
	return cJSON_IsBool(item) || cJSON_IsNull(item);
}

static bool take_id(const cJSON *item, int64_t *to)
{
	return cJSON_IsNull(item) || (cJSON_IsNumber(item) && json_id(item, to));
}

static bool take_moment(const cJSON *item, int64_t *to)
{
	return cJSON_IsString(item) && clock_parse_iso(item->valuestring, to) == 0;
}

/* An enum without negative values is an unsigned int to gcc and clang. */
static bool take_word(const cJSON *item, const struct json_field *field, unsigned *to)
{
	int value = cJSON_IsString(item) ? field->from_name(item->valuestring) : -1;

	if (value >= 0)
		*to = (unsigned)value;
	return value >= 0;
}

static bool take_present(const cJSON *item, bool *to)
{
	*to = cJSON_IsObject(item);
	return *to || cJSON_IsNull(item);
}

static bool take(const struct json_reader *reader, const cJSON *item,
		 const struct json_field *field, void *to)
{
	switch (field->type) {
	case JSON_TEXT:
		return take_text(reader, item, to);
	case JSON_BOOLEAN:
		return take_boolean(item, to);
	case JSON_MAYBE:
		return take_maybe(item, to);
	case JSON_COUNT:
		return cJSON_IsNumber(item) && json_count(item, to);
	case JSON_ID:
		return take_id(item, to);
	case JSON_MOMENT:
		return take_moment(item, to);
	case JSON_WORD:
		return take_word(item, field, to);
	case JSON_PRESENT:
		return take_present(item, to);
	}
	return false;
}

int json_record(const struct json_reader *reader, const cJSON *item, const struct json_place *at,
		const struct json_field *fields, size_t count, void *out)
{
	if (!cJSON_IsObject(item))
		return json_mistake(reader, at, "an object", item);
	for (size_t i = 0; i < count; i++) {
		const struct json_place here = { .outer = at, .key = fields[i].key };
		const cJSON *member = json_get(item, fields[i].key);
		if (!member && fields[i].optional)
			continue;
		if (!member || !take(reader, member, &fields[i], (char *)out + fields[i].offset))
			return json_mistake(reader, &here, expectations[fields[i].type], member);
	}
	return 0;
}

const cJSON *json_list_member(const struct json_reader *reader, const cJSON *object,
			      const struct json_place *at, const char *key)
{
	const struct json_place here = { .outer = at, .key = key };
	const cJSON *member = json_get(object, key);

	if (cJSON_IsArray(member))
		return member;
	json_mistake(reader, &here, "an array", member);
	return NULL;
}

const cJSON *json_object_member(const struct json_reader *reader, const cJSON *object,
				const struct json_place *at, const char *key)
{
	const struct json_place here = { .outer = at, .key = key };
	const cJSON *member = json_get(object, key);

	if (cJSON_IsObject(member))
		return member;
	json_mistake(reader, &here, "an object", member);
	return NULL;
}
