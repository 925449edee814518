/* What is asked of the token's user: rights, the access type of the groups, whose user it is. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define ACCESS "{'kind':'group-access-type','expect':'All Customers'}"
#define GROUP(name, access)                                                                        \
	"{'name':'" name "','access_type':'" access                                                \
	"','permissions':['Assets - Edit']," WORLD_SIGNED "}"

static struct world *asking(const char *check)
{
	struct world *w = world_new();

	world_check(w, check);
	w->audit.attestation_count = 0;
	return w;
}

static void expect(struct world *w, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, "X-1", verdict, reason);
}

static void the_access_type_is_what_a_person_confirmed(void **state)
{
	struct world *w = asking(ACCESS);

	(void)state;
	expect(w, VERDICT_MANUAL, REASON_NONE);
	assert_summary(w, "X-1", "please look up and confirm: Integrations");
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "All Customers") "]}");
	expect(w, VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "X-1")->proof, PROOF_ATTESTED);
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "Select Customers") "]}");
	expect(w, VERDICT_FAIL, REASON_NONE);
	world_free(w);
}

static void of_several_groups_all_have_to_agree(void **state)
{
	static const char *groups[] = { "Integrations", "Helpers" };
	struct world *w = asking(ACCESS);

	(void)state;
	w->account.users[0].groups = groups;
	w->account.users[0].group_count = 2;
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "All Customers") "]}");
	expect(w, VERDICT_MANUAL, REASON_NONE);
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "All Customers") "," GROUP(
				"Helpers", "Select Customers") "]}");
	expect(w, VERDICT_MANUAL, REASON_NONE);
	assert_summary(w, "X-1", "Syncro does not say which one counts");
	world_free(w);
}

static void groups_that_were_not_read_are_unknown(void **state)
{
	struct world *w = asking(ACCESS);

	(void)state;
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "All Customers") "]}");
	w->account.users[0].detailed = false;
	w->account.users[0].detail_reason = REASON_SERVER_ERROR;
	expect(w, VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	/* Who is no user any more has no groups: nothing went wrong. */
	w->account.users[0].gone = true;
	expect(w, VERDICT_MANUAL, REASON_NONE);
	world_free(w);
}

static void the_owner_is_what_syncro_reports(void **state)
{
	struct world *w = asking("{'kind':'token-owner','global_admin':false}");

	(void)state;
	expect(w, VERDICT_PASS, REASON_NONE);
	w->account.me.global_admin = w->account.users[0].global_admin = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	w->account.users[0].global_admin = TRI_NO;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_check(w, "{'kind':'token-owner','global_admin':true}");
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.users[0].global_admin = TRI_YES;
	expect(w, VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void a_user_of_its_own_is_for_a_person(void **state)
{
	struct world *w = asking("{'kind':'token-owner','global_admin':false,'dedicated':true}");

	(void)state;
	expect(w, VERDICT_MANUAL, REASON_NONE);
	world_attest(
		w,
		"{'attestations':[{'requirement':'X-1','verdict':'pass','statement':'S'," WORLD_SIGNED
		"}]}");
	expect(w, VERDICT_PASS, REASON_NONE);
	w->account.me.global_admin = w->account.users[0].global_admin = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	world_free(w);
}

/* The token may do it, which says nothing certain of its user; a refusal says enough. */
static void rights_are_asked_of_the_user(void **state)
{
	struct world *w = asking("{'kind':'permission-family','of':'user','permissions':["
				 "'Customers - List/Search','Customers - View Detail']}");

	(void)state;
	expect(w, VERDICT_PASS, REASON_NONE);
	assert_summary(w, "X-1", "The token owner has both permissions");
	assert_int_equal(world_finding(w, "X-1")->proof, PROOF_INFERRED);
	world_refuse(world_probe(w, "Customers - View Detail"));
	expect(w, VERDICT_FAIL, REASON_NONE);
	world_break(world_probe(w, "Customers - View Detail"), REASON_SERVER_ERROR);
	expect(w, VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	world_free(w);
}

/* Groups that nobody is in any more were not lost on the way. */
static void rights_of_who_is_no_user_any_more_are_for_a_person(void **state)
{
	struct world *w = asking("{'kind':'permission','of':'user','permission':'Recurring "
				 "Invoices - New'}");

	(void)state;
	world_attest(w, "{'security_groups':[" GROUP("Integrations", "All Customers") "]}");
	w->account.users[0].detailed = false;
	w->account.users[0].detail_reason = REASON_MALFORMED;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.users[0].gone = true;
	expect(w, VERDICT_MANUAL, REASON_NONE);
	world_free(w);
}

static void a_family_is_every_member_of_the_catalogue(void **state)
{
	struct world *w = asking("{'kind':'permission-family','family':'Customers'}");
	const struct check *check = &w->audit.profile->requirements[0].check;

	(void)state;
	assert_int_equal(check->permission_count, 8);
	for (size_t i = 0; i < check->permission_count; i++)
		assert_string_equal(w->catalogue->permissions[check->permissions[i]].family,
				    "Customers");
	/* Whatever a profile names beside it. */
	world_check(w, "{'kind':'permission','permission':'Customers - Juggle'}");
	world_check(w, "{'kind':'permission-family','family':'Customers'}");
	assert_int_equal(w->audit.profile->requirements[0].check.permission_count, 8);
	world_free(w);
}

static void a_name_that_nobody_knows_is_for_a_person(void **state)
{
	struct world *w = asking("{'kind':'permission','permission':'Timelogs - Fold'}");

	(void)state;
	w->audit.token = NULL;
	expect(w, VERDICT_MANUAL, REASON_NONE);
	world_attest(
		w,
		"{'token':{'name':'T','expires_on':null,'permissions':['timelogs fold']," WORLD_SIGNED
		"}}");
	expect(w, VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "X-1")->proof, PROOF_ATTESTED);
	assert_int_equal(world_state(w, "Timelogs - Fold")->class, CLASS_OK);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_access_type_is_what_a_person_confirmed),
		cmocka_unit_test(of_several_groups_all_have_to_agree),
		cmocka_unit_test(groups_that_were_not_read_are_unknown),
		cmocka_unit_test(the_owner_is_what_syncro_reports),
		cmocka_unit_test(a_user_of_its_own_is_for_a_person),
		cmocka_unit_test(rights_are_asked_of_the_user),
		cmocka_unit_test(rights_of_who_is_no_user_any_more_are_for_a_person),
		cmocka_unit_test(a_family_is_every_member_of_the_catalogue),
		cmocka_unit_test(a_name_that_nobody_knows_is_for_a_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
