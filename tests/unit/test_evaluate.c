/* A whole account against the whole built-in profile. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#include "audit/rules/check/check.h"

static void an_account_in_order_is_ready(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_evaluate(w);
	for (size_t i = 0; i < w->audit.finding_count; i++) {
		const struct finding *finding = &w->audit.findings[i];
		bool warns = check_warns(&finding->requirement->check);
		if (finding->verdict != (warns ? VERDICT_NOTAPPLICABLE : VERDICT_PASS))
			fail_msg("%s is %s: %s", finding->requirement->id,
				 verdict_name(finding->verdict), finding->summary);
		assert_true(finding->observation_count > 0);
		/* Nobody asked the MTP; everything else rests on something. */
		bool unasked = strcmp(finding->requirement->check.kind, "warn-mapped-company") == 0;
		assert_int_equal(finding->proof == PROOF_NONE, unasked);
		assert_int_equal(finding->change, CHANGE_NONE);
	}
	assert_int_equal(w->audit.finding_count, 27);
	assert_int_equal(w->audit.verdict, OVERALL_READY);
	assert_int_equal(w->audit.counts.of[VERDICT_PASS], 21);
	assert_int_equal(w->audit.counts.of[VERDICT_NOTAPPLICABLE], 6);
	assert_int_equal(w->audit.active_customers, 3);
	assert_int_equal(w->audit.disabled_customers, 1);
	world_free(w);
}

static void without_attestations_it_is_inconclusive(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{}");
	world_evaluate(w);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
	/* JC-1.1, JC-2.3, JC-4.1 to JC-4.4 */
	assert_int_equal(w->audit.counts.of[VERDICT_MANUAL], 6);
	assert_int_equal(w->audit.counts.of[VERDICT_PASS], 15);
	world_free(w);
}

static void one_mandatory_failure_is_not_ready(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - View Detail"));
	world_evaluate(w);
	assert_finding(w, "JC-3.2", VERDICT_FAIL, REASON_NONE);
	assert_finding(w, "JC-4.1", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(w->audit.verdict, OVERALL_NOT_READY);
	world_free(w);
}

static void a_failure_that_is_not_mandatory_leaves_it_ready(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[1].business_name = "";
	world_evaluate(w);
	assert_finding(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(w->audit.verdict, OVERALL_READY);
	world_free(w);
}

static void forget_everything(struct world *w, enum reason reason)
{
	struct account *account = &w->account;

	account->me = (struct me){ .user_name = "", .user_email = "", .subdomain = "" };
	account->probe_count = account->user_count = 0;
	account->customer_count = account->schedule_count = 0;
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		world_source_breaks(&account->sources[i], reason);
}

static void expect_the_rest_unknown(struct world *w, size_t from, enum reason reason)
{
	for (size_t i = from; i < w->audit.finding_count; i++) {
		const struct finding *finding = &w->audit.findings[i];
		if (strcmp(finding->requirement->id, "JC-2.1") == 0)
			continue;
		assert_finding(w, finding->requirement->id, VERDICT_UNKNOWN, reason);
		assert_int_equal(finding->proof, PROOF_NONE);
	}
}

/* Attestations of what could be manual decide nothing either: nothing was looked at. */
static void a_rejected_token_fails_and_the_rest_is_unknown(void **state)
{
	(void)state;
	struct world *w = world_new();

	forget_everything(w, REASON_UNAUTHENTICATED);
	w->account.me.rejected = true;
	world_evaluate(w);
	assert_finding(w, "JC-2.1", VERDICT_FAIL, REASON_NONE);
	expect_the_rest_unknown(w, 0, REASON_UNAUTHENTICATED);
	assert_int_equal(w->audit.verdict, OVERALL_NOT_READY);
	assert_int_equal(w->audit.counts.of[VERDICT_UNKNOWN], 26);
	world_free(w);
}

static void without_me_everything_is_unknown(void **state)
{
	static const enum reason reasons[] = {
		REASON_NO_PERMISSION,
		REASON_SERVER_ERROR,
		REASON_MALFORMED,
		REASON_TIMEOUT,
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(reasons); i++) {
		struct world *w = world_new();
		forget_everything(w, reasons[i]);
		world_evaluate(w);
		assert_finding(w, "JC-2.1", VERDICT_UNKNOWN, reasons[i]);
		expect_the_rest_unknown(w, 0, reasons[i]);
		assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
		world_free(w);
	}
}

static void a_revoked_token_is_inconclusive(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.me.revoked = true;
	world_refuse(world_probe(w, "Tickets - List/Search"));
	world_evaluate(w);
	assert_finding(w, "JC-2.1", VERDICT_UNKNOWN, REASON_UNAUTHENTICATED);
	assert_finding(w, "JC-3.5", VERDICT_UNKNOWN, REASON_UNAUTHENTICATED);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
	world_free(w);
}

static void issues_are_sorted_by_kind_and_customer(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct customer *customers = w->account.customers;

	customers[0].business_name = customers[2].business_name = "Same";
	customers[1].business_name = "";
	customers[0].email = customers[1].email = "ann@msp.example";
	w->account.schedule_count = 0;
	world_evaluate(w);
	static const struct {
		enum issue_kind kind;
		int64_t id;
	} wanted[] = {
		{ ISSUE_DUPLICATE_NAME, 11 },	    { ISSUE_DUPLICATE_NAME, 13 },
		{ ISSUE_NO_BUSINESS_NAME, 12 },	    { ISSUE_NO_RECURRING_INVOICE, 11 },
		{ ISSUE_NO_RECURRING_INVOICE, 12 }, { ISSUE_NO_RECURRING_INVOICE, 13 },
		{ ISSUE_EMAIL_IS_USER, 11 },	    { ISSUE_EMAIL_IS_USER, 12 },
	};
	assert_int_equal(w->audit.issue_count, COUNT_OF(wanted));
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		assert_int_equal(w->audit.issues[i].kind, wanted[i].kind);
		assert_int_equal(w->audit.issues[i].customer->id, wanted[i].id);
		assert_false(w->audit.issues[i].waived);
	}
	world_free(w);
}

/* Whatever is said is said in sentences, without an address in it. */
static void texts_are_sentences_without_addresses(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[0].email = "ann@msp.example";
	world_break(world_probe(w, "Customers - Edit"), REASON_TIMEOUT);
	world_evaluate(w);
	for (size_t i = 0; i < w->audit.finding_count; i++) {
		const struct finding *finding = &w->audit.findings[i];
		assert_int_equal(finding->summary[strlen(finding->summary) - 1], '.');
		assert_null(strchr(finding->summary, '@'));
		for (size_t j = 0; j < finding->observation_count; j++)
			assert_null(strchr(finding->observations[j].observed, '@'));
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_account_in_order_is_ready),
		cmocka_unit_test(without_attestations_it_is_inconclusive),
		cmocka_unit_test(one_mandatory_failure_is_not_ready),
		cmocka_unit_test(a_failure_that_is_not_mandatory_leaves_it_ready),
		cmocka_unit_test(a_rejected_token_fails_and_the_rest_is_unknown),
		cmocka_unit_test(without_me_everything_is_unknown),
		cmocka_unit_test(a_revoked_token_is_inconclusive),
		cmocka_unit_test(issues_are_sorted_by_kind_and_customer),
		cmocka_unit_test(texts_are_sentences_without_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
