/* The workbook holds the whole audit: every row, the same counts, nothing that acts. */
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
#include "audit/core/file/file.h"
#include "audit/core/str.h"
#include "report/view/view.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_workbook.h"

#define MANY "20001"
#define STREAMED 20001 /* customers: the first number that is written in streaming mode */

static char path[] = "/tmp/syncro-audit-workbook-XXXXXX";

static void write_report(struct fixture_audit *f)
{
	struct error err = { .message = "" };

	if (xlsx_report_write(&f->audit, path, &err) != 0)
		fail_msg("%s", err.message);
}

static long number_in(const struct workbook_sheet *sheet, size_t row, char column)
{
	return strtol(workbook_cell(sheet, row, column), NULL, 10);
}

static void every_sheet_is_there(void **state)
{
	static const char *const names[] = { "Summary",
					     "Actions",
					     "Requirements",
					     "Checks",
					     "Token scope",
					     "Users",
					     "Security groups",
					     "Customers",
					     "Customer findings",
					     "Exceptions",
					     "Prerequisites",
					     "Requests",
					     "About" };
	struct workbook *book = workbook_written(fixture_audit_new(), path);

	(void)state;
	assert_string_equal(book->sheets[0].name, "Summary");
	assert_string_equal(book->sheets[book->sheet_count - 1].name, "About");
	for (size_t i = 0; i < COUNT_OF(names); i++)
		(void)workbook_need(book, names[i]);
	workbook_free(book);
}

static void the_auditor_gets_no_request_log(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	struct workbook *book = workbook_written(f, path);
	assert_null(workbook_sheet(book, "Requests"));
	assert_non_null(workbook_sheet(book, "Requirements"));
	workbook_free(book);
}

static void the_summary_counts_what_is_to_be_met(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct view *view = view_new(&f->audit);
	const struct view_counts counts = view->counts;
	const size_t waived = f->audit.counts.waived;
	struct workbook *book = workbook_written(f, path);
	const struct workbook_sheet *summary = workbook_need(book, "Summary");

	(void)state;
	view_free(view);
	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++) {
		const enum view_result result = view_result_order[i];
		size_t row = workbook_find(summary, 'A', view_result_label(result));
		assert_int_not_equal(row, 0);
		assert_int_equal(number_in(summary, row, 'B'), view_counts_of(&counts, result));
	}
	size_t row = workbook_find(summary, 'A', "Note");
	assert_true(row > workbook_find(summary, 'A', "Notes, not counted"));
	assert_int_equal(number_in(summary, row, 'B'), counts.notes_of[RESULT_NOTE]);
	row = workbook_find(summary, 'A', "Covered by a waiver in force");
	assert_int_equal(number_in(summary, row, 'B'), waived);
	assert_int_not_equal(workbook_find(summary, 'A', "Not ready"), 0);
	workbook_free(book);
}

static void every_finding_stands_in_requirements(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_audit_findings(f, 60);
	write_report(f);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *requirements = workbook_need(book, "Requirements");
	assert_int_equal(workbook_last_row(requirements), 61);
	for (size_t i = 0; i < f->audit.finding_count; i++) {
		const struct finding *finding = &f->audit.findings[i];
		size_t row = workbook_find(requirements, 'A', finding->requirement->id);
		assert_int_not_equal(row, 0);
		assert_cell(requirements, row, 'B', finding->requirement->title);
		assert_cell(requirements, row, 'C', view_result_label(view_result(finding)));
		assert_cell(requirements, row, 'D', finding->summary);
	}
	workbook_free(book);
	fixture_audit_free(f);
}

/* The order of the actions, everywhere. */
static void requirements_stand_in_the_order_of_the_view(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct view *view = view_new(&f->audit);

	(void)state;
	write_report(f);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *requirements = workbook_need(book, "Requirements");
	for (size_t i = 0; i < view->finding_count; i++)
		assert_cell(requirements, i + 2, 'A', view->findings[i]->requirement->id);
	workbook_free(book);
	view_free(view);
	fixture_audit_free(f);
}

static void every_customer_is_there_as_text(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	write_report(f);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *customers = workbook_need(book, "Customers");
	assert_int_equal(workbook_last_row(customers), f->account.customer_count + 1);
	for (size_t i = 0; i < f->account.customer_count; i++) {
		assert_int_equal(number_in(customers, i + 2, 'A'), f->account.customers[i].id);
		assert_cell(customers, i + 2, 'B', f->account.customers[i].business_name);
		assert_cell(customers, i + 2, 'G', f->account.customers[i].full_name);
		assert_cell(customers, i + 2, 'H', f->account.customers[i].email);
	}
	workbook_free(book);
	fixture_audit_free(f);
}

/* None is what Syncro told; where it told nothing, that is said. */
static void the_number_of_contacts_is_told_as_far_as_it_is_known(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->account.customers[0].contact_count = 3;
	f->account.customers[1].contact_fields_known = true;
	write_report(f);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *customers = workbook_need(book, "Customers");
	const char at = workbook_column(customers, "Contacts");
	assert_int_equal(number_in(customers, 2, at), 3);
	assert_cell(customers, 3, at, "0");
	assert_cell(customers, 4, at, "not known");
	workbook_free(book);
	fixture_audit_free(f);
}

static void nothing_in_it_is_a_formula(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	size_t risky = 0;

	(void)state;
	for (size_t s = 0; s < book->sheet_count; s++) {
		const struct workbook_sheet *one = &book->sheets[s];
		for (size_t i = 0; i < one->cell_count; i++) {
			const struct workbook_cell *cell = &one->cells[i];
			assert_false(cell->has_formula);
			if (!strchr("=+-@", cell->text[0]) || !*cell->text)
				continue;
			assert_true(cell->is_text);
			risky++;
		}
	}
	assert_true(risky >= 6);
	workbook_free(book);
}

static void tables_stay_usable_when_scrolled_and_printed(void **state)
{
	static const char *const tables[] = { "Requirements", "Token scope",	   "Users",
					      "Customers",    "Customer findings", "Exceptions",
					      "Requests",     "Security groups",   "Actions",
					      "Checks",	      "Prerequisites" };
	struct workbook *book = workbook_written(fixture_audit_new(), path);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		const char *xml = workbook_need(book, tables[i])->xml;
		assert_non_null(strstr(xml, "<pane xSplit=\"2\" ySplit=\"1\""));
		assert_non_null(strstr(xml, "state=\"frozen\""));
		assert_non_null(strstr(xml, "<tablePart "));
		assert_null(strstr(xml, "<autoFilter ")); /* the table has it */
		assert_non_null(strstr(xml, "orientation=\"landscape\""));
	}
	workbook_free(book);
}

static void dates_are_dates(void **state)
{
	struct workbook *book = workbook_written(fixture_audit_new(), path);
	const struct workbook_sheet *exceptions = workbook_need(book, "Exceptions");

	(void)state;
	/* 2027-05-31 and 2026-06-01 in days since 1899-12-30. */
	assert_int_equal(workbook_find(exceptions, 'B', "JC-4.1"), 2);
	assert_cell(exceptions, 2, workbook_column(exceptions, "Until"), "46538");
	assert_cell(exceptions, 2, workbook_column(exceptions, "On"), "46174");
	workbook_free(book);
}

/* Above 20,000 customers the file is written in another mode: nobody can tell. */
static void a_streamed_workbook_reads_the_same(void **state)
{
	struct fixture_audit *few = fixture_audit_new(), *many = fixture_audit_new();

	(void)state;
	fixture_audit_customers(few, 1);
	fixture_audit_customers(many, STREAMED);
	few->audit.issue_count = many->audit.issue_count = 0;
	struct workbook *a = workbook_written(few, path), *b = workbook_written(many, path);
	assert_int_equal(a->sheet_count, b->sheet_count);
	assert_int_equal(workbook_last_row(workbook_need(b, "Customers")), STREAMED + 1);
	assert_null(strstr(workbook_need(a, "Customers")->xml, "inlineStr"));
	assert_non_null(strstr(workbook_need(b, "Customers")->xml, "<autoFilter "));
	assert_non_null(strstr(workbook_need(b, "Customers")->xml, "inlineStr"));
	for (size_t s = 0; s < a->sheet_count; s++) {
		const struct workbook_sheet *x = &a->sheets[s], *y = &b->sheets[s];
		assert_string_equal(x->name, y->name);
		for (size_t i = 0; i < x->cell_count; i++) {
			assert_int_equal(x->cells[i].row, y->cells[i].row);
			assert_int_equal(x->cells[i].column, y->cells[i].column);
			assert_int_equal(x->cells[i].is_text, y->cells[i].is_text);
			/* But how many customers there are. */
			if (strcmp(y->cells[i].text, MANY) != 0)
				assert_string_equal(x->cells[i].text, y->cells[i].text);
		}
		if (strcmp(x->name, "Customers") != 0)
			assert_int_equal(x->link_count, y->link_count);
	}
	workbook_free(a);
	workbook_free(b);
}

static void a_text_too_long_for_a_cell_is_all_there(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct str whole = STR_INIT(STR_BODY);

	(void)state;
	fixture_audit_lengthen(f);
	write_report(f);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *requirements = workbook_need(book, "Requirements");
	size_t row = workbook_find(requirements, 'A', "JC-3.4");
	str_puts(&whole, workbook_cell(requirements, row, 'D'));
	str_puts(&whole, workbook_cell(requirements, row + 1, 'D'));
	assert_string_equal(str_text(&whole), fixture_audit_finding(f, "JC-3.4")->summary);
	str_release(&whole);
	workbook_free(book);
	fixture_audit_free(f);
}

static void read_bytes(struct str *out)
{
	struct error err = { .message = "" };

	if (file_read(path, out, &err) != 0)
		fail_msg("%s", err.message);
}

static void the_same_audit_gives_the_same_bytes(void **state)
{
	struct str first = STR_INIT(STR_BODY), second = STR_INIT(STR_BODY);

	(void)state;
	workbook_free(workbook_written(fixture_audit_new(), path));
	read_bytes(&first);
	workbook_free(workbook_written(fixture_audit_new(), path));
	read_bytes(&second);
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.data, second.data, first.length);
	str_release(&first);
	str_release(&second);
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(xlsx_report_write(&f->audit, "/nonexistent/report.xlsx", &err), -1);
	assert_non_null(strstr(err.message, "workbook"));
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sheet_is_there),
		cmocka_unit_test(the_auditor_gets_no_request_log),
		cmocka_unit_test(the_summary_counts_what_is_to_be_met),
		cmocka_unit_test(every_finding_stands_in_requirements),
		cmocka_unit_test(requirements_stand_in_the_order_of_the_view),
		cmocka_unit_test(every_customer_is_there_as_text),
		cmocka_unit_test(the_number_of_contacts_is_told_as_far_as_it_is_known),
		cmocka_unit_test(nothing_in_it_is_a_formula),
		cmocka_unit_test(tables_stay_usable_when_scrolled_and_printed),
		cmocka_unit_test(dates_are_dates),
		cmocka_unit_test(a_streamed_workbook_reads_the_same),
		cmocka_unit_test(a_text_too_long_for_a_cell_is_all_there),
		cmocka_unit_test(the_same_audit_gives_the_same_bytes),
		cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	(void)close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
