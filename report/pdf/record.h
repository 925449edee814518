/*
 * pdf_record - the record that report.pdf carries in its metadata, for programs: the
 * report's id, verdict, counts and the verdict of each requirement. It is written by
 * pdf_report and read back here (by libqpdf, and nobody else's file); the tests hold
 * it against the text of the pages.
 */
#ifndef REPORT_PDF_RECORD_H
#define REPORT_PDF_RECORD_H

#include <stddef.h>

#include "audit/model/audit.h"
#include "report/canvas/canvas.h"

struct arena;
struct error;
struct facts;

#define PDF_RECORD_PROPERTIES (VERDICT_COUNT + 4)

/* What goes into the document; texts live in the arena. */
void pdf_record_make(struct arena *arena, const struct audit *audit,
		     struct canvas_property properties[PDF_RECORD_PROPERTIES]);

/* Facts of the kinds REPORT, VERDICT and FINDING; -1 if there is no such record. */
int pdf_record_read(const char *bytes, size_t length, struct facts *facts, struct error *err);

#endif
