/*
 * dates - the dates to watch: when the token expires, when what people accepted or confirmed
 * ends, or ended, and when what they took on is due, or was.
 *
 * What ends later than VIEW_DATES_DAYS after the assessment, names nothing in the audit or was
 * not filled in is none of them. Those of one kind that end on one day are one row.
 */
#ifndef REPORT_VIEW_DATES_H
#define REPORT_VIEW_DATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct audit;

#define VIEW_DATES_DAYS 90

enum view_date_kind { DATE_TOKEN, DATE_WAIVER, DATE_ATTESTATION, DATE_WORK, DATE_KINDS };

struct view_date {
	enum view_date_kind kind;
	const char *day;   /* "2026-12-10" */
	int64_t at;	   /* the last ms of that day, UTC */
	bool past;	   /* when the report was assessed */
	const char *names; /* "JC-1.1, JC-4.2, the token": whom it concerns; "" of the token */
	const char *what;  /* "Confirmations of JC-1.1, JC-4.2, the token end", "Work on JC-2.2 (Ann
			      Lee) is due" */
};

/* The earliest first. Everything lives in the arena. */
const struct view_date *view_dates(struct arena *arena, const struct audit *audit, size_t *count);

#endif
