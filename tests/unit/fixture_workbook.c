#include "tests/unit/fixture_workbook.h"

#include <expat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"

/* What one part is read into. */
struct reader {
	struct workbook *book;
	struct workbook_sheet *sheet;
	struct workbook_cell cell;
	char type[16];
	struct str text; /* of the innermost <t> or <v> */
	bool in_text;
	size_t strings, cells, links, sheets; /* room */
};

static const char *attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return "";
}

static void place(const char *reference, size_t *row, char *column)
{
	*column = reference[0];
	*row = strtoul(reference + 1, NULL, 10);
}

static void add_sheet(struct reader *reader, const char *name)
{
	struct workbook *book = reader->book;

	ARRAY_RESERVE(book->sheets, book->sheet_count, reader->sheets);
	book->sheets[book->sheet_count++] =
		(struct workbook_sheet){ .name = arena_strdup(book->arena, name) };
}

static void add_link(struct reader *reader, const char **attributes)
{
	struct workbook_sheet *sheet = reader->sheet;
	struct workbook_link link = { .location = arena_strdup(reader->book->arena,
							       attribute(attributes, "location")) };

	place(attribute(attributes, "ref"), &link.row, &link.column);
	ARRAY_RESERVE(sheet->links, sheet->link_count, reader->links);
	sheet->links[sheet->link_count++] = link;
}

static void XMLCALL begin(void *context, const char *name, const char **attributes)
{
	struct reader *reader = context;

	if (strcmp(name, "sheet") == 0)
		add_sheet(reader, attribute(attributes, "name"));
	else if (strcmp(name, "hyperlink") == 0)
		add_link(reader, attributes);
	else if (strcmp(name, "c") == 0) {
		reader->cell = (struct workbook_cell){ .text = "" };
		place(attribute(attributes, "r"), &reader->cell.row, &reader->cell.column);
		(void)snprintf(reader->type, sizeof reader->type, "%s", attribute(attributes, "t"));
	} else if (strcmp(name, "f") == 0)
		reader->cell.has_formula = true;
	if (strcmp(name, "c") == 0 || strcmp(name, "si") == 0)
		str_clear(&reader->text);
	reader->in_text = strcmp(name, "t") == 0 || strcmp(name, "v") == 0;
}

/* _x0041_ is shown as A; a code above ASCII as a question mark will do here. */
static const char *shown(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text), *from = copy, *to = copy;

	while (*from) {
		size_t digits = strncmp(from, "_x", 2) == 0
					? strspn(from + 2, "0123456789ABCDEFabcdef")
					: 0;
		if (digits == 4 && from[6] == '_') {
			unsigned long code = strtoul(from + 2, NULL, 16);
			*to++ = (char)(code < 128 ? code : '?');
			from += 7;
		} else
			*to++ = *from++;
	}
	*to = '\0';
	return copy;
}

static const char *value(struct reader *reader)
{
	const struct workbook *book = reader->book;

	if (strcmp(reader->type, "s") != 0)
		return shown(book->arena, str_text(&reader->text));
	size_t index = strtoul(str_text(&reader->text), NULL, 10);
	assert_true(index < book->string_count);
	return book->strings[index];
}

static void XMLCALL end(void *context, const char *name)
{
	struct reader *reader = context;
	struct workbook *book = reader->book;

	reader->in_text = false;
	if (strcmp(name, "si") == 0) {
		ARRAY_RESERVE(book->strings, book->string_count, reader->strings);
		book->strings[book->string_count++] = shown(book->arena, str_text(&reader->text));
	}
	if (strcmp(name, "c") != 0)
		return;
	reader->cell.text = value(reader);
	reader->cell.is_text = strcmp(reader->type, "s") == 0 ||
			       strcmp(reader->type, "inlineStr") == 0 ||
			       strcmp(reader->type, "str") == 0;
	ARRAY_RESERVE(reader->sheet->cells, reader->sheet->cell_count, reader->cells);
	reader->sheet->cells[reader->sheet->cell_count++] = reader->cell;
}

static void XMLCALL characters(void *context, const char *text, int length)
{
	struct reader *reader = context;

	if (reader->in_text)
		assert_int_equal(str_add(&reader->text, text, (size_t)length), 0);
}

static char *inflated(zip_t *archive, const char *name, struct arena *arena)
{
	zip_file_t *file = zip_fopen(archive, name, 0);
	zip_stat_t status = { .size = 0 };

	if (!file || zip_stat(archive, name, 0, &status) != 0)
		fail_msg("'%s' is not in the workbook", name);
	char *text = arena_alloc(arena, status.size + 1);
	assert_int_equal(zip_fread(file, text, status.size), (int64_t)status.size);
	assert_int_equal(zip_fclose(file), 0);
	return text;
}

static const char *read_part(struct workbook *book, zip_t *archive, const char *name,
			     struct workbook_sheet *sheet)
{
	struct reader reader = { .book = book, .sheet = sheet, .text = STR_INIT(STR_BODY) };
	XML_Parser parser = XML_ParserCreate(NULL);
	const char *xml = inflated(archive, name, book->arena);

	XML_SetUserData(parser, &reader);
	XML_SetElementHandler(parser, begin, end);
	XML_SetCharacterDataHandler(parser, characters);
	if (XML_Parse(parser, xml, (int)strlen(xml), 1) != XML_STATUS_OK)
		fail_msg("'%s' is not well-formed", name);
	XML_ParserFree(parser);
	str_release(&reader.text);
	return xml;
}

struct workbook *workbook_read(const char *path)
{
	struct arena *arena = arena_new();
	struct workbook *book = arena_alloc(arena, sizeof *book);
	zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);

	if (!archive)
		fail_msg("'%s' is no workbook", path);
	book->arena = arena;
	(void)read_part(book, archive, "xl/workbook.xml", NULL);
	if (zip_name_locate(archive, "xl/sharedStrings.xml", 0) >= 0)
		(void)read_part(book, archive, "xl/sharedStrings.xml", NULL);
	for (size_t i = 0; i < book->sheet_count; i++) {
		const char *name = arena_printf(arena, "xl/worksheets/sheet%zu.xml", i + 1);
		book->sheets[i].xml = read_part(book, archive, name, &book->sheets[i]);
	}
	zip_discard(archive);
	return book;
}

void workbook_free(struct workbook *book)
{
	for (size_t i = 0; i < book->sheet_count; i++) {
		free(book->sheets[i].cells);
		free(book->sheets[i].links);
	}
	free(book->sheets);
	free(book->strings);
	arena_free(book->arena);
}

const struct workbook_sheet *workbook_sheet(const struct workbook *book, const char *name)
{
	for (size_t i = 0; i < book->sheet_count; i++)
		if (strcmp(book->sheets[i].name, name) == 0)
			return &book->sheets[i];
	return NULL;
}

const char *workbook_cell(const struct workbook_sheet *sheet, size_t row, char column)
{
	for (size_t i = 0; i < sheet->cell_count; i++)
		if (sheet->cells[i].row == row && sheet->cells[i].column == column)
			return sheet->cells[i].text;
	return "";
}

size_t workbook_find(const struct workbook_sheet *sheet, char column, const char *text)
{
	for (size_t i = 0; i < sheet->cell_count; i++)
		if (sheet->cells[i].column == column && strcmp(sheet->cells[i].text, text) == 0)
			return sheet->cells[i].row;
	return 0;
}

size_t workbook_last_row(const struct workbook_sheet *sheet)
{
	return sheet->cell_count ? sheet->cells[sheet->cell_count - 1].row : 0;
}

struct workbook *workbook_written(struct fixture_audit *f, const char *path)
{
	struct error err = { .message = "" };

	if (xlsx_report_write(&f->audit, path, &err) != 0)
		fail_msg("%s", err.message);
	fixture_audit_free(f);
	return workbook_read(path);
}

const struct workbook_sheet *workbook_need(const struct workbook *book, const char *name)
{
	const struct workbook_sheet *found = workbook_sheet(book, name);

	if (!found)
		fail_msg("no sheet '%s'", name);
	return found;
}

char workbook_column(const struct workbook_sheet *sheet, const char *title)
{
	for (size_t i = 0; i < sheet->cell_count && sheet->cells[i].row == 1; i++)
		if (strcmp(sheet->cells[i].text, title) == 0)
			return sheet->cells[i].column;
	fail_msg("no column '%s'", title);
	return 0;
}

void assert_cell(const struct workbook_sheet *sheet, size_t row, char column, const char *text)
{
	assert_string_equal(workbook_cell(sheet, row, column), text);
}

char *workbook_part(const char *path, const char *name)
{
	zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
	struct arena *arena = arena_new();

	assert_non_null(archive);
	char *text = zip_name_locate(archive, name, 0) < 0
			     ? NULL
			     : xstrdup(inflated(archive, name, arena));
	arena_free(arena);
	zip_discard(archive);
	return text;
}
