/* The words of the report: one for every value, and each of them explained. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

static const char *verdict(int value)
{
	return view_verdict_label((enum verdict)value);
}

static const char *result(int value)
{
	return view_result_label((enum view_result)value);
}

static const char *severity(int value)
{
	return view_severity_label((enum severity)value);
}

static const char *proof(int value)
{
	return view_proof_label((enum proof)value);
}

static const char *class_of(int value)
{
	return view_class_label((enum permission_class)value);
}

static const char *standing(int value)
{
	return view_standing_label((enum standing)value);
}

static const char *issue(int value)
{
	return view_issue_label((enum issue_kind)value);
}

static const char *outcome(int value)
{
	return view_outcome_label((enum outcome)value);
}

static const char *granted(int value)
{
	return view_granted_label((enum tri)value);
}

static const struct {
	const char *(*word)(int value);
	int count;
} tables[] = {
	{ verdict, VERDICT_COUNT }, { result, RESULT_COUNT },	{ severity, SEVERITY_COUNT },
	{ proof, PROOF_COUNT },	    { class_of, CLASS_COUNT },	{ standing, STANDING_COUNT },
	{ issue, ISSUE_COUNT },	    { outcome, OUTCOME_COUNT }, { granted, TRI_COUNT },
};

static void every_value_has_a_word_of_its_own(void **state)
{
	(void)state;
	for (size_t t = 0; t < COUNT_OF(tables); t++)
		for (int i = 0; i < tables[t].count; i++) {
			assert_non_null(tables[t].word(i));
			assert_true(*tables[t].word(i));
			for (int k = i + 1; k < tables[t].count; k++)
				assert_string_not_equal(tables[t].word(i), tables[t].word(k));
		}
}

static bool explained(const struct view_term *terms, const char *word)
{
	for (; terms->term; terms++)
		if (strcmp(terms->term, word) == 0)
			return *terms->meaning;
	return false;
}

/* The page that explains the words explains the very words that are used. */
static void every_word_that_is_used_is_explained(void **state)
{
	(void)state;
	for (int r = 0; r < RESULT_COUNT; r++)
		assert_true(explained(view_result_terms(), result(r)));
	for (int p = 0; p < PROOF_COUNT; p++)
		assert_true(explained(view_proof_terms(), proof(p)));
}

static void a_name_of_white_space_is_no_name(void **state)
{
	const struct customer blank = { .business_name = " \xc2\xa0", .full_name = "\xe3\x80\x80" };
	const struct customer person = { .business_name = "  ", .full_name = "Ada Example" };

	(void)state;
	assert_string_equal(view_customer_name(&blank), "(no name)");
	assert_string_equal(view_customer_name(&person), "Ada Example");
}

/* Days for sentences; what was read and assessed in one go is said in one go. */
static void moments_are_told_in_words(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	struct view *view = view_new(&f->audit);
	assert_string_equal(view_when(view),
			    "Data read on 24 November 2026, 08:14 UTC, assessed as "
			    "of 24 November 2026, 08:15 UTC");
	view_free(view);
	f->account.finished_at = f->audit.assessed_at + 999;
	view = view_new(&f->audit);
	assert_string_equal(view_when(view),
			    "Data read and assessed on 24 November 2026, 08:15 UTC");
	view_free(view);
	fixture_audit_free(f);
}

/* Never as the file names it. */
static void an_exception_is_of_something_a_reader_knows(void **state)
{
	static const struct {
		const char *object, *told;
	} cases[] = {
		{ "customer:1", "Northwind Traders (1)" },
		{ "customer:13", "(no name) (13)" },
		{ "customer:999", "customer 999" },
		{ "user:4711", "user 4711" },
		{ "permission:Tickets - Merge", "Tickets - Merge" },
		{ "", "" },
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct waiver waiver = { .requirement = "JC-5.4", .object = cases[i].object };
		assert_string_equal(view_waiver_object(f->arena, &f->audit, &waiver),
				    cases[i].told);
	}
	fixture_audit_free(f);
}

static void who_looks_something_up_is_led_to_its_page(void **state)
{
	static const struct {
		const char *where, *url;
	} cases[] = {
		{ "Syncro: Admin \u2192 API \u2192 API Tokens, the token",
		  "https://acme.syncromsp.com/api_tokens" },
		{ "Portal: https://console.example.com/a?b=1 \u2192 Roles, API Tokens",
		  "https://console.example.com/a?b=1" },
		{ "Portal: https://console.example.com, column Role",
		  "https://console.example.com" },
		{ "Portal: https://a.example\"><b>", "https://a.example" },
		{ "Syncro: Customers", NULL },
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->account.subdomain = "acme";
	struct view *view = view_new(&f->audit);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct requirement requirement = { .where = cases[i].where };
		const char *url = view_where_url(view, &requirement);
		if (cases[i].url)
			assert_string_equal(url, cases[i].url);
		else
			assert_null(url);
	}
	view_free(view);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_of_white_space_is_no_name),
		cmocka_unit_test(moments_are_told_in_words),
		cmocka_unit_test(who_looks_something_up_is_led_to_its_page),
		cmocka_unit_test(an_exception_is_of_something_a_reader_knows),
		cmocka_unit_test(every_value_has_a_word_of_its_own),
		cmocka_unit_test(every_word_that_is_used_is_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
