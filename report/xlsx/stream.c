/*
 * Rows of streaming workbooks. The library builds a tree of each row and writes that, when the
 * next one begins, into a file it keeps for the sheet. Rows of texts and whole numbers, which
 * nearly all are, are written into that file here: the same bytes in a fifth of the time. All
 * others (links, dates, cells over several columns, texts that need more than &, < and > escaped)
 * are left to the library.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/str.h"
#include "report/xlsx/internal.h"
#include "report/xlsx/text.h"

#define EXACT INT64_C(1000000000000000) /* the library writes 16 digits of a double */

static void put_number(struct str *line, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		digits[--at] = '-';
	(void)str_add(line, digits + at, sizeof digits - at);
}

static void put_column(struct str *line, size_t column)
{
	char letters[8];
	size_t at = sizeof letters;

	for (size_t rest = column + 1; rest; rest = (rest - 1) / 26)
		letters[--at] = (char)('A' + (rest - 1) % 26);
	(void)str_add(line, letters + at, sizeof letters - at);
}

static const char *escape_of(char c)
{
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : NULL;
}

/* What the library escapes in ways of its own, and what looks like one of these. */
static bool is_odd(const char *c)
{
	return (*c == '_' && c[1] == 'x') || ((unsigned char)*c < ' ' && *c != '\n' && *c != '\t');
}

/* White space at its ends is to be kept, which the library knows how to say. */
static bool has_odd_ends(const char *text, size_t length)
{
	return (unsigned char)text[0] <= ' ' || (unsigned char)text[length - 1] <= ' ';
}

/* False, with a part of it added, if that is not all there is to it. */
static bool put_text(struct str *line, const char *text)
{
	const char *from = text, *c = text;

	for (; *c; c++) {
		if ((unsigned char)*c > '>' && *c != '_')
			continue;
		const char *escape = escape_of(*c);
		if (is_odd(c))
			return false;
		if (!escape)
			continue;
		(void)str_add(line, from, (size_t)(c - from));
		(void)str_puts(line, escape);
		from = c + 1;
	}
	(void)str_add(line, from, (size_t)(c - from));
	return c - text <= XLSX_TEXT_MOST && !has_odd_ends(text, (size_t)(c - text));
}

static void begin_cell(struct str *line, const struct str *row, size_t column, lxw_format *format)
{
	(void)str_puts(line, "<c r=\"");
	put_column(line, column);
	(void)str_add(line, row->data, row->length);
	(void)str_puts(line, "\" s=\"");
	put_number(line, lxw_format_get_xf_index(format));
}

static bool put_cell(struct str *line, const struct str *row, size_t column,
		     const struct xlsx_cell *cell, lxw_format *format)
{
	if (cell->across > 1)
		return false;
	switch (cell->kind) {
	case XLSX_EMPTY:
		return true;
	case XLSX_STRING:
		if (!*cell->text)
			return true;
		begin_cell(line, row, column, format);
		(void)str_puts(line, "\" t=\"inlineStr\"><is><t>");
		if (!put_text(line, cell->text))
			return false;
		(void)str_puts(line, "</t></is></c>");
		return true;
	case XLSX_INTEGER:
		if (cell->number <= -EXACT || cell->number >= EXACT)
			return false;
		begin_cell(line, row, column, format);
		(void)str_puts(line, "\"><v>");
		put_number(line, cell->number);
		(void)str_puts(line, "</v></c>");
		return true;
	case XLSX_BLANK:
	case XLSX_LINKED_ID:
	case XLSX_DAY:
	case XLSX_MOMENT:
	case XLSX_URL:
	case XLSX_FILE:
		break;
	}
	return false;
}

static void begin_row(struct str *line, const struct str *row, double height)
{
	str_clear(line);
	(void)str_puts(line, "<row r=\"");
	(void)str_add(line, row->data, row->length);
	if (height > 0)
		(void)str_printf(line, "\" ht=\"%.16G\" customHeight=\"1", height);
	(void)str_puts(line, "\">");
}

/* What the library keeps of the cells it wrote. */
static void note_cell(lxw_worksheet *w, lxw_row_t row, lxw_col_t column)
{
	w->dim_rowmin = row < w->dim_rowmin ? row : w->dim_rowmin;
	w->dim_rowmax = row > w->dim_rowmax ? row : w->dim_rowmax;
	w->dim_colmin = column < w->dim_colmin ? column : w->dim_colmin;
	w->dim_colmax = column > w->dim_colmax ? column : w->dim_colmax;
}

bool xlsx_stream_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count,
		     double height)
{
	struct str *line = &sheet->line, *row = &sheet->number;
	lxw_worksheet *w = sheet->worksheet;
	bool any = false;

	if (!sheet->book->streaming)
		return false;
	/* The one before it, if that is still the library's. Styles get their numbers as they are
	 * first used, in this order. */
	lxw_worksheet_write_single_row(w);
	str_clear(row);
	put_number(row, (int64_t)sheet->row + 1);
	begin_row(line, row, height);
	for (size_t i = 0; i < count; i++) {
		const size_t before = line->length;
		if (!put_cell(line, row, i, &cells[i], sheet->book->formats[cells[i].style]))
			return false;
		if (line->length == before)
			continue;
		note_cell(w, sheet->row, (lxw_col_t)i);
		any = true;
	}
	(void)str_puts(line, "</row>");
	if (any)
		(void)fwrite(line->data, 1, line->length, w->optimize_tmpfile);
	return any;
}
