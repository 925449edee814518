/* Users and customers must not share an e-mail address. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, "JC-5.5", verdict, reason);
}

static void addresses_are_compared_trimmed_and_without_case(void **state)
{
	static const struct {
		const char *email;
		enum verdict verdict;
	} cases[] = {
		{ "", VERDICT_PASS },
		{ "ann@msp.example.org", VERDICT_PASS },
		{ "ann@msp.example", VERDICT_FAIL },
		{ "  Ann@MSP.example ", VERDICT_FAIL },
		{ "o'ann@msp.example", VERDICT_PASS },
		{ "'ann@msp.example'", VERDICT_FAIL },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		w->account.customers[2].email = cases[i].email;
		expect(w, cases[i].verdict, REASON_NONE);
	}
	assert_summary(w, "JC-5.5", "1 of 3 active customers has the e-mail address of a Syncro");
	assert_string_equal(world_observation(w, "JC-5.5", "customers")->observed,
			    "1 of 3: Gamma "
			    "GmbH (13) that of Somebody (user 2)");
	assert_int_equal(w->audit.issues[0].kind, ISSUE_EMAIL_IS_USER);
	assert_string_equal(w->audit.issues[0].detail, "Same e-mail as Somebody (user 2)");
	world_free(w);
}

/* Mail goes wherever an address of a user stands, and the finding says where. */
static void every_field_with_addresses_is_looked_at(void **state)
{
	static const struct {
		const char *email, *field, *text, *detail;
	} cases[] = {
		{ "office@x.example; ann@msp.example", "", "", "Same e-mail as Somebody (user 2)" },
		{ "\"Tech, T.\" <ann@msp.example>", "", "", "Same e-mail as Somebody (user 2)" },
		{ "", "contacts[0].email", "ann@msp.example",
		  "Contact's address (contacts[0].email) is also that of Somebody (user 2)" },
		{ "", "invoice_cc_emails", "a@x.example,ann@msp.example",
		  "Address for copies of invoices (invoice_cc_emails) is also that of Somebody "
		  "(user 2)" },
		{ "", "notification_email", " ann@msp.example ",
		  "Notification address (notification_email) is also that of Somebody (user 2)" },
		{ "hiann@msp.example", "invoice_cc_emails", "ann@msp.example.org", NULL },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct customer_address address = { cases[i].field, cases[i].text };
		w->account.customers[2].email = cases[i].email;
		w->account.customers[2].addresses = &address;
		w->account.customers[2].address_count = *cases[i].field != '\0';
		expect(w, cases[i].detail ? VERDICT_FAIL : VERDICT_PASS, REASON_NONE);
		if (cases[i].detail)
			assert_string_equal(w->audit.issues[0].detail, cases[i].detail);
	}
	world_free(w);
}

/* An @ with something beside it that may belong to it: whose address it is cannot be told. */
static void an_address_that_is_unclear_leaves_its_customer_open(void **state)
{
	static const struct {
		const char *email;
		enum verdict verdict;
	} cases[] = {
		{ "ann @ msp.example", VERDICT_UNKNOWN },
		{ "\"ann\"@msp.example", VERDICT_UNKNOWN },
		{ "ann(office)@msp.example", VERDICT_UNKNOWN },
		{ "ann@@msp.example", VERDICT_UNKNOWN },
		{ "ann\uff20msp.example", VERDICT_UNKNOWN },
		{ "ann\ufe6bmsp.example", VERDICT_UNKNOWN },
		{ "ann @ home, ann@msp.example", VERDICT_FAIL },
		{ "@", VERDICT_PASS },
		{ "a formula @SUM(1)", VERDICT_PASS },
		{ "office@", VERDICT_PASS },
		{ "none", VERDICT_PASS },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		w->account.customers[2].email = cases[i].email;
		expect(w, cases[i].verdict,
		       cases[i].verdict == VERDICT_UNKNOWN ? REASON_MALFORMED : REASON_NONE);
	}
	world_free(w);
}

static void an_odd_field_leaves_its_customer_open_and_is_named(void **state)
{
	struct odd_field odd = { LIST_CUSTOMERS, 13, 2, 7, "contacts[1].email" };

	(void)state;
	struct world *w = world_new();
	w->account.customers[2].odd = ODD_EMAIL;
	w->account.odd_fields = &odd;
	w->account.odd_field_count = 1;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	assert_summary(
		w, "JC-5.5",
		"Not as documented: customer 13: field 'contacts[1].email' (page 2, row 7).");
	assert_finding(w, "JC-5.1", VERDICT_PASS, REASON_NONE);
	assert_finding(w, "JC-5.2", VERDICT_PASS, REASON_NONE);
	w->account.customers[2].email = "ann@msp.example";
	expect(w, VERDICT_FAIL, REASON_NONE);
	w->account.customers[2].disabled = TRI_YES;
	expect(w, VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void me_is_a_user_too(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[2].email = "api@msp.example";
	expect(w, VERDICT_FAIL, REASON_NONE);
	w->account.users[0].email = "";
	expect(w, VERDICT_FAIL, REASON_NONE);
	assert_string_equal(w->audit.issues[0].detail, "Same e-mail as Somebody (user 1)");
	world_free(w);
}

static void a_pass_needs_every_users_address(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.users[1].email = "";
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.users[1].email = "[redacted]";
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_source_breaks(&w->account.sources[SOURCE_DETAILS], REASON_TIMEOUT);
	expect(w, VERDICT_UNKNOWN, REASON_TIMEOUT);
	world_source_breaks(&w->account.sources[SOURCE_USERS], REASON_TRUNCATED);
	expect(w, VERDICT_UNKNOWN, REASON_TRUNCATED);
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_NO_PERMISSION);
	expect(w, VERDICT_UNKNOWN, REASON_NO_PERMISSION);
	w->account.customers[0].email = "bob@msp.example";
	expect(w, VERDICT_FAIL, REASON_NONE);
	world_free(w);
}

/* JC-2.2 says that the token's user is gone; here that leaves nothing open. */
static void a_user_who_is_gone_has_no_address(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct user *owner = &w->account.users[0];

	owner->listed = owner->detailed = false;
	owner->email = "";
	owner->detail_status = 404;
	owner->gone = true;
	expect(w, VERDICT_PASS, REASON_NONE);
	owner->gone = false; /* a page of a proxy */
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

static void only_active_customers_count(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.customers[3].email = "ann@msp.example";
	expect(w, VERDICT_PASS, REASON_NONE);
	w->account.customers[3].disabled = TRI_UNKNOWN;
	expect(w, VERDICT_UNKNOWN, REASON_MALFORMED);
	w->account.customers[3].email = "else@where.example";
	expect(w, VERDICT_PASS, REASON_NONE);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_compared_trimmed_and_without_case),
		cmocka_unit_test(every_field_with_addresses_is_looked_at),
		cmocka_unit_test(an_address_that_is_unclear_leaves_its_customer_open),
		cmocka_unit_test(an_odd_field_leaves_its_customer_open_and_is_named),
		cmocka_unit_test(me_is_a_user_too),
		cmocka_unit_test(a_pass_needs_every_users_address),
		cmocka_unit_test(a_user_who_is_gone_has_no_address),
		cmocka_unit_test(only_active_customers_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
