/*
 * xlsx_book_parts - what xlsx_book.c, xlsx_style.c and xlsx_chart.c share; for them only.
 */
#ifndef REPORT_XLSX_INTERNAL_H
#define REPORT_XLSX_INTERNAL_H

#include <xlsxwriter.h>

#include "report/xlsx/book.h"

/* The library copies what it is given but asks for it without const. */
#define UNCONST(text) ((char *)(uintptr_t)(text))
#define FONT "Calibri"

struct xlsx_book {
	lxw_workbook *workbook;
	lxw_format *formats[XLSX_STYLE_COUNT];
	struct xlsx_sheet *sheets;
	char *path;
	uint8_t paper;
	size_t scratches; /* there were before it */
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
	double *widths; /* of the first columns, in characters; 0 = the default; growing */
	size_t width_count, width_capacity;
};

/* How many temporary files were opened for the library (xlsx_scratch.c); none means that
 * it opens its own, where it does not notice a write that fails. */
size_t xlsx_scratch_count(void);
/* Whether one of them failed since the last call. */
int xlsx_scratch_check(struct error *err);

lxw_format *xlsx_format_new(struct xlsx_book *book, enum xlsx_style which,
			    const struct palette *palette);
double xlsx_style_size(enum xlsx_style style); /* of its font, in points */
bool xlsx_style_wraps(enum xlsx_style style);

/* Keeps the first mistake of the library. */
void xlsx_note(struct xlsx_book *book, lxw_error error);

#endif
