#include "audit/command/verify_format.h"

#include "audit/core/file/untrusted.h"
#include "audit/model/fact.h"
#include "report/format/csv_read.h"
#include "report/format/junit_read.h"
#include "report/format/oscal_read.h"
#include "report/format/sarif_read.h"
#include "report/pdf/record.h"
#include "report/xlsx/read.h"

#define WHOLE (FACT_REPORT | FACT_VERDICT | FACT_COUNT | FACT_FINDING)
#define WHOLE_TEXT "report id, verdict, counts and requirements"

const struct verify_format verify_formats[] = {
	{ "report.xlsx", SHOWN_XLSX,
	  WHOLE | FACT_CLASS | FACT_GRANT | FACT_PEOPLE | FACT_CUSTOMERS | FACT_CHANGE,
	  "report id, verdict, counts, requirements, permissions, users, customers and changes",
	  .read_fd = xlsx_read },
	{ "report.pdf", SHOWN_PDF, WHOLE, WHOLE_TEXT, .read = pdf_record_read },
	{ "findings.csv", SHOWN_CSV, FACT_REPORT | FACT_COUNT | FACT_FINDING,
	  "report id, counts and requirements", .read = csv_read_findings },
	{ "permissions.csv", SHOWN_CSV, FACT_CLASS | FACT_GRANT, "permissions",
	  .read = csv_read_permissions },
	{ "users.csv", SHOWN_CSV, FACT_PEOPLE, "users", .read = csv_read_users },
	{ "customers.csv", SHOWN_CSV, FACT_CUSTOMERS, "customers", .read = csv_read_customers },
	{ "junit.xml", SHOWN_JUNIT, WHOLE, WHOLE_TEXT, .read = junit_read },
	{ "results.sarif", SHOWN_SARIF, WHOLE, WHOLE_TEXT, .read = sarif_read },
	{ "oscal.json", SHOWN_OSCAL, WHOLE, WHOLE_TEXT, .read = oscal_read },
	{ .name = NULL },
};

int verify_format_read(const struct verify_format *format, int folder, const char *name,
		       struct facts *facts, struct error *err)
{
	struct str bytes = STR_INIT(VERIFY_FORMAT_MOST);
	int result = -1;

	if (format->read_fd) {
		int fd = untrusted_open(folder, name, err);
		return fd < 0 ? -1 : format->read_fd(fd, facts, err);
	}
	if (untrusted_read(folder, name, &bytes, err) == 0)
		result = format->read(str_text(&bytes), bytes.length, facts, err);
	str_release(&bytes);
	return result;
}
