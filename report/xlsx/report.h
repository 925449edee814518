/*
 * xlsx_report - the workbook: for the auditor, with every customer in it.
 */
#ifndef REPORT_XLSX_REPORT_H
#define REPORT_XLSX_REPORT_H

#include "audit/model/audit.h"

struct error;

/* Writes the file at `path`, which the caller renames. Byte-identical for the same audit. */
int xlsx_report_write(const struct audit *audit, const char *path, struct error *err);

#endif
