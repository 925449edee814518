/*
 * fixture_workbook - a workbook read back, cell by cell, as a spreadsheet shows it:
 * shared and inline strings alike, escapes such as _x005F_ undone.
 *
 *	struct workbook *book = workbook_read("report.xlsx");
 *	const struct workbook_sheet *sheet = workbook_sheet(book, "Summary");
 *	assert_string_equal(workbook_cell(sheet, 1, 'A'), "Readiness ...");
 *	workbook_free(book);
 *
 * Fails the test when the file cannot be read.
 */
#ifndef TESTS_FIXTURE_WORKBOOK_H
#define TESTS_FIXTURE_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

struct workbook_cell {
	size_t row;  /* from 1 */
	char column; /* 'A' to 'Z' */
	bool is_text, has_formula;
	const char *text; /* of a number its digits */
};

struct workbook_link {
	size_t row;
	char column;
	const char *location; /* "'Requirements'!A7"; "" for an outside one */
};

struct workbook_sheet {
	const char *name;
	struct workbook_cell *cells; /* by row, then column */
	size_t cell_count;
	struct workbook_link *links;
	size_t link_count;
	const char *xml;
};

struct workbook {
	struct arena *arena;
	struct workbook_sheet *sheets; /* in their order */
	size_t sheet_count;
	const char **strings;
	size_t string_count;
};

struct fixture_audit;

struct workbook *workbook_read(const char *path);
/* The audit's, written there and read back; the audit is gone then. */
struct workbook *workbook_written(struct fixture_audit *f, const char *path);
void workbook_free(struct workbook *book);
/* One part of the file, inflated, for the caller to free; NULL if there is none. */
char *workbook_part(const char *path, const char *name);

/* NULL if there is none of that name. */
const struct workbook_sheet *workbook_sheet(const struct workbook *book, const char *name);
/* The same, which has to be there. */
const struct workbook_sheet *workbook_need(const struct workbook *book, const char *name);
/* The column of that title, which has to be there. */
char workbook_column(const struct workbook_sheet *sheet, const char *title);
/* "" for an empty cell. */
const char *workbook_cell(const struct workbook_sheet *sheet, size_t row, char column);
/* The first row with `text` in `column`, 0 if none. */
size_t workbook_find(const struct workbook_sheet *sheet, char column, const char *text);
void assert_cell(const struct workbook_sheet *sheet, size_t row, char column, const char *text);
size_t workbook_last_row(const struct workbook_sheet *sheet);

#endif
