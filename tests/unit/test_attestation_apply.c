/* What a person confirms decides what no API shows, and nothing else. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define ENTRY(id, verdict, on)                                                                     \
	"{'requirement':'" id "','verdict':'" verdict "','statement':'Seen.','attested_by':'Bob'," \
	"'attested_on':'" on "','valid_until':'2027-10-31'}"

static void decides_what_is_manual(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-1.1", "fail", "2026-11-02") "]}");
	world_evaluate(w);
	assert_finding(w, "JC-1.1", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "JC-1.1", "Confirmed on 2 November 2026 by Bob: this is not met.");
	assert_int_equal(world_finding(w, "JC-1.1")->proof, PROOF_ATTESTED);
	assert_int_equal(world_finding(w, "JC-1.1")->observation_count, 1);
	assert_string_equal(world_observation(w, "JC-1.1", "attestation")->observed, "Seen.");
	assert_true(w->audit.attestations[0].used);
	assert_int_equal(w->audit.verdict, OVERALL_NOT_READY);

	world_attest(w, "{'attestations':[" ENTRY("JC-4.2", "pass", "2026-11-02") "]}");
	world_evaluate(w);
	assert_finding(w, "JC-4.2", VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-4.2")->observation_count, 5);
	assert_finding(w, "JC-1.1", VERDICT_MANUAL, REASON_NONE);
	world_free(w);
}

static void the_plain_kind_is_for_a_person(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_check(w, "{'kind':'attestation'}");
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_MANUAL, REASON_NONE);
	world_attest(w, "{'attestations':[" ENTRY("X-1", "pass", "2026-11-02") "]}");
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_PASS, REASON_NONE);
	assert_int_equal(w->audit.verdict, OVERALL_READY);
	world_free(w);
}

static void never_overrides_evidence(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - List/Search"));
	world_break(world_probe(w, "Customers - View Detail"), REASON_TIMEOUT);
	world_attest(w, "{'attestations':[" ENTRY("JC-3.1", "pass", "2026-11-02") "," ENTRY(
				"JC-3.2", "pass", "2026-11-02") "," ENTRY("JC-5.1", "fail",
									  "2026-11-02") "]}");
	world_evaluate(w);
	assert_finding(w, "JC-3.1", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(world_observation(w, "JC-3.1", "attestation")->verdict,
			 VERDICT_INFORMATIONAL);
	assert_finding(w, "JC-3.2", VERDICT_UNKNOWN, REASON_TIMEOUT);
	assert_null(world_observation(w, "JC-3.2", "attestation"));
	assert_finding(w, "JC-5.1", VERDICT_PASS, REASON_NONE);
	assert_non_null(world_observation(w, "JC-5.1", "attestation"));
	for (size_t i = 0; i < 3; i++) {
		assert_false(w->audit.attestations[i].used);
		assert_int_equal(w->audit.attestations[i].standing, STANDING_IN_FORCE);
	}
	world_free(w);
}

static void an_agreeing_one_is_not_mentioned(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-5.1", "pass", "2026-11-02") "]}");
	world_evaluate(w);
	assert_null(world_observation(w, "JC-5.1", "attestation"));
	world_free(w);
}

static void expired_ones_decide_nothing(void **state)
{
	(void)state;
	struct world *w = world_new();
	int64_t end = w->audit.attestations[0].ends_at;

	w->audit.assessed_at = end;
	world_evaluate(w);
	assert_finding(w, "JC-1.1", VERDICT_PASS, REASON_NONE);
	assert_int_equal(w->audit.attestations[0].standing, STANDING_EXPIRING);
	assert_int_equal(w->audit.token->standing, STANDING_EXPIRING);
	w->audit.assessed_at = end + 1;
	world_evaluate(w);
	assert_finding(w, "JC-1.1", VERDICT_MANUAL, REASON_NONE);
	assert_finding(w, "JC-4.2", VERDICT_MANUAL, REASON_NONE);
	assert_int_equal(w->audit.attestations[0].standing, STANDING_EXPIRED);
	assert_int_equal(w->audit.token->standing, STANDING_EXPIRED);
	assert_false(w->audit.attestations[0].used);
	world_free(w);
}

/* Old evidence may be looked at with a new attestation. */
static void one_made_after_the_evidence_counts(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-1.1", "pass", "2026-11-27") "]}");
	world_evaluate(w);
	assert_finding(w, "JC-1.1", VERDICT_PASS, REASON_NONE);
	world_free(w);
}

/* A pass dated ahead, or later, does not undo a failure that somebody else attests. */
static void of_two_that_contradict_the_failure_counts(void **state)
{
	static const struct {
		const char *entries;
		enum verdict verdict;
	} cases[] = {
		{ ENTRY("JC-1.1", "fail", "2026-11-01") "," ENTRY("JC-1.1", "pass", "2026-11-02"),
		  VERDICT_FAIL },
		{ ENTRY("JC-1.1", "pass", "2026-11-02") "," ENTRY("JC-1.1", "fail", "2026-11-01"),
		  VERDICT_FAIL },
		{ ENTRY("JC-1.1", "pass", "2026-11-01") "," ENTRY("JC-1.1", "pass", "2026-11-02"),
		  VERDICT_PASS },
		{ ENTRY("JC-1.1", "pass", "2026-11-01") "," ENTRY("JC-1.1", "fail", "2026-11-02"),
		  VERDICT_FAIL },
		{ ENTRY("JC-1.1", "pass", "2026-11-01") "," ENTRY("JC-1.1", "fail", "2026-11-01"),
		  VERDICT_FAIL },
		{ ENTRY("JC-1.1", "fail", "2026-11-01") "," ENTRY("JC-1.1", "pass", "2026-11-01"),
		  VERDICT_FAIL },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		world_attest(w, arena_printf(w->arena, "{'attestations':[%s]}", cases[i].entries));
		world_evaluate(w);
		assert_finding(w, "JC-1.1", cases[i].verdict, REASON_NONE);
		bool both = strstr(cases[i].entries, "fail") && strstr(cases[i].entries, "pass");
		assert_int_equal(world_finding(w, "JC-1.1")->observation_count, both ? 2 : 1);
	}
	world_free(w);
}

static void one_for_nothing_here_is_unmatched(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-9.9", "pass", "2026-11-01") "]}");
	world_evaluate(w);
	assert_int_equal(w->audit.attestations[0].standing, STANDING_UNMATCHED);
	assert_false(w->audit.attestations[0].used);
	world_free(w);
}

/* That Syncro does not show it is said only where the profile says so. */
static void nobody_is_blamed_for_what_another_does_not_show(void **state)
{
	static const char *const cases[][2] = {
		{ "", "No API is known to show this; please look it up and confirm it." },
		{ ",'not_shown_by':'syncro'",
		  "Syncro's API does not show this; please look it up and confirm it." },
		{ ",'not_shown_by':'vendor'",
		  "X has no API that shows this; please look it up and confirm it." },
		{ ",'not_shown_by':'tool'",
		  "This audit does not check this; please look it up and confirm it." },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		world_check(w, arena_printf(w->arena, "{'kind':'attestation'%s}", cases[i][0]));
		world_evaluate(w);
		assert_finding(w, "X-1", VERDICT_MANUAL, REASON_NONE);
		assert_string_equal(world_finding(w, "X-1")->summary, cases[i][1]);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_blamed_for_what_another_does_not_show),
		cmocka_unit_test(decides_what_is_manual),
		cmocka_unit_test(the_plain_kind_is_for_a_person),
		cmocka_unit_test(never_overrides_evidence),
		cmocka_unit_test(an_agreeing_one_is_not_mentioned),
		cmocka_unit_test(expired_ones_decide_nothing),
		cmocka_unit_test(one_made_after_the_evidence_counts),
		cmocka_unit_test(of_two_that_contradict_the_failure_counts),
		cmocka_unit_test(one_for_nothing_here_is_unmatched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
