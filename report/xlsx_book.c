#include "report/xlsx_book.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx_text.h"

#define URL_MOST 2079
#define LINKS_MOST 65000 /* Excel repairs a sheet that has more than 65,530 */
/* The library copies what it is given but asks for it without const. */
#define UNCONST(text) ((char *)(uintptr_t)(text))
#define FONT "Calibri"

struct xlsx_book {
	lxw_workbook *workbook;
	lxw_format *formats[XLSX_STYLE_COUNT];
	struct xlsx_sheet *sheets;
	lxw_error failed; /* the first one */
};

struct xlsx_sheet {
	struct xlsx_sheet *next;
	struct xlsx_book *book;
	lxw_worksheet *worksheet;
	char name[32];
	lxw_row_t row; /* the next one */
	lxw_row_t header;
	size_t links;
};

static const struct style {
	double size;
	uint32_t colour, fill;
	bool bold, wrap, top, underline;
	const char *number;
} styles[XLSX_STYLE_COUNT] = {
	[XLSX_TEXT] = { .size = 10, .colour = 0x1B2540, .top = true },
	[XLSX_STRONG] = { .size = 10, .colour = 0x1B2540, .bold = true, .top = true },
	[XLSX_MUTED] = { .size = 10, .colour = 0x5B6780, .top = true },
	[XLSX_WRAPPED] = { .size = 10, .colour = 0x1B2540, .wrap = true, .top = true },
	[XLSX_TITLE] = { .size = 20, .colour = 0x0D1B3E, .bold = true },
	[XLSX_SENTENCE] = { .size = 12, .colour = 0x1B2540 },
	[XLSX_HEADING] = { .size = 13, .colour = 0x0D1B3E, .bold = true },
	[XLSX_HEADER] = { .size = 10,
			  .colour = 0xFFFFFF,
			  .fill = 0x1D3461,
			  .bold = true,
			  .wrap = true },
	[XLSX_NUMBER] = { .size = 10, .colour = 0x1B2540, .top = true, .number = "#,##0" },
	[XLSX_PERCENT] = { .size = 10, .colour = 0x1B2540, .top = true, .number = "0\"%\"" },
	[XLSX_DATE] = { .size = 10, .colour = 0x1B2540, .top = true, .number = "yyyy-mm-dd" },
	[XLSX_TIME] = { .size = 10,
			.colour = 0x1B2540,
			.top = true,
			.number = "yyyy-mm-dd hh:mm:ss" },
	[XLSX_LINK] = { .size = 10, .colour = 0x1D4F91, .top = true, .underline = true },
};

static void note(struct xlsx_book *book, lxw_error error)
{
	if (!book->failed)
		book->failed = error;
}

static lxw_format *format_new(struct xlsx_book *book, const struct style *style)
{
	lxw_format *format = workbook_add_format(book->workbook);

	format_set_font_name(format, FONT);
	format_set_font_size(format, style->size);
	/* 0 would be the library's "no colour". */
	format_set_font_color(format, style->colour ? style->colour : 0x000001);
	if (style->fill) {
		format_set_bg_color(format, style->fill);
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, style->fill);
	}
	if (style->bold)
		format_set_bold(format);
	if (style->wrap)
		format_set_text_wrap(format);
	format_set_align(format, style->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
	if (style->underline)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (style->number)
		format_set_num_format(format, style->number);
	return format;
}

struct xlsx_book *xlsx_book_new(const char *path, const struct xlsx_properties *properties,
				bool streaming)
{
	struct xlsx_book *book = xcalloc(1, sizeof *book);
	lxw_workbook_options options = { .constant_memory = streaming };
	lxw_doc_properties about = {
		.title = UNCONST(properties->title),
		.subject = UNCONST(properties->subject),
		.author = UNCONST(properties->author),
		.comments = UNCONST(properties->comments),
		.created = (time_t)(properties->created_ms / 1000),
	};

	book->workbook = workbook_new_opt(path, &options);
	if (!book->workbook) {
		book->failed = LXW_ERROR_MEMORY_MALLOC_FAILED;
		return book;
	}
	note(book, workbook_set_properties(book->workbook, &about));
	for (int i = 0; i < XLSX_STYLE_COUNT; i++)
		book->formats[i] = format_new(book, &styles[i]);
	return book;
}

/* The library tells its troubles on standard error, in its own words. */
static lxw_error close_quietly(lxw_workbook *workbook)
{
	(void)fflush(stderr);
	int saved = dup(STDERR_FILENO);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (saved >= 0 && nowhere >= 0)
		(void)dup2(nowhere, STDERR_FILENO);
	lxw_error error = workbook_close(workbook);
	(void)fflush(stderr);
	if (saved >= 0 && nowhere >= 0)
		(void)dup2(saved, STDERR_FILENO);
	if (saved >= 0)
		(void)close(saved);
	if (nowhere >= 0)
		(void)close(nowhere);
	return error;
}

int xlsx_book_close(struct xlsx_book *book, struct error *err)
{
	if (book->workbook)
		note(book, close_quietly(book->workbook));
	lxw_error failed = book->failed;
	while (book->sheets) {
		struct xlsx_sheet *sheet = book->sheets;
		book->sheets = sheet->next;
		free(sheet);
	}
	free(book);
	return failed ? error_set(err, "the workbook cannot be written: %s", lxw_strerror(failed))
		      : 0;
}

struct xlsx_sheet *xlsx_sheet_new(struct xlsx_book *book, const char *name)
{
	struct xlsx_sheet *sheet = xcalloc(1, sizeof *sheet);

	sheet->book = book;
	sheet->next = book->sheets;
	book->sheets = sheet;
	(void)snprintf(sheet->name, sizeof sheet->name, "%s", name);
	sheet->worksheet = book->workbook ? workbook_add_worksheet(book->workbook, name) : NULL;
	if (!sheet->worksheet) {
		note(book, LXW_ERROR_PARAMETER_VALIDATION);
		return sheet;
	}
	worksheet_set_landscape(sheet->worksheet);
	worksheet_set_paper(sheet->worksheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet->worksheet, 1, 0);
	worksheet_set_margins(sheet->worksheet, 0.4, 0.4, 0.6, 0.6);
	worksheet_set_footer(sheet->worksheet, "&L&A&RPage &P of &N");
	worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
	return sheet;
}

void xlsx_sheet_widths(struct xlsx_sheet *sheet, const double *widths, size_t count)
{
	for (size_t i = 0; sheet->worksheet && i < count; i++)
		note(sheet->book, worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i,
						       widths[i], NULL));
}

void xlsx_sheet_table(struct xlsx_sheet *sheet, const struct xlsx_column *columns, size_t count,
		      size_t rows)
{
	lxw_worksheet *w = sheet->worksheet;
	lxw_col_t last = (lxw_col_t)(count - 1);

	if (!w)
		return;
	for (size_t i = 0; i < count; i++)
		note(sheet->book,
		     worksheet_set_column(w, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
	sheet->header = sheet->row;
	worksheet_freeze_panes(w, sheet->row + 1, 0);
	note(sheet->book, worksheet_repeat_rows(w, sheet->row, sheet->row));
	note(sheet->book, worksheet_autofilter(w, sheet->row, 0,
					       sheet->row + (lxw_row_t)(rows ? rows : 1), last));
	note(sheet->book, worksheet_set_row(w, sheet->row, 22, NULL));
	for (size_t i = 0; i < count; i++)
		note(sheet->book,
		     worksheet_write_string(w, sheet->row, (lxw_col_t)i, columns[i].title,
					    sheet->book->formats[XLSX_HEADER]));
	sheet->row++;
}

void xlsx_sheet_badge(struct xlsx_sheet *sheet, size_t column, const char *word, uint32_t ink,
		      uint32_t pale)
{
	char quoted[64];
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
					.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
					.value_string = quoted };

	if (!sheet->worksheet)
		return;
	(void)snprintf(quoted, sizeof quoted, "\"%s\"", word);
	rule.format = workbook_add_format(sheet->book->workbook);
	format_set_font_color(rule.format, ink);
	format_set_bg_color(rule.format, pale);
	format_set_bold(rule.format);
	note(sheet->book, worksheet_conditional_format_range(sheet->worksheet, sheet->header + 1,
							     (lxw_col_t)column, LXW_ROW_MAX - 1,
							     (lxw_col_t)column, &rule));
}

static void write_string(struct xlsx_sheet *sheet, lxw_row_t row, lxw_col_t column,
			 const char *text, size_t length, lxw_format *format)
{
	struct str escaped = STR_INIT(STR_BODY);

	xlsx_text_escape(&escaped, text, length);
	note(sheet->book,
	     worksheet_write_string(sheet->worksheet, row, column, str_text(&escaped), format));
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

static void write_url(struct xlsx_sheet *sheet, lxw_col_t column, const struct xlsx_cell *cell)
{
	bool plain = !cell->target || !*cell->target || strlen(cell->target) > URL_MOST ||
		     sheet->links >= LINKS_MOST;
	lxw_format **formats = sheet->book->formats;

	if (plain) {
		write_string(sheet, sheet->row, column, cell->text, xlsx_text_part(cell->text),
			     formats[XLSX_TEXT]);
		return;
	}
	sheet->links++;
	note(sheet->book,
	     worksheet_write_url_opt(sheet->worksheet, sheet->row, column, cell->target,
				     formats[XLSX_LINK], cell->text, NULL));
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
	case XLSX_STRING:
		length = xlsx_text_part(cell->text);
		if (length)
			write_string(sheet, sheet->row, column, cell->text, length, format);
		return cell->text + length;
	case XLSX_INTEGER:
		note(sheet->book,
		     worksheet_write_number(w, sheet->row, column, (double)cell->number, format));
		break;
	case XLSX_DAY:
	case XLSX_MOMENT:
		when = datetime(cell->number);
		if (cell->kind == XLSX_DAY)
			when = (lxw_datetime){ .year = when.year,
					       .month = when.month,
					       .day = when.day };
		note(sheet->book, worksheet_write_datetime(w, sheet->row, column, &when, format));
		break;
	case XLSX_URL:
		write_url(sheet, column, cell);
		break;
	case XLSX_EMPTY:
		break;
	}
	return "";
}

size_t xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count)
{
	size_t number = sheet->row + 1;
	const char **rest = xcalloc(count, sizeof *rest);
	bool more = false;

	for (size_t i = 0; sheet->worksheet && i < count; i++) {
		rest[i] = write_cell(sheet, (lxw_col_t)i, &cells[i]);
		more = more || *rest[i];
	}
	sheet->row++;
	while (more) {
		more = false;
		for (size_t i = 0; i < count; i++) {
			size_t length = xlsx_text_part(rest[i]);
			if (length)
				write_string(sheet, sheet->row, (lxw_col_t)i, rest[i], length,
					     sheet->book->formats[cells[i].style]);
			rest[i] += length;
			more = more || *rest[i];
		}
		sheet->row++;
	}
	free(rest);
	return number;
}

size_t xlsx_next_row(const struct xlsx_sheet *sheet)
{
	return sheet->row + 1;
}

void xlsx_skip_rows(struct xlsx_sheet *sheet, size_t count)
{
	sheet->row += (lxw_row_t)count;
}

static void add_series(struct xlsx_sheet *sheet, lxw_chart *chart, const struct xlsx_chart *what,
		       const struct xlsx_series *series)
{
	lxw_chart_series *added = chart_add_series(chart, NULL, NULL);
	lxw_row_t first = (lxw_row_t)what->first_row - 1, last = (lxw_row_t)what->last_row - 1;

	chart_series_set_categories(added, sheet->name, first, (lxw_col_t)what->label_column, last,
				    (lxw_col_t)what->label_column);
	chart_series_set_values(added, sheet->name, first, (lxw_col_t)series->column, last,
				(lxw_col_t)series->column);
	chart_series_set_name(added, series->name);
	if (what->kind == XLSX_BARS) {
		chart_series_set_fill(added, &(lxw_chart_fill){ .color = series->colour });
		return;
	}
	size_t count = what->last_row - what->first_row + 1;
	lxw_chart_fill *fills = xcalloc(count, sizeof *fills);
	lxw_chart_point *points = xcalloc(count, sizeof *points);
	lxw_chart_point **list = xcalloc(count + 1, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		fills[i].color = what->slices[i];
		points[i].fill = &fills[i];
		list[i] = &points[i];
	}
	chart_series_set_points(added, list);
	free(list);
	free(points);
	free(fills);
}

void xlsx_sheet_chart(struct xlsx_sheet *sheet, const struct xlsx_chart *what)
{
	static const uint8_t types[] = {
		[XLSX_DOUGHNUT] = LXW_CHART_DOUGHNUT, [XLSX_BARS] = LXW_CHART_BAR_STACKED
	};

	if (!sheet->worksheet)
		return;
	lxw_chart *chart = workbook_add_chart(sheet->book->workbook, types[what->kind]);
	lxw_chart_options place = {
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = UNCONST(what->description),
		.x_scale = what->width / 480.0,
		.y_scale = what->height / 288.0,
	};

	for (size_t i = 0; i < what->series_count; i++)
		add_series(sheet, chart, what, &what->series[i]);
	chart_title_set_name(chart, what->title);
	chart_title_set_name_font(
		chart, &(lxw_chart_font){ .name = UNCONST(FONT), .size = 12, .color = 0x1B2540 });
	if (what->kind == XLSX_DOUGHNUT)
		chart_set_hole_size(chart, 60);
	else
		chart_axis_set_reverse(chart->y_axis);
	note(sheet->book, worksheet_insert_chart_opt(sheet->worksheet, (lxw_row_t)what->at_row,
						     (lxw_col_t)what->at_column, chart, &place));
}
