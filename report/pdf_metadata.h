/*
 * pdf_metadata - the XMP packet of a PDF. By libqpdf, and nobody else's file.
 */
#ifndef REPORT_PDF_METADATA_H
#define REPORT_PDF_METADATA_H

#include <stddef.h>

struct error;
struct str;

/* Appends the packet. A damaged document is not repaired: -1 and what is wrong with it. */
int pdf_metadata(const char *bytes, size_t length, struct str *out, struct error *err);

#endif
