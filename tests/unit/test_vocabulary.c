/* Zero is the safe value; names and values go both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/model/vocabulary.h"

static void zero_is_the_safe_value(void **state)
{
	(void)state;
	assert_string_equal(verdict_name(0), "unknown");
	assert_string_equal(overall_name(0), "inconclusive");
	assert_string_equal(tri_name(0), "unknown");
	assert_string_equal(proof_name(0), "none");
	assert_string_equal(class_name(0), "unknown");
	assert_string_equal(outcome_name(0), "not-sent");
	assert_string_equal(reason_name(0), "");
}

static void a_value_out_of_range_is_named_as_the_safe_one(void **state)
{
	(void)state;
	assert_string_equal(verdict_name((enum verdict)99), "unknown");
	assert_int_equal(outcome_reason((enum outcome)99), REASON_MALFORMED);
}

static void names_lead_back_to_values(void **state)
{
	(void)state;
	for (int i = 0; i < VERDICT_COUNT; i++)
		assert_int_equal(verdict_from_name(verdict_name((enum verdict)i)), i);
	for (int i = 0; i < OUTCOME_COUNT; i++)
		assert_int_equal(outcome_from_name(outcome_name((enum outcome)i)), i);
	for (int i = 0; i < SEVERITY_COUNT; i++)
		assert_int_equal(severity_from_name(severity_name((enum severity)i)), i);
	assert_int_equal(verdict_from_name("PASS"), -1);
	assert_int_equal(verdict_from_name(""), -1);
}

static void only_answers_have_no_reason_for_not_knowing(void **state)
{
	(void)state;
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		enum outcome outcome = (enum outcome)i;
		bool answer = outcome == OUTCOME_OK || outcome == OUTCOME_REFUSED ||
			      outcome == OUTCOME_NOT_FOUND || outcome == OUTCOME_INVALID;
		assert_int_equal(outcome_reason(outcome) == REASON_NONE, answer);
	}
	for (int i = 1; i < REASON_COUNT; i++)
		assert_true(*reason_text((enum reason)i) && *reason_name((enum reason)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zero_is_the_safe_value),
		cmocka_unit_test(a_value_out_of_range_is_named_as_the_safe_one),
		cmocka_unit_test(names_lead_back_to_values),
		cmocka_unit_test(only_answers_have_no_reason_for_not_knowing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
