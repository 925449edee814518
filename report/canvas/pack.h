/*
 * pdf_pack - a PDF file while it is written: streams as they are, all other objects deflated
 * together, and at the end the table of where each of them stands (object and cross-reference
 * streams, ISO 32000-1, 7.5.7 and 7.5.8).
 *
 * Objects come in any order, each once; a number that never comes is a free one. Nothing fails
 * on the way: pdf_pack_close tells the first error. The same objects give the same bytes.
 */
#ifndef REPORT_CANVAS_PACK_H
#define REPORT_CANVAS_PACK_H

#include <stddef.h>

struct error;
struct pdf_pack;

/* Numbers of objects are below `count`. NULL when the file cannot be opened. */
struct pdf_pack *pdf_pack_open(const char *path, unsigned count, struct error *err);

void pdf_pack_object(struct pdf_pack *pack, unsigned number, const void *bytes, size_t length);
/* `entries` of its dictionary stand beside /Length. */
void pdf_pack_stream(struct pdf_pack *pack, unsigned number, const char *entries, const void *bytes,
		     size_t size);

/* Both free the pack. A file that is not complete is removed. */
int pdf_pack_close(struct pdf_pack *pack, unsigned root, unsigned info, struct error *err);
void pdf_pack_abandon(struct pdf_pack *pack); /* NULL is fine */

/* What /FlateDecode makes `bytes` of; the caller frees it. */
void *pdf_deflate(const void *bytes, size_t size, size_t *deflated);

#endif
