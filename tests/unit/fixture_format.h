/*
 * fixture_format - every machine format of a report: how it is written, and how it is
 * read back. For tests that hold of all of them.
 */
#ifndef TESTS_FIXTURE_FORMAT_H
#define TESTS_FIXTURE_FORMAT_H

#include <stddef.h>

#include "audit/model/audit.h"
#include "audit/model/fact.h"
#include "report/report.h"

/* Those of the table that are text; NULL behind the last. */
const struct report_file *fixture_format(size_t number);

/* Freed with free(). */
char *fixture_format_text(const struct report_file *file, const struct audit *audit);

/* What results.json says of the audit. */
void fixture_format_said(const struct audit *audit, struct facts *facts);

#endif
