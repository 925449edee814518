/*
 * xlsx_rows - a workbook read back row by row, as a spreadsheet shows it, in memory
 * that does not grow with the rows. Only visible sheets are there.
 */
#ifndef REPORT_XLSX_ROWS_H
#define REPORT_XLSX_ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct xlsx_rows;

#define XLSX_ROWS_COLUMNS 12 /* A to L; what stands further right is left out */

/* Takes the descriptor over. NULL and the reason if it is no workbook. */
struct xlsx_rows *xlsx_rows_open(int fd, struct error *err);
void xlsx_rows_close(struct xlsx_rows *rows); /* NULL is fine */

bool xlsx_rows_has(const struct xlsx_rows *rows, const char *sheet);

/* Calls `row` for each row of a sheet that holds something, from the top; `cells` are
 * texts, of a number its digits, "" for an empty one. Borrowed until it returns. */
int xlsx_rows_sheet(struct xlsx_rows *rows, const char *sheet,
		    void (*row)(void *context, size_t number, const char *const *cells),
		    void *context, struct error *err);

#endif
