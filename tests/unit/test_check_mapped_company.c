/* Companies mapped in the vendor's portal, beside Syncro's customers. */
#include <inttypes.h>

#include "audit/core/array.h"
#include "tests/unit/fixture_mtp.h"

#define ID "JC-7.6"

static void expect(struct world *w, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, ID, verdict, reason);
}

static void without_the_mtp_it_does_not_apply(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, VERDICT_NOTAPPLICABLE, REASON_NONE);
	/* Nothing was looked at, so no request is named for it. */
	assert_string_equal(world_finding(w, ID)->observations[0].source, "");
	(void)world_mtp(w);
	expect(w, VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_summary(w, ID, "no customer of this account mapped");
	world_free(w);
}

static void nothing_is_said_of_what_is_as_it_was(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct mtp *mtp = world_mtp(w);

	(void)world_mtp_company(mtp, 11, " alpha  LTD");
	(void)world_mtp_company(mtp, 12, "Beta Inc");
	expect(w, VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_int_equal(world_finding(w, ID)->proof, PROOF_PROBED);
	world_free(w);
}

static void each_is_told_with_what_it_has(void **state)
{
	static const struct {
		int64_t id;
		const char *name;
		const char *observed;
	} cases[] = {
		{ 77, "Long gone", "Gone from Syncro, or hidden from the token" },
		{ 14, "Alpha Ltd", "Disabled in Syncro" },
		{ 12, "Betamax Inc", "Called \"Beta Inc\" in Syncro" },
		{ 13, "Gamma GmbH", "No recurring invoice" },
		{ 15, "Jane Doe", "No recurring invoice" },
		{ 15, "Doe", "Called \"Jane Doe\" in Syncro; no recurring invoice" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_new();
		struct mtp *mtp = world_mtp(w);
		const char *object = arena_printf(w->arena, "customer:%" PRId64, cases[i].id);
		w->account.schedules[2].customer_id = 11;
		world_customer(w, 15, "")->full_name = "Jane Doe";
		(void)world_mtp_company(mtp, 11, "Alpha Ltd");
		(void)world_mtp_company(mtp, cases[i].id, cases[i].name);
		world_mtp_company(mtp, cases[i].id, cases[i].name)->organization = "Second";
		expect(w, VERDICT_INFORMATIONAL, REASON_NONE);
		assert_int_equal(world_finding(w, ID)->observation_count, 1);
		const struct observation *seen = world_observation(w, ID, object);
		assert_non_null(seen);
		assert_non_null(strstr(seen->observed, cases[i].observed));
		assert_summary(w, ID, "1 of 2 mapped customers needs attention");
		world_free(w);
	}
}

static void what_was_not_read_is_not_gone(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct mtp *mtp = world_mtp(w);

	(void)world_mtp_company(mtp, 77, "Perhaps there");
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TIMEOUT);
	expect(w, VERDICT_UNKNOWN, REASON_TIMEOUT);
	(void)world_mtp_company(mtp, 78, "Perhaps there, too");
	w->account.customers[0].disabled = TRI_YES;
	mtp->companies[0] = (struct mtp_company){ 11, "Alpha Ltd", "" };
	expect(w, VERDICT_INFORMATIONAL, REASON_NONE);
	assert_int_equal(world_finding(w, ID)->observation_count, 1);
	assert_summary(w, ID, "Not everything about them could be checked");
	world_free(w);
}

static void an_invoice_that_was_not_read_is_not_missing(void **state)
{
	(void)state;
	struct world *w = world_new();

	(void)world_mtp_company(world_mtp(w), 13, "Gamma GmbH");
	w->account.schedule_count = 2;
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_SERVER_ERROR);
	expect(w, VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	world_free(w);
}

static void without_all_mappings_it_is_unknown(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct world *w = world_new();
		struct mtp *mtp = world_mtp(w);
		struct source *const sources[] = { &mtp->sources[MTP_INTEGRATIONS],
						   &mtp->sources[MTP_DETAIL],
						   &mtp->sources[MTP_MAPPINGS] };
		(void)world_mtp_company(mtp, 11, "Alpha Ltd");
		world_source_breaks(sources[i], REASON_NO_PERMISSION);
		expect(w, VERDICT_UNKNOWN, REASON_NO_PERMISSION);
		world_free(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_the_mtp_it_does_not_apply),
		cmocka_unit_test(nothing_is_said_of_what_is_as_it_was),
		cmocka_unit_test(each_is_told_with_what_it_has),
		cmocka_unit_test(what_was_not_read_is_not_gone),
		cmocka_unit_test(an_invoice_that_was_not_read_is_not_missing),
		cmocka_unit_test(without_all_mappings_it_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
