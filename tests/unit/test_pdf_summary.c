/* The numbers of the summary page: they are about what is to be met. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_layout.h"

#define SUMMARY_PAGE 2

static void is_shown(const struct layout *layout, const char *text, bool shown)
{
	bool found = false;

	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_placed *placed = &layout->result.items[i];
		found |= placed->page == SUMMARY_PAGE && placed->item.kind == FLOW_TEXT &&
			 placed->item.length == strlen(text) &&
			 memcmp(placed->item.text, text, placed->item.length) == 0;
	}
	if (found != shown)
		fail_msg("'%s' is %sin the summary", text, found ? "" : "not ");
}

static void set_all(struct fixture_audit *f, enum verdict verdict)
{
	for (size_t i = 0; i < f->audit.finding_count; i++)
		f->audit.findings[i].verdict = verdict;
}

static void what_cannot_be_met_is_not_counted(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	fixture_audit_findings(f, 8);
	set_all(f, VERDICT_PASS);
	f->audit.findings[0].verdict = VERDICT_INFORMATIONAL;
	f->audit.findings[1].verdict = VERDICT_NOTAPPLICABLE;
	f->audit.findings[2].verdict = VERDICT_UNKNOWN;
	fixture_audit_count(f);
	layout_make(&layout, &f->audit);
	assert_int_equal(layout.view->to_meet, 6);
	is_shown(&layout, "of 6 to meet", true);
	is_shown(&layout, "83 %", true);
	layout_release(&layout);
	fixture_audit_free(f);
}

/* "0 of 2" would look like a failure. */
static void a_group_with_nothing_to_meet_is_left_out(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	is_shown(&layout, "JumpCloud's side", true);
	is_shown(&layout, "Least privilege", false);
	is_shown(&layout, "0 of 1", true);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void nothing_to_meet_says_so(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	set_all(f, VERDICT_INFORMATIONAL);
	fixture_audit_count(f);
	layout_make(&layout, &f->audit);
	is_shown(&layout, "nothing to meet", true);
	is_shown(&layout, "No requirement is to be met.", true);
	is_shown(&layout, "0 %", false);
	layout_assert_on_page(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

/* 100 % is never rounded to. */
static void all_but_one_is_not_all(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_audit_findings(f, 300);
	set_all(f, VERDICT_PASS);
	f->audit.findings[7].verdict = VERDICT_FAIL;
	fixture_audit_count(f);
	struct view *view = view_new(&f->audit);
	assert_int_equal(view->percent_met, 99);
	view_free(view);
	f->audit.findings[7].verdict = VERDICT_PASS;
	fixture_audit_count(f);
	view = view_new(&f->audit);
	assert_int_equal(view->percent_met, 100);
	view_free(view);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_met_is_not_counted),
		cmocka_unit_test(a_group_with_nothing_to_meet_is_left_out),
		cmocka_unit_test(nothing_to_meet_says_so),
		cmocka_unit_test(all_but_one_is_not_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
