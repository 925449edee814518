#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/option/table.h"

static const enum input_type types[] = {
	[OPTION_FLAG] = INPUT_BOOLEAN,
	[OPTION_TEXT] = INPUT_TEXT,
	[OPTION_LIST] = INPUT_ANY,
	[OPTION_NUMBER] = INPUT_INTEGER,
};
_Static_assert(COUNT_OF(types) == OPTION_TYPES, "a type is missing");

static bool is_key(const struct option_row *row)
{
	return strcmp(row->name, "config") != 0 && strcmp(row->name, "help") != 0 &&
	       strcmp(row->name, "version") != 0;
}

static void check_keys(struct arena *arena, struct input *in, const struct options *options)
{
	struct input_field *fields = arena_array(arena, options->known_count, sizeof *fields);
	size_t count = 0;

	for (size_t i = 0; i < options->known_count; i++)
		if (is_key(options->known[i]))
			fields[count++] =
				(struct input_field){ options->known[i]->name,
						      types[options->known[i]->type], false };
	(void)input_object(in, in->root, "", fields, count);
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

	if (options_set(options, row, text, &cause) != 0)
		input_problem(in, at, "%s", cause.message);
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

/* By the command line, or something that excludes it. */
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

/* The configuration file holds the keys of any command's long options, so that one can serve
 * them all; those that the command line gave, or that are another command's, are checked and
 * then left alone. */
static void apply_config(struct arena *arena, struct input *in, struct options *options)
{
	bool *told = arena_copy(arena, options->given, options->own * sizeof *told);

	check_keys(arena, in, options);
	for (size_t i = 0; i < options->count; i++) {
		const struct option_row *row = options->rows[i];
		const cJSON *item = input_member(in->root, row->name, types[row->type]);
		const char *at = input_at(in, "", row->name);
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

int options_read_config(struct arena *arena, const char *path, struct options *options,
			struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct input in;
	int result = -1;

	if (file_read(path, &bytes, err) != 0)
		error_prepend(err, "configuration file");
	else if (input_open(&in, path, str_text(&bytes), bytes.length, err) == 0) {
		apply_config(arena, &in, options);
		result = input_close(&in, err);
	}
	str_release(&bytes);
	return result;
}
