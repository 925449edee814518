#include "report/report.h"

#include <string.h>

#include "audit/core/str.h"
#include "audit/model/fact.h"
#include "audit/results/write.h"
#include "report/format/csv_report.h"
#include "report/format/junit.h"
#include "report/format/oscal.h"
#include "report/format/sarif.h"
#include "report/overview/overview.h"
#include "report/pdf/record.h"
#include "report/pdf/report.h"
#include "report/xlsx/read.h"
#include "report/xlsx/report.h"

#define WHOLE (FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING)
#define WHOLE_TEXT "report id, verdict, counts and requirements"

/* A workbook names its font and holds no glyphs. */
static int write_xlsx(const struct audit *audit, const char *path, size_t *missing_glyphs,
		      struct error *err)
{
	(void)missing_glyphs;
	return xlsx_report_write(audit, path, err);
}

const struct report_format report_formats[] = {
	{ "xlsx",
	  "XLSX",
	  true,
	  { { "report.xlsx", .to_path = write_xlsx, .read_fd = xlsx_read, .by_words = true,
	      .kinds = WHOLE | FACT_CLASS | FACT_GRANT | FACT_PEOPLE | FACT_CUSTOMERS | FACT_CHANGE,
	      .kinds_text = "report id, verdict, counts, requirements, permissions, users, "
			    "customers and changes" } } },
	{ "pdf",
	  "PDF",
	  true,
	  { { "report.pdf", .to_path = pdf_report_write, .ready = pdf_report_ready,
	      .read = pdf_record_read, .kinds = WHOLE, .kinds_text = WHOLE_TEXT } } },
	{ "json", "JSON", false, { { "results.json", .to_stream = result_json_write } } },
	{ "csv",
	  "CSV",
	  false,
	  { { "findings.csv", .to_stream = csv_findings },
	    { "permissions.csv", .to_stream = csv_permissions },
	    { "users.csv", .to_stream = csv_users },
	    { "customers.csv", .to_stream = csv_customers } } },
	{ "junit", "JUnit", false, { { "junit.xml", .to_stream = junit_write } } },
	{ "sarif", "SARIF", false, { { "results.sarif", .to_stream = sarif_write } } },
	{ "sarif-alerts",
	  "SARIF alerts",
	  false,
	  { { "results.alerts.sarif", .to_stream = sarif_alerts_write } } },
	{ "oscal", "OSCAL", false, { { "oscal.json", .to_stream = oscal_write } } },
	{ .name = NULL },
};

static int write_overview_xlsx(const struct overview *overview, const char *path,
			       size_t *missing_glyphs, struct error *err)
{
	(void)missing_glyphs;
	return overview_xlsx_write(overview, path, err);
}

const struct report_overview_file report_overview_files[] = {
	{ "overview.json", "json", .to_stream = overview_json_write },
	{ "overview.xlsx", "xlsx", .to_path = write_overview_xlsx },
	{ "overview.pdf", "pdf", .to_path = pdf_overview_write },
	{ .name = NULL },
};

unsigned report_format_bit(const char *name, size_t length)
{
	for (size_t i = 0; report_formats[i].name; i++)
		if (strlen(report_formats[i].name) == length &&
		    strncmp(report_formats[i].name, name, length) == 0)
			return 1u << i;
	return 0;
}

void report_formats_text(struct str *out, const char *between, const char *before_last)
{
	for (size_t i = 0; report_formats[i].name; i++) {
		const char *before = report_formats[i + 1].name ? between : before_last;
		str_printf(out, "%s%s", i ? before : "", report_formats[i].name);
	}
}
