/* Rows and their cells. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx/internal.h"
#include "report/xlsx/text.h"

#define URL_MOST 2079
#define LINKS_MOST 65000 /* Excel repairs a sheet that has more than 65,530 */

static void write_string(struct xlsx_sheet *sheet, lxw_row_t row, lxw_col_t column,
			 const char *text, size_t length, lxw_format *format)
{
	struct str escaped = STR_INIT(STR_BODY);

	xlsx_text_escape(&escaped, text, length);
	xlsx_note(sheet->book, worksheet_write_string(sheet->worksheet, row, column,
						      str_text(&escaped), format));
	str_release(&escaped);
}

static lxw_datetime datetime(int64_t ms)
{
	struct tm tm = { .tm_mday = 1 };
	time_t seconds = (time_t)(ms / 1000);

	(void)gmtime_r(&seconds, &tm);
	return (lxw_datetime){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
			       tm.tm_hour,	  tm.tm_min,	 tm.tm_sec };
}

/* A target from outside must not lead to a file. The path of one that is made here is given to
 * the library as an address: as its "external:" it gets backslashes, which only Windows reads. */
static bool is_known(const struct xlsx_cell *cell)
{
	static const char *const schemes[] = { "https://", "http://", "internal:" };
	bool known = cell->kind == XLSX_FILE;

	for (size_t i = 0; i < COUNT_OF(schemes); i++)
		known = known || strncmp(cell->target, schemes[i], strlen(schemes[i])) == 0;
	return known;
}

/* A link if it can be one; else the text alone, which may then continue below. */
static bool write_link(struct xlsx_sheet *sheet, lxw_col_t column, const struct xlsx_cell *cell)
{
	struct str text = STR_INIT(STR_BODY);

	if (!is_known(cell) || strlen(cell->target) > URL_MOST || sheet->links >= LINKS_MOST ||
	    cell->text[xlsx_text_part(cell->text)])
		return false;
	sheet->links++;
	xlsx_text_escape(&text, cell->text, strlen(cell->text));
	xlsx_note(sheet->book,
		  worksheet_write_url_opt(sheet->worksheet, sheet->row, column, cell->target,
					  sheet->book->formats[XLSX_LINK], str_text(&text), NULL));
	str_release(&text);
	return true;
}

/* The library knows links with a text only: here it is replaced by the number. */
static lxw_format *write_target(struct xlsx_sheet *sheet, lxw_col_t column,
				const struct xlsx_cell *cell)
{
	lxw_format *const *formats = sheet->book->formats;

	if (!is_known(cell) || strlen(cell->target) > URL_MOST || sheet->links >= LINKS_MOST)
		return formats[cell->style];
	sheet->links++;
	xlsx_note(sheet->book, worksheet_write_url_opt(sheet->worksheet, sheet->row, column,
						       cell->target, NULL, " ", NULL));
	return formats[XLSX_LINK_ID];
}

/* Writes the first part of a cell; what is left of its text is returned. */
static const char *write_cell(struct xlsx_sheet *sheet, lxw_col_t column,
			      const struct xlsx_cell *cell)
{
	lxw_worksheet *w = sheet->worksheet;
	lxw_format *format = sheet->book->formats[cell->style];
	lxw_datetime when;
	size_t length;

	switch (cell->kind) {
	case XLSX_URL:
	case XLSX_FILE:
		if (write_link(sheet, column, cell))
			break;
		__attribute__((fallthrough));
	case XLSX_STRING:
		length = xlsx_text_part(cell->text);
		if (length)
			write_string(sheet, sheet->row, column, cell->text, length, format);
		return cell->text + length;
	case XLSX_LINKED_ID:
		format = write_target(sheet, column, cell);
		__attribute__((fallthrough));
	case XLSX_INTEGER:
		xlsx_note(sheet->book, worksheet_write_number(w, sheet->row, column,
							      (double)cell->number, format));
		break;
	case XLSX_DAY:
	case XLSX_MOMENT:
		when = datetime(cell->number);
		if (cell->kind == XLSX_DAY)
			when = (lxw_datetime){ .year = when.year,
					       .month = when.month,
					       .day = when.day };
		xlsx_note(sheet->book,
			  worksheet_write_datetime(w, sheet->row, column, &when, format));
		break;
	case XLSX_BLANK:
		xlsx_note(sheet->book, worksheet_write_blank(w, sheet->row, column, format));
		break;
	case XLSX_EMPTY:
		break;
	}
	return "";
}

size_t xlsx_row_span(const struct xlsx_cell *cells, size_t count)
{
	size_t most = 1;

	for (size_t i = 0; i < count; i++) {
		const char *rest = cells[i].kind == XLSX_STRING ? cells[i].text : "";
		size_t parts = 0;
		for (; *rest; parts++)
			rest += xlsx_text_part(rest);
		most = parts > most ? parts : most;
	}
	return most;
}

/* A cell over several columns; what it holds is written into its first. */
static void merge(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, size_t column)
{
	xlsx_note(sheet->book,
		  worksheet_merge_range(sheet->worksheet, sheet->row, (lxw_col_t)column, sheet->row,
					(lxw_col_t)(column + cell->across - 1), "",
					sheet->book->formats[cell->style]));
}

static bool write_first(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count,
			const char **rest)
{
	const double height = xlsx_height_of(sheet, cells, count);
	bool more = false;

	if (xlsx_stream_row(sheet, cells, count, height))
		return false;
	xlsx_height_set(sheet, height);
	for (size_t i = 0, column = 0; i < count; column += xlsx_across(&cells[i++])) {
		if (cells[i].across > 1)
			merge(sheet, &cells[i], column);
		rest[i] = write_cell(sheet, (lxw_col_t)column, &cells[i]);
		more = more || *rest[i];
	}
	return more;
}

static bool write_rest(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count,
		       const char **rest)
{
	bool more = false;

	for (size_t i = 0, column = 0; i < count; column += xlsx_across(&cells[i++])) {
		const size_t length = xlsx_text_part(rest[i]);
		if (length)
			write_string(sheet, sheet->row, (lxw_col_t)column, rest[i], length,
				     sheet->book->formats[cells[i].style]);
		rest[i] += length;
		more = more || *rest[i];
	}
	return more;
}

/* The next row is one that a sheet can have. */
static bool has_room(struct xlsx_sheet *sheet)
{
	if (sheet->worksheet && sheet->row >= sheet->book->rows_most)
		xlsx_sheet_continue(sheet);
	return sheet->worksheet != NULL;
}

size_t xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count)
{
	const char **rest = xcalloc(count, sizeof *rest);
	bool more = has_room(sheet) && write_first(sheet, cells, count, rest);
	const size_t number = ++sheet->row;

	sheet->listed++;
	for (; more && has_room(sheet); sheet->row++)
		more = write_rest(sheet, cells, count, rest);
	free(rest);
	return number;
}

void xlsx_row_uncounted(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count)
{
	xlsx_row(sheet, cells, count);
	sheet->listed--;
}

size_t xlsx_next_row(const struct xlsx_sheet *sheet)
{
	return sheet->row + 1;
}

void xlsx_skip_rows(struct xlsx_sheet *sheet, size_t count)
{
	sheet->row += (lxw_row_t)count;
}
