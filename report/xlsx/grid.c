#include "report/xlsx/grid.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx/archive.h"
#include "report/xlsx/grid_parts.h"
#include "report/xlsx/text.h"

/* Some hundred requirements with all that a cell can hold need a tenth of it. */
#define FILE_MOST ((off_t)16 << 20)
#define BYTES_MOST ((size_t)64 << 20) /* of what is packed in it */
#define STRINGS_MOST 500000
#define CELL_MOST ((size_t)1 << 18) /* 32,767 UTF-16 units, escaped */

struct reading {
	struct xlsx_parts *parts;
	struct arena *arena;
	const char *sheet;
	struct xlsx_grid_reader *reader;
	struct error *err;
	const char **strings;
	size_t string_count, string_capacity;
	struct str text;     /* of the string or cell that is read */
	bool in_text;	     /* in its <t> or <v> */
	size_t aside;	     /* depth of what is no part of it: phonetic runs */
	bool failed, broken; /* with a reason in `err`; without */

	struct xlsx_grid_cell cells[XLSX_GRID_COLUMNS];
	struct str texts[XLSX_GRID_COLUMNS];
	size_t row, column;
	const char *type; /* of the cell */
	bool formula, any;
};

static void text(void *context, const char *bytes, int length)
{
	struct reading *r = context;

	if (r->in_text && !r->aside)
		str_add(&r->text, bytes, (size_t)length);
	r->broken = r->broken || r->text.overflow;
}

static void start_text(struct reading *r, const char *local)
{
	if (strcmp(local, "rPh") == 0)
		r->aside++;
	r->in_text = strcmp(local, "t") == 0 || strcmp(local, "v") == 0;
}

static void end_text(struct reading *r, const char *local)
{
	if (strcmp(local, "rPh") == 0 && r->aside)
		r->aside--;
	r->in_text = false;
}

static void string_start(void *context, const char *name, const char **attributes)
{
	struct reading *r = context;

	(void)attributes;
	if (strcmp(grid_local(name), "si") == 0)
		str_clear(&r->text);
	start_text(r, grid_local(name));
}

static void string_end(void *context, const char *name)
{
	struct reading *r = context;

	end_text(r, grid_local(name));
	if (strcmp(grid_local(name), "si") != 0)
		return;
	r->broken = r->broken || r->string_count == STRINGS_MOST;
	if (r->broken)
		return;
	ARRAY_RESERVE(r->strings, r->string_count, r->string_capacity);
	r->strings[r->string_count++] = arena_strdup(r->arena, str_text(&r->text));
}

/* From "C12", and where it is left out the next one. */
static size_t column_of(const char *reference, size_t next)
{
	size_t column = 0;

	if (!*reference)
		return next;
	for (; *reference >= 'A' && *reference <= 'Z' && column < 100000; reference++)
		column = column * 26 + (size_t)(*reference - 'A') + 1;
	return column ? column - 1 : XLSX_GRID_COLUMNS;
}

static void start_row(struct reading *r, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	const size_t row = *number ? strtoul(number, NULL, 10) : r->row + 1;

	r->broken = r->broken || row <= r->row;
	r->row = row;
	r->column = SIZE_MAX;
	r->any = false;
	for (size_t i = 0; i < XLSX_GRID_COLUMNS; i++) {
		r->cells[i] = (struct xlsx_grid_cell){ .kind = XLSX_GRID_NOTHING, .text = "" };
		str_clear(&r->texts[i]);
	}
}

static void cell_start(void *context, const char *name, const char **attributes)
{
	static const char *const types[] = { "s", "inlineStr", "str", "d", "b", "e", "n", NULL };
	struct reading *r = context;
	const char *local = grid_local(name);

	if (strcmp(local, "row") == 0)
		start_row(r, attributes);
	if (strcmp(local, "c") == 0) {
		const char *type = xml_attribute(attributes, "t");
		r->column = column_of(xml_attribute(attributes, "r"), r->column + 1);
		r->type = *type ? "" : "n";
		for (size_t i = 0; types[i]; i++)
			if (strcmp(type, types[i]) == 0)
				r->type = types[i];
		r->formula = false;
		str_clear(&r->text);
	}
	if (strcmp(local, "f") == 0)
		r->formula = true;
	start_text(r, local);
}

static enum xlsx_grid_kind kind_of(const char *type)
{
	switch (*type) {
	case 's':
	case 'i':
		return XLSX_GRID_TEXT;
	case 'n':
		return XLSX_GRID_NUMBER;
	case 'd':
		return XLSX_GRID_DATE;
	default:
		return XLSX_GRID_OTHER;
	}
}

static void keep_cell(struct reading *r)
{
	const char *text = str_text(&r->text);

	if (r->column >= XLSX_GRID_COLUMNS || (!*text && !r->formula))
		return;
	struct xlsx_grid_cell *cell = &r->cells[r->column];
	if (strcmp(r->type, "s") == 0) {
		char *end = NULL;
		const size_t index = strtoul(text, &end, 10);
		r->broken = r->broken || *end || index >= r->string_count;
		text = r->broken ? "" : r->strings[index];
	}
	str_clear(&r->texts[r->column]);
	xlsx_text_unescape(&r->texts[r->column], text);
	*cell = (struct xlsx_grid_cell){ .kind = kind_of(r->type),
					 .formula = r->formula,
					 .text = str_text(&r->texts[r->column]) };
	if (!*cell->text)
		cell->kind = XLSX_GRID_NOTHING;
	r->any = r->any || cell->kind || cell->formula;
}

static void cell_end(void *context, const char *name)
{
	struct reading *r = context;
	const char *local = grid_local(name);

	end_text(r, local);
	if (strcmp(local, "c") == 0)
		keep_cell(r);
	if (strcmp(local, "row") == 0 && r->any && !r->broken && !r->failed)
		r->failed = r->reader->row(r->reader->context, r->row, r->cells, r->err) != 0;
}

static int read_parts(struct reading *r)
{
	static const struct xml_events strings = { string_start, string_end, text };
	static const struct xml_events cells = { cell_start, cell_end, text };
	struct grid_places places;

	xlsx_parts_limit(r->parts, BYTES_MOST);
	if (grid_find(r->arena, r->parts, r->sheet, &places, r->err) != 0)
		return -1;
	r->reader->since_1904 = places.since_1904;
	int result = places.strings == SIZE_MAX
			     ? 0
			     : xlsx_parts_read_at(r->parts, places.strings, &strings, r);
	if (result == 0 && !r->broken)
		result = xlsx_parts_read_at(r->parts, places.sheet, &cells, r);
	if (r->failed)
		return error_prepend(r->err, "sheet '%s'", r->sheet);
	return result != 0 || r->broken
		       ? error_set(r->err,
				   "sheet '%s': cannot be read: damaged, or larger than any sheet "
				   "to fill in",
				   r->sheet)
		       : 0;
}

static struct xlsx_parts *open_parts(int fd, struct error *err)
{
	static const unsigned char sealed[] = { 0xD0, 0xCF, 0x11, 0xE0 };
	unsigned char magic[sizeof sealed] = { 0 };
	struct stat status;
	struct xlsx_parts *parts = NULL;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > FILE_MOST)
		error_set(err, "is no file of up to 16 MiB");
	else if (pread(fd, magic, sizeof magic, 0) == (ssize_t)sizeof magic &&
		 memcmp(magic, sealed, sizeof sealed) == 0)
		error_set(err, "has a password, or is an old .xls: save it as a plain .xlsx");
	else {
		parts = xlsx_parts_open(fd);
		if (!parts)
			error_set(err, "is no sound .xlsx");
		return parts;
	}
	close(fd);
	return NULL;
}

int xlsx_grid_read(int fd, const char *sheet, struct xlsx_grid_reader *reader, struct error *err)
{
	struct reading r = { .sheet = sheet,
			     .reader = reader,
			     .err = err,
			     .text = STR_INIT(CELL_MOST),
			     .type = "" };

	r.parts = open_parts(fd, err);
	if (!r.parts)
		return -1;
	r.arena = arena_new();
	for (size_t i = 0; i < XLSX_GRID_COLUMNS; i++)
		r.texts[i] = (struct str)STR_INIT(CELL_MOST);
	int result = read_parts(&r);
	for (size_t i = 0; i < XLSX_GRID_COLUMNS; i++)
		str_release(&r.texts[i]);
	str_release(&r.text);
	free(r.strings);
	arena_free(r.arena);
	xlsx_parts_close(r.parts);
	return result;
}
