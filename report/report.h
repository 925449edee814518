/*
 * report - the formats a report can be written in, a row each. To add one: its own two
 * files in report/format, a row here, the manual, a test. --format, the report folder and
 * `verify` go by this table.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "audit/model/audit.h"

struct error;
struct facts;
struct overview;
struct str;

#define REPORT_FILES_MOST 4 /* of one format */

struct report_file {
	const char *name; /* in the report folder */
	/* One of them. Libraries that write files take a path, which the caller renames, our
	 * own writers a stream, whose errors are the caller's. `missing_glyphs` counts
	 * characters that no installed font has. */
	void (*to_stream)(FILE *stream, const struct audit *audit);
	int (*to_path)(const struct audit *audit, const char *path, size_t *missing_glyphs,
		       struct error *err);
	int (*ready)(struct error *err); /* whether this machine has what it needs; or NULL */
	/* How it is read back, if it is: one of them; the first takes the descriptor over. */
	int (*read_fd)(int fd, struct facts *facts, struct error *err);
	int (*read)(const char *bytes, size_t length, struct facts *facts, struct error *err);
	unsigned kinds; /* of facts that it holds */
	const char *kinds_text;
	bool by_words; /* it is read by what people see, which another version says otherwise */
};

struct report_format {
	const char *name;  /* "xlsx", as --format takes it; NULL ends the table */
	const char *title; /* "XLSX" */
	bool for_people;   /* verify tells when it is not there */
	struct report_file files[REPORT_FILES_MOST + 1]; /* a NULL name ends them */
};

extern const struct report_format report_formats[];

/* The files of an overview of several profiles; a NULL name ends the table. */
struct report_overview_file {
	const char *name;
	const char *format; /* it is written with: "pdf" */
	/* One of them: see above. */
	void (*to_stream)(FILE *stream, const struct overview *overview);
	int (*to_path)(const struct overview *overview, const char *path, size_t *missing_glyphs,
		       struct error *err);
};

extern const struct report_overview_file report_overview_files[];

/* A bit for the format of that name, by its row; 0 if there is none. */
unsigned report_format_bit(const char *name, size_t length);

/* Appends the names: "xlsx,pdf,json" or "xlsx, pdf and json". */
void report_formats_text(struct str *out, const char *between, const char *before_last);

#endif
