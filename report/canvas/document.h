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

#endif
