#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file.h"
#include "audit/core/input.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/options_table.h"

/* The configuration file holds the keys of the command's long options; those
 * that the command line gave are checked and then left alone. */
static int apply_config(struct arena *arena, struct input *in, struct options *options,
			const bool *given)
{
	static const enum input_type types[] = { [OPTION_FLAG] = INPUT_BOOLEAN,
						 [OPTION_TEXT] = INPUT_TEXT,
						 [OPTION_NUMBER] = INPUT_INTEGER };
	struct input_field fields[OPTION_COUNT];
	struct error cause;
	size_t count = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_rows[i].commands && strcmp(option_rows[i].name, "config") != 0 &&
		    strcmp(option_rows[i].name, "help") != 0)
			fields[count++] = (struct input_field){ option_rows[i].name,
								types[option_rows[i].type], false };
	if (!input_object(in, in->root, "", fields, count))
		return 0;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const cJSON *item =
			input_member(in->root, option_rows[i].name, types[option_rows[i].type]);
		if (!item || given[i] || cJSON_IsFalse(item))
			continue;
		const char *text = cJSON_IsString(item)
					   ? arena_strdup(arena, item->valuestring)
					   : arena_printf(arena, "%.0f", item->valuedouble);
		if (options_set(options, &option_rows[i], text, &cause) != 0)
			input_problem(in, input_at(in, "", option_rows[i].name), "%s",
				      cause.message);
	}
	return 0;
}

int options_read_config(struct arena *arena, struct options *options, const bool *given,
			struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct input in;
	int result = -1;

	if (file_read(options->config, &bytes, err) != 0)
		error_prepend(err, "configuration file");
	else if (input_open(&in, options->config, str_text(&bytes), bytes.length, err) == 0) {
		apply_config(arena, &in, options, given);
		result = input_close(&in, err);
	}
	str_release(&bytes);
	return result;
}
