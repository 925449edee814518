/* Sheets: their columns, and what is said of them when they are full. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/xlsx/internal.h"
#include "report/xlsx/text.h"

#define NAME_MOST 31	  /* characters */
#define TABLE_ROWS 20000  /* a table object of more is slow to work in */
#define SMALLEST_PRINT 80 /* per cent: 8 points of our 10 */
#define MARGIN 0.4	  /* inches, left and right */
#define POINTS_PER_PIXEL 0.75
#define PIXELS(width) ((width)*7.0 + 5) /* of a column so many characters wide */

static void add_worksheet(struct xlsx_sheet *sheet)
{
	struct xlsx_book *book = sheet->book;
	lxw_worksheet *w =
		book->workbook ? workbook_add_worksheet(book->workbook, sheet->now) : NULL;

	sheet->worksheet = w;
	if (!w) {
		xlsx_note(book, LXW_ERROR_PARAMETER_VALIDATION);
		return;
	}
	worksheet_set_landscape(w);
	worksheet_set_paper(w, book->paper);
	worksheet_set_margins(w, MARGIN, MARGIN, 0.6, 0.6);
	worksheet_gridlines(w, LXW_HIDE_ALL_GRIDLINES);
	if (book->tab)
		worksheet_set_tab_color(w, book->tab);
	for (size_t i = 0; i < sheet->width_count; i++)
		if (sheet->widths[i] > 0)
			xlsx_note(book, worksheet_set_column(w, (lxw_col_t)i, (lxw_col_t)i,
							     sheet->widths[i], NULL));
}

struct xlsx_sheet *xlsx_sheet_new(struct xlsx_book *book, const char *name)
{
	struct xlsx_sheet *sheet = xcalloc(1, sizeof *sheet);

	sheet->book = book;
	sheet->line = sheet->number = (struct str)STR_INIT(STR_BODY);
	if (book->last)
		book->last->next = sheet;
	else
		book->sheets = sheet;
	book->last = sheet;
	sheet->part = 1;
	(void)snprintf(sheet->name, sizeof sheet->name, "%s", name);
	memcpy(sheet->now, sheet->name, sizeof sheet->now);
	add_worksheet(sheet);
	return sheet;
}

void xlsx_sheet_free(struct xlsx_sheet *sheet)
{
	for (size_t i = 0; i < sheet->rule_count; i++) {
		free(sheet->rules[i].word);
		free(sheet->rules[i].formula);
	}
	str_release(&sheet->line);
	str_release(&sheet->number);
	free(sheet->rules);
	free(sheet->widths);
	free(sheet);
}

static void set_width(struct xlsx_sheet *sheet, size_t column, double width)
{
	while (sheet->width_count <= column) {
		ARRAY_RESERVE(sheet->widths, sheet->width_count, sheet->width_capacity);
		sheet->widths[sheet->width_count++] = 0;
	}
	sheet->widths[column] = width;
	xlsx_note(sheet->book, worksheet_set_column(sheet->worksheet, (lxw_col_t)column,
						    (lxw_col_t)column, width, NULL));
}

void xlsx_sheet_widths(struct xlsx_sheet *sheet, const double *widths, size_t count)
{
	for (size_t i = 0; sheet->worksheet && i < count; i++)
		set_width(sheet, i, widths[i]);
}

static void write_header(struct xlsx_sheet *sheet)
{
	struct xlsx_cell *cells = xcalloc(sheet->column_count, sizeof *cells);

	for (size_t i = 0; i < sheet->column_count; i++)
		cells[i] = (struct xlsx_cell){ .kind = XLSX_STRING,
					       .style = XLSX_HEADER,
					       .text = sheet->columns[i].title };
	xlsx_height_set(sheet, xlsx_height_of(sheet, cells, sheet->column_count));
	for (size_t i = 0; i < sheet->column_count; i++)
		xlsx_note(sheet->book,
			  worksheet_write_string(sheet->worksheet, sheet->row, (lxw_col_t)i,
						 cells[i].text, sheet->book->formats[XLSX_HEADER]));
	free(cells);
	sheet->row++;
}

static void begin_table(struct xlsx_sheet *sheet)
{
	sheet->header = sheet->row;
	worksheet_freeze_panes(sheet->worksheet, sheet->row + 1, (lxw_col_t)sheet->kept);
	xlsx_note(sheet->book, worksheet_repeat_rows(sheet->worksheet, sheet->row, sheet->row));
	write_header(sheet);
}

void xlsx_sheet_table(struct xlsx_sheet *sheet, const struct xlsx_column *columns, size_t count,
		      size_t rows)
{
	if (!sheet->worksheet)
		return;
	for (size_t i = 0; i < count; i++)
		set_width(sheet, i, columns[i].width);
	sheet->columns = columns;
	sheet->column_count = count;
	sheet->is_table = !sheet->book->streaming && rows <= TABLE_ROWS;
	begin_table(sheet);
}

void xlsx_sheet_keep(struct xlsx_sheet *sheet, size_t columns)
{
	sheet->kept = columns;
	if (sheet->worksheet)
		worksheet_freeze_panes(sheet->worksheet, sheet->header + 1, (lxw_col_t)columns);
}

void xlsx_sheet_continue(struct xlsx_sheet *sheet)
{
	char ending[16];

	xlsx_sheet_finish(sheet);
	sheet->part++;
	(void)snprintf(ending, sizeof ending, " (%zu)", sheet->part);
	(void)snprintf(sheet->now, sizeof sheet->now, "%.*s%s",
		       text_cut(sheet->name, NAME_MOST - (int)strlen(ending)), sheet->name, ending);
	sheet->row = 0;
	sheet->links = 0;
	add_worksheet(sheet);
	if (sheet->worksheet && sheet->columns)
		begin_table(sheet);
}

/* "tblTokenScope" */
static void table_name(struct str *name, const struct xlsx_sheet *sheet)
{
	bool upper = true;

	str_puts(name, "tbl");
	for (const char *c = sheet->name; *c; c++) {
		const bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
		if (letter)
			str_putc(name, upper && *c >= 'a' ? (char)(*c - 'a' + 'A') : *c);
		upper = !letter;
	}
	if (sheet->part > 1)
		str_printf(name, "%zu", sheet->part);
}

/* Excel wants to repair a table with two columns of one name. */
static bool titles_differ(const struct xlsx_sheet *sheet)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		for (size_t k = 0; k < i; k++)
			if (text_equal_ignoring_case(sheet->columns[i].title,
						     sheet->columns[k].title))
				return false;
	return true;
}

/* The look is that of the cells: LibreOffice shows no style of a table. */
static lxw_error add_table(struct xlsx_sheet *sheet)
{
	const size_t count = sheet->column_count;
	lxw_table_column *columns = xcalloc(count, sizeof *columns);
	lxw_table_column **list = xcalloc(count + 1, sizeof *list);
	struct str name = STR_INIT(STR_BODY);
	lxw_table_options options = { .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
				      .style_type_number = 0,
				      .no_banded_rows = LXW_TRUE,
				      .columns = list };

	for (size_t i = 0; i < count; i++) {
		columns[i].header = UNCONST(sheet->columns[i].title);
		columns[i].header_format = sheet->book->formats[XLSX_HEADER];
		list[i] = &columns[i];
	}
	table_name(&name, sheet);
	options.name = UNCONST(str_text(&name));
	const lxw_error error =
		worksheet_add_table(sheet->worksheet, sheet->header, 0, sheet->row - 1,
				    (lxw_col_t)(count - 1), &options);
	str_release(&name);
	free(list);
	free(columns);
	return error;
}

static void finish_table(struct xlsx_sheet *sheet)
{
	const lxw_col_t last = (lxw_col_t)(sheet->column_count - 1);

	if (sheet->row == sheet->header + 1)
		return;
	xlsx_note(sheet->book, sheet->is_table && titles_differ(sheet)
				       ? add_table(sheet)
				       : worksheet_autofilter(sheet->worksheet, sheet->header, 0,
							      sheet->row - 1, last));
}

/* As wide as the page where that leaves it readable; else on pages side by side, each with
 * the columns that say which row it is. */
static void finish_print(struct xlsx_sheet *sheet)
{
	const double paper = sheet->book->paper == PAPER_CODE_LETTER ? 11 * 72 : 841.89;
	const double room = paper - 2 * MARGIN * 72;
	double width = 0;

	for (size_t i = 0; i < sheet->width_count; i++)
		width += PIXELS(sheet->widths[i] > 0 ? sheet->widths[i] : 8.43) * POINTS_PER_PIXEL;
	if (width * SMALLEST_PRINT <= room * 100) {
		worksheet_fit_to_pages(sheet->worksheet, 1, 0);
		return;
	}
	worksheet_set_print_scale(sheet->worksheet, SMALLEST_PRINT);
	if (sheet->kept)
		xlsx_note(sheet->book, worksheet_repeat_columns(sheet->worksheet, 0,
								(lxw_col_t)(sheet->kept - 1)));
}

/* In UTF-16 units, which Excel counts in. */
static size_t units(const struct str *text)
{
	size_t count = 0;

	for (size_t at = 0; at < text->length; count++)
		count += text_next(text->data, text->length, &at) > 0xFFFF;
	return count;
}

/* Last, for readers that want left, centre and right in this order. */
#define FOOTER_RIGHT "&R&A, page &P of &N"

/* & starts a code. What does not fit is left out in whole: Excel wants to repair a sheet whose
 * footer is too long. */
static void put_part(struct str *footer, const char *code, const char *text)
{
	struct str part = STR_INIT(STR_BODY);

	str_puts(&part, code);
	for (; *text; text++)
		str_puts(&part, *text == '&' ? "&&" : (const char[]){ *text, '\0' });
	if (units(footer) + units(&part) + strlen(FOOTER_RIGHT) <= LXW_HEADER_FOOTER_MAX)
		str_add(footer, part.data, part.length);
	str_release(&part);
}

static void finish_footer(struct xlsx_sheet *sheet)
{
	struct str footer = STR_INIT(STR_BODY);

	put_part(&footer, "&L", sheet->book->footer);
	if (*sheet->book->aside)
		put_part(&footer, "&C", sheet->book->aside);
	str_puts(&footer, FOOTER_RIGHT);
	xlsx_note(sheet->book, worksheet_set_footer(sheet->worksheet, str_text(&footer)));
	str_release(&footer);
}

void xlsx_sheet_finish(struct xlsx_sheet *sheet)
{
	if (!sheet->worksheet)
		return;
	if (sheet->columns)
		finish_table(sheet);
	xlsx_rules_apply(sheet);
	finish_print(sheet);
	finish_footer(sheet);
}
