/*
 * xlsx_work_read - work.xlsx as people gave it back, read strictly: whatever is not as it
 * was handed out, or not as it was asked for, is an error with its cell.
 */
#ifndef REPORT_XLSX_WORK_READ_H
#define REPORT_XLSX_WORK_READ_H

struct arena;
struct error;
struct work;

/* Takes the descriptor over. Everything lives in the arena; the error names sheet and
 * cell, not the file. */
int xlsx_work_read(struct arena *arena, int fd, struct work **out, struct error *err);

#endif
