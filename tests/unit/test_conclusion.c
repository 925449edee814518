/* The exit status of a run, by verdicts, baseline and --fail-on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/command/conclusion.h"
#include "audit/core/array.h"
#include "audit/core/error.h"

#define READY OVERALL_READY
#define NOT_READY OVERALL_NOT_READY
#define INCONCLUSIVE OVERALL_INCONCLUSIVE

static enum exit_status status_of(const enum overall *verdicts, size_t count, enum fail_on fail_on)
{
	struct audit audits[3] = { { .verdict = READY } };
	struct audit *pointers[3];

	for (size_t i = 0; i < count; i++) {
		audits[i].verdict = verdicts[i];
		pointers[i] = &audits[i];
	}
	return conclusion_status(pointers, count, fail_on);
}

/* Today's contract is the level that nobody asks for. */
static void a_status_for_each_verdict_and_level(void **state)
{
	static const struct {
		enum overall verdict;
		int usual, not_ready, never;
	} cases[] = { { READY, 0, 0, 0 }, { NOT_READY, 1, 1, 0 }, { INCONCLUSIVE, 3, 0, 0 } };
	enum fail_on usual = FAIL_ON_NEVER;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(conclusion_choose(NULL, false, false, &usual, &err), 0);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const enum overall *verdict = &cases[i].verdict;
		assert_int_equal(status_of(verdict, 1, usual), cases[i].usual);
		assert_int_equal(status_of(verdict, 1, FAIL_ON_INCONCLUSIVE), cases[i].usual);
		assert_int_equal(status_of(verdict, 1, FAIL_ON_NOT_READY), cases[i].not_ready);
		assert_int_equal(status_of(verdict, 1, FAIL_ON_NEVER), cases[i].never);
	}
}

static void of_several_the_worst_counts(void **state)
{
	static const struct {
		enum overall verdicts[3];
		int usual, not_ready;
	} cases[] = {
		{ { READY, READY, READY }, 0, 0 },
		{ { READY, INCONCLUSIVE, READY }, 3, 0 },
		{ { INCONCLUSIVE, NOT_READY, READY }, 1, 1 },
		{ { NOT_READY, INCONCLUSIVE, READY }, 1, 1 },
		{ { READY, NOT_READY, INCONCLUSIVE }, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(status_of(cases[i].verdicts, 3, FAIL_ON_INCONCLUSIVE),
				 cases[i].usual);
		assert_int_equal(status_of(cases[i].verdicts, 3, FAIL_ON_NOT_READY),
				 cases[i].not_ready);
		assert_int_equal(status_of(cases[i].verdicts, 3, FAIL_ON_NEVER), 0);
	}
}

#define P VERDICT_PASS
#define F VERDICT_FAIL
#define U VERDICT_UNKNOWN
#define M VERDICT_MANUAL
#define N VERDICT_NOTAPPLICABLE

static enum exit_status since(const struct comparison *comparison, enum overall verdict)
{
	struct audit audit = { .verdict = verdict, .comparison = comparison };

	return conclusion_status(&(struct audit *){ &audit }, 1, FAIL_ON_REGRESSED);
}

/* Whatever the verdict of the whole, which optional requirements do not touch. */
static void regressed_asks_what_became_of_each_requirement(void **state)
{
	static const struct {
		enum verdict then;
		bool covered_then;
		enum verdict now;
		bool covered_now;
		enum exit_status status;
	} cases[] = {
		{ P, false, P, false, 0 },
		{ F, false, F, false, 0 },
		{ U, false, U, false, 0 },
		{ M, false, M, false, 0 },
		{ F, false, P, false, 0 },
		{ U, false, P, false, 0 },
		/* It fails now, and did not. */
		{ P, false, F, false, 1 },
		{ U, false, F, false, 1 },
		{ M, false, F, false, 1 },
		{ N, false, F, false, 1 },
		{ M, true, F, false, 1 },
		/* It failed, and nothing covers it any more. */
		{ F, true, F, false, 1 },
		/* It is covered. */
		{ P, false, F, true, 0 },
		{ U, false, F, true, 0 },
		{ F, true, F, true, 0 },
		{ F, false, F, true, 0 },
		/* It was met, and nobody knows whether it is; a waiver covers no unknown. */
		{ P, false, U, false, 3 },
		{ P, false, U, true, 3 },
		{ P, false, M, false, 3 },
		{ P, false, M, true, 0 },
		/* Not known before either, or not met. */
		{ M, false, U, false, 0 },
		{ U, false, M, false, 0 },
		{ F, false, U, false, 0 },
		{ F, true, U, true, 0 },
		{ F, false, M, false, 0 },
		{ P, false, N, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct compared_finding finding = { .was = true,
						    .is = true,
						    .before = cases[i].then,
						    .waived_before = cases[i].covered_then,
						    .after = cases[i].now,
						    .waived_after = cases[i].covered_now };
		const struct comparison comparison = { .incomparable = "",
						       .findings = &finding,
						       .finding_count = 1 };
		for (int verdict = 0; verdict < OVERALL_COUNT; verdict++) {
			const enum exit_status status = since(&comparison, (enum overall)verdict);
			if (status != cases[i].status)
				fail_msg("case %zu: %d", i, (int)status);
		}
	}
}

/* What failed counts more than what is not known; what is gone fails no more. */
static void of_several_requirements_the_worst_counts(void **state)
{
	struct compared_finding findings[] = {
		{ .was = true, .is = true, .before = P, .after = U },
		{ .was = true, .is = true, .before = P, .after = F },
		{ .was = true, .is = false, .before = P },
		{ .was = false, .is = true, .after = F },
	};
	struct comparison comparison = { .incomparable = "",
					 .findings = findings,
					 .finding_count = 2 };

	(void)state;
	assert_int_equal(since(&comparison, NOT_READY), 1);
	comparison.finding_count = 1;
	assert_int_equal(since(&comparison, NOT_READY), 3);
	comparison.findings = findings + 2;
	assert_int_equal(since(&comparison, NOT_READY), 0);
	comparison.findings = findings + 3;
	assert_int_equal(since(&comparison, NOT_READY), 1);
}

static void what_cannot_be_compared_may_have_got_worse(void **state)
{
	struct compared_finding worse = { .was = true, .is = true, .before = P, .after = F };
	const struct comparison cannot[] = {
		{ .incomparable = "another profile" },
		/* The baseline is the later one. */
		{ .incomparable = "",
		  .before.assessed_at = 2000,
		  .after.assessed_at = 1000,
		  .findings = &worse,
		  .finding_count = 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cannot); i++) {
		assert_int_equal(since(&cannot[i], READY), 0);
		assert_int_equal(since(&cannot[i], NOT_READY), 1);
		assert_int_equal(since(&cannot[i], INCONCLUSIVE), 3);
	}
	/* The first run of all has nothing to be held against. */
	assert_int_equal(since(NULL, READY), 0);
	assert_int_equal(since(NULL, NOT_READY), 1);
	assert_int_equal(since(NULL, INCONCLUSIVE), 3);
}

static void options_are_refused_that_need_a_baseline(void **state)
{
	static const struct {
		const char *fail_on;
		bool quiet_if_unchanged, baseline;
		const char *message; /* NULL = accepted */
	} cases[] = {
		{ "never", false, false, NULL },
		{ "not-ready", false, false, NULL },
		{ "inconclusive", false, false, NULL },
		{ "regressed", false, true, NULL },
		{ "regressed", false, false, "--fail-on regressed: needs --baseline" },
		{ NULL, true, true, NULL },
		{ NULL, true, false, "--quiet-if-unchanged: needs --baseline" },
		{ "error", false, true,
		  "--fail-on: expected inconclusive, not-ready, regressed or never, found "
		  "'error'" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum fail_on fail_on = FAIL_ON_COUNT;
		struct error err = { .message = "" };
		const int result = conclusion_choose(cases[i].fail_on, cases[i].quiet_if_unchanged,
						     cases[i].baseline, &fail_on, &err);
		assert_int_equal(result, cases[i].message ? -1 : 0);
		assert_string_equal(err.message, cases[i].message ? cases[i].message : "");
		assert_int_equal(fail_on == FAIL_ON_COUNT, result != 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_status_for_each_verdict_and_level),
		cmocka_unit_test(of_several_the_worst_counts),
		cmocka_unit_test(regressed_asks_what_became_of_each_requirement),
		cmocka_unit_test(of_several_requirements_the_worst_counts),
		cmocka_unit_test(what_cannot_be_compared_may_have_got_worse),
		cmocka_unit_test(options_are_refused_that_need_a_baseline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
