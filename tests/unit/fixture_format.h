/*
 * fixture_format - every machine format of a report, and how it is read back. For tests that
 * hold of all of them.
 */
#ifndef TESTS_FIXTURE_FORMAT_H
#define TESTS_FIXTURE_FORMAT_H

#include <stddef.h>

#include "audit/model/audit.h"
#include "audit/model/fact.h"

struct error;

struct fixture_format {
	const char *name; /* of a file in report_formats */
	unsigned kinds;	  /* of facts it holds */
	int (*read)(const char *bytes, size_t length, struct facts *facts, struct error *err);
};

extern const struct fixture_format fixture_formats[];
extern const size_t fixture_format_count;

/* Freed with free(). */
char *fixture_format_text(const struct fixture_format *format, const struct audit *audit);

/* What results.json says of the audit. */
void fixture_format_said(const struct audit *audit, struct facts *facts);

#endif
