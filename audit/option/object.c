#include "audit/option/object.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/option/table.h"

static const enum input_type types[] = {
	[OPTION_FLAG] = INPUT_BOOLEAN,
	[OPTION_TEXT] = INPUT_TEXT,
	[OPTION_LIST] = INPUT_ANY,
	[OPTION_NUMBER] = INPUT_INTEGER,
};
_Static_assert(COUNT_OF(types) == OPTION_TYPES, "a type is missing");

struct input_field options_field(const struct option_row *row)
{
	return (struct input_field){ row->name, types[row->type], false };
}

/* The place says which option it is of. */
static const char *expected_of(const struct error *cause)
{
	static const char before[] = ": expected ";
	const char *expected = strstr(cause->message, before);

	return expected ? expected + sizeof before - 1 : cause->message;
}

static void set(struct arena *arena, struct input *in, struct options *options, size_t row,
		const cJSON *item, const char *at)
{
	const struct option_row *of = options->rows[row];
	struct error cause;
	const char *text = cJSON_IsString(item) ? arena_strdup(arena, item->valuestring)
						: arena_printf(arena, "%.0f", item->valuedouble);
	const char *slash = strrchr(in->file, '/');

	if (slash && of->is_path && *text && *text != '/' && of->is_path(text))
		text = arena_printf(arena, "%.*s/%s", (int)(slash - in->file), in->file, text);

	if (options_set(options, row, text, &cause) != 0 ||
	    (of->check && of->check(arena, text, &cause) != 0))
		input_problem(in, at, "%s", expected_of(&cause));
}

/* One text, or an array of them. */
static void set_list(struct arena *arena, struct input *in, struct options *options, size_t row,
		     const cJSON *item, const char *at)
{
	bool array = cJSON_IsArray(item);
	size_t i = 0;

	if (array && !item->child)
		input_problem(in, at, "a string, or an array of at least one");
	for (const cJSON *one = array ? item->child : item; one; one = array ? one->next : NULL) {
		const char *place = array ? input_at_index(in, at, i++) : at;
		if (cJSON_IsString(one))
			set(arena, in, options, row, one, place);
		else
			input_problem(in, place,
				      array ? "a string" : "a string, or an array of them");
	}
}

/* Before, or something that excludes it. */
static bool is_told(const struct options *options, const bool *told, size_t number)
{
	const char *other = options->rows[number]->excludes;

	if (number >= options->own)
		return false;
	for (size_t i = 0; other && i < options->own; i++)
		if (told[i] && strcmp(options->rows[i]->name, other) == 0)
			return true;
	return told[number];
}

void options_apply(struct arena *arena, struct input *in, const cJSON *object, const char *place,
		   struct options *options)
{
	bool *told = arena_copy(arena, options->given, options->own * sizeof *told);

	for (size_t i = 0; i < options->count; i++) {
		const struct option_row *row = options->rows[i];
		const cJSON *item = input_member(object, row->name, types[row->type]);
		const char *at = input_at(in, place, row->name);
		if (!item || !row->help || is_told(options, told, i) ||
		    (row->type == OPTION_FLAG && cJSON_IsFalse(item)))
			continue;
		if (row->type == OPTION_LIST)
			set_list(arena, in, options, i, item, at);
		else
			set(arena, in, options, i, item, at);
		if (i < options->own)
			options->given[i] = true;
	}
}
