/* The customer list: readable, named, and no name twice. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
}

static size_t issues(struct world *w, enum issue_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < w->audit.issue_count; i++)
		count += w->audit.issues[i].kind == kind;
	return count;
}

static void cut_short(struct world *w, enum reason reason)
{
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], reason);
}

static void readable_to_the_end_with_one_active(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "JC-5.1", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "JC-5.1", "4 customers read, 3 active");
	cut_short(w, REASON_TRUNCATED);
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_TRUNCATED);
	cut_short(w, REASON_NO_PERMISSION);
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_NO_PERMISSION);
	w->account.me.revoked = true;
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_UNAUTHENTICATED);
	cut_short(w, REASON_NONE); /* short, and nobody says why */
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_TRUNCATED);
	world_free(w);
}

static void a_list_without_an_active_customer(void **state)
{
	(void)state;
	struct world *w = world_new();

	for (size_t i = 0; i < w->account.customer_count; i++)
		w->account.customers[i].disabled = TRI_YES;
	expect(w, "JC-5.1", VERDICT_FAIL, REASON_NONE);
	expect(w, "JC-5.2", VERDICT_NOTAPPLICABLE, REASON_NONE);
	expect(w, "JC-5.3", VERDICT_NOTAPPLICABLE, REASON_NONE);
	expect(w, "JC-5.4", VERDICT_NOTAPPLICABLE, REASON_NONE);
	expect(w, "JC-5.5", VERDICT_NOTAPPLICABLE, REASON_NONE);
	w->account.customers[0].disabled = TRI_UNKNOWN;
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	expect(w, "JC-5.2", VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.customer_count = 0;
	expect(w, "JC-5.1", VERDICT_FAIL, REASON_NONE);
	cut_short(w, REASON_TIMEOUT);
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_TIMEOUT);
	expect(w, "JC-5.2", VERDICT_UNKNOWN, REASON_TIMEOUT);
	world_free(w);
}

static void names_are_compared_folded(void **state)
{
	static const struct {
		const char *first, *second;
		enum verdict verdict;
	} cases[] = {
		{ "Acme", "Beta", VERDICT_PASS },
		{ "Acme Ltd", "  ACME \t ltd ", VERDICT_FAIL },
		{ "Straße", "STRASSE", VERDICT_FAIL },
		{ "\xEF\xBC\xA1"
		  "cme",
		  "acme", VERDICT_FAIL }, /* full width */
		{ "Café", "Cafe\xCC\x81", VERDICT_FAIL },
		{ "Café", "Cafe", VERDICT_PASS },
		{ "", "", VERDICT_PASS }, /* no name is not the same name */
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		w->account.customers[0].business_name = cases[i].first;
		w->account.customers[1].business_name = cases[i].second;
		expect(w, "JC-5.2", cases[i].verdict, REASON_NONE);
		assert_int_equal(issues(w, ISSUE_DUPLICATE_NAME),
				 cases[i].verdict == VERDICT_FAIL ? 2 : 0);
	}
	world_free(w);
}

static void without_a_business_name_the_full_name_counts(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[0].business_name = " ";
	w->account.customers[0].full_name = "beta inc";
	expect(w, "JC-5.2", VERDICT_FAIL, REASON_NONE);
	w->account.customers[0].full_name = "somebody";
	expect(w, "JC-5.2", VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void duplicates_are_told_by_customer(void **state)
{
	(void)state;
	struct world *w = world_new();

	for (size_t i = 0; i < 3; i++)
		w->account.customers[i].business_name = "Same";
	expect(w, "JC-5.2", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "JC-5.2", "3 of 3 active customers share their name with another.");
	assert_int_equal(w->audit.issues[0].customer->id, 11);
	assert_string_equal(w->audit.issues[0].detail, "Same name as customer 12 and 1 more");
	assert_string_equal(w->audit.issues[1].detail, "Same name as customer 11 and 1 more");
	assert_string_equal(w->audit.issues[0].requirement->id, "JC-5.2");
	assert_int_equal(world_finding(w, "JC-5.2")->observation_count, 1);
	assert_string_equal(world_observation(w, "JC-5.2", "customers")->observed,
			    "3 of 3: Same (11), Same "
			    "(12) and Same (13)");
	w->account.customers[2].business_name = "Other";
	world_evaluate(w);
	assert_string_equal(w->audit.issues[1].detail, "Same name as customer 11");
	assert_string_equal(world_observation(w, "JC-5.2", "customers")->observed,
			    "2 of 3: Same (11) and "
			    "Same (12)");
	world_free(w);
}

/* Pairs are what is counted, and a crowd of one name is not spelled out. */
static void the_first_ten_of_one_name_are_named(void **state)
{
	(void)state;
	struct world *w = world_new();

	for (int64_t i = 0; i < 5; i++)
		(void)world_customer(w, 50 + i, "Crowd");
	for (int64_t i = 0; i < 24; i++)
		(void)world_customer(w, 100 + i, arena_printf(w->arena, "Pair %d", (int)(i / 2)));
	expect(w, "JC-5.2", VERDICT_FAIL, REASON_NONE);
	const char *named = world_observation(w, "JC-5.2", "customers")->observed;
	assert_non_null(strstr(named, "29 of 32: "
				      "Crowd (50), Crowd (51), Crowd (52) and 2 more of that "
				      "name; Pair 0 (100) and Pair 0 (101); "));
	assert_non_null(strstr(named, " and 3 more: sheet Customer findings"));
	world_free(w);
}

/* Most names are told apart without being kept; of so many, some share all but the text. */
static void of_many_names_the_same_ones_are_found(void **state)
{
	(void)state;
	struct world *w = world_new();

	for (int i = 0; i < 56; i++)
		(void)world_customer(w, 100 + i, arena_printf(w->arena, "Customer %d", i));
	expect(w, "JC-5.2", VERDICT_PASS, REASON_NONE);
	w->account.customers[w->account.customer_count - 1].business_name = "CUSTOMER  7";
	expect(w, "JC-5.2", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(issues(w, ISSUE_DUPLICATE_NAME), 2);
	assert_int_equal(w->audit.issues[0].customer->id, 107);
	world_free(w);
}

static void who_lacks_a_business_name_is_named(void **state)
{
	(void)state;
	struct world *w = world_new();

	for (int64_t i = 0; i < 14; i++)
		world_customer(w, 100 + i, "")->full_name = "Bo Berg";
	expect(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	const char *named = world_observation(w, "JC-5.3", "customers")->observed;
	assert_non_null(strstr(named, "14 of 17: Bo Berg (100); Bo Berg (101); "));
	assert_non_null(strstr(named, "; Bo Berg (109) and 4 more: sheet Customer findings"));
	world_free(w);
}

/* Disabled ones do not count; of some it cannot be told whether they are. */
static void duplicates_need_certainty(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct customer *customers = w->account.customers;

	expect(w, "JC-5.2", VERDICT_PASS, REASON_NONE); /* customer 14 is disabled */
	customers[3].disabled = TRI_UNKNOWN;
	expect(w, "JC-5.2", VERDICT_UNKNOWN, REASON_MALFORMED);
	assert_summary(w, "JC-5.2", "2 customers could not be checked");
	assert_int_equal(issues(w, ISSUE_DUPLICATE_NAME), 0);
	/* Two others are certain: a fail, and the rest is said. */
	customers[1].business_name = "Alpha Ltd";
	expect(w, "JC-5.2", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(issues(w, ISSUE_DUPLICATE_NAME), 2);
	assert_summary(w, "JC-5.2", "1 customer could not be checked");
	assert_int_equal(world_finding(w, "JC-5.2")->observation_count, 2);
	/* An unknown one whose name is its own changes nothing. */
	customers[1].business_name = "Beta Inc";
	customers[3].business_name = "Delta";
	expect(w, "JC-5.2", VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void a_list_cut_short_proves_duplicates_and_never_their_absence(void **state)
{
	(void)state;
	struct world *w = world_new();

	cut_short(w, REASON_TIMEOUT);
	expect(w, "JC-5.2", VERDICT_UNKNOWN, REASON_TIMEOUT);
	w->account.customers[1].business_name = "Alpha Ltd";
	expect(w, "JC-5.2", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "JC-5.2", "Not all customers could be read");
	world_free(w);
}

static void every_active_customer_has_a_business_name(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct customer *customers = w->account.customers;

	expect(w, "JC-5.3", VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-5.3")->proof, PROOF_PROBED);
	assert_int_equal(world_observation(w, "JC-5.3", "customers")->verdict, VERDICT_PASS);
	assert_int_equal(world_observation(w, "JC-5.3", "customers")->proof, PROOF_PROBED);
	customers[3].business_name = ""; /* disabled */
	expect(w, "JC-5.3", VERDICT_PASS, REASON_NONE);
	customers[3].disabled = TRI_UNKNOWN;
	expect(w, "JC-5.3", VERDICT_UNKNOWN, REASON_MALFORMED);
	customers[0].business_name = "  ";
	customers[1].business_name = "";
	customers[1].full_name = "Joe Doe";
	expect(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "JC-5.3", "2 of 3 active customers have no business name.");
	assert_string_equal(w->audit.issues[0].detail, "No business name, no person's name");
	assert_string_equal(w->audit.issues[1].detail, "No business name, only a person's name");
	customers[1].business_name = "Beta";
	customers[3].disabled = TRI_YES;
	expect(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "JC-5.3", "1 of 3 active customers has no business name.");
	world_free(w);
}

/* Syncro's API announces five customers and gives four, twice. */
static void overstated(struct world *w)
{
	struct source *source = &w->account.sources[SOURCE_CUSTOMERS];

	cut_short(w, REASON_TRUNCATED);
	source->problem = "4 of 5 records were found";
	source->records = 4;
	source->expected = 5;
	source->overstated = true;
}

#define TOTAL(number, until)                                                                       \
	"{'customers':{'total':" number ",'attested_by':'Ann','attested_on':'2026-10-31',"         \
	"'valid_until':'" until "'}}"

static void an_attested_total_makes_an_overstated_list_complete(void **state)
{
	static const char *const rest[] = { "JC-5.1", "JC-5.2", "JC-5.3", "JC-5.5" };

	(void)state;
	struct world *w = world_new();
	overstated(w);
	expect(w, "JC-5.1", VERDICT_UNKNOWN, REASON_TRUNCATED);
	assert_summary(w, "JC-5.1", "4 of 5 records were found");
	assert_summary(w, "JC-5.1", "customers.total");
	world_attest(w, TOTAL("4", "2027-10-31"));
	world_evaluate(w);
	assert_true(w->audit.customers_attested->used);
	for (size_t i = 0; i < COUNT_OF(rest); i++) {
		assert_finding(w, rest[i], VERDICT_PASS, REASON_NONE);
		assert_int_equal(world_finding(w, rest[i])->proof, PROOF_ATTESTED);
		assert_summary(w, rest[i], "rests on the word of Ann, who attested on 2026-10-31");
		assert_int_equal(world_finding(w, rest[i])->observations[0].proof, PROOF_ATTESTED);
	}
	assert_true(w->audit.account->sources[SOURCE_CUSTOMERS].complete);
	assert_false(w->account.sources[SOURCE_CUSTOMERS].complete); /* what was pulled stays */
	world_free(w);
}

/* What is seen to be wrong rests on nobody's word; that there is nobody does. */
static void a_failure_rests_on_an_attested_total_only_where_it_needs_the_whole_list(void **state)
{
	(void)state;
	struct world *w = world_new();
	overstated(w);
	world_attest(w, TOTAL("4", "2027-10-31"));
	w->account.customers[0].business_name = "";
	expect(w, "JC-5.3", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-5.3")->proof, PROOF_PROBED);
	for (size_t i = 0; i < w->account.customer_count; i++)
		w->account.customers[i].disabled = TRI_YES;
	expect(w, "JC-5.1", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-5.1")->proof, PROOF_ATTESTED);
	world_free(w);
}

static void an_attested_total_closes_no_other_gap(void **state)
{
	static const struct {
		const char *attested;
		bool overstated;
		enum reason reason;
	} cases[] = {
		{ TOTAL("5", "2027-10-31"), true, REASON_TRUNCATED },
		{ TOTAL("3", "2027-10-31"), true, REASON_TRUNCATED },
		{ TOTAL("4", "2026-11-01"), true, REASON_TRUNCATED }, /* it ended */
		{ TOTAL("4", "2027-10-31"), false, REASON_TRUNCATED },
		{ TOTAL("4", "2027-10-31"), false, REASON_TIMEOUT },
		{ TOTAL("4", "2027-10-31"), false, REASON_SERVER_ERROR },
		{ TOTAL("4", "2027-10-31"), false, REASON_NO_PERMISSION },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		overstated(w);
		w->account.sources[SOURCE_CUSTOMERS].overstated = cases[i].overstated;
		w->account.sources[SOURCE_CUSTOMERS].reason = cases[i].reason;
		world_attest(w, cases[i].attested);
		expect(w, "JC-5.1", VERDICT_UNKNOWN, cases[i].reason);
		assert_false(w->audit.customers_attested->used);
	}
	world_free(w);
}

/* The same audit at another moment: once it ended, the list is short again. */
static void an_attested_total_ends(void **state)
{
	(void)state;
	struct world *w = world_new();
	overstated(w);
	world_attest(w, TOTAL("4", "2027-10-31"));
	evaluate(w->arena, &w->audit);
	assert_true(w->audit.customers_attested->used);
	w->audit.assessed_at = w->audit.customers_attested->ends_at + 1;
	evaluate(w->arena, &w->audit);
	assert_false(w->audit.customers_attested->used);
	assert_finding(w, "JC-5.1", VERDICT_UNKNOWN, REASON_TRUNCATED);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readable_to_the_end_with_one_active),
		cmocka_unit_test(a_list_without_an_active_customer),
		cmocka_unit_test(names_are_compared_folded),
		cmocka_unit_test(without_a_business_name_the_full_name_counts),
		cmocka_unit_test(duplicates_are_told_by_customer),
		cmocka_unit_test(the_first_ten_of_one_name_are_named),
		cmocka_unit_test(of_many_names_the_same_ones_are_found),
		cmocka_unit_test(who_lacks_a_business_name_is_named),
		cmocka_unit_test(duplicates_need_certainty),
		cmocka_unit_test(a_list_cut_short_proves_duplicates_and_never_their_absence),
		cmocka_unit_test(every_active_customer_has_a_business_name),
		cmocka_unit_test(an_attested_total_makes_an_overstated_list_complete),
		cmocka_unit_test(
			a_failure_rests_on_an_attested_total_only_where_it_needs_the_whole_list),
		cmocka_unit_test(an_attested_total_closes_no_other_gap),
		cmocka_unit_test(an_attested_total_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
