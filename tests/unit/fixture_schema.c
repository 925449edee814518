#include "tests/unit/fixture_schema.h"

#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"

#define PENDING 200000

struct pending {
	const cJSON *value, *schema;
};

static const cJSON *resolved(const cJSON *schema, const cJSON *rule, const cJSON *value)
{
	const cJSON *choices = json_get(rule, "anyOf");

	if (choices) {
		assert_string_equal(json_get(cJSON_GetArrayItem(choices, 0), "type")->valuestring,
				    "null");
		rule = cJSON_GetArrayItem(choices, cJSON_IsNull(value) ? 0 : 1);
	}
	while (json_get(rule, "$ref")) {
		const char *path = json_get(rule, "$ref")->valuestring;
		assert_memory_equal(path, "#/$defs/", 8);
		rule = json_get(json_get(schema, "$defs"), path + 8);
		assert_non_null(rule);
	}
	return rule;
}

static bool is_of_type(const cJSON *value, const char *type)
{
	const struct {
		const char *name;
		bool is;
	} types[] = {
		{ "object", cJSON_IsObject(value) }, { "array", cJSON_IsArray(value) },
		{ "string", cJSON_IsString(value) }, { "integer", cJSON_IsNumber(value) },
		{ "boolean", cJSON_IsBool(value) },  { "null", cJSON_IsNull(value) },
	};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(types[i].name, type) == 0)
			return types[i].is;
	fail_msg("type '%s'", type);
	return false;
}

static bool has_type(const cJSON *value, const cJSON *type)
{
	const cJSON *one = NULL;

	if (!type || cJSON_IsString(type))
		return !type || is_of_type(value, type->valuestring);
	cJSON_ArrayForEach(one, type) if (is_of_type(value, one->valuestring)) return true;
	return false;
}

static bool is_one_of(const cJSON *value, const cJSON *words)
{
	const cJSON *one = NULL;

	if (!words)
		return true;
	cJSON_ArrayForEach(one, words) if (cJSON_Compare(one, value, true)) return true;
	return false;
}

static bool matches(const cJSON *value, const cJSON *pattern)
{
	regex_t regex;

	if (!pattern || !cJSON_IsString(value))
		return true;
	assert_int_equal(regcomp(&regex, pattern->valuestring, REG_EXTENDED | REG_NOSUB), 0);
	bool found = regexec(&regex, value->valuestring, 0, NULL, 0) == 0;
	regfree(&regex);
	return found;
}

static bool is_enough(const cJSON *value, const cJSON *minimum)
{
	return !minimum || !cJSON_IsNumber(value) || value->valuedouble >= minimum->valuedouble;
}

/* What is wrong with this one value, or NULL. */
static const char *trouble(const cJSON *value, const cJSON *rule)
{
	const cJSON *wanted = json_get(rule, "const"), *name = NULL;

	if (!has_type(value, json_get(rule, "type")))
		return "type";
	if (wanted && !cJSON_Compare(value, wanted, true))
		return "const";
	if (!is_one_of(value, json_get(rule, "enum")))
		return "enum";
	if (!matches(value, json_get(rule, "pattern")))
		return "pattern";
	if (!is_enough(value, json_get(rule, "minimum")))
		return "minimum";
	if (!cJSON_IsObject(value))
		return NULL; /* the keyword speaks of objects only */
	cJSON_ArrayForEach(
		name,
		json_get(rule,
			 "required")) if (!json_get(value,
						    name->valuestring)) return name->valuestring;
	return NULL;
}

const char *fixture_schema_check(const cJSON *schema, const cJSON *root, const char **place)
{
	struct pending *list = xcalloc(PENDING, sizeof *list);
	const char *wrong = NULL;
	size_t count = 0;

	list[count++] = (struct pending){ root, schema };
	while (count && !wrong) {
		const struct pending now = list[--count];
		const cJSON *rule = resolved(schema, now.schema, now.value), *child = NULL;
		*place = now.value->string ? now.value->string : "";
		wrong = trouble(now.value, rule);
		cJSON_ArrayForEach(child, now.value)
		{
			const cJSON *next = child->string ? json_get(json_get(rule, "properties"),
								     child->string)
							  : json_get(rule, "items");
			assert_true(count < PENDING);
			if (next)
				list[count++] = (struct pending){ child, next };
			else
				wrong = "not described";
		}
	}
	free(list);
	return wrong;
}
