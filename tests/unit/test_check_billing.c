/* A recurring invoice to bill with, for every active customer. */
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, "JC-5.4", verdict, reason);
}

static void every_customer_has_one(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, VERDICT_PASS, REASON_NONE);
	(void)world_customer(w, 15, "New");
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_int_equal(w->audit.issue_count, 1);
	assert_int_equal(w->audit.issues[0].kind, ISSUE_NO_RECURRING_INVOICE);
	assert_int_equal(w->audit.issues[0].customer->id, 15);
	assert_string_equal(w->audit.issues[0].detail, "No recurring invoice");
	assert_summary(w, "JC-5.4", "1 of 4 active customers has no active recurring invoice");
	world_schedule(w, 30, 0)->name = "of nobody";
	world_schedule(w, 31, 77)->name = "of somebody who is gone";
	expect(w, VERDICT_FAIL, REASON_NONE);
	(void)world_schedule(w, 32, 15);
	expect(w, VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void paused_or_without_a_line_is_not_enough(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct schedule *schedule = &w->account.schedules[0];

	schedule->paused = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_string_equal(w->audit.issues[0].detail, "Recurring invoice is paused");
	world_schedule(w, 30, 11)->line_count = 0;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_string_equal(w->audit.issues[0].detail,
			    "Recurring invoices are paused or have no line item");
	schedule->paused = TRI_NO;
	schedule->line_count = 0;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_string_equal(w->audit.issues[0].detail, "Recurring invoice has no line item");
	(void)world_schedule(w, 31, 11);
	expect(w, VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void a_one_time_charge_is_no_line_to_write_to(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct schedule *schedule = &w->account.schedules[0];

	schedule->lines[0].one_time = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_string_equal(w->audit.issues[0].detail,
			    "Recurring invoice has one-time charges only");
	schedule->lines[0].one_time = TRI_UNKNOWN;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	(void)world_schedule(w, 30, schedule->customer_id);
	expect(w, VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void a_next_run_in_the_past_is_told(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct schedule *schedule = &w->account.schedules[0];

	schedule->next_run = "2019-01-01";
	expect(w, VERDICT_PASS, REASON_NONE);
	assert_summary(
		w, "JC-5.4",
		"For 1 customer the next run is in the past, so Syncro may no longer create that invoice: Alpha Ltd (11).");
	(void)world_schedule(w, 30, schedule->customer_id);
	expect(w, VERDICT_PASS, REASON_NONE);
	assert_null(strstr(world_finding(w, "JC-5.4")->summary, "in the past"));
	world_free(w);
}

/* Whose it is cannot be told, so it may be anybody's. */
static void an_invoice_of_an_odd_customer_may_be_anybodys(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.schedules[0].odd = ODD_CUSTOMER;
	w->account.schedules[0].customer_id = 0;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.schedules[0].paused = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	world_free(w);
}

static void it_says_what_was_not_read(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.schedule_count = 0;
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_SERVER_ERROR);
	expect(w, VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	assert_summary(w, "JC-5.4",
		       "3 customers could not be checked, because not all recurring invoices could "
		       "be read: the server kept returning errors.");
	world_free(w);
}

static void what_could_not_be_understood_may_be_one(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct schedule *schedule = &w->account.schedules[0];

	schedule->paused = TRI_UNKNOWN;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	schedule->line_count = 0; /* no use either way */
	expect(w, VERDICT_FAIL, REASON_NONE);
	schedule->paused = TRI_NO;
	schedule->lines_known = false;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	schedule->paused = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_int_equal(w->audit.issue_count, 1);
	world_free(w);
}

static void absence_needs_the_whole_list(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_TIMEOUT);
	expect(w, VERDICT_PASS, REASON_NONE); /* all of them were seen before it ended */
	(void)world_customer(w, 15, "New");
	expect(w, VERDICT_UNKNOWN, REASON_TIMEOUT);
	assert_int_equal(w->audit.issue_count, 0);
	w->account.sources[SOURCE_SCHEDULES].complete = true;
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_SERVER_ERROR);
	expect(w, VERDICT_FAIL, REASON_NONE);
	(void)world_schedule(w, 32, 15);
	expect(w, VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	world_free(w);
}

static void disabled_customers_need_none(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct customer *customer = world_customer(w, 15, "New");

	customer->disabled = TRI_YES;
	expect(w, VERDICT_PASS, REASON_NONE);
	customer->disabled = TRI_UNKNOWN;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_customer_has_one),
		cmocka_unit_test(paused_or_without_a_line_is_not_enough),
		cmocka_unit_test(a_one_time_charge_is_no_line_to_write_to),
		cmocka_unit_test(a_next_run_in_the_past_is_told),
		cmocka_unit_test(an_invoice_of_an_odd_customer_may_be_anybodys),
		cmocka_unit_test(it_says_what_was_not_read),
		cmocka_unit_test(what_could_not_be_understood_may_be_one),
		cmocka_unit_test(absence_needs_the_whole_list),
		cmocka_unit_test(disabled_customers_need_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
