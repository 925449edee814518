/*
 * xlsx_text - what a cell can hold of a text, and how it is written so that it
 * reads as it is. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring) for _xHHHH_.
 */
#ifndef REPORT_XLSX_TEXT_H
#define REPORT_XLSX_TEXT_H

#include <stddef.h>

struct str;

#define XLSX_TEXT_MOST 32767 /* UTF-16 units in a cell */

/* Bytes of `text` that fit into one cell, in whole characters. */
size_t xlsx_text_part(const char *text);

/* How many lines the text takes when wrapped to a column `width` characters wide; an
 * estimate that is rather too many. */
size_t xlsx_text_lines(const char *text, double width);

/* Appends the first `length` bytes; what Excel would take for an escape, such as
 * a literal _x0041_, is escaped. */
void xlsx_text_escape(struct str *out, const char *text, size_t length);

/* The other way round: _x005F_ and the like are what they stand for. */
void xlsx_text_unescape(struct str *out, const char *text);

#endif
