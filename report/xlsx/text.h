/*
 * xlsx_text - what a cell can hold of a text, and how it is written so that it
 * reads as it is. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring) for _xHHHH_.
 */
#ifndef REPORT_XLSX_TEXT_H
#define REPORT_XLSX_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct str;

#define XLSX_TEXT_MOST 32767 /* UTF-16 units in a cell */

/* Bytes of `text` that fit into one cell, in whole characters. */
size_t xlsx_text_part(const char *text);

/* What a text is wrapped to. */
struct xlsx_text_box {
	double width; /* of the column, in characters as a spreadsheet counts them */
	double size;  /* of the font, in points */
	bool bold, indent;
};

/* How many lines the text takes: by the widths of the font, with a little to spare. */
size_t xlsx_text_lines(const char *text, const struct xlsx_text_box *box);

/* Appends the first `length` bytes; what Excel would take for an escape, such as
 * a literal _x0041_, is escaped. */
void xlsx_text_escape(struct str *out, const char *text, size_t length);

/* The other way round: _x005F_ and the like are what they stand for. */
void xlsx_text_unescape(struct str *out, const char *text);

#endif
