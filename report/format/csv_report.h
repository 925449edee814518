/*
 * csv_report - the tables of a report as CSV, a file each. Columns are called as in
 * results.json, behind those that say whose a row is; lists in a cell are separated by " | ". What
 * is not known says "unknown", with its reason in a column of its own, and is never empty.
 */
#ifndef REPORT_FORMAT_CSV_REPORT_H
#define REPORT_FORMAT_CSV_REPORT_H

#include <stdio.h>

struct audit;

void csv_findings(FILE *stream, const struct audit *audit);
void csv_permissions(FILE *stream, const struct audit *audit);
void csv_users(FILE *stream, const struct audit *audit);
/* All of them, not only those with issues. */
void csv_customers(FILE *stream, const struct audit *audit);

#endif
