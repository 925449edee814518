/*
 * pdf_syntax - numbers, strings and names as PDF writes them, appended to a str.
 * Pure text: no library, no document.
 */
#ifndef REPORT_CANVAS_SYNTAX_H
#define REPORT_CANVAS_SYNTAX_H

#include <stddef.h>
#include <stdint.h>

struct str;

/* As much as one page's drawing, or one object, may take. */
#define PDF_LIMIT ((size_t)1 << 30)

/* Three decimals at most, then a blank. What is no number or beyond 32767 is 0. */
void pdf_number(struct str *out, double value);
/* Of any size, then a blank. */
void pdf_whole(struct str *out, size_t value);
/* "12 0 R " */
void pdf_reference(struct str *out, unsigned number);
/* "r g b ", each 0 to 1. */
void pdf_colour(struct str *out, uint32_t colour);
/* A text string object: in parentheses when it is ASCII, else UTF-16. */
void pdf_text(struct str *out, const char *utf8);
/* UTF-16 big endian as digits, without brackets or mark. */
void pdf_utf16(struct str *out, const char *utf8, size_t length);
/* A byte string of an address: what is not plain ASCII is percent-encoded. */
void pdf_uri(struct str *out, const char *uri);
/* Four digits. */
void pdf_code(struct str *out, unsigned code);
/* The two bytes of a code, within the parentheses of a string. */
void pdf_code_bytes(struct str *out, unsigned code);
/* "D:20261124081500Z" */
void pdf_date(struct str *out, int64_t ms);

/* Text of an XML element. */
void pdf_xml(struct str *out, const char *utf8);

#endif
