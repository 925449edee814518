/* The exit status of a run, by verdicts, baseline and --fail-on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

static void regressed_asks_what_got_worse(void **state)
{
	static const struct {
		enum overall before, after;
		size_t regressed;
		const char *incomparable;
		int status;
	} cases[] = {
		{ READY, READY, 0, "", 0 },
		{ READY, READY, 1, "", 1 }, /* something optional */
		{ READY, INCONCLUSIVE, 0, "", 3 },
		{ READY, NOT_READY, 1, "", 1 },
		{ INCONCLUSIVE, READY, 0, "", 0 },
		{ INCONCLUSIVE, INCONCLUSIVE, 0, "", 0 },
		{ INCONCLUSIVE, INCONCLUSIVE, 1, "", 3 },
		{ INCONCLUSIVE, NOT_READY, 0, "", 1 },
		{ NOT_READY, INCONCLUSIVE, 0, "", 0 },
		{ NOT_READY, NOT_READY, 0, "", 0 },
		{ NOT_READY, NOT_READY, 2, "", 1 },
		/* What cannot be compared may have got worse. */
		{ NOT_READY, NOT_READY, 0, "another profile", 1 },
		{ INCONCLUSIVE, INCONCLUSIVE, 0, "another profile", 3 },
		{ READY, READY, 0, "another profile", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct comparison comparison = { .incomparable = cases[i].incomparable };
		struct audit audit = { .verdict = cases[i].after, .comparison = &comparison };
		struct audit *audits[] = { &audit };
		comparison.before.verdict = cases[i].before;
		comparison.after.verdict = cases[i].after;
		comparison.of_change[CHANGE_REGRESSED] = cases[i].regressed;
		const int status = (int)conclusion_status(audits, 1, FAIL_ON_REGRESSED);
		if (status != cases[i].status)
			fail_msg("case %zu: %d", i, status);
	}
	/* The first run of all has nothing to be held against. */
	assert_int_equal(status_of(&(enum overall){ READY }, 1, FAIL_ON_REGRESSED), 0);
	assert_int_equal(status_of(&(enum overall){ NOT_READY }, 1, FAIL_ON_REGRESSED), 1);
	assert_int_equal(status_of(&(enum overall){ INCONCLUSIVE }, 1, FAIL_ON_REGRESSED), 3);
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
		cmocka_unit_test(regressed_asks_what_got_worse),
		cmocka_unit_test(options_are_refused_that_need_a_baseline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
