#include "audit/option/table.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"

bool option_any_path(const char *text)
{
	(void)text;
	return true;
}

static bool is_end(const struct option_row *row)
{
	return !row->name && !row->group;
}

static size_t open_groups(const struct option_row *rows, const struct option_row **out)
{
	size_t count = 0;

	for (; !is_end(rows); rows++) {
		const struct option_row *row = rows->group ? rows->group : rows;
		do {
			if (out)
				out[count] = row;
			count++;
		} while (rows->group && !is_end(++row));
	}
	return count;
}

struct options options_usual(struct arena *arena, const struct option_row *rows, size_t size)
{
	struct options options = { .own = open_groups(rows, NULL) };
	struct error err;

	options.count = options.own;
	options.rows = arena_array(arena, options.count, sizeof *options.rows);
	options.given = arena_array(arena, options.count, sizeof *options.given);
	options.values = arena_alloc(arena, size);
	(void)open_groups(rows, options.rows);
	for (size_t i = 0; i < options.own; i++)
		if (options.rows[i]->usual)
			(void)options_set(&options, i, options.rows[i]->usual, &err);
	return options;
}

const struct option_row *options_find(const struct options *options, const char *name)
{
	for (size_t i = 0; i < options->count; i++)
		if (options->rows[i]->help && strcmp(options->rows[i]->name, name) == 0)
			return options->rows[i];
	return NULL;
}

static int read_number(const struct option_row *row, const char *text, int64_t *out,
		       struct error *err)
{
	char *end = NULL;

	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno || value < row->least ||
	    value > row->most)
		return error_set(err,
				 "--%s: expected a whole number from %" PRId64 " to %" PRId64
				 ", found '%s'",
				 row->name, row->least, row->most, text);
	*out = value;
	return 0;
}

static int add_to_list(struct option_list *list, const struct option_row *row, const char *text,
		       struct error *err)
{
	if (list->count == OPTIONS_LIST_MOST)
		return error_set(err, "--%s: expected at most %d of them", row->name,
				 OPTIONS_LIST_MOST);
	list->items[list->count++] = text;
	return 0;
}

int options_set(struct options *options, size_t number, const char *text, struct error *err)
{
	const struct option_row *row = options->rows[number];
	int64_t value = 0;

	if (row->type == OPTION_NUMBER && read_number(row, text, &value, err) != 0)
		return -1;
	if ((row->type == OPTION_TEXT || row->type == OPTION_LIST) && !*text)
		return error_set(err, "--%s: expected %s, found nothing", row->name, row->argument);
	if (number >= options->own)
		return 0;
	void *field = (char *)options->values + row->offset;
	if (row->type == OPTION_LIST)
		return add_to_list(field, row, text, err);
	if (row->type == OPTION_NUMBER)
		*(int64_t *)field = value;
	else if (row->type == OPTION_FLAG)
		*(bool *)field = true;
	else
		*(const char **)field = text;
	return 0;
}

static size_t own_row(const struct options *options, const char *name)
{
	size_t i = 0;

	while (i < options->own && strcmp(options->rows[i]->name, name) != 0)
		i++;
	return i;
}

int options_say(struct options *options, const char *name, const char *text, struct error *err)
{
	return options_set(options, own_row(options, name), text, err);
}

static const void *value_of(const struct options *options, const char *name)
{
	return (char *)options->values + options->rows[own_row(options, name)]->offset;
}

const char *options_text(const struct options *options, const char *name)
{
	return *(const char *const *)value_of(options, name);
}

const struct option_list *options_list(const struct options *options, const char *name)
{
	return value_of(options, name);
}
