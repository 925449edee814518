/* What a customer or a contact has to have: an address, a custom field. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define EXISTS "{'kind':'email-exists','address':'Robot@vendor.example'}"
#define HAVE "{'kind':'customers-have-email'}"
#define FIELD "{'kind':'custom-field','on':'customer','name':'Vendor Id'}"
#define FILLED "{'kind':'custom-field','on':'customer','name':'Vendor Id','filled':true}"
#define OF_CONTACT "{'kind':'custom-field','on':'contact','name':'Trained','filled':true}"

static struct world *asking(const char *check)
{
	struct world *w = world_new();

	for (size_t i = 0; i < w->account.customer_count; i++)
		w->account.customers[i].fields_known =
			w->account.customers[i].contact_fields_known = true;
	world_check(w, check);
	return w;
}

static void expect(struct world *w, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, "X-1", verdict, reason);
}

static void an_address_is_found_at_a_customer_or_a_contact(void **state)
{
	static const struct {
		const char *email, *field, *text;
		enum verdict verdict;
	} cases[] = {
		{ "", "invoice_cc_emails", "robot@vendor.example", VERDICT_FAIL },
		{ "x@robot@vendor.example", "contacts[0].email", "", VERDICT_FAIL },
		{ " ROBOT@vendor.example", "contacts[0].email", "", VERDICT_PASS },
		{ "", "contacts[1].email", "Robot <robot@vendor.example>", VERDICT_PASS },
	};
	struct world *w = asking(EXISTS);

	(void)state;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "X-1", "No active customer and no contact of one has the address");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct customer_address address = { cases[i].field, cases[i].text };
		w->account.customers[2].email = cases[i].email;
		w->account.customers[2].addresses = &address;
		w->account.customers[2].address_count = 1;
		expect(w, cases[i].verdict, REASON_NONE);
	}
	assert_summary(w, "X-1", "Gamma GmbH (13) has the address");
	world_free(w);
}

static void an_address_that_may_be_there_is_not_missing(void **state)
{
	struct world *w = asking(EXISTS);

	(void)state;
	w->account.customers[1].odd = ODD_EMAIL;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.customers[1].odd = 0;
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TRUNCATED);
	expect(w, VERDICT_UNKNOWN, REASON_TRUNCATED);
	w->account.customers[2].email = "robot@vendor.example";
	expect(w, VERDICT_PASS, REASON_NONE);
	w->account.customers[2].disabled = TRI_UNKNOWN;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.sources[SOURCE_CUSTOMERS] = world_source("/customers", 4);
	w->account.customers[2].disabled = TRI_YES;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "X-1", "Gamma GmbH (13) has it, but is disabled.");
	world_free(w);
}

static void every_active_customer_needs_an_address_of_its_own(void **state)
{
	static const struct customer_address contact = { "contacts[0].email", "ann@gamma.example" };
	struct world *w = asking(HAVE);

	(void)state;
	w->account.customers[2].addresses = &contact;
	w->account.customers[2].address_count = 1;
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "X-1", "1 of 3 active customers has no e-mail address.");
	assert_string_equal(world_observation(w, "X-1", "customer:13")->subject, "Gamma GmbH (13)");
	static const char *const none[] = {
		"none", "@", "none@", "@none.example", "<@>", "@, n/a@"
	};
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		w->account.customers[2].email = none[i];
		expect(w, VERDICT_FAIL, REASON_NONE);
	}
	w->account.customers[2].odd = ODD_EMAIL;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.customers[2].email = "ann@gamma.example";
	expect(w, VERDICT_PASS, REASON_NONE);
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_SERVER_ERROR);
	expect(w, VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	world_free(w);
}

/* Each customer is an object of its own; all of them accepted, the finding is. */
static void a_customer_without_an_address_can_be_accepted(void **state)
{
	struct world *w = asking(HAVE);

	(void)state;
	world_waive(w, "{'waivers':[{'requirement':'X-1','object':'customer:13','reason':'R',"
		       "'owner':'O','approved_by':'A','created_on':'2026-11-01','expires_on':"
		       "'2027-01-31'}]}");
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_non_null(world_finding(w, "X-1")->waiver);
	w->account.customers[1].email = "";
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_null(world_finding(w, "X-1")->waiver);
	world_free(w);
}

static void give(struct customer *customer, const struct custom_field *field, size_t count)
{
	customer->fields = field;
	customer->field_count = (uint32_t)count;
}

/* Whether Syncro shows a field that is filled in nowhere is not documented. */
static void a_custom_field_that_is_not_seen_is_for_a_person(void **state)
{
	static const struct custom_field there = { "Vendor Id", false, TRI_NO, 0 };
	static const struct custom_field of_contact = { "Vendor Id", true, TRI_YES, 1 };
	struct world *w = asking(FIELD);

	(void)state;
	give(&w->account.customers[0], &of_contact, 1);
	expect(w, VERDICT_MANUAL, REASON_NONE);
	w->account.customers[1].fields_known = false;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	give(&w->account.customers[0], &there, 1);
	expect(w, VERDICT_PASS, REASON_NONE);
	assert_summary(w, "X-1", "Alpha Ltd (11) has the custom field Vendor Id.");
	w->account.customers[0].disabled = TRI_YES;
	w->account.customers[1].fields_known = true;
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TRUNCATED);
	expect(w, VERDICT_UNKNOWN, REASON_TRUNCATED);
	world_free(w);
}

static void a_custom_field_is_filled_in_for_every_customer(void **state)
{
	static const struct custom_field filled = { "Vendor Id", false, TRI_YES, 0 };
	static const struct custom_field empty = { "Vendor Id", false, TRI_NO, 0 };
	struct world *w = asking(FILLED);

	(void)state;
	for (size_t i = 0; i < 3; i++)
		give(&w->account.customers[i], &filled, 1);
	expect(w, VERDICT_PASS, REASON_NONE);
	give(&w->account.customers[2], &empty, 1);
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_string_equal(world_observation(w, "X-1", "customer:13")->observed,
			    "is there, not filled in");
	give(&w->account.customers[2], NULL, 0);
	expect(w, VERDICT_FAIL, REASON_NONE);
	w->account.customers[2].fields_known = false;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

/* 0 may be what was entered, or a box that is not ticked: neither a pass nor a failure. */
static void what_may_be_an_unticked_checkbox_is_for_a_person(void **state)
{
	static const struct custom_field filled = { "Vendor Id", false, TRI_YES, 0 };
	static const struct custom_field unclear = { "Vendor Id", false, TRI_UNKNOWN, 0 };
	static const struct custom_field unlike[] = { { "Vendor Id", false, TRI_UNKNOWN, 0 },
						      { "Vendor Id", false, TRI_NO, 0 } };
	struct world *w = asking(FILLED);

	(void)state;
	give(&w->account.customers[0], &filled, 1);
	give(&w->account.customers[1], &filled, 1);
	give(&w->account.customers[2], &unclear, 1);
	expect(w, VERDICT_MANUAL, REASON_NONE);
	assert_summary(w, "X-1", "For 1 customer Syncro tells 0, f, false or off as Vendor Id");
	assert_summary(w, "X-1", "confirm it: Gamma GmbH (13).");
	w->account.customers[1].fields_known = false;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.customers[1].fields_known = true;
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TRUNCATED);
	expect(w, VERDICT_UNKNOWN, REASON_TRUNCATED);
	give(&w->account.customers[1], unlike, 2);
	expect(w, VERDICT_FAIL, REASON_NONE);
	world_free(w);
}

static void each_contact_is_looked_at(void **state)
{
	static const struct custom_field fields[] = { { "Trained", true, TRI_YES, 1 },
						      { "Trained", true, TRI_NO, 2 } };
	static const struct custom_field alike[] = { { "Trained", true, TRI_YES, 1 },
						     { "Trained", true, TRI_YES, 1 } };
	struct world *w = asking(OF_CONTACT);

	(void)state;
	/* Nobody was looked at: that is not well. */
	expect(w, VERDICT_NOTAPPLICABLE, REASON_NONE);
	assert_summary(w, "X-1", "No active customer has a contact");
	give(&w->account.customers[0], fields, 1);
	w->account.customers[0].contact_count = 1;
	expect(w, VERDICT_PASS, REASON_NONE);
	give(&w->account.customers[0], fields, 2);
	w->account.customers[0].contact_count = 2;
	expect(w, VERDICT_FAIL, REASON_NONE);
	/* What one contact has twice, another has not. */
	give(&w->account.customers[0], alike, 2);
	expect(w, VERDICT_FAIL, REASON_NONE);
	w->account.customers[0].contact_fields_known = false;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_found_at_a_customer_or_a_contact),
		cmocka_unit_test(an_address_that_may_be_there_is_not_missing),
		cmocka_unit_test(every_active_customer_needs_an_address_of_its_own),
		cmocka_unit_test(a_customer_without_an_address_can_be_accepted),
		cmocka_unit_test(a_custom_field_that_is_not_seen_is_for_a_person),
		cmocka_unit_test(a_custom_field_is_filled_in_for_every_customer),
		cmocka_unit_test(what_may_be_an_unticked_checkbox_is_for_a_person),
		cmocka_unit_test(each_contact_is_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
