/*
 * pdf_report - the PDF: for the engineer, the client's manager and the auditor.
 */
#ifndef REPORT_PDF_REPORT_H
#define REPORT_PDF_REPORT_H

#include <stddef.h>

#include "audit/model/audit.h"

struct error;
struct fleet_overview;
struct overview;

/*
 * Writes the file at `path`, which the caller renames. Byte-identical for the
 * same audit and fonts. `missing_glyphs` counts characters no installed font could draw.
 */
int pdf_report_write(const struct audit *audit, const char *path, size_t *missing_glyphs,
		     struct error *err);

/* The page of an overview of several profiles, for which the same holds. */
int pdf_overview_write(const struct overview *overview, const char *path, size_t *missing_glyphs,
		       struct error *err);

/* Of many accounts: one page for up to thirty. */
int pdf_fleet_write(const struct fleet_overview *fleet, const char *path, size_t *missing_glyphs,
		    struct error *err);

/* Whether this machine has the fonts and the data that it needs. */
int pdf_report_ready(struct error *err);

#endif
