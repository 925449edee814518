/* The pages of the PDF: what stands where, and how often. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
#include "report/pdf/internal.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_layout.h"

static size_t times_told(const struct layout *layout, const char *text)
{
	size_t times = 0;

	for (const char *at = str_text(&layout->text); (at = strstr(at, text)); at++)
		times++;
	return times;
}

/* Of a token that was not accepted nothing is known, for one reason. */
static void one_sentence_about_many_is_told_once(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct audit *audit = &f->audit;
	struct layout layout;

	(void)state;
	fixture_audit_findings(f, 20);
	for (size_t i = 0; i < audit->finding_count; i++) {
		audit->findings[i].verdict = VERDICT_UNKNOWN;
		audit->findings[i].reason = REASON_TIMEOUT;
		audit->findings[i].summary = "Nothing was heard.";
		audit->findings[i].waiver = NULL;
		audit->findings[i].observation_count = 0;
	}
	for (size_t i = 0; i < audit->permission_count; i++) {
		audit->permissions[i].granted = TRI_UNKNOWN;
		audit->permissions[i].class = CLASS_UNKNOWN;
		audit->permissions[i].reason = REASON_MALFORMED;
	}
	fixture_audit_count(f);
	layout_make(&layout, audit);
	assert_int_equal(times_told(&layout, "Nothing was heard."), 1);
	assert_int_equal(times_told(&layout, reason_text(REASON_MALFORMED)), 1);
	for (size_t i = 0; i < audit->finding_count; i++)
		assert_true(layout_shows(&layout,
					 strrchr(audit->findings[i].requirement->id, '-') + 1));
	layout_release(&layout);
	fixture_audit_free(f);
}

/* The longest words of each: of a verdict, and of how an exception stands. */
static void a_badge_keeps_to_its_column(void **state)
{
	static const enum paper papers[] = { PAPER_A4, PAPER_LETTER };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(papers); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		fixture_compared(f);
		for (size_t k = 0; k < f->audit.comparison->finding_count; k++) {
			struct compared_finding *finding = &f->audit.comparison->findings[k];
			finding->was = finding->is = true;
			finding->before = finding->after = VERDICT_MANUAL;
			finding->drift = DRIFT_INFORMATION;
		}
		f->audit.waivers[0].standing = STANDING_EXPIRING;
		f->audit.presentation.paper = papers[i];
		layout_make(&layout, &f->audit);
		assert_true(layout_shows(&layout, view_standing_label(STANDING_EXPIRING)));
		layout_assert_badges(&layout);
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

/* The list of customers was read, and there is none: that nothing is wrong with them says
 * nothing. */
static void of_no_customer_nothing_is_said_to_be_well(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;
	const char *well = "Nothing was found that stands in the way";

	(void)state;
	f->audit.issue_count = 0;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, well));
	layout_release(&layout);
	f->audit.active_customers = 0;
	layout_make(&layout, &f->audit);
	assert_false(layout_shows(&layout, well));
	layout_release(&layout);
	fixture_audit_free(f);
}

/* A list of everybody is the workbook's. */
static void of_a_large_group_some_are_named(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;
	int64_t ids[40];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ids); i++)
		ids[i] = 9000 + (int64_t)i;
	f->audit.groups[0].members = ids;
	f->audit.groups[0].member_count = COUNT_OF(ids);
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "user 9004, and 35 more, whom the workbook lists"));
	layout_release(&layout);
	f->audit.groups[0].member_count = 15;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "user 9013, user 9014"));
	layout_release(&layout);
	fixture_audit_free(f);
}

/* Where something was looked for, the others are unknown beside it. */
static void a_chart_holds_a_number_at_least(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	f->audit.issue_count = 0;
	for (int some = 0; some < 2; some++) {
		for (int i = 0; i < ISSUE_COUNT; i++)
			f->audit.looks[i].open = REASON_TIMEOUT;
		f->audit.looks[0].open = some ? REASON_NONE : REASON_TIMEOUT;
		layout_make(&layout, &f->audit);
		assert_int_equal(layout_shows(&layout, "What stands in the way"), some);
		assert_true(layout_shows(&layout, "Not every customer could be checked"));
		layout_release(&layout);
	}
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_sentence_about_many_is_told_once),
		cmocka_unit_test(a_badge_keeps_to_its_column),
		cmocka_unit_test(of_no_customer_nothing_is_said_to_be_well),
		cmocka_unit_test(of_a_large_group_some_are_named),
		cmocka_unit_test(a_chart_holds_a_number_at_least),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
