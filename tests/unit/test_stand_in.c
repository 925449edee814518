/* A person's word in place of an answer that Syncro does not give. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define ADD "Ticket Canned Responses - Manage"
#define STAND_IN(name, reason) "'stands_in_for':[{'permission':'" name "','reason':'" reason "'}],"
#define TOKEN(more)                                                                                \
	"{'token':{'name':'T','expires_on':null,'permissions':[" WORLD_PERMISSIONS "]," more       \
	"'complete':true," WORLD_SIGNED "}}"
#define ENTRY(id, verdict, fault)                                                                  \
	"{'requirement':'" id "','verdict':'" verdict                                              \
	"','statement':'Seen.','stands_in_for':'" fault "'," WORLD_SIGNED "}"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason,
		   enum proof proof)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
	assert_int_equal(world_finding(w, id)->proof, proof);
}

/* An endpoint that is broken for ever keeps no account from a verdict. */
static void the_tokens_list_stands_in_for_the_fault_it_names(void **state)
{
	static const struct {
		const char *attestation;
		enum reason met;
		bool counts;
	} cases[] = {
		{ TOKEN(STAND_IN(ADD, "server-error")), REASON_SERVER_ERROR, true },
		{ TOKEN(STAND_IN(ADD, "malformed")), REASON_MALFORMED, true },
		{ TOKEN(STAND_IN(ADD, "malformed")), REASON_SERVER_ERROR, false },
		{ TOKEN(STAND_IN("Tickets - Merge", "server-error")), REASON_SERVER_ERROR, false },
		{ TOKEN("'stands_in_for':[{'permission':'" ADD "','reason':'malformed'},"
			"{'permission':'" ADD "','reason':'server-error'}],"),
		  REASON_SERVER_ERROR, true }, /* one a month, each kept */
		{ TOKEN(""), REASON_SERVER_ERROR, false },
		{ TOKEN(STAND_IN(ADD, "server-error")), REASON_TIMEOUT, false },
		{ TOKEN(STAND_IN(ADD, "server-error")), REASON_RATE_LIMITED, false },
		{ TOKEN(STAND_IN(ADD, "server-error")), REASON_UNREACHABLE, false },
		{ TOKEN(STAND_IN(ADD, "malformed")), REASON_TRUNCATED, false },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		world_attest(w, cases[i].attestation);
		world_break(world_probe(w, ADD), cases[i].met);
		world_evaluate(w);
		assert_finding(w, "JC-4.3", cases[i].counts ? VERDICT_PASS : VERDICT_UNKNOWN,
			       cases[i].counts ? REASON_NONE : cases[i].met);
		assert_int_equal(world_state(w, ADD)->proof,
				 cases[i].counts ? PROOF_ATTESTED : PROOF_NONE);
	}
	world_free(w);
}

/* Where the request is answered, the answer counts; the finding says both otherwise. */
static void it_counts_only_where_the_fault_was_met(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, TOKEN(STAND_IN(ADD, "server-error")));
	world_refuse(world_probe(w, ADD));
	expect(w, "JC-4.3", VERDICT_FAIL, REASON_NONE, PROOF_PROBED);
	world_break(world_probe(w, ADD), REASON_SERVER_ERROR);
	world_evaluate(w);
	assert_non_null(
		strstr(world_state(w, ADD)->note, "a person's confirmation stands in for it"));
	world_free(w);
}

/* attestations.todo.json offers it for these as well. */
static void it_stands_in_for_what_me_tells_unclearly_too(void **state)
{
	static const char remove[] = "Customers - Delete", create[] = "Tickets - Create";

	(void)state;
	struct world *w = world_new();
	world_attest(w, TOKEN("'stands_in_for':[{'permission':'Customers - Delete','reason':"
			      "'malformed'},{'permission':'Tickets - Create','reason':"
			      "'malformed'}],"));
	world_declare(w, "customer", "delete", TRI_UNKNOWN);
	world_declare(w, "ticket", "write", TRI_NO);
	world_probe(w, create)->proof = PROOF_INFERRED;
	world_evaluate(w);
	assert_int_equal(world_state(w, remove)->proof, PROOF_ATTESTED);
	assert_int_equal(world_state(w, create)->proof, PROOF_ATTESTED);
	assert_finding(w, "JC-4.1", VERDICT_PASS, REASON_NONE);
	assert_string_equal(world_state(w, create)->note,
			    "A request implies one thing and Syncro reports the other. A person's "
			    "confirmation stands in for it.");
	world_attest(w, TOKEN(""));
	world_evaluate(w);
	assert_finding(w, "JC-4.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	assert_int_equal(world_state(w, create)->granted, TRI_UNKNOWN);
	world_free(w);
}

static void of_the_user_the_tokens_list_says_nothing(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, TOKEN(STAND_IN("Customers - List/Search", "server-error")));
	world_break(world_probe(w, "Customers - List/Search"), REASON_SERVER_ERROR);
	expect(w, "JC-3.1", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	world_free(w);
}

static void an_attestation_stands_in_for_a_finding(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-5.4", "pass", "server-error") "]}");
	expect(w, "JC-5.4", VERDICT_PASS, REASON_NONE, PROOF_PROBED);
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_SERVER_ERROR);
	w->account.schedule_count = 0;
	expect(w, "JC-5.4", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	assert_summary(w, "JC-5.4", "the confirmation stands in for it");
	world_attest(w, "{'attestations':[" ENTRY("JC-5.4", "fail", "server-error") "]}");
	expect(w, "JC-5.4", VERDICT_FAIL, REASON_NONE, PROOF_ATTESTED);
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_TRUNCATED);
	expect(w, "JC-5.4", VERDICT_UNKNOWN, REASON_TRUNCATED, PROOF_NONE);
	world_free(w);
}

/* A check names one of several faults: one that may be asked again hides behind none. */
static void not_where_anything_else_was_lost(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-5.5", "pass", "server-error") "]}");
	world_source_breaks(&w->account.sources[SOURCE_USERS], REASON_SERVER_ERROR);
	expect(w, "JC-5.5", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	w->account.users[1].detailed = false;
	w->account.users[1].detail_reason = REASON_TIMEOUT;
	expect(w, "JC-5.5", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	world_free(w);
}

/* What a check does not look at cannot have hidden anything from it. */
static void a_fault_elsewhere_keeps_no_word_from_counting(void **state)
{
	static const struct {
		const char *id, *attestation;
		enum source_id broken, cut;
		bool counts;
	} cases[] = {
		{ "JC-5.2", ENTRY("JC-5.2", "pass", "malformed"), SOURCE_CUSTOMERS,
		  SOURCE_SCHEDULES, true },
		{ "JC-5.2", ENTRY("JC-5.2", "pass", "malformed"), SOURCE_CUSTOMERS, SOURCE_USERS,
		  true },
		{ "JC-6.1", ENTRY("JC-6.1", "pass", "malformed"), SOURCE_USERS, SOURCE_CUSTOMERS,
		  true },
		{ "JC-5.4", ENTRY("JC-5.4", "pass", "malformed"), SOURCE_SCHEDULES, SOURCE_USERS,
		  true },
		{ "JC-5.4", ENTRY("JC-5.4", "pass", "malformed"), SOURCE_SCHEDULES,
		  SOURCE_CUSTOMERS, false },
		{ "JC-5.5", ENTRY("JC-5.5", "pass", "malformed"), SOURCE_CUSTOMERS, SOURCE_USERS,
		  false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_new();
		world_attest(w,
			     arena_printf(w->arena, "{'attestations':[%s]}", cases[i].attestation));
		w->account.schedule_count = 0;
		world_source_breaks(&w->account.sources[cases[i].broken], REASON_MALFORMED);
		world_source_breaks(&w->account.sources[cases[i].cut], REASON_TRUNCATED);
		world_evaluate(w);
		assert_int_equal(world_finding(w, cases[i].id)->verdict,
				 cases[i].counts ? VERDICT_PASS : VERDICT_UNKNOWN);
		world_free(w);
	}
}

/* A right of the user's is asked by a request, and of the user's own record. */
static void of_a_right_just_its_request_and_the_users_record_matter(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, "{'attestations':[" ENTRY("JC-3.5", "pass", "server-error") "]}");
	world_break(world_probe(w, "Tickets - List/Search"), REASON_SERVER_ERROR);
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_TRUNCATED);
	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_TIMEOUT);
	expect(w, "JC-3.5", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	w->account.users[1].detailed = false;
	w->account.users[1].detail_reason = REASON_TIMEOUT;
	expect(w, "JC-3.5", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	w->account.users[0].detailed = false;
	w->account.users[0].detail_reason = REASON_TIMEOUT;
	expect(w, "JC-3.5", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	world_free(w);
}

/* Two requests show it: what one of them met on the way is not hidden behind the other. */
static void of_two_faults_the_one_to_ask_again_is_told(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(w, TOKEN(STAND_IN(ADD, "server-error")));
	world_break(world_probe(w, ADD), REASON_SERVER_ERROR);
	world_break(world_add_probe(w, ADD, "GET", "/contacts?page=1"), REASON_TIMEOUT);
	expect(w, "JC-4.3", VERDICT_UNKNOWN, REASON_TIMEOUT, PROOF_NONE);
	world_free(w);
}

/* One more that agrees, later and without a fault named, takes nothing away. */
static void of_two_that_agree_the_one_that_names_the_fault_counts(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_SERVER_ERROR);
	w->account.schedule_count = 0;
	world_attest(
		w,
		"{'attestations':[" ENTRY(
			"JC-5.4", "pass",
			"server-error") ",{"
					"'requirement':'JC-5.4','verdict':'pass','statement':'S','attested_by':'Bea',"
					"'attested_on':'2026-11-23','valid_until':'2027-10-31'}]}");
	expect(w, "JC-5.4", VERDICT_PASS, REASON_NONE, PROOF_ATTESTED);
	assert_summary(w, "JC-5.4", "by Ann");
	world_attest(
		w,
		"{'attestations':[" ENTRY(
			"JC-5.4", "pass",
			"server-error") ",{"
					"'requirement':'JC-5.4','verdict':'fail','statement':'S','attested_by':'Bea',"
					"'attested_on':'2026-11-23','valid_until':'2027-10-31'}]}");
	expect(w, "JC-5.4", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	world_free(w);
}

/* What only warns has nothing that could be met. */
static void never_for_a_warning(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_source_breaks(&w->account.sources[SOURCE_CUSTOMERS], REASON_SERVER_ERROR);
	w->account.customer_count = 0;
	world_attest(w, "{'attestations':[" ENTRY("JC-7.4", "pass", "server-error") "]}");
	expect(w, "JC-7.4", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	world_free(w);
}

static void not_without_the_word_for_it(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_attest(
		w,
		"{'attestations':[{'requirement':'JC-5.4','verdict':'pass','statement':'S'," WORLD_SIGNED
		"}]}");
	world_source_breaks(&w->account.sources[SOURCE_SCHEDULES], REASON_SERVER_ERROR);
	w->account.schedule_count = 0;
	expect(w, "JC-5.4", VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tokens_list_stands_in_for_the_fault_it_names),
		cmocka_unit_test(it_counts_only_where_the_fault_was_met),
		cmocka_unit_test(it_stands_in_for_what_me_tells_unclearly_too),
		cmocka_unit_test(of_the_user_the_tokens_list_says_nothing),
		cmocka_unit_test(an_attestation_stands_in_for_a_finding),
		cmocka_unit_test(not_where_anything_else_was_lost),
		cmocka_unit_test(a_fault_elsewhere_keeps_no_word_from_counting),
		cmocka_unit_test(of_a_right_just_its_request_and_the_users_record_matter),
		cmocka_unit_test(of_two_faults_the_one_to_ask_again_is_told),
		cmocka_unit_test(not_without_the_word_for_it),
		cmocka_unit_test(of_two_that_agree_the_one_that_names_the_fault_counts),
		cmocka_unit_test(never_for_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
