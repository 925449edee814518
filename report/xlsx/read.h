/*
 * xlsx_read - what a reader sees in a report's workbook, as facts: read from its
 * visible sheets. A label that is none of ours becomes a fact as it stands.
 */
#ifndef REPORT_XLSX_READ_H
#define REPORT_XLSX_READ_H

struct error;
struct facts;

/* Takes the descriptor over. Facts of every kind; -1 if it cannot be read. */
int xlsx_read(int fd, struct facts *facts, struct error *err);

#endif
