#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/option/object.h"
#include "audit/option/table.h"

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
			fields[count++] = options_field(options->known[i]);
	(void)input_object(in, in->root, "", fields, count);
}

/* It holds the keys of any command's long options, so that one can serve them all; those that
 * the command line gave, or that are another command's, are checked and then left alone. */
int options_read_config(struct arena *arena, const char *path, struct options *options,
			struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct input in;
	int result = -1;

	if (file_read(path, &bytes, err) != 0)
		error_prepend(err, "configuration file");
	else if (input_open(&in, path, str_text(&bytes), bytes.length, err) == 0) {
		check_keys(arena, &in, options);
		options_apply(arena, &in, in.root, "", options);
		result = input_close(&in, err);
	}
	str_release(&bytes);
	return result;
}
