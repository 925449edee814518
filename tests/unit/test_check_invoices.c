/* Warnings about recurring invoices: due soon, or with a line that Syncro computes. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
	assert_int_equal(world_observation(w, id, "schedules")->verdict, verdict);
	assert_int_equal(w->audit.verdict, OVERALL_READY);
}

/* The pull is at 2026-11-24T08:00Z; a date may be any hour its time zone allows. */
static void due_within_a_day_after_the_pull(void **state)
{
	static const struct {
		const char *next_run;
		enum verdict verdict;
	} cases[] = {
		{ "2026-11-23", VERDICT_NOTAPPLICABLE },
		{ "2026-11-24", VERDICT_INFORMATIONAL },
		{ "2026-11-25", VERDICT_INFORMATIONAL },
		{ "2026-11-26", VERDICT_NOTAPPLICABLE },
		{ "2026-11-24T07:59:59Z", VERDICT_NOTAPPLICABLE },
		{ "2026-11-24T08:00:00Z", VERDICT_INFORMATIONAL },
		{ "2026-11-25T03:00:00-05:00", VERDICT_INFORMATIONAL },
		{ "2026-11-25T03:00:01-05:00", VERDICT_NOTAPPLICABLE },
		{ "", VERDICT_UNKNOWN },
		{ "soon", VERDICT_UNKNOWN },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		w->account.schedules[0].next_run = cases[i].next_run;
		expect(w, "JC-7.2", cases[i].verdict,
		       cases[i].verdict == VERDICT_UNKNOWN ? REASON_MALFORMED : REASON_NONE);
	}
	w->account.schedules[0].next_run = "2026-11-25T09:00:00Z";
	expect(w, "JC-7.2", VERDICT_NOTAPPLICABLE, REASON_NONE);
	w->account.finished_at += 3600000;
	expect(w, "JC-7.2", VERDICT_INFORMATIONAL, REASON_NONE);
	world_free(w);
}

static void the_numbers_are_named(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "JC-7.2", VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_summary(w, "JC-7.2",
		       "3 active recurring invoices, none of which is due within 24 hours of this "
		       "audit.");
	assert_string_equal(world_observation(w, "JC-7.2", "schedules")->observed, "none");
	w->account.schedules[0].next_run = "2026-11-25";
	expect(w, "JC-7.2", VERDICT_INFORMATIONAL, REASON_NONE);
	assert_summary(w, "JC-7.2", "1 of 3 active recurring invoices is due");
	assert_summary(w, "JC-7.2", "Changes made today may miss such an invoice.");
	w->account.schedules[2].next_run = "2026-11-25";
	expect(w, "JC-7.2", VERDICT_INFORMATIONAL, REASON_NONE);
	assert_string_equal(world_observation(w, "JC-7.2", "schedules")->observed,
			    "invoice 21 of Alpha Ltd (11); invoice 23 of Gamma GmbH "
			    "(13)");
	for (int64_t i = 0; i < 10; i++)
		world_schedule(w, 30 + i, 11)->next_run = "2026-11-25";
	expect(w, "JC-7.2", VERDICT_INFORMATIONAL, REASON_NONE);
	const char *named = world_observation(w, "JC-7.2", "schedules")->observed;
	assert_non_null(strstr(named, "; invoice 37 of Alpha Ltd (11) and 2 more"));
	assert_null(strstr(named, "invoice 38"));
	world_free(w);
}

static void a_line_that_syncro_computes(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct schedule *schedule = &w->account.schedules[1];

	expect(w, "JC-7.3", VERDICT_NOTAPPLICABLE, REASON_NONE);
	schedule->lines[0].computed = true;
	expect(w, "JC-7.3", VERDICT_INFORMATIONAL, REASON_NONE);
	assert_summary(w, "JC-7.3", "1 of 3 active recurring invoices has a");
	assert_int_equal(world_finding(w, "JC-7.3")->proof, PROOF_PROBED);
	schedule->lines_known = false;
	expect(w, "JC-7.3", VERDICT_UNKNOWN, REASON_MALFORMED);
	schedule->lines_known = true;
	schedule->line_count = 0;
	expect(w, "JC-7.3", VERDICT_NOTAPPLICABLE, REASON_NONE);
	world_free(w);
}

/* What bills nobody is no matter for a warning; what perhaps does may be one. */
static void only_what_bills_an_active_customer_counts(void **state)
{
	static const struct {
		int64_t customer;
		enum tri disabled, paused;
		enum verdict verdict;
	} cases[] = {
		{ 11, TRI_NO, TRI_NO, VERDICT_INFORMATIONAL },
		{ 11, TRI_YES, TRI_NO, VERDICT_NOTAPPLICABLE },
		{ 11, TRI_NO, TRI_YES, VERDICT_NOTAPPLICABLE },
		{ 11, TRI_UNKNOWN, TRI_NO, VERDICT_UNKNOWN },
		{ 11, TRI_NO, TRI_UNKNOWN, VERDICT_UNKNOWN },
		{ 11, TRI_UNKNOWN, TRI_YES, VERDICT_NOTAPPLICABLE },
		{ 99, TRI_NO, TRI_NO, VERDICT_NOTAPPLICABLE },
		{ 0, TRI_NO, TRI_NO, VERDICT_NOTAPPLICABLE },
	};

	(void)state;
	struct world *w = world_new();
	struct schedule *schedule = &w->account.schedules[0];
	schedule->lines[0].computed = true;
	schedule->next_run = "2026-11-24";
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum reason reason =
			cases[i].verdict == VERDICT_UNKNOWN ? REASON_MALFORMED : REASON_NONE;
		schedule->customer_id = cases[i].customer;
		schedule->paused = cases[i].paused;
		w->account.customers[0].disabled = cases[i].disabled;
		world_evaluate(w);
		assert_finding(w, "JC-7.2", cases[i].verdict, reason);
		assert_finding(w, "JC-7.3", cases[i].verdict, reason);
	}
	world_free(w);
}

static void a_broken_list_rules_nothing_out(void **state)
{
	static const char *const ids[] = { "JC-7.2", "JC-7.3" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		struct world *w = world_new();
		struct schedule *schedule = &w->account.schedules[0];
		world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_TIMEOUT);
		world_evaluate(w);
		assert_finding(w, ids[i], VERDICT_UNKNOWN, REASON_TIMEOUT);
		/* Neither "none" nor "there is no invoice": who knows what was not read. */
		assert_string_equal(world_finding(w, ids[i])->summary,
				    "Not all recurring invoices could be checked: time ran out.");
		/* What was seen stays seen. */
		schedule->lines[0].computed = true;
		schedule->next_run = "2026-11-24";
		world_evaluate(w);
		assert_finding(w, ids[i], VERDICT_INFORMATIONAL, REASON_NONE);
		assert_summary(w, ids[i], "Not all recurring invoices could be checked");
		/* Its customer may be on a page that was not read. */
		w->account.sources[SOURCE_SCHEDULES].complete = true;
		world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_SERVER_ERROR);
		schedule->customer_id = 99;
		world_evaluate(w);
		assert_finding(w, ids[i], VERDICT_UNKNOWN, REASON_SERVER_ERROR);
		w->account.customer_count = 0;
		world_evaluate(w);
		assert_finding(w, ids[i], VERDICT_UNKNOWN, REASON_SERVER_ERROR);
		world_free(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due_within_a_day_after_the_pull),
		cmocka_unit_test(the_numbers_are_named),
		cmocka_unit_test(a_line_that_syncro_computes),
		cmocka_unit_test(only_what_bills_an_active_customer_counts),
		cmocka_unit_test(a_broken_list_rules_nothing_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
