/* The tables: what is not known stands there with its reason, and every customer does. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/format/csv_report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_csv_rows.h"

/* Looks up a row by the value in one column, and keeps what stands in another. */
struct lookup {
	const char *key_title, *key, *title;
	size_t key_column, column, rows;
	char found[256];
};

static void look(void *context, size_t number, const char *const *cells)
{
	struct lookup *lookup = context;

	for (size_t i = 0; number == 0 && i < CSV_COLUMNS; i++) {
		if (strcmp(cells[i], lookup->key_title) == 0)
			lookup->key_column = i;
		if (strcmp(cells[i], lookup->title) == 0)
			lookup->column = i;
	}
	lookup->rows += number > 0;
	if (number > 0 && strcmp(cells[lookup->key_column], lookup->key) == 0)
		(void)snprintf(lookup->found, sizeof lookup->found, "%s", cells[lookup->column]);
}

/* The same; how many rows there are. */
static size_t look_up(void (*write)(FILE *stream, const struct audit *audit),
		      const struct audit *audit, struct lookup *lookup)
{
	struct error err = { .message = "" };
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	write(stream, audit);
	assert_int_equal(fclose(stream), 0);
	lookup->key_column = lookup->column = CSV_COLUMNS;
	if (csv_rows(text, size, ',', look, lookup, &err) != 0)
		fail_msg("%s", err.message);
	assert_true(lookup->key_column < CSV_COLUMNS && lookup->column < CSV_COLUMNS);
	free(text);
	return lookup->rows;
}

static void what_is_not_known_says_so_and_why(void **state)
{
	static const struct {
		void (*write)(FILE *stream, const struct audit *audit);
		const char *key_title, *key, *title, *value;
	} rows[] = {
		{ csv_findings, "id", "JC-3.5", "verdict", "unknown" },
		{ csv_findings, "id", "JC-3.5", "reason", "server-error" },
		/* The steps of a failure would mend what may be in order. */
		{ csv_findings, "id", "JC-3.5", "remediation",
		  "Run the audit again; if it persists, see Syncro's status page." },
		{ csv_findings, "id", "JC-1.1", "verdict", "manual" },
		{ csv_findings, "id", "JC-4.1", "waived", "true" },
		{ csv_findings, "id", "JC-4.1", "verdict", "fail" },
		{ csv_findings, "id", "JC-2.1", "evidence", "E-002 | E-003" },
		{ csv_findings, "id", "JC-1.1", "evidence", "" },
		{ csv_permissions, "name", "X", "granted", "unknown" },
		{ csv_permissions, "name", "X", "class", "unknown" },
		{ csv_permissions, "name", "X", "reason", "timeout" },
		{ csv_users, "id", "104", "global_admin", "unknown" },
		{ csv_users, "id", "104", "reason", "no-permission" },
		{ csv_users, "id", "103", "token_owner", "true" },
		{ csv_users, "id", "101", "groups", "Global Admins | =Technicians()" },
		{ csv_users, "id", "101", "complete", "false" },
		{ csv_customers, "id", "1", "complete", "false" },
		{ csv_customers, "id", "1", "disabled", "unknown" },
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->catalogue.permissions[0].name = "X";
	f->audit.permissions[0].granted = TRI_UNKNOWN;
	f->audit.permissions[0].class = CLASS_UNKNOWN;
	f->audit.permissions[0].reason = REASON_TIMEOUT;
	f->account.sources[SOURCE_USERS].complete = false;
	f->account.sources[SOURCE_CUSTOMERS].complete = false;
	f->account.customers[0].disabled = TRI_UNKNOWN;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct lookup lookup = { .key_title = rows[i].key_title,
					 .key = rows[i].key,
					 .title = rows[i].title };
		(void)look_up(rows[i].write, &f->audit, &lookup);
		assert_string_equal(lookup.found, rows[i].value);
	}
	fixture_audit_free(f);
}

static void every_row_is_there(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct {
		void (*write)(FILE *stream, const struct audit *audit);
		size_t rows;
	} tables[] = {
		{ csv_findings, f->audit.finding_count },
		{ csv_permissions, f->audit.permission_count },
		{ csv_users, f->account.user_count },
		{ csv_customers, f->account.customer_count },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		struct lookup lookup = { .key_title = "report_id",
					 .key = "",
					 .title = "report_id" };
		assert_int_equal(look_up(tables[i].write, &f->audit, &lookup), tables[i].rows);
	}
	fixture_audit_free(f);
}

/* Issues stand in the audit by kind; a customer's own stand together in its row. */
static void issues_stand_with_their_customer(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct customer_issue issues[] = {
		{ &f->account.customers[1], "same as 3", f->audit.findings[0].requirement,
		  ISSUE_DUPLICATE_NAME, true },
		{ &f->account.customers[0], "none", f->audit.findings[0].requirement,
		  ISSUE_NO_RECURRING_INVOICE, false },
		{ &f->account.customers[1], "user 7", f->audit.findings[0].requirement,
		  ISSUE_EMAIL_IS_USER, false },
	};
	const struct {
		size_t customer;
		const char *title, *value;
	} rows[] = {
		{ 0, "issues", "no-recurring-invoice" },
		{ 1, "issues", "duplicate-name | email-is-user" },
		{ 1, "detail", "same as 3; user 7" },
		{ 1, "waived", "true | false" },
		{ 2, "issues", "" },
	};

	(void)state;
	f->audit.issues = issues;
	f->audit.issue_count = COUNT_OF(issues);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct lookup lookup = { .key_title = "id",
					 .key = arena_printf(
						 f->arena, "%" PRId64,
						 f->account.customers[rows[i].customer].id),
					 .title = rows[i].title };
		(void)look_up(csv_customers, &f->audit, &lookup);
		assert_string_equal(lookup.found, rows[i].value);
	}
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_known_says_so_and_why),
		cmocka_unit_test(every_row_is_there),
		cmocka_unit_test(issues_stand_with_their_customer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
