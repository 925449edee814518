/* What the token carries beyond what the vendor asks for. */
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, enum verdict verdict, enum reason reason, enum proof proof)
{
	world_evaluate(w);
	assert_finding(w, "JC-6.3", verdict, reason);
	assert_string_equal(proof_name(world_finding(w, "JC-6.3")->proof), proof_name(proof));
}

static void passes_when_every_area_refused(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	assert_summary(
		w, "JC-6.3",
		"Syncro refused the token in each of 14 areas that JumpCloud does not ask for.");
	assert_summary(w, "JC-6.3", "Permissions that cannot be tested are not covered.");
	assert_summary(w, "JC-6.3", "The list, confirmed as complete by Ann, names nothing more");
	assert_int_equal(world_observation(w, "JC-6.3", "token-scope")->verdict, VERDICT_PASS);
	assert_int_equal(world_finding(w, "JC-6.3")->observation_count, 1);
	w->audit.token = NULL;
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	assert_null(strstr(world_finding(w, "JC-6.3")->summary, "attests"));
	world_free(w);
}

static void fails_when_one_is_granted(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_grant(world_probe(w, "Payments - View List"), PROOF_PROBED);
	world_break(world_probe(w, "Vendors - List"), REASON_TIMEOUT);
	expect(w, VERDICT_FAIL, REASON_NONE, PROOF_PROBED);
	assert_summary(
		w, "JC-6.3",
		"The token has 1 permission that JumpCloud does not ask for: Payments - View List.");
	assert_int_equal(world_observation(w, "JC-6.3", "permission:Payments - View List")->verdict,
			 VERDICT_FAIL);
	world_grant(world_probe(w, "Payments - View List"), PROOF_INFERRED);
	expect(w, VERDICT_FAIL, REASON_NONE, PROOF_INFERRED);
	assert_summary(w, "JC-6.3", "Implied by Syncro's answer");
	world_free(w);
}

static void attested_beyond_need_fails(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w,
		     "{'token':{'name':'T','expires_on':null,'permissions':['Invoices - Delete'],"
		     "'complete':true," WORLD_SIGNED "}}");
	expect(w, VERDICT_FAIL, REASON_NONE, PROOF_ATTESTED);
	w->audit.token->ends_at = WORLD_NOW - 1;
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	world_free(w);
}

static void is_unknown_when_one_could_not_be_looked_at(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_break(world_probe(w, "Vendors - List"), REASON_TIMEOUT);
	expect(w, VERDICT_UNKNOWN, REASON_TIMEOUT, PROOF_NONE);
	assert_summary(w, "JC-6.3", "Syncro refused the token in 13 areas");
	world_refuse(world_probe(w, "Vendors - List"));
	world_drop(w, "Leads - List/Search");
	expect(w, VERDICT_UNKNOWN, REASON_NOT_REQUESTED, PROOF_NONE);
	world_free(w);
}

static void what_only_me_declares_is_told_and_not_counted(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_declare(w, "asset", "delete", TRI_YES);
	world_declare(w, "invoice", "read", TRI_YES); /* refused when probed */
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	assert_int_equal(world_observation(w, "JC-6.3", "permission:Assets - Delete")->verdict,
			 VERDICT_INFORMATIONAL);
	/* Invoices - View Details shares the cell, and nothing probes it. */
	assert_summary(w, "JC-6.3",
		       "Syncro lists 2 more permissions, possibly of the token owner.");
	world_free(w);
}

static void attested_names_nobody_knows_are_told(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'token':{'name':'T','expires_on':null,'permissions':['Tickets - Fold'],"
			"'complete':true," WORLD_SIGNED "}}");
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	assert_int_equal(world_observation(w, "JC-6.3", "permission:Tickets - Fold")->verdict,
			 VERDICT_INFORMATIONAL);
	assert_null(strstr(world_finding(w, "JC-6.3")->summary, "names nothing beyond"));
	world_free(w);
}

/* The lists are read whether or not the profile needs their permission. */
static void a_list_that_is_read_anyway_shows_its_permission(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->audit.token = NULL;
	world_check(w, "{'kind':'no-excess-permissions'}");
	world_drop(w, "Customers - List/Search");
	world_drop(w, "Recurring Invoices - List");
	world_drop(w, "Tickets - List/Search");
	w->account.probe_count = 0;
	for (size_t i = 0; i < w->catalogue->count; i++)
		if (w->catalogue->permissions[i].excess)
			world_refuse(world_add_probe(w, w->catalogue->permissions[i].name, "GET",
						     w->catalogue->permissions[i].probes[0].path));
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_FAIL, REASON_NONE);
	assert_summary(
		w, "X-1",
		"has 2 permissions that X does not ask for: Customers - List/Search; Recurring Invoices - List.");
	assert_non_null(world_state(w, "Recurring Invoices - List"));
	w->account.sources[SOURCE_CUSTOMERS].records =
		w->account.sources[SOURCE_SCHEDULES].records = 0;
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_NO_PERMISSION);
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_NO_PERMISSION);
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "X-1", "16 areas");
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_TIMEOUT);
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_UNKNOWN, REASON_TIMEOUT);
	world_free(w);
}

/* With nothing that could be probed, only a person can tell. */
static void without_a_probe_it_is_for_a_person(void **state)
{
	static const char json[] = "{'version':'1','permissions':["
				   "{'name':'Tickets - Merge','family':'Tickets'}]}";
	struct error err = { .message = "" };

	(void)state;
	struct world *w = world_new();
	const char *text = world_json(w, json);
	assert_int_equal(catalogue_read(w->arena, "p", text, strlen(text), &w->catalogue, &err), 0);
	w->audit.catalogue = w->catalogue;
	w->audit.token = NULL;
	w->account.probe_count = 0;
	world_check(w, "{'kind':'no-excess-permissions'}");
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_MANUAL, REASON_NONE);
	world_attest(w, "{'token':{'name':'T','expires_on':null,'permissions':[],'complete':"
			"true," WORLD_SIGNED "}}");
	world_evaluate(w);
	assert_finding(w, "X-1", VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "X-1")->proof, PROOF_ATTESTED);
	world_free(w);
}

/* JumpCloud's profile beside another one that asks for these permissions of the same token. */
static void share(struct world *w, const char *vendor, const char *permissions)
{
	static const struct profile *run[2];
	const struct profile *own = w->audit.profile;

	world_profile(
		w,
		arena_printf(
			w->arena,
			"{'id':'y','version':'1','title':'Y','vendor':'%s','sources':[{'title':'S','url':'https://y.example','retrieved':'2026-01-01'}],"
			"'requirements':[{'id':'Y-1','title':'T','severity':'high',"
			"'mandatory':true,'rationale':'R','reference':'','remediation':['S'],"
			"'check':{'kind':'permission-family','permissions':[%s]}}]}",
			vendor, permissions));
	run[0] = own;
	run[1] = w->audit.profile;
	w->audit.profile = own;
	w->audit.run = run;
	w->audit.run_count = 2;
}

static void what_another_profile_of_the_run_needs_is_told_and_does_not_fail(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_grant(world_probe(w, "Payments - View List"), PROOF_PROBED);
	expect(w, VERDICT_FAIL, REASON_NONE, PROOF_PROBED);
	share(w, "Gradient", "'Payments - View List'");
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	assert_summary(w, "JC-6.3",
		       "in each of 13 areas that none of the 2 integrations asks for.");
	assert_summary(w, "JC-6.3",
		       "This audit looked at one token for 2 integrations: JumpCloud does not ask "
		       "for 1 permission that another one needs, so leave it as long as they "
		       "share it: Payments - View List.");
	const struct observation *told =
		world_observation(w, "JC-6.3", "permission:Payments - View List");
	assert_int_equal(told->verdict, VERDICT_INFORMATIONAL);
	assert_string_equal(told->expected, "not asked for by JumpCloud; needed by: Gradient");
	/* It stands in the token scope of the profile that needs it. */
	assert_null(world_state(w, "Payments - View List"));
	world_free(w);
}

static void what_nobody_of_the_run_needs_fails_beside_it(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_grant(world_probe(w, "Payments - View List"), PROOF_PROBED);
	world_grant(world_probe(w, "Vendors - List"), PROOF_PROBED);
	share(w, "Gradient", "'Payments - View List'");
	expect(w, VERDICT_FAIL, REASON_NONE, PROOF_PROBED);
	assert_summary(w, "JC-6.3",
		       "The token has 1 permission beyond what any of the 2 integrations asks for: "
		       "Vendors - List.");
	assert_summary(w, "JC-6.3", "so leave it as long as they share it: Payments - View List.");
	assert_int_equal(world_state(w, "Vendors - List")->class, CLASS_EXCESS);
	world_free(w);
}

/* Neither a refusal nor a fault there says anything of what nobody needs. */
static void what_another_profile_needs_proves_nothing(void **state)
{
	(void)state;
	struct world *w = world_new();

	share(w, "Gradient", "'Vendors - List'");
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	assert_summary(w, "JC-6.3", "13 areas");
	assert_null(strstr(world_finding(w, "JC-6.3")->summary, "share it"));
	world_break(world_probe(w, "Vendors - List"), REASON_TIMEOUT);
	expect(w, VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	world_break(world_probe(w, "Leads - List/Search"), REASON_TIMEOUT);
	expect(w, VERDICT_UNKNOWN, REASON_TIMEOUT, PROOF_NONE);
	world_free(w);
}

/* Its own needs are missed as ever. */
static void a_run_gives_a_profile_nothing_it_lacks(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - View Detail"));
	share(w, "Gradient", "'Customers - View Detail','Vendors - List'");
	world_evaluate(w);
	assert_finding(w, "JC-4.1", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(world_state(w, "Customers - View Detail")->class, CLASS_MISSING);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_when_every_area_refused),
		cmocka_unit_test(fails_when_one_is_granted),
		cmocka_unit_test(attested_beyond_need_fails),
		cmocka_unit_test(is_unknown_when_one_could_not_be_looked_at),
		cmocka_unit_test(what_only_me_declares_is_told_and_not_counted),
		cmocka_unit_test(attested_names_nobody_knows_are_told),
		cmocka_unit_test(a_list_that_is_read_anyway_shows_its_permission),
		cmocka_unit_test(without_a_probe_it_is_for_a_person),
		cmocka_unit_test(what_another_profile_of_the_run_needs_is_told_and_does_not_fail),
		cmocka_unit_test(what_nobody_of_the_run_needs_fails_beside_it),
		cmocka_unit_test(what_another_profile_needs_proves_nothing),
		cmocka_unit_test(a_run_gives_a_profile_nothing_it_lacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
