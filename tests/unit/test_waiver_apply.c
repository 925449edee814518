/* Accepted deviations stand beside a verdict and never change it. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define WAIVER_UNTIL(id, object, until)                                                            \
	"{'requirement':'" id "','object':'" object "','reason':'R','owner':'O',"                  \
	"'approved_by':'A','created_on':'2026-01-02','expires_on':'" until "'}"
#define WAIVER(id, object) WAIVER_UNTIL(id, object, "2027-12-31")

static void waive(struct world *w, const char *entries)
{
	world_waive(w, arena_printf(w->arena, "{'waivers':[%s]}", entries));
	world_evaluate(w);
}

static void expect_waiver(struct world *w, size_t index, enum standing standing, bool effective)
{
	assert_string_equal(standing_name(w->audit.waivers[index].standing),
			    standing_name(standing));
	assert_int_equal(w->audit.waivers[index].effective, effective);
}

static void covers_fail_and_manual(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Tickets - List/Search"));
	w->audit.token = NULL;
	waive(w, WAIVER("JC-3.5", "") "," WAIVER("JC-4.2", ""));
	assert_finding(w, "JC-3.5", VERDICT_FAIL, REASON_NONE);
	assert_ptr_equal(world_finding(w, "JC-3.5")->waiver, &w->audit.waivers[0]);
	assert_finding(w, "JC-4.2", VERDICT_MANUAL, REASON_NONE);
	assert_ptr_equal(world_finding(w, "JC-4.2")->waiver, &w->audit.waivers[1]);
	expect_waiver(w, 0, STANDING_IN_FORCE, true);
	assert_int_equal(w->audit.counts.waived, 2);
	assert_int_equal(w->audit.counts.of[VERDICT_FAIL], 2); /* JC-4.3 too */
	assert_int_equal(w->audit.verdict, OVERALL_NOT_READY);
	world_free(w);
}

static void makes_ready_what_it_covers(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Tickets - List/Search"));
	waive(w, WAIVER("JC-3.5", "") "," WAIVER("JC-4.3", ""));
	assert_int_equal(w->audit.verdict, OVERALL_READY);
	world_free(w);
}

static void has_no_effect_on_unknown_and_pass(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_break(world_probe(w, "Tickets - List/Search"), REASON_TIMEOUT);
	waive(w, WAIVER("JC-3.5", "") "," WAIVER("JC-2.1", ""));
	expect_waiver(w, 0, STANDING_IN_FORCE, false);
	expect_waiver(w, 1, STANDING_IN_FORCE, false);
	assert_null(world_finding(w, "JC-3.5")->waiver);
	assert_null(world_finding(w, "JC-2.1")->waiver);
	assert_int_equal(w->audit.counts.waived, 0);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
	world_free(w);
}

/* "In force" would be true of each, and helpful of none. */
static void is_no_longer_needed_where_all_is_well(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_break(world_probe(w, "Tickets - List/Search"), REASON_TIMEOUT);
	waive(w, WAIVER("JC-3.5", "") "," WAIVER("JC-2.1", "") "," WAIVER_UNTIL(
			 "JC-2.1", "", "2026-11-23") "," WAIVER("JC-9.9", ""));
	assert_false(w->audit.waivers[0].unneeded); /* nobody knows */
	assert_true(w->audit.waivers[1].unneeded);
	expect_waiver(w, 1, STANDING_IN_FORCE, false);
	assert_false(w->audit.waivers[2].unneeded); /* expired */
	assert_false(w->audit.waivers[3].unneeded); /* matches nothing */
	world_refuse(world_probe(w, "Tickets - List/Search"));
	waive(w, WAIVER("JC-3.5", ""));
	assert_false(w->audit.waivers[0].unneeded); /* it covers something */
	world_free(w);
}

static void ends_with_its_day(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Tickets - List/Search"));
	waive(w, WAIVER_UNTIL("JC-3.5", "", "2026-11-24"));
	expect_waiver(w, 0, STANDING_EXPIRING, true);
	waive(w, WAIVER_UNTIL("JC-3.5", "", "2026-11-23"));
	expect_waiver(w, 0, STANDING_EXPIRED, false);
	assert_null(world_finding(w, "JC-3.5")->waiver);
	waive(w, WAIVER("JC-9.9", ""));
	expect_waiver(w, 0, STANDING_UNMATCHED, false);
	/* Of two, the one in force counts. */
	waive(w, WAIVER_UNTIL("JC-3.5", "", "2026-11-23") "," WAIVER("JC-3.5",
								     "") "," WAIVER("JC-3.5", ""));
	assert_ptr_equal(world_finding(w, "JC-3.5")->waiver, &w->audit.waivers[1]);
	world_free(w);
}

static void by_object_all_open_ones_must_be_covered(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - Edit"));
	world_declare(w, "customer", "delete", TRI_NO);
	waive(w, WAIVER("JC-4.1", "permission:Customers - Edit"));
	expect_waiver(w, 0, STANDING_IN_FORCE, true);
	assert_null(world_finding(w, "JC-4.1")->waiver);
	/* By subject, and by object: both are its names. */
	waive(w, WAIVER("JC-4.1", "Customers - Delete") "," WAIVER("JC-4.1",
								   "permission:Customers - Edit"));
	assert_ptr_equal(world_finding(w, "JC-4.1")->waiver, &w->audit.waivers[0]);
	assert_finding(w, "JC-4.1", VERDICT_FAIL, REASON_NONE);
	/* The one that is shown is one of this requirement. */
	w->account.customers[1].business_name = "";
	waive(w, WAIVER("JC-5.3", "") "," WAIVER("JC-4.1", "Customers - Delete") "," WAIVER(
			 "JC-4.1", "Customers - Edit"));
	assert_ptr_equal(world_finding(w, "JC-4.1")->waiver, &w->audit.waivers[1]);
	/* What is manual is open too, and what is unknown cannot be covered. */
	w->audit.token = NULL;
	world_evaluate(w);
	assert_null(world_finding(w, "JC-4.1")->waiver);
	world_free(w);
}

static void by_object_nothing_may_be_unknown(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - Edit"));
	world_break(world_probe(w, "Customers - View Detail"), REASON_TIMEOUT);
	waive(w, WAIVER("JC-4.1", "permission:Customers - Edit"));
	expect_waiver(w, 0, STANDING_IN_FORCE, true);
	assert_null(world_finding(w, "JC-4.1")->waiver);
	/* For the whole requirement it is the finding that is accepted. */
	waive(w, WAIVER("JC-4.1", ""));
	assert_non_null(world_finding(w, "JC-4.1")->waiver);
	world_free(w);
}

static void what_is_unknown_beside_a_waived_failure_stays_unknown(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Ticket Canned Responses - Manage"));
	world_break(world_probe(w, "Ticket Workflows - Manage"), REASON_TIMEOUT);
	waive(w, WAIVER("JC-4.3", ""));
	assert_finding(w, "JC-4.3", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE);
	world_free(w);
}

static void an_object_nobody_could_look_for_is_not_unmatched(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_SERVER_ERROR);
	waive(w, WAIVER("JC-5.4", "customer:999"));
	assert_finding(w, "JC-5.4", VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	expect_waiver(w, 0, STANDING_IN_FORCE, false);
	world_free(w);
}

static void an_object_that_is_not_there_is_unmatched(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - Edit"));
	waive(w, WAIVER("JC-4.1", "permission:Customers - Fold") "," WAIVER(
			 "JC-4.1",
			 "permission:Customers - List/Search") "," WAIVER_UNTIL("JC-4.1", "nothing",
										"2026-01-03"));
	expect_waiver(w, 0, STANDING_UNMATCHED, false);
	expect_waiver(w, 1, STANDING_IN_FORCE, false); /* there, and granted */
	expect_waiver(w, 2, STANDING_EXPIRED, false);
	world_free(w);
}

static void customers_are_objects(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[0].business_name = "";
	w->account.customers[1].business_name = "";
	waive(w, WAIVER("JC-5.3", "customer:11"));
	expect_waiver(w, 0, STANDING_IN_FORCE, true);
	assert_true(w->audit.issues[0].waived);
	assert_false(w->audit.issues[1].waived);
	assert_null(world_finding(w, "JC-5.3")->waiver);
	waive(w, WAIVER("JC-5.3", "customer:11") "," WAIVER("JC-5.3", "customer:12"));
	assert_ptr_equal(world_finding(w, "JC-5.3")->waiver, &w->audit.waivers[0]);
	assert_finding(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	waive(w, WAIVER("JC-5.3", ""));
	assert_true(w->audit.issues[0].waived && w->audit.issues[1].waived);
	assert_non_null(world_finding(w, "JC-5.3")->waiver);
	waive(w, WAIVER("JC-5.3", "customers"));
	assert_non_null(world_finding(w, "JC-5.3")->waiver);
	world_free(w);
}

static void a_customer_counts_under_its_own_requirement(void **state)
{
	static const char *const objects[] = {
		"customer:13",
		"customer:",
		"customer:x",
		"customer:11x",
		"customer:-11",
		"customer:011",
		"customer:99999999999999999999",
		"11",
	};

	(void)state;
	struct world *w = world_new();
	w->account.customers[0].business_name = "";
	waive(w, WAIVER("JC-5.2", "customer:11"));
	expect_waiver(w, 0, STANDING_UNMATCHED, false);
	for (size_t i = 0; i < COUNT_OF(objects); i++) {
		waive(w, arena_printf(w->arena,
				      "{'requirement':'JC-5.3','object':'%s','reason':'R',"
				      "'owner':'O','approved_by':'A','created_on':'2026-01-02',"
				      "'expires_on':'2027-12-31'}",
				      objects[i]));
		expect_waiver(w, 0, STANDING_UNMATCHED, false);
		assert_false(w->audit.issues[0].waived);
	}
	world_free(w);
}

static void one_customer_may_have_several_issues(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[0].business_name = "";
	w->account.customers[0].email = "ann@msp.example";
	w->account.schedules[0].paused = TRI_YES;
	waive(w, WAIVER("JC-5.4", "customer:11"));
	assert_int_equal(w->audit.issue_count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(w->audit.issues[i].waived,
				 w->audit.issues[i].kind == ISSUE_NO_RECURRING_INVOICE);
	assert_non_null(world_finding(w, "JC-5.4")->waiver);
	assert_null(world_finding(w, "JC-5.3")->waiver);
	assert_null(world_finding(w, "JC-5.5")->waiver);
	world_free(w);
}

static void customers_nobody_saw_cannot_be_waived_one_by_one(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[0].business_name = "";
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TIMEOUT);
	waive(w, WAIVER("JC-5.3", "customer:11"));
	assert_finding(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	assert_null(world_finding(w, "JC-5.3")->waiver);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(covers_fail_and_manual),
		cmocka_unit_test(makes_ready_what_it_covers),
		cmocka_unit_test(has_no_effect_on_unknown_and_pass),
		cmocka_unit_test(is_no_longer_needed_where_all_is_well),
		cmocka_unit_test(ends_with_its_day),
		cmocka_unit_test(by_object_all_open_ones_must_be_covered),
		cmocka_unit_test(by_object_nothing_may_be_unknown),
		cmocka_unit_test(what_is_unknown_beside_a_waived_failure_stays_unknown),
		cmocka_unit_test(an_object_nobody_could_look_for_is_not_unmatched),
		cmocka_unit_test(an_object_that_is_not_there_is_unmatched),
		cmocka_unit_test(customers_are_objects),
		cmocka_unit_test(a_customer_counts_under_its_own_requirement),
		cmocka_unit_test(one_customer_may_have_several_issues),
		cmocka_unit_test(customers_nobody_saw_cannot_be_waived_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
