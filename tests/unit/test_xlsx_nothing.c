/* Where there is nothing to say: no empty sheet, no steps, and no all-clear either. */
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
#include "report/view/view.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_workbook.h"

static char path[] = "/tmp/syncro-audit-nothing-XXXXXX";

static void write_report(struct fixture_audit *f)
{
	struct error err = { .message = "" };

	if (xlsx_report_write(&f->audit, path, &err) != 0)
		fail_msg("%s", err.message);
}

/* A table without rows is no sheet; what could not be read is told in a line. */
static void nothing_at_all_is_a_workbook_too(void **state)
{
	struct fixture_audit *f = fixture_audit_empty(), *none = fixture_audit_empty();

	(void)state;
	struct workbook *book = workbook_written(f, path);
	assert_int_not_equal(
		workbook_find(workbook_need(book, "Summary"), 'A', "Not confirmed yet"), 0);
	for (size_t i = 0; i < book->sheet_count; i++) {
		const struct workbook_sheet *one = &book->sheets[i];
		assert_int_not_equal(one->cell_count, 0);
		if (strstr(one->xml, "<pane "))
			assert_true(workbook_last_row(one) > 1);
	}
	static const char could_not[] = "The customers could not be read: ";
	assert_memory_equal(workbook_cell(workbook_need(book, "Customers"), 1, 'A'), could_not,
			    sizeof could_not - 1);
	assert_null(workbook_sheet(book, "Security groups"));
	workbook_free(book);
	none->audit.finding_count = 0;
	fixture_audit_count(none);
	book = workbook_written(none, path);
	assert_null(workbook_sheet(book, "Checks"));
	assert_null(workbook_sheet(book, "Actions"));
	workbook_free(book);
}

/* Who stands on a list that broke off is not everybody. */
static void an_unfinished_list_says_so(void **state)
{
	static const struct {
		const char *sheet;
		int source;
	} lists[] = { { "Users", SOURCE_USERS }, { "Customers", SOURCE_CUSTOMERS } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct source *source = &f->account.sources[lists[i].source];
		*source = (struct source){ .complete = true, .path = "", .problem = "" };
		struct workbook *book = workbook_read((write_report(f), path));
		assert_string_not_equal(workbook_cell(workbook_need(book, lists[i].sheet), 2, 'A'),
					"");
		workbook_free(book);
		source->complete = false;
		source->problem = "page 2 never came";
		book = workbook_written(f, path);
		assert_string_equal(workbook_cell(workbook_need(book, lists[i].sheet), 2, 'A'), "");
		assert_string_equal(workbook_cell(workbook_need(book, lists[i].sheet), 2, 'B'),
				    "This is not the whole list: page 2 never came.");
		workbook_free(book);
	}
}

/* That no customer has an issue says something only where everything was looked for. */
static void an_unread_list_gives_no_all_clear(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	size_t kind = 0;

	(void)state;
	f->audit.issue_count = 0;
	for (size_t i = 0; i < ISSUE_COUNT; i++)
		f->audit.looks[i] = (struct issue_look){ .asked = false };
	struct workbook *book = workbook_read((write_report(f), path));
	assert_null(workbook_sheet(book, "Customer findings"));
	workbook_free(book);
	f->audit.looks[kind] = (struct issue_look){ .asked = true, .open = REASON_TIMEOUT };
	book = workbook_written(f, path);
	static const char not_every[] = "Not every customer could be checked.";
	assert_memory_equal(workbook_cell(workbook_need(book, "Customer findings"), 1, 'A'),
			    not_every, sizeof not_every - 1);
	workbook_free(book);
}

/* Steps stand beside what is to be done, and nowhere else. */
static void what_does_not_apply_asks_for_nothing(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct view *view = view_new(&f->audit);

	(void)state;
	write_report(f);
	struct workbook *book = workbook_read(path);
	const struct workbook_sheet *requirements = workbook_need(book, "Requirements");
	const struct workbook_sheet *actions = workbook_need(book, "Actions");
	const char action = workbook_column(requirements, "What to do"),
		   id = workbook_column(actions, "Requirement");
	for (size_t i = 0; i < view->finding_count; i++) {
		bool open = false;
		for (size_t k = 0; k < view->action_count; k++)
			open = open || view->actions[k].finding == view->findings[i];
		const char *name = view->findings[i]->requirement->id;
		assert_int_equal(*workbook_cell(requirements, i + 2, action) != '\0', open);
		assert_int_equal(workbook_find(actions, id, name) != 0, open);
	}
	workbook_free(book);
	view_free(view);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_at_all_is_a_workbook_too),
		cmocka_unit_test(an_unfinished_list_says_so),
		cmocka_unit_test(an_unread_list_gives_no_all_clear),
		cmocka_unit_test(what_does_not_apply_asks_for_nothing),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	(void)close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
