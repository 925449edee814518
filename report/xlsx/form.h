/*
 * xlsx_form - what makes a sheet one to write into: cells of the styles XLSX_ENTRY and
 * XLSX_ENTRY_DATE are open, all others locked, against slips and without a password.
 */
#ifndef REPORT_XLSX_FORM_H
#define REPORT_XLSX_FORM_H

#include <stddef.h>

#include "report/xlsx/book.h"

/* Rows of the table, as the user sees them. */
struct xlsx_range {
	size_t first, last;
};

/* A drop-down; `words` ends with NULL. */
void xlsx_form_choice(struct xlsx_sheet *sheet, size_t column, struct xlsx_range rows,
		      const char *const *words);
void xlsx_form_date(struct xlsx_sheet *sheet, size_t column, struct xlsx_range rows);
/* Colours the rows for which a formula, written for the first of them, holds. */
void xlsx_form_colour(struct xlsx_sheet *sheet, size_t columns, struct xlsx_range rows,
		      const char *formula, uint32_t ink, uint32_t pale);
/* Filters, sorting and widths stay the reader's. */
void xlsx_form_protect(struct xlsx_sheet *sheet);
/* Only the first columns are printed, so that they can be read. */
void xlsx_form_print(struct xlsx_sheet *sheet, size_t columns, struct xlsx_range rows);

#endif
