/*
 * xlsx_grid - one sheet of a workbook that came back from elsewhere: Excel, LibreOffice,
 * Google Sheets, or somebody who means harm. Formulas are told of and never evaluated;
 * other sheets are not looked at; macros and links to other workbooks are refused, and so is
 * what is larger than a sheet that people fill in.
 */
#ifndef REPORT_XLSX_GRID_H
#define REPORT_XLSX_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct error;

#define XLSX_GRID_COLUMNS 15 /* A to O; what stands further right is left out */

enum xlsx_grid_kind {
	XLSX_GRID_NOTHING,
	XLSX_GRID_TEXT,
	XLSX_GRID_NUMBER, /* or a date, as a serial number */
	XLSX_GRID_DATE,	  /* in ISO 8601 */
	XLSX_GRID_OTHER	  /* true, false or an error */
};

struct xlsx_grid_cell {
	enum xlsx_grid_kind kind;
	bool formula;
	const char *text; /* "" if there is none; as it stands in the file */
};

struct xlsx_grid_reader {
	/* Each row that holds something, from the top; -1 and the reason end it. Borrowed. */
	int (*row)(void *context, size_t number, const struct xlsx_grid_cell *cells,
		   struct error *err);
	void *context;
	bool since_1904; /* set before the first row: what serial numbers count from */
};

/* Takes the descriptor over. The error names sheet and cell, not the file. */
int xlsx_grid_read(int fd, const char *sheet, struct xlsx_grid_reader *reader, struct error *err);

#endif
