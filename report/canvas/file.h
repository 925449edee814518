/*
 * pdf_file - the objects of a PDF file; libharu holds and writes them, and this
 * is the only place that knows it.
 *
 * An object is a dictionary, given as the text between << and >>, with or without
 * a stream; it is known by its number, which stands in other objects as
 * "12 0 R". Nothing fails on the way: libharu keeps the first error, and
 * pdf_file_save tells it.
 */
#ifndef REPORT_CANVAS_FILE_H
#define REPORT_CANVAS_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct pdf_file;

struct pdf_file *pdf_file_new(void);
void pdf_file_free(struct pdf_file *file); /* NULL is fine */

/* A dictionary to be filled later; its number. */
unsigned pdf_file_object(struct pdf_file *file);
/* What it says, copied; once for each object. */
void pdf_file_fill(struct pdf_file *file, unsigned number, const char *bytes, size_t length);

/* A dictionary with a stream, compressed when `deflate`; its number. `body` may be "". */
unsigned pdf_file_stream(struct pdf_file *file, const char *body, const void *bytes, size_t size,
			 bool deflate);

/* A new last page, with one dictionary of resources for all of them; its number. */
unsigned pdf_file_page(struct pdf_file *file, double width, double height, unsigned resources);
/* What is drawn on the last page, complete: compressed at once. */
void pdf_file_content(struct pdf_file *file, const char *bytes, size_t size);
/* Its key into the parent tree of the logical structure. */
void pdf_file_structure(struct pdf_file *file, unsigned key);
void pdf_file_annotation(struct pdf_file *file, unsigned number);

/* Entries of the catalog. */
void pdf_file_root(struct pdf_file *file, const char *key, unsigned number);
/* The same, as the one item of a list. */
void pdf_file_root_list(struct pdf_file *file, const char *key, unsigned number);
void pdf_file_root_name(struct pdf_file *file, const char *key, const char *name);
void pdf_file_root_text(struct pdf_file *file, const char *key, const char *ascii);
/* An entry of the document information: UTF-8, or a date for CreationDate and ModDate. */
void pdf_file_info(struct pdf_file *file, const char *key, const char *utf8);
/* What stands there as the file's producer, in ASCII; borrowed. */
const char *pdf_file_producer(struct pdf_file *file);

/* Writes everything, once; a file that is not complete is removed. */
int pdf_file_save(struct pdf_file *file, const char *path, struct error *err);

#endif
