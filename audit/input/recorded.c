#include "audit/input/recorded.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/file.h"

static const char *key_of(struct arena *arena, const struct option_row *row)
{
	char *key = arena_strdup(arena, row->name);

	for (char *dash; (dash = strchr(key, '-'));)
		*dash = '_';
	return key;
}

static struct evidence_option option_of(struct arena *arena, const struct option_row *row,
					const void *field)
{
	struct evidence_option option = { .name = key_of(arena, row), .text = "", .bare = true };

	if (row->type == OPTION_FLAG) {
		option.text = *(const bool *)field ? "true" : "false";
	} else if (row->type == OPTION_NUMBER) {
		option.text = arena_printf(arena, "%" PRId64, *(const int64_t *)field);
	} else {
		option.bare = false;
		option.text = *(const char *const *)field ? *(const char *const *)field : "";
	}
	return option;
}

/* In a fixed order, whatever that of the rows: the one that folders always had. */
static int by_name_backwards(const void *a, const void *b)
{
	return strcmp(((const struct evidence_option *)b)->name,
		      ((const struct evidence_option *)a)->name);
}

void recorded_keep(struct arena *arena, const struct options *options, struct evidence_run *run)
{
	struct evidence_option *kept = arena_array(arena, options->own, sizeof *kept);
	size_t count = 0;

	for (size_t i = 0; i < options->own; i++) {
		const struct option_row *row = options->rows[i];
		if (row->recorded)
			kept[count++] =
				option_of(arena, row, (const char *)options->values + row->offset);
	}
	qsort(kept, count, sizeof *kept, by_name_backwards);
	run->options = kept;
	run->option_count = count;
}

static const struct evidence_option *find(const struct evidence_run *run, const char *name)
{
	for (size_t i = 0; i < run->option_count; i++)
		if (strcmp(run->options[i].name, name) == 0)
			return &run->options[i];
	return NULL;
}

static int take(struct options *options, size_t number, const struct evidence_option *told,
		struct error *err)
{
	const struct option_row *row = options->rows[number];

	/* Folders of before there was such an option tell nothing of it. */
	if (!told)
		return row->always ? -1 : 0;
	if (row->type == OPTION_NUMBER)
		return options_set(options, number, told->text, err);
	if (told->bare != (row->type == OPTION_FLAG))
		return -1;
	if (row->type == OPTION_TEXT)
		return *told->text ? options_set(options, number, told->text, err) : 0;
	if (strcmp(told->text, "true") == 0)
		return options_set(options, number, "", err);
	return strcmp(told->text, "false") == 0 ? 0 : -1;
}

int recorded_take(struct arena *arena, const struct evidence_run *run, struct options *options,
		  struct error *err)
{
	struct error why;

	for (size_t i = 0; i < options->own; i++) {
		const struct option_row *row = options->rows[i];
		struct options into = *options;
		if (!row->recorded)
			continue;
		/* What is given is kept; what is recorded has to make sense all the same. */
		if (options->given[i])
			into.own = 0;
		const char *key = key_of(arena, row);
		if (take(&into, i, find(run, key), &why) != 0)
			return error_set(err, EVIDENCE_RUN ": '%s' must be %s", key, row->recorded);
	}
	return 0;
}
