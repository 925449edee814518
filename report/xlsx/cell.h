/*
 * cell - the cells that the sheets are made of.
 */
#ifndef REPORT_XLSX_CELL_H
#define REPORT_XLSX_CELL_H

#include "report/xlsx/book.h"

struct arena;

/* Cells of outside text. */
struct xlsx_cell xlsx_text(const char *text);
struct xlsx_cell xlsx_wrapped(const char *text);
struct xlsx_cell xlsx_strong(const char *text);
struct xlsx_cell xlsx_number(int64_t number);
struct xlsx_cell xlsx_id(int64_t number);
struct xlsx_cell xlsx_id_link(int64_t number, const char *target); /* stays a number */
struct xlsx_cell xlsx_link(const char *text, const char *target);  /* text alone if "" */
/* The text alone if `file` is "". */
struct xlsx_cell xlsx_evidence_file(struct arena *arena, const char *text, const char *file);
/* A day written YYYY-MM-DD as a real date; as text if it is none. */
struct xlsx_cell xlsx_day(const char *text);
/* Colours for the verdict labels in a column of the table. */
void xlsx_verdict_badges(struct xlsx_sheet *sheet, size_t column);
void xlsx_severity_badges(struct xlsx_sheet *sheet, size_t column);
/* A colour for the days of a column that are over when it is looked at. */
void xlsx_overdue(struct xlsx_sheet *sheet, size_t column);
/* A row without a name, which says something of the rows: none if it is "". */
void xlsx_remark(struct xlsx_sheet *sheet, const char *text);
/* A sheet that is there only to say this: its table would be empty. */
void xlsx_only(struct xlsx_book *book, const char *name, const char *text);

#endif
