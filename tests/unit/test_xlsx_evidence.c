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

/* The numbers of a check lead to the row of its first request, in the internal edition. */
static void evidence_leads_to_its_request(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	const struct workbook_sheet *checks = workbook_need(book, "Checks");
	const struct workbook_sheet *requests = workbook_need(book, "Requests");
	static const char prefix[] = "'Requests'!A";

	(void)state;
	size_t links = 0;
	for (size_t i = 0; i < checks->link_count; i++) {
		const struct workbook_link *link = &checks->links[i];
		if (link->column != workbook_column(checks, "Evidence"))
			continue;
		links++;
		assert_cell(checks, link->row, link->column, "E-002, E-003");
		assert_memory_equal(link->location, prefix, sizeof prefix - 1);
		assert_cell(requests, strtoul(link->location + sizeof prefix - 1, NULL, 10), 'A',
			    "E-002");
	}
	assert_int_not_equal(links, 0);
	workbook_free(book);
}

/* The name of a stored answer leads to its file, and nothing else does. */
static void requests_begin_with_their_number_and_lead_to_their_file(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	const struct workbook_sheet *requests = workbook_need(book, "Requests");
	const char stored = workbook_column(requests, "Stored as");
	size_t links = 0;

	(void)state;
	for (size_t row = 2; row <= workbook_last_row(requests); row++) {
		char number[16];
		(void)snprintf(number, sizeof number, "E-%03zu", row - 1);
		assert_cell(requests, row, 'A', number);
		links += *workbook_cell(requests, row, stored) != '\0';
	}
	assert_int_equal(requests->link_count, links);
	assert_int_not_equal(links, 0);
	for (size_t i = 0; i < requests->link_count; i++) {
		const struct workbook_link *link = &requests->links[i];
		assert_string_equal(link->location, "");
		assert_int_equal(link->column, stored);
		assert_true(*workbook_cell(requests, link->row, stored) != '\0');
	}
	workbook_free(book);
}

static void the_auditor_sees_numbers_without_links(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	struct workbook *book = workbook_written(f, path);
	const struct workbook_sheet *checks = workbook_need(book, "Checks");
	for (size_t i = 0; i < checks->link_count; i++)
		assert_int_not_equal(checks->links[i].column, workbook_column(checks, "Evidence"));
	assert_int_not_equal(
		workbook_find(checks, workbook_column(checks, "Evidence"), "E-002, E-003"), 0);
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
