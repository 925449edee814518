/*
 * xlsx_book - a workbook of tables, by libxlsxwriter and nobody else's file.
 *
 * Rows are written from the top down (in streaming mode they cannot be gone
 * back to). Text from outside is always a typed string, never a formula, and is
 * never cut: what exceeds a cell's 32,767 characters continues in the rows below.
 * Mistakes of the library are kept until xlsx_book_close tells them.
 */
#ifndef REPORT_XLSX_BOOK_H
#define REPORT_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct palette;
struct xlsx_book;
struct xlsx_sheet;

/* Texts may be NULL; so may the palette, for neutral colours. */
struct xlsx_properties {
	const char *title, *subject, *author, *company, *comments;
	const char *footer; /* of every page, at the left; sheet and page stand at the right */
	const char *aside;  /* in its middle; left out where it is too long */
	const struct palette *palette;
	int64_t created_ms;
	bool letter;	  /* paper; else A4 */
	size_t rows_most; /* of a sheet; 0 = as many as Excel takes */
};

/* `streaming` keeps memory flat for very many rows. */
struct xlsx_book *xlsx_book_new(const char *path, const struct xlsx_properties *properties,
				bool streaming);
/* Writes, reads back what was written, and frees in any case. */
int xlsx_book_close(struct xlsx_book *book, struct error *err);
/* The colour of the tabs of the sheets that follow; 0 = none. */
void xlsx_book_tab(struct xlsx_book *book, uint32_t colour);

/* What there is so far, for an index. */
struct xlsx_listed {
	const char *name;
	bool is_table;
	size_t rows; /* below its header; that a long text takes several does not count */
};

/* False if there are no more; from 0, in their order. */
bool xlsx_book_listed(const struct xlsx_book *book, size_t index, struct xlsx_listed *listed);

enum xlsx_style {
	XLSX_TEXT,
	XLSX_STRONG,
	XLSX_MUTED,
	XLSX_WRAPPED,
	XLSX_TITLE,
	XLSX_SENTENCE,	/* large, not wrapped */
	XLSX_PARAGRAPH, /* the same over several columns, wrapped */
	XLSX_HEADING,	/* over a table inside a sheet */
	XLSX_HEADER,	/* of a table */
	XLSX_NUMBER_HEADER,
	XLSX_NUMBER,
	XLSX_ID, /* a number that is a name: no thousands separator */
	XLSX_PERCENT,
	XLSX_DATE,
	XLSX_TIME,
	XLSX_LINK,
	XLSX_LINK_ID,
	XLSX_ENTRY, /* to write into, on a sheet that is protected */
	XLSX_ENTRY_DATE,
	XLSX_STYLE_COUNT
};

/* A URL that is no http, https or internal link is written as a string. A file is one beside
 * the workbook, by its path from there: for names that are made here. A linked id is a number
 * with a link. */
enum xlsx_kind {
	XLSX_EMPTY,
	XLSX_BLANK, /* nothing in it, but its style */
	XLSX_STRING,
	XLSX_INTEGER,
	XLSX_LINKED_ID,
	XLSX_DAY,
	XLSX_MOMENT,
	XLSX_URL,
	XLSX_FILE
};

struct xlsx_cell {
	enum xlsx_kind kind;
	enum xlsx_style style;
	const char *text;   /* of a string, URL or file */
	const char *target; /* "https://...", "internal:'Sheet'!A5"; "evidence/0001-me.json" */
	int64_t number;	    /* of an integer or id; ms of a day or moment */
	size_t across;	    /* so many columns, if more than one */
};

struct xlsx_column {
	const char *title;
	double width; /* in characters */
};

/* Names must be distinct and at most 31 characters. */
struct xlsx_sheet *xlsx_sheet_new(struct xlsx_book *book, const char *name);
void xlsx_sheet_widths(struct xlsx_sheet *sheet, const double *widths, size_t count);

/* The table a sheet consists of: frozen header, filter, print titles, lines between its rows; a
 * table object by the sheet's name ("tblTokenScope") up to 20,000 rows, and where the book is
 * not streaming. Call before the first row, of which there will be about `rows`. Its columns
 * are needed until the book is closed. */
void xlsx_sheet_table(struct xlsx_sheet *sheet, const struct xlsx_column *columns, size_t count,
		      size_t rows);
/* Keeps the first columns in sight too, and on each page where they are several side by side. */
void xlsx_sheet_keep(struct xlsx_sheet *sheet, size_t columns);
/* Cells that hold just `word` get these colours in that column, now and when edited. */
void xlsx_sheet_badge(struct xlsx_sheet *sheet, size_t column, const char *word, uint32_t ink,
		      uint32_t pale);
/* Cells of these columns do for which the formula holds: "=$D2=\"yes\"", as for the first row
 * below the header. */
void xlsx_sheet_rule(struct xlsx_sheet *sheet, size_t first, size_t last, const char *formula,
		     uint32_t ink, uint32_t pale);

/* How many rows xlsx_row will need for these cells. */
size_t xlsx_row_span(const struct xlsx_cell *cells, size_t count);
/* The next row; returns its number, counted from 1 as the user sees it. Where the sheet is full
 * it stands in a new one, "Customers (2)", with the same columns. */
size_t xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count);
/* The same, but no row that an index counts. */
void xlsx_row_uncounted(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count);
size_t xlsx_next_row(const struct xlsx_sheet *sheet); /* the number the next one gets */
void xlsx_skip_rows(struct xlsx_sheet *sheet, size_t count);

enum xlsx_chart_kind { XLSX_DOUGHNUT, XLSX_BARS };

struct xlsx_series {
	const char *name;
	size_t column;	 /* of the values, from 0 */
	uint32_t colour; /* of bars */
};

struct xlsx_chart {
	enum xlsx_chart_kind kind;
	const char *title;
	const char *description;    /* for who cannot see it */
	size_t first_row, last_row; /* as the user sees them */
	size_t label_column;
	const struct xlsx_series *series; /* one for a doughnut */
	size_t series_count;
	const uint32_t *slices;	  /* colours of a doughnut's rows */
	size_t at_row, at_column; /* where its corner stands, from 0 */
	int x_offset;		  /* pixels right of it */
	int width, height;	  /* pixels */
};

void xlsx_sheet_chart(struct xlsx_sheet *sheet, const struct xlsx_chart *what);

/* A picture in a row of its own, the next one. */
struct xlsx_image {
	const void *png; /* without a resolution of its own */
	size_t size;
	const char *description; /* for who cannot see it */
	double scale;		 /* of its pixels */
	double height;		 /* of the row, in points */
};

void xlsx_sheet_image(struct xlsx_sheet *sheet, const struct xlsx_image *image);

#endif
