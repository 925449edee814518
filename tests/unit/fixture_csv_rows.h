/*
 * fixture_csv_rows - a CSV file of ours row by row, without the guards of report/csv.
 */
#ifndef TESTS_FIXTURE_CSV_ROWS_H
#define TESTS_FIXTURE_CSV_ROWS_H

#include <stddef.h>

struct error;

#define CSV_COLUMNS 32

/* Cells are valid during the call only; beyond the row's own they are "". */
typedef void csv_row(void *context, size_t number, const char *const *cells);

/* Every row, the header too (number 0); a byte order mark before it is passed over. -1 if it
 * is no table: a quote that does not end, or a row with more or fewer cells than the header. */
int csv_rows(const char *bytes, size_t length, char separator, csv_row *row, void *context,
	     struct error *err);

#endif
