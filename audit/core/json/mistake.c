#include "audit/core/json/mistake.h"

#include <string.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

static void add_pointer(struct str *out, const struct json_place *at)
{
	const struct json_place *chain[JSON_DEPTH];
	size_t depth = 0;

	for (; at && depth < JSON_DEPTH; at = at->outer)
		chain[depth++] = at;
	while (depth-- > 0)
		if (chain[depth]->key)
			str_printf(out, "/%s", chain[depth]->key);
		else
			str_printf(out, "/%zu", chain[depth]->index);
}

static void describe(struct str *out, const cJSON *item)
{
	if (!item)
		str_puts(out, "nothing");
	else if (cJSON_IsString(item))
		str_printf(out, "\"%.*s\"", text_cut(item->valuestring, 80), item->valuestring);
	else if (cJSON_IsNumber(item))
		str_printf(out, "%.17g", item->valuedouble);
	else if (cJSON_IsBool(item) || cJSON_IsNull(item))
		str_puts(out, cJSON_IsNull(item) ? "null" : cJSON_IsTrue(item) ? "true" : "false");
	else
		str_puts(out, cJSON_IsArray(item) ? "an array" : "an object");
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

int json_schema(const struct json_reader *reader, const cJSON *root, const char *schema)
{
	const struct json_place at = { .key = "schema" };
	const cJSON *found = json_get(root, "schema");
	struct str expected = STR_INIT(STR_LINE);
	int result = 0;

	if (!cJSON_IsObject(root))
		return json_mistake(reader, NULL, "an object", root);
	if (!cJSON_IsString(found))
		return json_mistake(reader, &at, "a string", found);
	str_printf(&expected, "\"%s\"", schema);
	if (strcmp(found->valuestring, schema) != 0)
		result = json_mistake(reader, &at, str_text(&expected), found);
	str_release(&expected);
	return result;
}
