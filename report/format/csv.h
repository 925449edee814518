/*
 * csv - a table as RFC 4180 has it: commas, CRLF, UTF-8 without a mark, a header line.
 *
 * A spreadsheet takes a cell that begins with = + - or @ for a formula and runs it, so
 * such a text gets an apostrophe before it: at its start, behind white space and quotes,
 * and behind a semicolon, a tab or a line end, where some spreadsheets cut a cell in
 * two. csv_bare takes it away again.
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
	bool begun; /* the line has a cell */
};

/* NULL ends the titles. */
void csv_header(struct csv *csv, const char *const *titles);
void csv_text(struct csv *csv, const char *text);
void csv_number(struct csv *csv, int64_t number);
void csv_boolean(struct csv *csv, bool value);
void csv_maybe(struct csv *csv, enum tri value); /* true, false or unknown: never empty */
void csv_end(struct csv *csv);

/* Appends a text without the guards that csv_text gave it. */
void csv_bare(struct str *out, const char *guarded);

#endif
