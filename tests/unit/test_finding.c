/* How a finding is put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/mem.h"
#include "audit/rules/finding.h"

static void observations_keep_their_order_and_have_every_text(void **state)
{
	struct arena *arena = arena_new();
	struct finding finding = { .summary = "" };

	(void)state;
	for (int i = 0; i < 100; i++) {
		const struct observation observation = { .subject = arena_printf(arena, "%d", i) };
		finding_observe(arena, &finding, &observation);
		const struct observation *added = &finding.observations[i];
		assert_string_equal(added->object, "");
		assert_string_equal(added->source, "");
	}
	assert_int_equal(finding.observation_count, 100);
	for (int i = 0; i < 100; i++) {
		assert_string_equal(finding.observations[i].subject, arena_printf(arena, "%d", i));
		assert_string_equal(finding.observations[i].expected, "");
		assert_string_equal(finding.observations[i].observed, "");
	}
	arena_free(arena);
}

static void summaries_grow_by_sentences(void **state)
{
	struct arena *arena = arena_new();
	struct finding finding = { .summary = "" };

	(void)state;
	finding_add(arena, &finding, "One.");
	assert_string_equal(finding.summary, "One.");
	finding_add(arena, &finding, "");
	finding_add(arena, &finding, "Two.");
	assert_string_equal(finding.summary, "One. Two.");
	arena_free(arena);
}

static void a_new_decision_forgets_the_reason(void **state)
{
	struct finding finding = { .summary = "" };

	(void)state;
	finding_unknown(&finding, REASON_TIMEOUT, "Late.");
	assert_int_equal(finding.verdict, VERDICT_UNKNOWN);
	assert_int_equal(finding.reason, REASON_TIMEOUT);
	assert_int_equal(finding.proof, PROOF_NONE);
	finding_decide(&finding, VERDICT_PASS, PROOF_DECLARED, "Well.");
	assert_int_equal(finding.reason, REASON_NONE);
	assert_int_equal(finding.proof, PROOF_DECLARED);
}

static void weak_proof_says_so(void **state)
{
	(void)state;
	assert_string_equal(finding_caveat(PROOF_PROBED), "");
	assert_string_equal(finding_caveat(PROOF_NONE), "");
	assert_true(*finding_caveat(PROOF_INFERRED) && *finding_caveat(PROOF_DECLARED) &&
		    *finding_caveat(PROOF_ATTESTED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(observations_keep_their_order_and_have_every_text),
		cmocka_unit_test(summaries_grow_by_sentences),
		cmocka_unit_test(a_new_decision_forgets_the_reason),
		cmocka_unit_test(weak_proof_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
