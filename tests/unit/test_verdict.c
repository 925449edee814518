/* How verdicts add up to one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/model/verdict.h"

static void parts_add_up(void **state)
{
	static const struct {
		enum verdict a, b, sum;
	} cases[] = {
		{ VERDICT_PASS, VERDICT_PASS, VERDICT_PASS },
		{ VERDICT_PASS, VERDICT_MANUAL, VERDICT_MANUAL },
		{ VERDICT_MANUAL, VERDICT_UNKNOWN, VERDICT_UNKNOWN },
		{ VERDICT_UNKNOWN, VERDICT_FAIL, VERDICT_FAIL },
		{ VERDICT_PASS, VERDICT_FAIL, VERDICT_FAIL },
		{ VERDICT_PASS, VERDICT_NOTAPPLICABLE, VERDICT_PASS },
		{ VERDICT_NOTAPPLICABLE, VERDICT_INFORMATIONAL, VERDICT_NOTAPPLICABLE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(verdict_combine(cases[i].a, cases[i].b), cases[i].sum);
}

static void tables_are_symmetric_and_associative(void **state)
{
	(void)state;
	for (unsigned i = 0; i < VERDICT_COUNT * VERDICT_COUNT * VERDICT_COUNT; i++) {
		enum verdict a = i % VERDICT_COUNT, b = i / VERDICT_COUNT % VERDICT_COUNT,
			     c = i / VERDICT_COUNT / VERDICT_COUNT;
		assert_int_equal(verdict_combine(a, b), verdict_combine(b, a));
		assert_int_equal(verdict_combine(a, verdict_combine(b, c)),
				 verdict_combine(verdict_combine(a, b), c));
		assert_int_equal(verdict_combine(a, a), a);
		assert_int_equal(verdict_combine(a, VERDICT_INFORMATIONAL), a);
	}
	for (unsigned i = 0; i < OVERALL_COUNT * OVERALL_COUNT * OVERALL_COUNT; i++) {
		enum overall a = i % OVERALL_COUNT, b = i / OVERALL_COUNT % OVERALL_COUNT,
			     c = i / OVERALL_COUNT / OVERALL_COUNT;
		assert_int_equal(overall_combine(a, b), overall_combine(b, a));
		assert_int_equal(overall_combine(a, overall_combine(b, c)),
				 overall_combine(overall_combine(a, b), c));
		assert_int_equal(overall_combine(a, OVERALL_READY), a);
	}
}

static void only_fail_and_manual_can_be_waived(void **state)
{
	static const struct {
		enum verdict verdict;
		enum overall plain, waived;
	} cases[] = {
		{ VERDICT_PASS, OVERALL_READY, OVERALL_READY },
		{ VERDICT_NOTAPPLICABLE, OVERALL_READY, OVERALL_READY },
		{ VERDICT_FAIL, OVERALL_NOT_READY, OVERALL_READY },
		{ VERDICT_MANUAL, OVERALL_INCONCLUSIVE, OVERALL_READY },
		{ VERDICT_UNKNOWN, OVERALL_INCONCLUSIVE, OVERALL_INCONCLUSIVE },
		{ VERDICT_INFORMATIONAL, OVERALL_INCONCLUSIVE, OVERALL_INCONCLUSIVE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(verdict_overall(cases[i].verdict, false), cases[i].plain);
		assert_int_equal(verdict_overall(cases[i].verdict, true), cases[i].waived);
	}
}

static enum overall of_two(enum verdict a, bool a_mandatory, enum verdict b, bool b_mandatory)
{
	const struct requirement x = { .mandatory = a_mandatory }, y = { .mandatory = b_mandatory };
	struct finding findings[] = { { .requirement = &x, .verdict = a },
				      { .requirement = &y, .verdict = b } };
	const struct audit audit = { .findings = findings, .finding_count = 2 };

	return whole_of_audit(&audit).verdict;
}

static void the_whole_rests_on_what_is_mandatory(void **state)
{
	const struct audit empty = { .finding_count = 0 };

	(void)state;
	assert_int_equal(of_two(VERDICT_PASS, true, VERDICT_PASS, true), OVERALL_READY);
	assert_int_equal(of_two(VERDICT_PASS, true, VERDICT_FAIL, false), OVERALL_READY);
	assert_int_equal(of_two(VERDICT_PASS, true, VERDICT_FAIL, true), OVERALL_NOT_READY);
	assert_int_equal(of_two(VERDICT_UNKNOWN, true, VERDICT_FAIL, true), OVERALL_NOT_READY);
	assert_int_equal(of_two(VERDICT_UNKNOWN, true, VERDICT_PASS, true), OVERALL_INCONCLUSIVE);
	assert_int_equal(of_two(VERDICT_MANUAL, true, VERDICT_PASS, true), OVERALL_INCONCLUSIVE);
	/* Where nothing is asked for, nothing is proven. */
	assert_int_equal(of_two(VERDICT_PASS, false, VERDICT_PASS, false), OVERALL_INCONCLUSIVE);
	assert_int_equal(whole_of_audit(&empty).verdict, OVERALL_INCONCLUSIVE);
}

static void a_waiver_counts_for_the_whole(void **state)
{
	const struct waiver waiver = { .requirement = "X" };
	const struct requirement requirement = { .mandatory = true };
	struct finding finding = { .requirement = &requirement,
				   .verdict = VERDICT_FAIL,
				   .waiver = &waiver };
	const struct audit audit = { .findings = &finding, .finding_count = 1 };

	(void)state;
	assert_int_equal(whole_of_audit(&audit).verdict, OVERALL_READY);
	finding.waiver = NULL;
	assert_int_equal(whole_of_audit(&audit).verdict, OVERALL_NOT_READY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_add_up),
		cmocka_unit_test(tables_are_symmetric_and_associative),
		cmocka_unit_test(only_fail_and_manual_can_be_waived),
		cmocka_unit_test(the_whole_rests_on_what_is_mandatory),
		cmocka_unit_test(a_waiver_counts_for_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
