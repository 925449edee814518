/* Warnings: no right to invoices, few customers, a single Global Admin. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define LIST "Recurring Invoices - List"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
}

static void one_right_to_invoices_is_enough(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "JC-7.1", VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_summary(w, "JC-7.1", "has 1 of 4 Recurring Invoices rights");
	assert_int_equal(world_finding(w, "JC-7.1")->proof, PROOF_INFERRED);
	assert_int_equal(world_finding(w, "JC-7.1")->observation_count, 4);
	world_refuse(world_probe(w, LIST));
	expect(w, "JC-7.1", VERDICT_INFORMATIONAL, REASON_NONE);
	assert_summary(
		w, "JC-7.1",
		"any of the 4 Recurring Invoices rights: 1 refused, 3 that cannot be tested");
	assert_int_equal(world_observation(w, "JC-7.1", "permission:" LIST)->verdict,
			 VERDICT_INFORMATIONAL);
	world_attest(w, "{'security_groups':[{'name':'Integrations','access_type':'All Customers',"
			"'permissions':['Recurring Invoices - Edit']," WORLD_SIGNED "}]}");
	expect(w, "JC-7.1", VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-7.1")->proof, PROOF_ATTESTED);
	world_free(w);
}

static void all_may_be_refused(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, LIST));
	world_attest(w, "{'security_groups':[{'name':'Integrations','access_type':'All Customers',"
			"'permissions':['Tickets - Edit'],'complete':true," WORLD_SIGNED "}]}");
	expect(w, "JC-7.1", VERDICT_INFORMATIONAL, REASON_NONE);
	assert_summary(w, "JC-7.1", "any of the 4 Recurring Invoices rights: 4 refused. Billing");
	assert_int_equal(world_finding(w, "JC-7.1")->proof, PROOF_ATTESTED);
	world_free(w);
}

/* The token may lack it all the same, which is for another requirement to say. */
static void a_global_admin_holds_them_all(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, LIST));
	w->account.me.global_admin = w->account.users[0].global_admin = TRI_YES;
	expect(w, "JC-7.1", VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-7.1")->proof, PROOF_DECLARED);
	assert_finding(w, "JC-4.4", VERDICT_FAIL, REASON_NONE);
	/* Whether the user is one must be known. */
	w->account.me.global_admin = w->account.users[0].global_admin = TRI_UNKNOWN;
	expect(w, "JC-7.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.me.global_admin = TRI_YES;
	w->account.users[0].global_admin = TRI_NO;
	expect(w, "JC-7.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

static void a_fault_hides_the_rights(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_break(world_probe(w, LIST), REASON_TIMEOUT);
	expect(w, "JC-7.1", VERDICT_UNKNOWN, REASON_TIMEOUT);
	world_refuse(world_probe(w, LIST));
	w->account.me.revoked = true;
	expect(w, "JC-7.1", VERDICT_UNKNOWN, REASON_UNAUTHENTICATED);
	world_free(w);
}

static void a_catalogue_without_them_shows_nothing(void **state)
{
	(void)state;
	struct world *w = world_new();

	for (size_t i = 0; i < w->catalogue->count; i++)
		w->catalogue->permissions[i].family = "Others";
	expect(w, "JC-7.1", VERDICT_UNKNOWN, REASON_NOT_REQUESTED);
	world_free(w);
}

static void few_customers_may_hide_more(void **state)
{
	static const struct {
		size_t count;
		bool whole;
		enum verdict verdict;
		const char *summary;
	} cases[] = {
		{ 4, true, VERDICT_NOTAPPLICABLE, "4 customers are visible." },
		{ 3, true, VERDICT_INFORMATIONAL, "Only 3 customers are visible." },
		{ 1, true, VERDICT_INFORMATIONAL, "1 customer is visible" },
		{ 0, true, VERDICT_INFORMATIONAL, "0 customers are visible" },
		{ 4, false, VERDICT_NOTAPPLICABLE, "At least 4 customers are visible." },
		{ 3, false, VERDICT_UNKNOWN, "3 customers are visible, but" },
		{ 0, false, VERDICT_UNKNOWN, "How many customers are visible is not known: " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_new();
		w->account.customer_count = cases[i].count;
		if (!cases[i].whole)
			world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS],
					    REASON_TRUNCATED);
		expect(w, "JC-7.4", cases[i].verdict,
		       cases[i].verdict == VERDICT_UNKNOWN ? REASON_TRUNCATED : REASON_NONE);
		assert_summary(w, "JC-7.4", cases[i].summary);
		assert_string_equal(world_observation(w, "JC-7.4", "customers")->expected,
				    "more than 3");
		world_free(w);
	}
}

/* Two in the fixture. */
static void a_single_global_admin(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct user *users = w->account.users;

	expect(w, "JC-7.5", VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_summary(w, "JC-7.5",
		       "2 Global Admins: losing one account does not lock everybody out.");
	world_source_breaks(&w->account.sources[SOURCE_USERS], REASON_TRUNCATED);
	expect(w, "JC-7.5", VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_summary(w, "JC-7.5", "At least 2 Global Admins: losing one account");
	users[1].global_admin = TRI_NO;
	expect(w, "JC-7.5", VERDICT_UNKNOWN, REASON_TRUNCATED);
	assert_string_equal(world_observation(w, "JC-7.5", "global-admins")->observed,
			    "at least 1");
	w->account.sources[SOURCE_USERS].complete = true;
	expect(w, "JC-7.5", VERDICT_INFORMATIONAL, REASON_NONE);
	assert_summary(w, "JC-7.5", "1 Global Admin. Only a Global Admin");
	users[1].global_admin = TRI_UNKNOWN;
	world_source_breaks(&w->account.sources[SOURCE_DETAILS], REASON_TIMEOUT);
	expect(w, "JC-7.5", VERDICT_UNKNOWN, REASON_TIMEOUT);
	world_free(w);
}

/* A person's word neither turns a warning into a pass nor into a failure. */
static void an_attestation_decides_no_warning(void **state)
{
	static const char *const verdicts[] = { "pass", "fail" };

	(void)state;
	struct world *w = world_new();
	w->account.customer_count = 1;
	for (size_t i = 0; i < COUNT_OF(verdicts); i++) {
		world_attest(w,
			     arena_printf(w->arena,
					  "{'attestations':[{'requirement':'JC-7.4','verdict':'%s',"
					  "'statement':'S'," WORLD_SIGNED "}]}",
					  verdicts[i]));
		expect(w, "JC-7.4", VERDICT_INFORMATIONAL, REASON_NONE);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_right_to_invoices_is_enough),
		cmocka_unit_test(all_may_be_refused),
		cmocka_unit_test(a_global_admin_holds_them_all),
		cmocka_unit_test(a_fault_hides_the_rights),
		cmocka_unit_test(a_catalogue_without_them_shows_nothing),
		cmocka_unit_test(few_customers_may_hide_more),
		cmocka_unit_test(a_single_global_admin),
		cmocka_unit_test(an_attestation_decides_no_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
