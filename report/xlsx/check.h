/*
 * xlsx_check - reads a workbook back: every part must be there whole, XML
 * well-formed. libxlsxwriter does not notice when its temporary files cannot be
 * written to their end (seen with 1.1.4 and a file size limit: status 0, a sheet
 * cut in the middle).
 */
#ifndef REPORT_XLSX_CHECK_H
#define REPORT_XLSX_CHECK_H

struct error;

int xlsx_check(const char *path, struct error *err);

#endif
