/*
 * pdf_document - a whole PDF in memory. By libqpdf, and nobody else's file.
 */
#ifndef REPORT_CANVAS_DOCUMENT_H
#define REPORT_CANVAS_DOCUMENT_H

#include <stddef.h>

struct error;
struct str;

/* Whether this machine has libqpdf. */
int pdf_document_ready(struct error *err);

/*
 * Appends the XMP packet. A damaged document is not repaired: -1 and what is wrong
 * with it.
 */
int pdf_document_metadata(const char *bytes, size_t length, struct str *out, struct error *err);

/*
 * Makes the file smaller: its dictionaries and cross-references are deflated, streams
 * stay as they are but for the end of line behind each. The same bytes always give the same bytes.
 * A file that cannot be written completely is removed.
 */
int pdf_document_pack(const char *path, struct error *err);

#endif
