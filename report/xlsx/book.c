#include "report/xlsx/book.h"

#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/malloc.h"
#include "audit/core/mem.h"
#include "report/xlsx/check.h"
#include "report/xlsx/internal.h"

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
	book->footer = xstrdup(properties->footer ? properties->footer : "");
	book->aside = xstrdup(properties->aside ? properties->aside : "");
	book->rows_most = properties->rows_most ? (lxw_row_t)properties->rows_most : LXW_ROW_MAX;
	book->streaming = streaming;
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

void xlsx_book_tab(struct xlsx_book *book, uint32_t colour)
{
	book->tab = colour;
}

bool xlsx_book_listed(const struct xlsx_book *book, size_t index, struct xlsx_listed *listed)
{
	const struct xlsx_sheet *sheet = book->sheets;

	for (; sheet && index; index--)
		sheet = sheet->next;
	if (sheet)
		*listed = (struct xlsx_listed){ .name = sheet->name,
						.is_table = sheet->columns != NULL,
						.rows = sheet->listed };
	return sheet != NULL;
}

int xlsx_book_close(struct xlsx_book *book, struct error *err)
{
	int result = 0;

	for (struct xlsx_sheet *sheet = book->sheets; sheet; sheet = sheet->next)
		xlsx_sheet_finish(sheet);
	xlsx_pack_fast(book->streaming);
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
		xlsx_sheet_free(sheet);
	}
	free(book->footer);
	free(book->aside);
	free(book->path);
	free(book);
	return result;
}
