/* Families of the token's permissions, and single rights of its user. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason,
		   enum proof proof)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
	assert_string_equal(proof_name(world_finding(w, id)->proof), proof_name(proof));
}

static void a_family_passes_with_its_weakest_proof(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "JC-4.1", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	assert_summary(
		w, "JC-4.1",
		"The token has all 7 permissions: 3 tested, 2 reported by Syncro, 2 confirmed by a "
		"person. What Syncro only reports may be meant for the token or for its owner.");
	assert_summary(w, "JC-4.1",
		       "JumpCloud names only the first and last permission of this range");
	const struct observation *edit =
		world_observation(w, "JC-4.1", "permission:Customers - Edit");
	assert_int_equal(edit->verdict, VERDICT_PASS);
	assert_int_equal(edit->proof, PROOF_PROBED);
	assert_string_equal(edit->source, "GET /customers/latest");
	assert_string_equal(edit->observed, "granted");
	assert_string_equal(edit->expected, "granted");
	assert_string_equal(edit->subject, "Customers - Edit");

	world_check(w, "{'kind':'permission-family','complete':true,'permissions':["
		       "'Customers - Delete','Customers - Edit']}");
	expect(w, "X-1", VERDICT_PASS, REASON_NONE, PROOF_DECLARED);
	assert_summary(w, "X-1", "both permissions: 1 tested, 1 reported by Syncro. What");
	assert_null(strstr(world_finding(w, "X-1")->summary, "names only"));
	world_check(w, "{'kind':'permission-family','permissions':['Tickets - Create']}");
	expect(w, "X-1", VERDICT_PASS, REASON_NONE, PROOF_INFERRED);
	assert_summary(w, "X-1",
		       "The token has Tickets - Create (implied by Syncro's answers). What is "
		       "implied holds if");
	world_check(w, "{'kind':'permission-family','permissions':['Customers - Edit']}");
	expect(w, "X-1", VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	world_free(w);
}

static void a_family_fails_when_one_is_refused(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - Edit"));
	world_break(world_probe(w, "Customers - View Detail"), REASON_TIMEOUT);
	w->audit.token = NULL;
	expect(w, "JC-4.1", VERDICT_FAIL, REASON_NONE, PROOF_PROBED);
	assert_summary(w, "JC-4.1",
		       "The token has 3 of 7 permissions; 1 is missing (Customers - Edit); 1 could "
		       "not be checked (Customers - View Detail); 2 cannot be tested (Customers - "
		       "View Total Invoiced; Customers - De Duplicate).");
	const struct observation *edit =
		world_observation(w, "JC-4.1", "permission:Customers - Edit");
	assert_int_equal(edit->verdict, VERDICT_FAIL);
	world_free(w);
}

static void a_family_is_unknown_through_a_fault_and_else_manual(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_break(world_probe(w, "Customers - Edit"), REASON_RATE_LIMITED);
	expect(w, "JC-4.1", VERDICT_UNKNOWN, REASON_RATE_LIMITED, PROOF_NONE);
	assert_string_equal(world_observation(w, "JC-4.1", "permission:Customers - Edit")->observed,
			    "could not be checked: the rate limit was reached and did not lift");
	assert_summary(w, "JC-4.1",
		       "1 could not be checked (Customers - Edit). Not checked, because the rate "
		       "limit was reached and did not lift.");
	/* The reason is that of the first one in the family. */
	world_break(world_probe(w, "Customers - List/Search"), REASON_TIMEOUT);
	expect(w, "JC-4.1", VERDICT_UNKNOWN, REASON_TIMEOUT, PROOF_NONE);
	world_grant(world_probe(w, "Customers - List/Search"), PROOF_PROBED);
	w->audit.token = NULL;
	expect(w, "JC-4.1", VERDICT_UNKNOWN, REASON_RATE_LIMITED, PROOF_NONE);
	world_grant(world_probe(w, "Customers - Edit"), PROOF_PROBED);
	expect(w, "JC-4.1", VERDICT_MANUAL, REASON_NONE, PROOF_NONE);
	expect(w, "JC-4.2", VERDICT_MANUAL, REASON_NONE, PROOF_NONE);
	assert_summary(w, "JC-4.2",
		       "None of the 4 permissions can be tested: Line Item - Apply Discount; Line "
		       "Item - Edit Prices; Line Item - View Cost; Line Item - Add Manual Item for "
		       "Invoices/Estimates.");
	const struct observation *merge =
		world_observation(w, "JC-4.3", "permission:Tickets - Merge");
	assert_int_equal(merge->verdict, VERDICT_MANUAL);
	assert_string_equal(merge->observed, "cannot be tested");
	assert_string_equal(merge->source, "");
	world_free(w);
}

/* "Has 0 of 4" would say that they are not there. */
static void what_is_not_known_is_not_said_to_be_missing(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->audit.token = NULL;
	world_break(world_probe(w, "Recurring Invoices - List"), REASON_SERVER_ERROR);
	expect(w, "JC-4.4", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	assert_summary(w, "JC-4.4",
		       "None of the 4 permissions is known to be there; 1 could not be checked "
		       "(Recurring Invoices - List); 3 cannot be tested (");
	world_free(w);
}

static void declared_no_is_a_refusal(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_declare(w, "worksheet", "add", TRI_NO);
	expect(w, "JC-4.3", VERDICT_FAIL, REASON_NONE, PROOF_DECLARED);
	assert_summary(
		w, "JC-4.3",
		"Reported by Syncro, not tested; it is unclear whether for the token or for its owner.");
	world_free(w);
}

static void one_permission_of_the_token(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.me.global_admin = TRI_YES; /* no help to the token */
	world_check(w, "{'kind':'permission','permission':'Tickets - Merge'}");
	expect(w, "X-1", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	w->audit.token = NULL;
	expect(w, "X-1", VERDICT_MANUAL, REASON_NONE, PROOF_NONE);
	assert_summary(w, "X-1", "please look it up and confirm it");
	world_check(w, "{'kind':'permission','permission':'Customers - Edit'}");
	world_break(world_probe(w, "Customers - Edit"), REASON_TIMEOUT);
	expect(w, "X-1", VERDICT_UNKNOWN, REASON_TIMEOUT, PROOF_NONE);
	world_free(w);
}

static void a_users_right_follows_the_probe(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct probe *probe = world_probe(w, "Customers - List/Search");

	w->account.me.global_admin = TRI_YES;
	w->account.users[0].global_admin = TRI_YES;
	/* Of the user it shows only so much: the request was the token's. */
	expect(w, "JC-3.1", VERDICT_PASS, REASON_NONE, PROOF_INFERRED);
	assert_summary(w, "JC-3.1",
		       "Syncro does not say whether a token is limited by its owner's rights");
	world_refuse(probe);
	expect(w, "JC-3.1", VERDICT_FAIL, REASON_NONE, PROOF_PROBED);
	assert_summary(w, "JC-3.1", "Syncro refused a request that needs Customers - List/Search.");
	world_break(probe, REASON_SERVER_ERROR);
	expect(w, "JC-3.1", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	expect(w, "JC-3.3", VERDICT_PASS, REASON_NONE, PROOF_INFERRED);
	assert_summary(w, "JC-3.3", "Implied by Syncro's answer to the token;");
	world_free(w);
}

static void a_global_admin_holds_every_right(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_declare(w, "ticket", "write", TRI_NO);
	w->account.me.global_admin = TRI_YES;
	w->account.users[0].global_admin = TRI_YES;
	expect(w, "JC-3.4", VERDICT_PASS, REASON_NONE, PROOF_DECLARED);
	assert_summary(w, "JC-3.4",
		       "who has every right; the token itself may still lack the permission");
	/* By the user's own record alone. */
	w->account.me.global_admin = TRI_UNKNOWN;
	expect(w, "JC-3.4", VERDICT_PASS, REASON_NONE, PROOF_DECLARED);
	assert_string_equal(world_observation(w, "JC-3.4", "permission:Tickets - Edit")->source,
			    "GET /users/{id}");
	w->account.me.global_admin = TRI_NO;
	expect(w, "JC-3.4", VERDICT_UNKNOWN, REASON_MALFORMED, PROOF_NONE);
	assert_summary(w, "JC-3.4", "contradicts itself");
	world_free(w);
}

static void a_global_admin_whose_record_was_lost_is_not_one_yet(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_declare(w, "ticket", "write", TRI_UNKNOWN);
	w->account.me.global_admin = TRI_YES;
	w->account.users[0].global_admin = TRI_UNKNOWN;
	w->account.users[0].detailed = false;
	w->account.users[0].detail_reason = REASON_SERVER_ERROR;
	expect(w, "JC-3.4", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	assert_summary(w, "JC-3.4", "which might say otherwise");
	w->account.users[0].detail_reason = REASON_NO_PERMISSION;
	expect(w, "JC-3.4", VERDICT_PASS, REASON_NONE, PROOF_DECLARED);
	world_free(w);
}

static void else_the_declared_map_speaks(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "JC-3.4", VERDICT_PASS, REASON_NONE, PROOF_DECLARED);
	assert_summary(
		w, "JC-3.4",
		"The token owner has the right Tickets - Edit. Reported by Syncro, not tested;");
	world_declare(w, "ticket", "write", TRI_NO);
	expect(w, "JC-3.4", VERDICT_FAIL, REASON_NONE, PROOF_DECLARED);
	/* A Global Admin would not need it. */
	w->account.me.global_admin = TRI_UNKNOWN;
	w->account.users[0].global_admin = TRI_UNKNOWN;
	expect(w, "JC-3.4", VERDICT_UNKNOWN, REASON_MALFORMED, PROOF_NONE);
	assert_summary(w, "JC-3.4",
		       "may be a Global Admin, who does not need it: that could not be checked");
	world_declare(w, "ticket", "write", TRI_YES);
	expect(w, "JC-3.4", VERDICT_PASS, REASON_NONE, PROOF_DECLARED);
	w->account.me.global_admin = TRI_NO;
	world_declare(w, "ticket", "write", TRI_UNKNOWN);
	expect(w, "JC-3.4", VERDICT_UNKNOWN, REASON_MALFORMED, PROOF_NONE);
	world_free(w);
}

#define GROUP(name, permissions, more)                                                             \
	"{'name':'" name "','access_type':'All Customers','permissions':[" permissions "]" more    \
	"," WORLD_SIGNED "}"

static void else_the_users_attested_groups(void **state)
{
	static const struct {
		const char *groups;
		enum verdict verdict;
		enum proof proof;
	} cases[] = {
		{ "", VERDICT_MANUAL, PROOF_NONE },
		{ GROUP("Integrations", "'Tickets - Edit'", ""), VERDICT_PASS, PROOF_ATTESTED },
		{ GROUP("Integrations", "'Tickets - Merge'", ""), VERDICT_MANUAL, PROOF_NONE },
		/* Refused only if both groups of the user are known whole. */
		{ GROUP("Integrations", "", ",'complete':true"), VERDICT_MANUAL, PROOF_NONE },
		{ GROUP("Integrations", "", ",'complete':true") "," GROUP("Second", "", ""),
		  VERDICT_MANUAL, PROOF_NONE },
		{ GROUP("Integrations", "", ",'complete':true") "," GROUP("Second", "",
									  ",'complete':true"),
		  VERDICT_FAIL, PROOF_ATTESTED },
		{ GROUP("Integrations", "", ",'complete':true") "," GROUP("Second",
									  "'Tickets - Edit'", ""),
		  VERDICT_PASS, PROOF_ATTESTED },
		{ GROUP("Admins", "'Tickets - Edit'", ",'complete':true"), VERDICT_MANUAL,
		  PROOF_NONE },
	};

	(void)state;
	struct world *w = world_new();
	w->account.me.declared_count = 0;
	w->account.users[0].groups[w->account.users[0].group_count++] = "Second";
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		world_attest(w,
			     arena_printf(w->arena, "{'security_groups':[%s]}", cases[i].groups));
		expect(w, "JC-3.4", cases[i].verdict, REASON_NONE, cases[i].proof);
		if (cases[i].verdict == VERDICT_PASS)
			assert_summary(w, "JC-3.4", "Confirmed by a person for the security group");
		else if (cases[i].verdict == VERDICT_FAIL)
			assert_summary(w, "JC-3.4",
				       "a person confirmed that their lists are complete");
	}
	world_free(w);
}

static void groups_count_only_in_force_and_when_the_user_was_read(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.me.declared_count = 0;
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "'Tickets - Edit'", "") "]}");
	w->audit.groups_attested[0].ends_at = WORLD_NOW - 1;
	expect(w, "JC-3.4", VERDICT_MANUAL, REASON_NONE, PROOF_NONE);
	w->account.users[0].detailed = false; /* which does not matter then */
	expect(w, "JC-3.4", VERDICT_MANUAL, REASON_NONE, PROOF_NONE);
	w->account.users[0].detailed = true;
	w->audit.groups_attested[0].ends_at = WORLD_NOW + 1;
	expect(w, "JC-3.4", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	w->account.users[0].detailed = false;
	w->account.users[0].detail_reason = REASON_TIMEOUT;
	expect(w, "JC-3.4", VERDICT_UNKNOWN, REASON_TIMEOUT, PROOF_NONE);
	w->account.users[0].id = 99; /* the token's user was not read at all */
	expect(w, "JC-3.4", VERDICT_UNKNOWN, REASON_NOT_REQUESTED, PROOF_NONE);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_family_passes_with_its_weakest_proof),
		cmocka_unit_test(a_family_fails_when_one_is_refused),
		cmocka_unit_test(a_family_is_unknown_through_a_fault_and_else_manual),
		cmocka_unit_test(what_is_not_known_is_not_said_to_be_missing),
		cmocka_unit_test(declared_no_is_a_refusal),
		cmocka_unit_test(one_permission_of_the_token),
		cmocka_unit_test(a_users_right_follows_the_probe),
		cmocka_unit_test(a_global_admin_holds_every_right),
		cmocka_unit_test(a_global_admin_whose_record_was_lost_is_not_one_yet),
		cmocka_unit_test(else_the_declared_map_speaks),
		cmocka_unit_test(else_the_users_attested_groups),
		cmocka_unit_test(groups_count_only_in_force_and_when_the_user_was_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
