/*
 * xlsx_work - work.xlsx: one row an action, to write into who does it, by when, and how far
 * it is. What was written into an earlier one (audit->work) stands in it again.
 */
#ifndef REPORT_XLSX_WORK_H
#define REPORT_XLSX_WORK_H

#include "audit/model/audit.h"

struct error;

#define XLSX_WORK_SHEET "Work"
#define XLSX_WORK_GONE "No longer part of the profile"
#define XLSX_WORK_DONE "Nothing to do today"

enum xlsx_work_column {
	WORK_COLUMN_JOB,
	WORK_COLUMN_ID,
	WORK_COLUMN_ACTION,
	WORK_COLUMN_RESULT,
	WORK_COLUMN_SEVERITY,
	WORK_COLUMN_OWNER,
	WORK_COLUMN_DUE,
	WORK_COLUMN_STATE,
	WORK_COLUMN_RESPONSE,
	WORK_COLUMN_NOTE,
	WORK_COLUMN_ACCOUNT,
	WORK_COLUMN_PROFILE,
	WORK_COLUMN_REPORT,
	WORK_COLUMN_ASSESSED,
	WORK_COLUMN_FIXED, /* the audit whose sheet first said so */
	WORK_COLUMNS
};

/* What the header says, and the reader expects. */
extern const char *const xlsx_work_titles[WORK_COLUMNS];

/* Writes the file at `path`, which the caller renames. Byte-identical for the same audit. */
int xlsx_work_write(const struct audit *audit, const char *path, struct error *err);

#endif
