#include "report/xlsx/rows.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx/archive.h"
#include "report/xlsx/text.h"

#define CELL_MOST ((size_t)1 << 18)    /* 32,767 UTF-16 units, escaped */
#define STRINGS_MOST ((size_t)1 << 28) /* bytes of all shared strings */

struct sheet {
	const char *name, *relation, *path;
};

struct xlsx_rows {
	struct xlsx_parts *parts;
	struct arena *arena;
	struct sheet *sheets;
	size_t sheet_count, sheet_capacity;
	const char **strings;
	size_t string_count, string_capacity, string_bytes;
	struct str text; /* of the innermost <t> or <v> */
	bool in_text, failed;
};

/* One sheet being read. */
struct pass {
	struct xlsx_rows *rows;
	struct str cells[XLSX_ROWS_COLUMNS];
	size_t number, column;
	bool shared, any;
	void (*row)(void *context, size_t number, const char *const *cells);
	void *context;
};

static void note_sheet(void *context, const char *name, const char **attributes)
{
	struct xlsx_rows *rows = context;
	const char *state = xml_attribute(attributes, "state");

	if (strcmp(name, "sheet") != 0 || (*state && strcmp(state, "visible") != 0))
		return;
	ARRAY_RESERVE(rows->sheets, rows->sheet_count, rows->sheet_capacity);
	rows->sheets[rows->sheet_count++] = (struct sheet){
		.name = arena_strdup(rows->arena, xml_attribute(attributes, "name")),
		.relation = arena_strdup(rows->arena, xml_attribute(attributes, "r:id")),
		.path = "",
	};
}

static void note_relation(void *context, const char *name, const char **attributes)
{
	struct xlsx_rows *rows = context;
	const char *target = xml_attribute(attributes, "Target");

	if (strcmp(name, "Relationship") != 0)
		return;
	for (size_t i = 0; i < rows->sheet_count; i++)
		if (strcmp(rows->sheets[i].relation, xml_attribute(attributes, "Id")) == 0)
			rows->sheets[i].path = *target == '/'
						       ? arena_strdup(rows->arena, target + 1)
						       : arena_printf(rows->arena, "xl/%s", target);
}

static bool holds_text(const char *name)
{
	return strcmp(name, "t") == 0 || strcmp(name, "v") == 0;
}

static void string_start(void *context, const char *name, const char **attributes)
{
	struct xlsx_rows *rows = context;

	(void)attributes;
	if (strcmp(name, "si") == 0)
		str_clear(&rows->text);
	rows->in_text = holds_text(name);
}

static void string_end(void *context, const char *name)
{
	struct xlsx_rows *rows = context;

	rows->in_text = false;
	if (strcmp(name, "si") != 0)
		return;
	rows->string_bytes += rows->text.length + 64;
	if (rows->text.overflow || rows->string_bytes > STRINGS_MOST) {
		rows->failed = true;
		return;
	}
	struct str shown = STR_INIT(CELL_MOST);
	xlsx_text_unescape(&shown, str_text(&rows->text));
	ARRAY_RESERVE(rows->strings, rows->string_count, rows->string_capacity);
	rows->strings[rows->string_count++] = arena_strdup(rows->arena, str_text(&shown));
	str_release(&shown);
}

static void string_text(void *context, const char *bytes, int length)
{
	struct xlsx_rows *rows = context;

	if (rows->in_text)
		str_add(&rows->text, bytes, (size_t)length);
}

static int read_strings(struct xlsx_rows *rows)
{
	static const struct xml_events events = { string_start, string_end, string_text };

	for (size_t i = 0; i < xlsx_parts_count(rows->parts); i++)
		if (strcmp(xlsx_parts_name(rows->parts, i), "xl/sharedStrings.xml") == 0)
			return xlsx_parts_read_at(rows->parts, i, &events, rows) != 0 ||
					       rows->failed
				       ? -1
				       : 0;
	return 0; /* in streaming mode they stand in the cells */
}

struct xlsx_rows *xlsx_rows_open(int fd, struct error *err)
{
	static const struct xml_events sheets = { .start = note_sheet };
	static const struct xml_events relations = { .start = note_relation };
	struct xlsx_parts *parts = xlsx_parts_open(fd);

	if (!parts) {
		error_set(err, "is no sound archive");
		return NULL;
	}
	struct xlsx_rows *rows = xcalloc(1, sizeof *rows);
	rows->parts = parts;
	rows->arena = arena_new();
	rows->text = (struct str)STR_INIT(CELL_MOST);
	if (xlsx_parts_read(parts, "xl/workbook.xml", &sheets, rows) != 0 ||
	    xlsx_parts_read(parts, "xl/_rels/workbook.xml.rels", &relations, rows) != 0 ||
	    read_strings(rows) != 0) {
		error_set(err, "is no workbook that can be read");
		xlsx_rows_close(rows);
		return NULL;
	}
	return rows;
}

void xlsx_rows_close(struct xlsx_rows *rows)
{
	if (!rows)
		return;
	xlsx_parts_close(rows->parts);
	str_release(&rows->text);
	free(rows->sheets);
	free(rows->strings);
	arena_free(rows->arena);
	free(rows);
}

/* From a reference such as "C12"; further right than is kept: XLSX_ROWS_COLUMNS. */
static size_t column_of(const char *reference)
{
	bool one_letter = reference[0] >= 'A' && reference[0] < 'A' + XLSX_ROWS_COLUMNS &&
			  reference[1] >= '0' && reference[1] <= '9';

	return one_letter ? (size_t)(reference[0] - 'A') : XLSX_ROWS_COLUMNS;
}

static void cell_start(void *context, const char *name, const char **attributes)
{
	struct pass *pass = context;

	if (strcmp(name, "row") == 0) {
		for (size_t i = 0; i < XLSX_ROWS_COLUMNS; i++)
			str_clear(&pass->cells[i]);
		pass->number = strtoul(xml_attribute(attributes, "r"), NULL, 10);
		pass->any = false;
	} else if (strcmp(name, "c") == 0) {
		pass->column = column_of(xml_attribute(attributes, "r"));
		pass->shared = strcmp(xml_attribute(attributes, "t"), "s") == 0;
		str_clear(&pass->rows->text);
	}
	pass->rows->in_text = holds_text(name);
}

static void keep_cell(struct pass *pass)
{
	struct xlsx_rows *rows = pass->rows;
	const char *text = str_text(&rows->text);

	if (pass->column == XLSX_ROWS_COLUMNS || !*text)
		return;
	if (pass->shared) {
		char *end = NULL;
		size_t index = strtoul(text, &end, 10);
		if (*end || index >= rows->string_count)
			rows->failed = true;
		else
			str_puts(&pass->cells[pass->column], rows->strings[index]);
	} else
		xlsx_text_unescape(&pass->cells[pass->column], text);
	pass->any = true;
}

static void cell_end(void *context, const char *name)
{
	struct pass *pass = context;
	const char *cells[XLSX_ROWS_COLUMNS];

	pass->rows->in_text = false;
	if (strcmp(name, "c") == 0)
		keep_cell(pass);
	if (strcmp(name, "row") != 0 || !pass->any)
		return;
	for (size_t i = 0; i < XLSX_ROWS_COLUMNS; i++)
		cells[i] = str_text(&pass->cells[i]);
	pass->row(pass->context, pass->number, cells);
}

static void cell_text(void *context, const char *bytes, int length)
{
	struct pass *pass = context;

	string_text(pass->rows, bytes, length);
}

static const char *path_of(const struct xlsx_rows *rows, const char *name)
{
	for (size_t i = 0; i < rows->sheet_count; i++)
		if (strcmp(rows->sheets[i].name, name) == 0)
			return rows->sheets[i].path;
	return NULL;
}

bool xlsx_rows_has(const struct xlsx_rows *rows, const char *sheet)
{
	return path_of(rows, sheet) != NULL;
}

int xlsx_rows_sheet(struct xlsx_rows *rows, const char *sheet,
		    void (*row)(void *context, size_t number, const char *const *cells),
		    void *context, struct error *err)
{
	static const struct xml_events events = { cell_start, cell_end, cell_text };
	struct pass pass = { .rows = rows, .row = row, .context = context };
	const char *path = path_of(rows, sheet);

	if (!path)
		return error_set(err, "has no visible sheet '%s'", sheet);
	for (size_t i = 0; i < XLSX_ROWS_COLUMNS; i++)
		pass.cells[i] = (struct str)STR_INIT(CELL_MOST);
	rows->failed = false;
	int result = xlsx_parts_read(rows->parts, path, &events, &pass);
	if (result != 0 || rows->failed || rows->text.overflow)
		result = error_set(err, "its sheet '%s' cannot be read", sheet);
	for (size_t i = 0; i < XLSX_ROWS_COLUMNS; i++)
		str_release(&pass.cells[i]);
	return result;
}
