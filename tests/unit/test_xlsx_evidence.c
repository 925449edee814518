/* From a check to the request it rests on, and from there to the stored answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_workbook.h"

static char path[] = "/tmp/syncro-audit-evidence-XXXXXX";

/* Written and read back; the audit is gone then. */
static struct workbook *written(struct fixture_audit *f)
{
	struct error err = { .message = "" };

	if (xlsx_report_write(&f->audit, path, &err) != 0)
		fail_msg("%s", err.message);
	fixture_audit_free(f);
	return workbook_read(path);
}

static const struct workbook_sheet *sheet(const struct workbook *book, const char *name)
{
	const struct workbook_sheet *found = workbook_sheet(book, name);

	if (!found)
		fail_msg("no sheet '%s'", name);
	return found;
}

static void assert_cell(const struct workbook_sheet *sheet, size_t row, char column,
			const char *text)
{
	assert_string_equal(workbook_cell(sheet, row, column), text);
}

static char column(const struct workbook_sheet *sheet, const char *title)
{
	for (size_t i = 0; i < sheet->cell_count && sheet->cells[i].row == 1; i++)
		if (strcmp(sheet->cells[i].text, title) == 0)
			return sheet->cells[i].column;
	fail_msg("no column '%s'", title);
	return 0;
}

/* The numbers of a check lead to the row of its first request, in the internal edition. */
static void evidence_leads_to_its_request(void **state)
{
	struct workbook *book = written(fixture_audit_new());
	const struct workbook_sheet *checks = sheet(book, "Checks");
	const struct workbook_sheet *requests = sheet(book, "Requests");
	static const char prefix[] = "'Requests'!A";

	(void)state;
	assert_true(checks->link_count > 0);
	for (size_t i = 0; i < checks->link_count; i++) {
		const struct workbook_link *link = &checks->links[i];
		assert_int_equal(link->column, column(checks, "Evidence"));
		assert_cell(checks, link->row, link->column, "E-002, E-003");
		assert_memory_equal(link->location, prefix, sizeof prefix - 1);
		assert_cell(requests, strtoul(link->location + sizeof prefix - 1, NULL, 10), 'A',
			    "E-002");
	}
	workbook_free(book);
}

/* Number and name of a stored answer lead to its file, and nothing else does. */
static void requests_begin_with_their_number_and_lead_to_their_file(void **state)
{
	struct workbook *book = written(fixture_audit_new());
	const struct workbook_sheet *requests = sheet(book, "Requests");
	const char stored = column(requests, "Stored as");
	size_t links = 0;

	(void)state;
	for (size_t row = 2; row <= workbook_last_row(requests); row++) {
		char number[16];
		(void)snprintf(number, sizeof number, "E-%03zu", row - 1);
		assert_cell(requests, row, 'A', number);
		links += *workbook_cell(requests, row, stored) ? 2 : 0;
	}
	assert_int_equal(requests->link_count, links);
	assert_int_not_equal(links, 0);
	for (size_t i = 0; i < requests->link_count; i++) {
		const struct workbook_link *link = &requests->links[i];
		assert_string_equal(link->location, "");
		assert_true(link->column == 'A' || link->column == stored);
		assert_true(*workbook_cell(requests, link->row, stored) != '\0');
	}
	workbook_free(book);
}

static void the_auditor_sees_numbers_without_links(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	struct workbook *book = written(f);
	const struct workbook_sheet *checks = sheet(book, "Checks");
	assert_int_equal(checks->link_count, 0);
	assert_int_not_equal(workbook_find(checks, column(checks, "Evidence"), "E-002, E-003"), 0);
	workbook_free(book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(evidence_leads_to_its_request),
		cmocka_unit_test(requests_begin_with_their_number_and_lead_to_their_file),
		cmocka_unit_test(the_auditor_sees_numbers_without_links),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	(void)close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
