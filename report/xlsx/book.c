#include "report/xlsx/book.h"

#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/malloc.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx/check.h"
#include "report/xlsx/internal.h"
#include "report/xlsx/text.h"

#define URL_MOST 2079
#define LINKS_MOST 65000 /* Excel repairs a sheet that has more than 65,530 */
#define ROW_HEIGHT 15.0	 /* points, of a row nothing is said about */
#define ROW_MOST 409.0
#define PAPER_CODE_LETTER 1
#define PAPER_CODE_A4 9

void xlsx_note(struct xlsx_book *book, lxw_error error)
{
	if (!book->failed)
		book->failed = error;
}

struct xlsx_book *xlsx_book_new(const char *path, const struct xlsx_properties *properties,
				bool streaming)
{
	struct xlsx_book *book = xcalloc(1, sizeof *book);
	char *copy = xstrdup(path);
	lxw_workbook_options options = { .constant_memory = streaming, .tmpdir = dirname(copy) };
	lxw_doc_properties about = {
		.title = UNCONST(properties->title),
		.subject = UNCONST(properties->subject),
		.author = UNCONST(properties->author),
		.company = UNCONST(properties->company),
		.comments = UNCONST(properties->comments),
		.created = (time_t)(properties->created_ms / 1000),
	};

	book->path = xstrdup(path);
	book->scratches = xlsx_scratch_count();
	book->paper = properties->letter ? PAPER_CODE_LETTER : PAPER_CODE_A4;
	book->workbook = workbook_new_opt(path, &options);
	free(copy);
	if (!book->workbook) {
		book->failed = LXW_ERROR_MEMORY_MALLOC_FAILED;
		return book;
	}
	xlsx_note(book, workbook_set_properties(book->workbook, &about));
	for (int i = 0; i < XLSX_STYLE_COUNT; i++)
		book->formats[i] = xlsx_format_new(book, (enum xlsx_style)i, properties->palette);
	return book;
}

/* The library tells its troubles on standard error, in its own words. Where that cannot be
 * kept from it, it has no descriptors to write a workbook with either. */
static lxw_error close_quietly(lxw_workbook *workbook)
{
	lxw_error error = LXW_ERROR_CREATING_TMPFILE;

	(void)fflush(stderr);
	int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (saved >= 0 && nowhere >= 0) {
		malloc_tell_on(saved);
		(void)dup2(nowhere, STDERR_FILENO);
		error = workbook_close(workbook);
		(void)fflush(stderr);
		(void)dup2(saved, STDERR_FILENO);
		malloc_tell_on(STDERR_FILENO);
	} else {
		lxw_workbook_free(workbook);
	}
	if (saved >= 0)
		(void)close(saved);
	if (nowhere >= 0)
		(void)close(nowhere);
	return error;
}

int xlsx_book_close(struct xlsx_book *book, struct error *err)
{
	int result = 0;

	if (book->workbook)
		xlsx_note(book, close_quietly(book->workbook));
	if (xlsx_scratch_check(err) != 0)
		result = -1;
	else if (book->failed)
		result = error_set(err, "the workbook cannot be written: %s",
				   lxw_strerror(book->failed));
	else if (xlsx_scratch_count() == book->scratches)
		result = error_set(err, "the workbook cannot be written: another libxlsxwriter");
	else
		result = xlsx_check(book->path, err);
	while (book->sheets) {
		struct xlsx_sheet *sheet = book->sheets;
		book->sheets = sheet->next;
		free(sheet->widths);
		free(sheet);
	}
	free(book->path);
	free(book);
	return result;
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
		xlsx_note(book, LXW_ERROR_PARAMETER_VALIDATION);
		return sheet;
	}
	worksheet_set_landscape(sheet->worksheet);
	worksheet_set_paper(sheet->worksheet, book->paper);
	worksheet_fit_to_pages(sheet->worksheet, 1, 0);
	worksheet_set_margins(sheet->worksheet, 0.4, 0.4, 0.6, 0.6);
	worksheet_set_footer(sheet->worksheet, "&L&A&RPage &P of &N");
	worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
	return sheet;
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

void xlsx_sheet_table(struct xlsx_sheet *sheet, const struct xlsx_column *columns, size_t count,
		      size_t rows)
{
	lxw_worksheet *w = sheet->worksheet;
	lxw_col_t last = (lxw_col_t)(count - 1);

	if (!w)
		return;
	for (size_t i = 0; i < count; i++)
		set_width(sheet, i, columns[i].width);
	sheet->header = sheet->row;
	worksheet_freeze_panes(w, sheet->row + 1, 0);
	xlsx_note(sheet->book, worksheet_repeat_rows(w, sheet->row, sheet->row));
	xlsx_note(sheet->book,
		  worksheet_autofilter(w, sheet->row, 0, sheet->row + (lxw_row_t)(rows ? rows : 1),
				       last));
	xlsx_note(sheet->book, worksheet_set_row(w, sheet->row, 22, NULL));
	for (size_t i = 0; i < count; i++)
		xlsx_note(sheet->book,
			  worksheet_write_string(w, sheet->row, (lxw_col_t)i, columns[i].title,
						 sheet->book->formats[XLSX_HEADER]));
	sheet->row++;
}

void xlsx_sheet_keep(struct xlsx_sheet *sheet, size_t columns)
{
	if (sheet->worksheet)
		worksheet_freeze_panes(sheet->worksheet, sheet->header + 1, (lxw_col_t)columns);
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
	xlsx_note(sheet->book, worksheet_conditional_format_range(
				       sheet->worksheet, sheet->header + 1, (lxw_col_t)column,
				       LXW_ROW_MAX - 1, (lxw_col_t)column, &rule));
}

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
	case XLSX_EMPTY:
		break;
	}
	return "";
}

/* Excel fits the height of a row to wrapped text when it opens a workbook; others
 * do not, so it is set. Excel allows 409 points. */
static void set_height(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count)
{
	double height = 0;

	for (size_t i = 0; i < count; i++) {
		const double size = xlsx_style_size(cells[i].style);
		double lines = 1;
		if (xlsx_style_wraps(cells[i].style) && cells[i].kind == XLSX_STRING &&
		    i < sheet->width_count)
			lines = (double)xlsx_text_lines(cells[i].text, sheet->widths[i]);
		if (lines * size * 1.34 > height)
			height = lines * size * 1.34;
	}
	if (height > ROW_HEIGHT)
		xlsx_note(sheet->book,
			  worksheet_set_row(sheet->worksheet, sheet->row,
					    height < ROW_MOST ? height + 3 : ROW_MOST, NULL));
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

size_t xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count)
{
	size_t number = sheet->row + 1;
	const char **rest = xcalloc(count, sizeof *rest);
	bool more = false;

	if (sheet->worksheet)
		set_height(sheet, cells, count);
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
