/*
 * csv - a table as RFC 4180 has it: CRLF, UTF-8, a header line; commas, or what separates
 * cells where a comma is a decimal sign. A byte order mark stands before it, for Excel on
 * Windows takes UTF-8 for its own code page without one.
 *
 * A spreadsheet takes a cell that begins with = + - or @ for a formula and runs it, so
 * such a text gets an apostrophe before it: at its start, behind white space and quotes,
 * and behind a semicolon, a tab or a line end, where some spreadsheets cut a cell in
 * two; behind a comma too, where that is not what separates cells. csv_bare takes it
 * away again.
 */
#ifndef REPORT_FORMAT_CSV_H
#define REPORT_FORMAT_CSV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/model/vocabulary.h"

struct str;

/* One line at a time: cells, then csv_end. */
struct csv {
	FILE *stream;
	char separator;
	bool begun; /* the line has a cell */
};

/* `separator`: a comma, a semicolon or a tab; 0 is a comma. */
void csv_begin(struct csv *csv, FILE *stream, char separator);
/* NULL ends the titles. */
void csv_header(struct csv *csv, const char *const *titles);
void csv_text(struct csv *csv, const char *text);
void csv_number(struct csv *csv, int64_t number);
void csv_boolean(struct csv *csv, bool value);
void csv_maybe(struct csv *csv, enum tri value); /* true, false or unknown: never empty */
void csv_end(struct csv *csv);

/* Appends a text without the guards that csv_text gave it in a table with that separator. */
void csv_bare(struct str *out, const char *guarded, char separator);

#endif
