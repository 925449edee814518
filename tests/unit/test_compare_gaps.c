/* What could not be compared is said, and is no change: no fault ever becomes one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/results/results.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"

static struct results_source *source_of(struct results *results, const char *path)
{
	for (size_t i = 0; i < results->source_count; i++)
		if (strcmp(results->sources[i].path, path) == 0)
			return &results->sources[i];
	fail_msg("no source %s", path);
	return NULL;
}

/* No fault ever becomes a change: whoever was not seen is neither new nor gone. */
static void a_list_that_was_cut_makes_nobody_new_or_gone(void **state)
{
	static const struct {
		const char *path;
		enum compared kind;
	} cases[] = { { "/users", COMPARED_USER }, { "/customers", COMPARED_CUSTOMER } };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (int cut_before = 0; cut_before < 2; cut_before++) {
			struct results *before = fixture_results(f), *after = fixture_results(f);
			struct results *cut = cut_before ? before : after;
			cut->user_count /= 2;
			cut->customers = cut->row_count /= 2;
			const struct comparison *whole =
				fixture_comparison(f->arena, before, after);
			const enum movement movement =
				cut_before ? MOVEMENT_ADDED : MOVEMENT_REMOVED;
			assert_true(whole->of[cases[i].kind][movement] > 0);
			source_of(cut, cases[i].path)->complete = false;
			const struct comparison *c = fixture_comparison(f->arena, before, after);
			assert_int_equal(c->of[cases[i].kind][movement], 0);
			assert_true(*c->gaps[cases[i].kind] != '\0');
			assert_false(comparison_is_empty(c));
		}
	fixture_audit_free(f);
}

/* The list was read to its end, and of one on it nothing else came. */
static void who_is_a_number_only_may_be_anybody(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (int blank_before = 0; blank_before < 2; blank_before++) {
		struct results *before = fixture_results(f), *after = fixture_results(f);
		struct results *blank = blank_before ? before : after;
		blank->users[0] =
			(struct results_user){ .id = blank->users[0].id, .name = "", .email = "" };
		const struct comparison *c = fixture_comparison(f->arena, before, after);
		assert_int_equal(c->row_count, 0);
		assert_string_equal(
			c->gaps[COMPARED_USER],
			blank_before
				? "in the earlier audit of some users nothing but the number could "
				  "be read, so what is new cannot be told"
				: "of some users nothing but the number could be read, so what is "
				  "gone cannot be told");
	}
	fixture_audit_free(f);
}

static void leave_open(struct results *results)
{
	const struct results_finding *finding = results->findings;

	while (finding->observation_count == 0)
		finding++;
	finding->observations[0].object = OBSERVATION_CUSTOMERS;
	finding->observations[0].verdict = VERDICT_UNKNOWN;
}

#define OPEN_TWICE                                                                                 \
	"not every customer could be checked, and in the earlier audit not every customer could "  \
	"be checked, so what came and what went cannot be told"

/* A recurring invoice that could not be understood hides its customer's issue: it is not mended. */
static void what_a_customer_may_have_is_neither_new_nor_gone(void **state)
{
	static const char *const gaps[] = {
		"",
		"in the earlier audit not every customer could be checked, so what is new cannot be told",
		"not every customer could be checked, so what is gone cannot be told",
		OPEN_TWICE,
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (unsigned open = 1; open < COUNT_OF(gaps); open++) {
		struct results *before = fixture_results(f), *after = fixture_results(f);
		if (open & 1)
			leave_open(before);
		if (open & 2)
			leave_open(after);
		(open & 1 ? before : after)->issue_count--;
		const struct comparison *c = fixture_comparison(f->arena, before, after);
		assert_int_equal(c->of[COMPARED_ISSUE][MOVEMENT_ADDED], 0);
		assert_int_equal(c->of[COMPARED_ISSUE][MOVEMENT_REMOVED], 0);
		assert_string_equal(c->gaps[COMPARED_ISSUE], gaps[open]);
	}
	fixture_audit_free(f);
}

/* A cut list that happens to show the same is still not known to be the same. */
static void what_was_not_read_is_never_nothing_changed(void **state)
{
	static const char *const paths[] = { "/users", "/users/{id}", "/customers", "/schedules" };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		for (int sides = 1; sides < 4; sides++) {
			struct results *before = fixture_results(f), *after = fixture_results(f);
			if (sides & 1)
				source_of(before, paths[i])->complete = false;
			if (sides & 2)
				source_of(after, paths[i])->complete = false;
			assert_false(
				comparison_is_empty(fixture_comparison(f->arena, before, after)));
		}
	fixture_audit_free(f);
}

/* Version 0.1.0 wrote such reports. */
static void a_report_about_one_customer_says_nothing_of_the_others(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->row_count = 1;
	before->issue_count = 0;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_int_equal(c->of[COMPARED_CUSTOMER][MOVEMENT_ADDED], 0);
	assert_int_equal(c->of[COMPARED_ISSUE][MOVEMENT_ADDED], 0);
	assert_true(*c->gaps[COMPARED_CUSTOMER] && *c->gaps[COMPARED_ISSUE]);
	fixture_audit_free(f);
}

/* Reports of before customers were listed have totals only. */
static void a_report_without_a_list_of_customers_says_so(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->rows = NULL;
	before->row_count = 0;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_int_equal(c->of[COMPARED_CUSTOMER][MOVEMENT_ADDED], 0);
	assert_string_equal(c->gaps[COMPARED_CUSTOMER],
			    "one of the reports does not list the customers");
	fixture_audit_free(f);
}

/* The auditor's edition masks addresses: a mask is no other address. */
static void editions_do_not_differ_by_what_they_mask(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->edition = "auditor";
	for (size_t i = 0; i < before->user_count; i++)
		before->users[i].email = "masked";
	for (size_t i = 0; i < before->waiver_count; i++)
		before->waivers[i].approved_by = "masked";
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_null(fixture_row(c, COMPARED_USER, MOVEMENT_CHANGED, "e-mail"));
	assert_null(fixture_row(c, COMPARED_WAIVER, MOVEMENT_CHANGED, "approved by"));
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_that_was_cut_makes_nobody_new_or_gone),
		cmocka_unit_test(who_is_a_number_only_may_be_anybody),
		cmocka_unit_test(what_a_customer_may_have_is_neither_new_nor_gone),
		cmocka_unit_test(what_was_not_read_is_never_nothing_changed),
		cmocka_unit_test(a_report_about_one_customer_says_nothing_of_the_others),
		cmocka_unit_test(a_report_without_a_list_of_customers_says_so),
		cmocka_unit_test(editions_do_not_differ_by_what_they_mask),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
