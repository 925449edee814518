#include "tests/unit/fixture_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "report/report.h"
#include "tests/unit/fixture_csv_read.h"
#include "tests/unit/fixture_junit_read.h"
#include "tests/unit/fixture_oscal_read.h"
#include "tests/unit/fixture_sarif_read.h"
#include "tests/unit/fixture_written.h"

#define WHOLE (FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING)

const struct fixture_format fixture_formats[] = {
	{ "findings.csv", FACT_REPORT | FACT_COUNT | FACT_FINDING, csv_read_findings },
	{ "permissions.csv", FACT_CLASS | FACT_GRANT, csv_read_permissions },
	{ "users.csv", FACT_PEOPLE, csv_read_users },
	{ "customers.csv", FACT_CUSTOMERS, csv_read_customers },
	{ "junit.xml", WHOLE, junit_read },
	{ "results.sarif", WHOLE, sarif_read },
	{ "results.alerts.sarif", FACT_REPORT | FACT_VERDICT | FACT_COUNT, sarif_read },
	{ "oscal.json", WHOLE, oscal_read },
};
const size_t fixture_format_count = COUNT_OF(fixture_formats);

char *fixture_format_text(const struct fixture_format *format, const struct audit *audit)
{
	for (const struct report_format *row = report_formats; row->name; row++)
		for (const struct report_file *file = row->files; file->name; file++)
			if (strcmp(file->name, format->name) == 0)
				return fixture_written(file->to_stream, audit);
	fail_msg("no format has a file '%s'", format->name);
	return NULL;
}

void fixture_format_said(const struct audit *audit, struct facts *facts)
{
	struct error err = { .message = "" };
	struct results *results = NULL;
	char *text = fixture_written(result_json_write, audit);

	if (results_read(facts->arena, text, strlen(text), &results, &err) != 0)
		fail_msg("%s", err.message);
	results_facts(results, facts);
	free(text);
}
