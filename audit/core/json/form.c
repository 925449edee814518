#include "audit/core/json/form.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/nearest.h"
#include "audit/core/str.h"
#include "audit/core/text.h"

static const char *const type_texts[] = {
	[INPUT_ANY] = "a value",
	[INPUT_STRING] = "a string",
	[INPUT_TEXT] = "a string that is not empty",
	[INPUT_WORDS] = "a string with a letter or a digit in it",
	[INPUT_DATE] = "a date as YYYY-MM-DD",
	[INPUT_DATE_OR_NULL] = "a date as YYYY-MM-DD, or null",
	[INPUT_PAST_DATE] = "a date as YYYY-MM-DD that is not in the future",
	[INPUT_BOOLEAN] = "true or false",
	[INPUT_INTEGER] = "a whole number",
	[INPUT_ARRAY] = "an array",
	[INPUT_OBJECT] = "an object",
};

int input_open(struct input *in, const char *file, const char *bytes, size_t length,
	       struct error *err)
{
	struct error cause = { .message = "" };

	*in = (struct input){ .file = file };
	in->root = json_parse(bytes, length, &cause);
	if (!in->root)
		return error_set(err, "%s: %s", file, cause.message);
	in->arena = arena_new();
	return 0;
}

void input_problem(struct input *in, const char *pointer, const char *expected, ...)
{
	va_list args;

	ARRAY_RESERVE(in->problems, in->problem_count, in->problem_capacity);
	struct input_problem *problem = &in->problems[in->problem_count++];
	problem->pointer = arena_strdup(in->arena, pointer);
	va_start(args, expected);
	problem->expected = arena_vprintf(in->arena, expected, args);
	va_end(args);
}

/* RFC 6901: ~ and / inside a key are escaped. */
const char *input_at(struct input *in, const char *pointer, const char *key)
{
	struct str escaped = STR_INIT(STR_LINE);

	for (; *key; key++) {
		if (*key == '~')
			str_puts(&escaped, "~0");
		else if (*key == '/')
			str_puts(&escaped, "~1");
		else
			str_putc(&escaped, *key);
	}
	const char *result = text_clean(
		in->arena, arena_printf(in->arena, "%s/%s", pointer, str_text(&escaped)));
	str_release(&escaped);
	return result;
}

const char *input_at_index(struct input *in, const char *pointer, size_t index)
{
	return arena_printf(in->arena, "%s/%zu", pointer, index);
}

static bool is_date(const cJSON *item)
{
	int64_t ignored;

	return cJSON_IsString(item) && clock_parse_date(item->valuestring, &ignored) == 0;
}

/* Somewhere in the world tomorrow has begun. */
static bool is_past_date(const cJSON *item)
{
	int64_t end = 0;
	const int64_t end_of_tomorrow = (clock_wall_ms() / CLOCK_DAY_MS + 2) * CLOCK_DAY_MS - 1;

	return cJSON_IsString(item) && clock_parse_date(item->valuestring, &end) == 0 &&
	       end <= end_of_tomorrow;
}

static bool has_type(const cJSON *item, enum input_type type)
{
	int64_t ignored;

	switch (type) {
	case INPUT_ANY:
		return item != NULL;
	case INPUT_STRING:
		return cJSON_IsString(item);
	case INPUT_TEXT:
		return cJSON_IsString(item) && !text_is_blank(item->valuestring);
	case INPUT_WORDS:
		return cJSON_IsString(item) && text_has_words(item->valuestring);
	case INPUT_DATE:
		return is_date(item);
	case INPUT_DATE_OR_NULL:
		return cJSON_IsNull(item) || is_date(item);
	case INPUT_PAST_DATE:
		return is_past_date(item);
	case INPUT_BOOLEAN:
		return cJSON_IsBool(item);
	case INPUT_INTEGER:
		return cJSON_IsNumber(item) && json_count(item, &ignored);
	case INPUT_ARRAY:
		return cJSON_IsArray(item);
	case INPUT_OBJECT:
		return cJSON_IsObject(item);
	}
	return false;
}

/* What stands there instead, short enough for a line. */
static const char *describe(struct input *in, const cJSON *item)
{
	if (cJSON_IsString(item))
		return text_clean(in->arena,
				  arena_printf(in->arena, "\"%.*s\"",
					       text_cut(item->valuestring, 60), item->valuestring));
	if (cJSON_IsNumber(item))
		return arena_printf(in->arena, "%.15g", item->valuedouble);
	if (cJSON_IsBool(item))
		return cJSON_IsTrue(item) ? "true" : "false";
	return cJSON_IsArray(item) ? "an array" : cJSON_IsObject(item) ? "an object" : "null";
}

static const struct input_field *field_named(const struct input_field *fields, size_t count,
					     const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(fields[i].key, key) == 0)
			return &fields[i];
	return NULL;
}

static const char *known_keys(struct input *in, const struct input_field *fields, size_t count)
{
	struct str list = STR_INIT(STR_LINE);

	for (size_t i = 0; i < count; i++)
		str_printf(&list, "%s%s", i ? ", " : "", fields[i].key);
	return str_keep(&list, in->arena);
}

/* " (did you mean 'kind'?)"; "" if it is like nothing. */
static const char *did_you_mean(struct input *in, const char *name)
{
	return name ? arena_printf(in->arena, " (did you mean '%s'?)", name) : "";
}

static const char *nearest_key(const struct input_field *fields, size_t count, const char *key)
{
	struct nearest nearest = nearest_to(key);

	for (size_t i = 0; i < count; i++)
		nearest_try(&nearest, fields[i].key);
	return nearest.found;
}

bool input_object(struct input *in, const cJSON *item, const char *pointer,
		  const struct input_field *fields, size_t count)
{
	size_t before = in->problem_count;
	const cJSON *member;

	if (!cJSON_IsObject(item)) {
		input_problem(in, pointer, "an object, found %s", describe(in, item));
		return false;
	}
	cJSON_ArrayForEach(member, item)
	{
		const struct input_field *field = field_named(fields, count, member->string);
		const char *at = input_at(in, pointer, member->string);
		if (!field)
			input_problem(in, at, "no such key here; known are %s%s",
				      known_keys(in, fields, count),
				      did_you_mean(in, nearest_key(fields, count, member->string)));
		else if (!has_type(member, field->type))
			input_problem(in, at, "%s, found %s", type_texts[field->type],
				      describe(in, member));
	}
	for (size_t i = 0; i < count; i++)
		if (fields[i].required && !json_get(item, fields[i].key))
			input_problem(in, input_at(in, pointer, fields[i].key), "%s, found nothing",
				      type_texts[fields[i].type]);
	return in->problem_count == before;
}

const cJSON *input_member(const cJSON *object, const char *key, enum input_type type)
{
	const cJSON *member = json_get(object, key);

	return has_type(member, type) ? member : NULL;
}

int input_choice(struct input *in, const cJSON *item, const char *pointer, const char *const *names,
		 size_t count)
{
	struct str list = STR_INIT(STR_LINE);
	struct nearest nearest = nearest_to(cJSON_IsString(item) ? item->valuestring : "");

	for (size_t i = 0; i < count; i++) {
		nearest_try(&nearest, names[i]);
		if (cJSON_IsString(item) && strcmp(names[i], item->valuestring) == 0) {
			str_release(&list);
			return (int)i;
		}
		str_printf(&list, "%s%s", i ? ", " : "", names[i]);
	}
	input_problem(in, pointer, "one of %s, found %s%s", str_text(&list), describe(in, item),
		      did_you_mean(in, nearest.found));
	str_release(&list);
	return -1;
}

int input_close(struct input *in, struct error *err)
{
	int result = 0;

	if (in->problem_count) {
		const struct input_problem *first = &in->problems[0];
		char more[48] = "";
		if (in->problem_count > 1)
			(void)snprintf(more, sizeof more, " (and %zu more)", in->problem_count - 1);
		result = error_set(err, "%s: at '%s': expected %s%s", in->file, first->pointer,
				   first->expected, more);
	}
	free(in->problems);
	cJSON_Delete(in->root);
	arena_free(in->arena);
	*in = (struct input){ .file = in->file };
	return result;
}
