/* The numbers of the summary page: they are about what is to be met. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_layout.h"

#define SUMMARY_PAGE 1

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

static void notes_are_not_counted(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	set_all(f, VERDICT_PASS);
	f->audit.findings[2].verdict = VERDICT_UNKNOWN;
	fixture_audit_finding(f, "JC-6.1")->verdict = VERDICT_UNKNOWN;
	fixture_audit_count(f);
	layout_make(&layout, &f->audit);
	is_shown(&layout, "of 17 met", true);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void dates_stand_with_what_ends(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	assert_true(layout.view->date_count > 0);
	for (size_t i = 0; i < layout.view->date_count; i++)
		is_shown(&layout, view_day(f->arena, layout.view->dates[i].day), true);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void each_job_stands_with_what_it_closes(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	set_all(f, VERDICT_PASS);
	fixture_audit_finding(f, "JC-2.1")->verdict = VERDICT_FAIL;
	fixture_audit_finding(f, "JC-6.1")->verdict = VERDICT_FAIL;
	fixture_audit_count(f);
	layout_make(&layout, &f->audit);
	is_shown(&layout, "JC-2.1", true);
	is_shown(&layout, "JC-6.1", true);
	is_shown(&layout, fixture_audit_finding(f, "JC-2.1")->requirement->action, true);
	layout_release(&layout);
	fixture_audit_free(f);
}

static void nothing_to_meet_says_so(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < f->profile.requirement_count; i++) {
		f->profile.requirements[i].severity = SEVERITY_INFO;
		f->profile.requirements[i].mandatory = false;
	}
	layout_make(&layout, &f->audit);
	is_shown(&layout, "nothing to meet", true);
	layout_assert_on_page(&layout);
	layout_release(&layout);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes_are_not_counted),
		cmocka_unit_test(dates_stand_with_what_ends),
		cmocka_unit_test(each_job_stands_with_what_it_closes),
		cmocka_unit_test(nothing_to_meet_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
