/* What is known of a permission of the token, and how well. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, const char *name, enum tri granted, enum proof proof,
		   enum reason reason, enum permission_class class)
{
	world_evaluate(w);
	const struct permission_state *state = world_state(w, name);
	assert_non_null(state);
	assert_string_equal(tri_name(state->granted), tri_name(granted));
	assert_string_equal(proof_name(state->proof), proof_name(proof));
	assert_string_equal(reason_name(state->reason), reason_name(reason));
	assert_string_equal(class_name(state->class), class_name(class));
}

static void expect_note(struct world *w, const char *name, const char *part)
{
	const struct permission_state *state = world_state(w, name);

	if (!strstr(state->note, part))
		fail_msg("'%s' does not hold '%s'", state->note, part);
}

static void no_attestation(struct world *w)
{
	w->audit.token = NULL;
}

static void a_probe_that_answers_proves(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "Customers - List/Search", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	assert_string_equal(world_state(w, "Customers - List/Search")->source, "GET /customers");
	assert_string_equal(world_state(w, "Customers - List/Search")->note, "");
	expect(w, "Customers - View Detail", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	assert_true(world_state(w, "Customers - View Detail")->needed);
	world_free(w);
}

static void a_refused_probe_beats_everything(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_refuse(world_probe(w, "Customers - Edit"));
	expect(w, "Customers - Edit", TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING);
	expect_note(w, "Customers - Edit", "Syncro lists it as granted, but the refusal counts.");
	expect_note(w, "Customers - Edit",
		    "A person confirmed it as granted, but the refusal counts.");
	/* Another request of the same permission says yes. */
	world_grant(world_add_probe(w, "Customers - Edit", "GET", "/customers/latest"),
		    PROOF_PROBED);
	expect(w, "Customers - Edit", TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING);
	expect_note(w, "Customers - Edit", "contradict each other; the refusal counts.");
	/* Or went wrong. */
	world_break(world_add_probe(w, "Customers - Edit", "GET", "/customers/latest"),
		    REASON_TIMEOUT);
	expect(w, "Customers - Edit", TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING);
	world_free(w);
}

static void inferred_counts_less_than_probed(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *create = "Tickets - Create";

	expect(w, create, TRI_YES, PROOF_INFERRED, REASON_NONE, CLASS_OK);
	expect_note(w, create, "Implied by Syncro's answer.");
	world_refuse(world_add_probe(w, create, "POST", "/tickets"));
	expect(w, create, TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING);
	w->account.probe_count--;
	world_grant(world_add_probe(w, create, "POST", "/tickets"), PROOF_PROBED);
	expect(w, create, TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	world_free(w);
}

static void inferred_and_declared_that_contradict_are_unknown(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_declare(w, "ticket", "write", TRI_NO);
	expect(w, "Tickets - Create", TRI_UNKNOWN, PROOF_NONE, REASON_MALFORMED, CLASS_UNKNOWN);
	expect_note(w, "Tickets - Create",
		    "A request implies one thing and Syncro reports the other.");
	world_declare(w, "ticket", "write", TRI_UNKNOWN); /* and whether they do, too */
	expect(w, "Tickets - Create", TRI_UNKNOWN, PROOF_NONE, REASON_MALFORMED, CLASS_UNKNOWN);
	/* What is probed does not care. */
	world_declare(w, "customer", "read", TRI_NO);
	expect(w, "Customers - List/Search", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	expect_note(w, "Customers - List/Search",
		    "Syncro lists it as not granted, but the test counts.");
	world_free(w);
}

static void a_fault_leaves_it_unknown_whatever_is_declared_or_attested(void **state)
{
	static const enum reason reasons[] = {
		REASON_UNREACHABLE,  REASON_RATE_LIMITED, REASON_TIMEOUT,
		REASON_SERVER_ERROR, REASON_MALFORMED,	  REASON_UNAUTHENTICATED,
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(reasons); i++) {
		world_break(world_probe(w, "Customers - Edit"), reasons[i]);
		expect(w, "Customers - Edit", TRI_UNKNOWN, PROOF_NONE, reasons[i], CLASS_UNKNOWN);
	}
	/* A GET that was answered, and said nothing. */
	world_break(world_probe(w, "Customers - Edit"), REASON_NONE);
	expect(w, "Customers - Edit", TRI_UNKNOWN, PROOF_NONE, REASON_MALFORMED, CLASS_UNKNOWN);
	world_free(w);
}

static void a_fault_beside_a_usable_answer(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *create = "Tickets - Create";
	struct probe *read = world_probe(w, create);
	struct probe *write = world_add_probe(w, create, "POST", "/tickets");

	world_grant(read, PROOF_PROBED);
	world_break(write, REASON_SERVER_ERROR);
	expect(w, create, TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	/* What is only inferred does not outweigh it. */
	world_grant(read, PROOF_INFERRED);
	expect(w, create, TRI_UNKNOWN, PROOF_NONE, REASON_SERVER_ERROR, CLASS_UNKNOWN);
	world_free(w);
}

static void a_write_probe_that_says_nothing_is_no_fault(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct probe *probe = world_add_probe(w, "Tickets - Edit", "PUT", "/tickets/0");

	world_break(probe, REASON_NONE);
	expect(w, "Tickets - Edit", TRI_YES, PROOF_DECLARED, REASON_NONE, CLASS_OK);
	world_refuse(probe);
	expect(w, "Tickets - Edit", TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING);
	world_break(probe, REASON_TIMEOUT);
	expect(w, "Tickets - Edit", TRI_UNKNOWN, PROOF_NONE, REASON_TIMEOUT, CLASS_UNKNOWN);
	world_free(w);
}

static void without_a_probe_me_declares(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *delete = "Customers - Delete";

	expect(w, delete, TRI_YES, PROOF_DECLARED, REASON_NONE, CLASS_OK);
	expect_note(w, delete, "Reported by Syncro.");
	world_declare(w, "customer", "delete", TRI_NO);
	expect(w, delete, TRI_NO, PROOF_DECLARED, REASON_NONE, CLASS_MISSING);
	expect_note(w, delete, "A person confirmed it as granted, but what Syncro reports counts.");
	/* Neither true nor false: it should have been visible. */
	world_declare(w, "customer", "delete", TRI_UNKNOWN);
	expect(w, delete, TRI_UNKNOWN, PROOF_NONE, REASON_MALFORMED, CLASS_UNKNOWN);
	w->account.me.declared_count = 0;
	expect(w, delete, TRI_YES, PROOF_ATTESTED, REASON_NONE, CLASS_OK);
	no_attestation(w);
	expect(w, delete, TRI_UNKNOWN, PROOF_NONE, REASON_NONE, CLASS_UNKNOWN);
	world_free(w);
}

static void attestation_grants_and_refuses(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *merge = "Tickets - Merge";

	expect(w, merge, TRI_YES, PROOF_ATTESTED, REASON_NONE, CLASS_OK);
	assert_string_equal(world_state(w, merge)->source, "confirmed by Ann, 2026-11-01");
	expect_note(w, merge, "Confirmed by a person.");
	world_attest(w, "{'token':{'name':'T','expires_on':null,'permissions':[],'complete':"
			"true," WORLD_SIGNED "}}");
	expect(w, merge, TRI_NO, PROOF_ATTESTED, REASON_NONE, CLASS_MISSING);
	expect_note(w, merge, "The confirmed list is said to be complete and does not name it.");
	w->audit.token->complete = false;
	expect(w, merge, TRI_UNKNOWN, PROOF_NONE, REASON_NONE, CLASS_UNKNOWN);
	w->audit.token->complete = true;
	w->audit.token->ends_at = WORLD_NOW - 1;
	expect(w, merge, TRI_UNKNOWN, PROOF_NONE, REASON_NONE, CLASS_UNKNOWN);
	world_free(w);
}

static void what_was_not_asked_is_unknown(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_drop(w, "Customers - Edit");
	expect(w, "Customers - Edit", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED, CLASS_UNKNOWN);
	world_break(world_add_probe(w, "Customers - Edit", "GET", "/customers/latest"),
		    REASON_NOT_REQUESTED);
	expect(w, "Customers - Edit", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED, CLASS_UNKNOWN);
	world_drop(w, "Customers - View Detail");
	expect(w, "Customers - View Detail", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED,
	       CLASS_UNKNOWN);
	world_drop(w, "Tickets - List/Search");
	expect(w, "Tickets - List/Search", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED,
	       CLASS_UNKNOWN);
	world_free(w);
}

static void a_list_without_a_probe_speaks_for_itself(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *list = "Customers - List/Search";

	world_drop(w, list);
	expect(w, list, TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	/* Refused half-way: the token was revoked, and what it carried is not certain. */
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_UNAUTHENTICATED);
	expect(w, list, TRI_UNKNOWN, PROOF_NONE, REASON_UNAUTHENTICATED, CLASS_UNKNOWN);
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_SERVER_ERROR);
	expect(w, list, TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK); /* some of it was read */
	/* A page refused behind one that broke says the same of the token. */
	w->account.sources[SOURCE_CUSTOMERS].refused = true;
	expect(w, list, TRI_UNKNOWN, PROOF_NONE, REASON_UNAUTHENTICATED, CLASS_UNKNOWN);
	w->account.sources[SOURCE_CUSTOMERS].refused = false;
	w->account.sources[SOURCE_CUSTOMERS].records = 0;
	expect(w, list, TRI_UNKNOWN, PROOF_NONE, REASON_SERVER_ERROR, CLASS_UNKNOWN);
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_NO_PERMISSION);
	expect(w, list, TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING);
	world_drop(w, "Recurring Invoices - List");
	expect(w, "Recurring Invoices - List", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	world_free(w);
}

static void a_ticket_can_only_be_asked_for_when_there_is_one(void **state)
{
	(void)state;
	struct world *w = world_new();
	const char *details = "Tickets - View Details";

	world_drop(w, details);
	expect(w, details, TRI_YES, PROOF_DECLARED, REASON_NONE, CLASS_OK);
	world_refuse(world_probe(w, "Tickets - List/Search"));
	/* Refused, it leaves the decision to what is declared, else to what is attested. */
	expect(w, details, TRI_YES, PROOF_DECLARED, REASON_NONE, CLASS_OK);
	w->account.me.declared_count = 0;
	expect(w, details, TRI_YES, PROOF_ATTESTED, REASON_NONE, CLASS_OK);
	world_break(world_probe(w, "Tickets - List/Search"), REASON_TIMEOUT);
	expect(w, details, TRI_UNKNOWN, PROOF_NONE, REASON_TIMEOUT, CLASS_UNKNOWN);
	world_drop(w, "Tickets - List/Search");
	expect(w, details, TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED, CLASS_UNKNOWN);
	/* A profile that does not need the list: it was read all the same. */
	w->account.no_ticket = true;
	expect(w, details, TRI_YES, PROOF_ATTESTED, REASON_NONE, CLASS_OK);
	world_free(w);
}

/* A catalogue of its own, in which a list of users and a customer's record show things. */
static void other_catalogues_work_the_same(void **state)
{
	static const char json[] =
		"{'version':'1','permissions':["
		"{'name':'Users - List','family':'Users','probes':[{'list':'users'}]},"
		"{'name':'Customers - Peek','family':'Customers','probes':[{'method':'GET',"
		"'path':'/customers/{customer}','answer':{'record':true}}]},"
		"{'name':'Tickets - Peek','family':'Tickets','probes':[{'method':'GET',"
		"'path':'/tickets/{ticket}','answer':{'record':true}}]}]}";
	struct error err = { .message = "" };

	(void)state;
	struct world *w = world_new();
	const char *text = world_json(w, json);
	assert_int_equal(catalogue_read(w->arena, "p", text, strlen(text), &w->catalogue, &err), 0);
	w->audit.catalogue = w->catalogue;
	w->audit.token = NULL;
	w->account.probe_count = 0;
	world_check(w, "{'kind':'permission-family','permissions':['Users - List',"
		       "'Customers - Peek','Tickets - Peek']}");
	expect(w, "Users - List", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	expect(w, "Customers - Peek", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED, CLASS_UNKNOWN);
	expect(w, "Tickets - Peek", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED, CLASS_UNKNOWN);
	/* No customer to look at: nothing shows it, unless the list was cut short. */
	w->account.customer_count = 0;
	expect(w, "Customers - Peek", TRI_UNKNOWN, PROOF_NONE, REASON_NONE, CLASS_UNKNOWN);
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TRUNCATED);
	expect(w, "Customers - Peek", TRI_UNKNOWN, PROOF_NONE, REASON_TRUNCATED, CLASS_UNKNOWN);
	world_free(w);
}

static void a_refusal_after_revocation_proves_nothing(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.me.revoked = true;
	world_refuse(world_probe(w, "Customers - Edit"));
	expect(w, "Customers - Edit", TRI_UNKNOWN, PROOF_NONE, REASON_UNAUTHENTICATED,
	       CLASS_UNKNOWN);
	expect_note(w, "Customers - Edit", "stopped being accepted during the run");
	expect(w, "Customers - List/Search", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_OK);
	world_drop(w, "Recurring Invoices - List");
	w->account.sources[SOURCE_SCHEDULES].records = 0;
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_NO_PERMISSION);
	expect(w, "Recurring Invoices - List", TRI_UNKNOWN, PROOF_NONE, REASON_UNAUTHENTICATED,
	       CLASS_UNKNOWN);
	world_free(w);
}

static void the_matrix_shows_needed_ones_and_what_is_there_beside_them(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_evaluate(w);
	assert_int_equal(w->audit.permission_count, 32);       /* all needed, and nothing else */
	assert_null(world_state(w, "Invoices - List/Search")); /* refused */
	world_grant(world_probe(w, "Invoices - List/Search"), PROOF_PROBED);
	world_break(world_probe(w, "Vendors - List"), REASON_TIMEOUT);
	world_drop(w, "Leads - List/Search");
	world_declare(w, "asset", "write", TRI_YES); /* may speak of the user */
	expect(w, "Invoices - List/Search", TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_EXCESS);
	expect(w, "Vendors - List", TRI_UNKNOWN, PROOF_NONE, REASON_TIMEOUT, CLASS_UNKNOWN);
	expect(w, "Leads - List/Search", TRI_UNKNOWN, PROOF_NONE, REASON_NOT_REQUESTED,
	       CLASS_UNKNOWN);
	assert_null(world_state(w, "Assets - Edit"));
	assert_int_equal(w->audit.permission_count, 35);
	assert_false(w->audit.permissions[34].needed);
	assert_true(w->audit.permissions[31].needed);
	world_free(w);
}

static void attested_beyond_need_is_excess(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'token':{'name':'T','expires_on':null,'permissions':['Invoices - Delete',"
			"'Vendors - List']," WORLD_SIGNED "}}");
	expect(w, "Invoices - Delete", TRI_YES, PROOF_ATTESTED, REASON_NONE, CLASS_EXCESS);
	assert_null(world_state(w, "Vendors - List")); /* refused, whatever is attested */
	world_free(w);
}

static void nothing_is_known_when_me_gave_no_answer(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->account.me.known = false;
	w->account.me.rejected = true;
	w->account.probe_count = 0;
	expect(w, "Customers - Edit", TRI_UNKNOWN, PROOF_NONE, REASON_UNAUTHENTICATED,
	       CLASS_UNKNOWN);
	expect(w, "Tickets - Merge", TRI_UNKNOWN, PROOF_NONE, REASON_UNAUTHENTICATED,
	       CLASS_UNKNOWN);
	assert_int_equal(w->audit.permission_count, 32);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_probe_that_answers_proves),
		cmocka_unit_test(a_refused_probe_beats_everything),
		cmocka_unit_test(inferred_counts_less_than_probed),
		cmocka_unit_test(inferred_and_declared_that_contradict_are_unknown),
		cmocka_unit_test(a_fault_leaves_it_unknown_whatever_is_declared_or_attested),
		cmocka_unit_test(a_fault_beside_a_usable_answer),
		cmocka_unit_test(a_write_probe_that_says_nothing_is_no_fault),
		cmocka_unit_test(without_a_probe_me_declares),
		cmocka_unit_test(attestation_grants_and_refuses),
		cmocka_unit_test(what_was_not_asked_is_unknown),
		cmocka_unit_test(a_list_without_a_probe_speaks_for_itself),
		cmocka_unit_test(a_ticket_can_only_be_asked_for_when_there_is_one),
		cmocka_unit_test(other_catalogues_work_the_same),
		cmocka_unit_test(a_refusal_after_revocation_proves_nothing),
		cmocka_unit_test(the_matrix_shows_needed_ones_and_what_is_there_beside_them),
		cmocka_unit_test(attested_beyond_need_is_excess),
		cmocka_unit_test(nothing_is_known_when_me_gave_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
