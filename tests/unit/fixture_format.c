#include "tests/unit/fixture_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "report/format/csv_read.h"
#include "report/format/csv_report.h"
#include "report/format/junit.h"
#include "report/format/junit_read.h"
#include "report/format/oscal.h"
#include "report/format/oscal_read.h"
#include "report/format/sarif.h"
#include "report/format/sarif_read.h"
#include "tests/unit/fixture_written.h"

const struct fixture_format fixture_formats[] = {
	{ "findings.csv", FACT_REPORT | FACT_COUNT | FACT_FINDING, csv_findings,
	  csv_read_findings },
	{ "permissions.csv", FACT_CLASS | FACT_GRANT, csv_permissions, csv_read_permissions },
	{ "users.csv", FACT_PEOPLE, csv_users, csv_read_users },
	{ "customers.csv", FACT_CUSTOMERS, csv_customers, csv_read_customers },
	{ "junit.xml", FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING, junit_write,
	  junit_read },
	{ "results.sarif", FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING, sarif_write,
	  sarif_read },
	{ "oscal.json", FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING, oscal_write,
	  oscal_read },
};
const size_t fixture_format_count = sizeof fixture_formats / sizeof *fixture_formats;

char *fixture_format_text(const struct fixture_format *format, const struct audit *audit)
{
	return fixture_written(format->write, audit);
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
