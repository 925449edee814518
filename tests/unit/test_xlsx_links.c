/* From the summary to every sheet, from an action to its requirement, its checks, its customer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_workbook.h"

static char path[] = "/tmp/syncro-audit-links-XXXXXX";

static long number_in(const struct workbook_sheet *sheet, size_t row, char column)
{
	return strtol(workbook_cell(sheet, row, column), NULL, 10);
}

/* Whatever is linked inside the workbook leads to the cell that says the same. */
static void links_lead_to_what_they_say(void **state)
{
	static const char job[] = "'Actions'!A";
	struct fixture_audit *f = fixture_audit_new();
	fixture_audit_lengthen(f); /* one finding takes two rows */
	struct workbook *book = workbook_written(f, path);
	const struct workbook_sheet *summary = workbook_need(book, "Summary");
	size_t jobs = 0;

	(void)state;
	for (size_t i = 0; i < summary->link_count; i++) {
		const struct workbook_link *link = &summary->links[i];
		const char *text = workbook_cell(summary, link->row, link->column);
		if (strncmp(link->location, job, sizeof job - 1) != 0 ||
		    strcmp(text, "Actions") == 0)
			continue;
		jobs++;
		const struct workbook_sheet *actions = workbook_need(book, "Actions");
		assert_cell(actions, strtoul(link->location + sizeof job - 1, NULL, 10), 'B', text);
	}
	assert_int_not_equal(jobs, 0);
	workbook_free(book);
}

static void actions_lead_to_their_requirement(void **state)
{
	static const char *const names[] = { "Actions", "Checks" };
	struct fixture_audit *f = fixture_audit_new();
	fixture_audit_lengthen(f);
	struct workbook *book = workbook_written(f, path);
	const struct workbook_sheet *requirements = workbook_need(book, "Requirements");
	static const char prefix[] = "'Requirements'!A";

	(void)state;
	for (size_t n = 0; n < COUNT_OF(names); n++) {
		const struct workbook_sheet *from = workbook_need(book, names[n]);
		const char at = workbook_column(from, "Requirement");
		size_t links = 0;
		for (size_t i = 0; i < from->link_count; i++) {
			const struct workbook_link *link = &from->links[i];
			if (link->column != at)
				continue;
			assert_memory_equal(link->location, prefix, sizeof prefix - 1);
			size_t row = strtoul(link->location + sizeof prefix - 1, NULL, 10);
			assert_cell(requirements, row, 'A', workbook_cell(from, link->row, at));
			links++;
		}
		assert_int_not_equal(links, 0);
	}
	workbook_free(book);
}

/* The number of its checks leads to the first of them. */
static void requirements_lead_to_their_checks(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	const struct workbook_sheet *requirements = workbook_need(book, "Requirements");
	const struct workbook_sheet *checks = workbook_need(book, "Checks");
	static const char prefix[] = "'Checks'!A";

	(void)state;
	assert_int_not_equal(requirements->link_count, 0);
	for (size_t i = 0; i < requirements->link_count; i++) {
		const struct workbook_link *link = &requirements->links[i];
		assert_memory_equal(link->location, prefix, sizeof prefix - 1);
		size_t row = strtoul(link->location + sizeof prefix - 1, NULL, 10);
		long count = number_in(requirements, link->row, link->column);
		for (long k = 0; k < count; k++)
			assert_cell(checks, row + (size_t)k, 'A',
				    workbook_cell(requirements, link->row, 'A'));
	}
	workbook_free(book);
}

/* Each sheet, with its rows, where it stands. */
static void the_summary_lists_the_sheets(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	const struct workbook_sheet *summary = workbook_need(book, "Summary");
	const size_t first = workbook_find(summary, 'A', "Sheet") + 1;

	(void)state;
	for (size_t i = 1; i < book->sheet_count; i++) {
		const struct workbook_sheet *one = &book->sheets[i];
		assert_cell(summary, first + i - 1, 'A', one->name);
		if (strcmp(one->name, "About") != 0)
			assert_int_equal(number_in(summary, first + i - 1, 'B'),
					 workbook_last_row(one) - 1);
	}
	workbook_free(book);
}

static void customers_lead_to_their_page(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const size_t count = f->account.customer_count, issues = f->audit.issue_count;
	struct workbook *book = workbook_written(f, path);

	(void)state;
	assert_int_equal(workbook_need(book, "Customers")->link_count, count);
	assert_int_equal(workbook_need(book, "Customer findings")->link_count, issues);
	workbook_free(book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_lead_to_what_they_say),
		cmocka_unit_test(actions_lead_to_their_requirement),
		cmocka_unit_test(requirements_lead_to_their_checks),
		cmocka_unit_test(the_summary_lists_the_sheets),
		cmocka_unit_test(customers_lead_to_their_page),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	(void)close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
