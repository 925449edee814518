/*
 * xlsx_parts - the parts of a workbook's archive, read as XML. By libzip, and nobody
 * else's file.
 */
#ifndef REPORT_XLSX_ARCHIVE_H
#define REPORT_XLSX_ARCHIVE_H

#include <stddef.h>

#include "report/xml/read.h"

struct xlsx_parts;

/* Takes the descriptor over, whatever becomes of it. NULL if it is no sound archive. */
struct xlsx_parts *xlsx_parts_open(int fd);
void xlsx_parts_close(struct xlsx_parts *parts); /* NULL is fine */

/* What may be read of all parts together, in bytes: for an archive from elsewhere. */
void xlsx_parts_limit(struct xlsx_parts *parts, size_t most);

size_t xlsx_parts_count(const struct xlsx_parts *parts);
/* "" if it has none; borrowed. */
const char *xlsx_parts_name(const struct xlsx_parts *parts, size_t index);

/* -1 if there is no such part, or it is broken, not well-formed or endless. */
int xlsx_parts_read_at(struct xlsx_parts *parts, size_t index, const struct xml_events *events,
		       void *context);
int xlsx_parts_read(struct xlsx_parts *parts, const char *name, const struct xml_events *events,
		    void *context);

/* -1 if a part of a workbook that was written here is not whole: a picture, or XML. */
int xlsx_parts_check_png(struct xlsx_parts *parts, size_t index);
int xlsx_parts_check_xml(struct xlsx_parts *parts, size_t index);

#endif
