/*
 * xlsx_book_parts - what the files share that know the library; for them only.
 */
#ifndef REPORT_XLSX_INTERNAL_H
#define REPORT_XLSX_INTERNAL_H

#include <xlsxwriter.h>

#include "audit/core/str.h"
#include "report/xlsx/book.h"

/* The library copies what it is given but asks for it without const. */
#define UNCONST(text) ((char *)(uintptr_t)(text))
#define FONT "Calibri"
#define PAPER_CODE_LETTER 1
#define PAPER_CODE_A4 9

struct xlsx_book {
	lxw_workbook *workbook;
	lxw_format *formats[XLSX_STYLE_COUNT];
	struct xlsx_sheet *sheets, *last; /* in their order */
	char *path, *footer, *aside;
	uint8_t paper;
	uint32_t tab;	     /* colour of those that follow */
	lxw_row_t rows_most; /* of a sheet */
	bool streaming;
	size_t scratches; /* there were before it */
	lxw_error failed; /* the first one */
};

/* What is coloured by what its cells hold. */
struct xlsx_rule {
	size_t first, last; /* columns */
	char *word;	    /* "" = by the formula */
	char *formula;	    /* of the first row below the header */
	uint32_t ink, pale;
};

struct xlsx_sheet {
	struct xlsx_sheet *next;
	struct xlsx_book *book;
	lxw_worksheet *worksheet; /* the one that is written to; NULL: the library failed */
	char name[32];		  /* of the first one */
	char now[32];		  /* of this one: "Customers (2)" */
	size_t part;		  /* from 1 */
	lxw_row_t row;		  /* the next one */
	lxw_row_t header;
	const struct xlsx_column *columns; /* of its table; NULL: it is none */
	size_t column_count, kept, listed;
	bool is_table;
	size_t links;
	double *widths; /* of the first columns, in characters; 0 = the default; growing */
	size_t width_count, width_capacity;
	struct str line, number; /* of a row that is streamed */
	struct xlsx_rule *rules;
	size_t rule_count, rule_capacity;
};

/* How many temporary files were opened for the library (xlsx_scratch.c); none means that
 * it opens its own, where it does not notice a write that fails. */
size_t xlsx_scratch_count(void);
/* Whether one of them failed since the last call. */
int xlsx_scratch_check(struct error *err);

/* Whether the workbooks that are closed from now on are packed faster, and so a little larger. */
void xlsx_pack_fast(bool many);

lxw_format *xlsx_format_new(struct xlsx_book *book, enum xlsx_style which,
			    const struct palette *palette);
double xlsx_style_size(enum xlsx_style style); /* of its font, in points */
bool xlsx_style_wraps(enum xlsx_style style);
bool xlsx_style_is_bold(enum xlsx_style style);
bool xlsx_style_is_indented(enum xlsx_style style);

/* Goes on in a new sheet, with the same columns and header. */
void xlsx_sheet_continue(struct xlsx_sheet *sheet);
/* What can be told only when its last row is written: filter, table, colours, print. */
void xlsx_sheet_finish(struct xlsx_sheet *sheet);
void xlsx_sheet_free(struct xlsx_sheet *sheet);
/* The colours of what was written, and the lines between its rows. */
void xlsx_rules_apply(struct xlsx_sheet *sheet);

/* Points that the cells need, or 0 for as many as any row has; Excel fits the height of a row to
 * wrapped text when it opens a workbook, others do not. */
double xlsx_height_of(const struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count);
/* Of the next row; 0 changes nothing. */
void xlsx_height_set(struct xlsx_sheet *sheet, double height);
/* Writes the next row past the library; false if that cannot be, and nothing is written. */
bool xlsx_stream_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count,
		     double height);
/* The columns that a cell takes, 1 at least. */
static inline size_t xlsx_across(const struct xlsx_cell *cell)
{
	return cell->across > 1 ? cell->across : 1;
}

/* Keeps the first mistake of the library. */
static inline void xlsx_note(struct xlsx_book *book, lxw_error error)
{
	if (!book->failed)
		book->failed = error;
}

#endif
