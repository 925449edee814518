/* The token: accepted, whose it is, and for how long. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
}

static void accepted_rejected_or_neither(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct me *me = &w->account.me;

	expect(w, "JC-2.1", VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-2.1")->proof, PROOF_PROBED);
	me->revoked = true;
	expect(w, "JC-2.1", VERDICT_UNKNOWN, REASON_UNAUTHENTICATED);
	assert_summary(w, "JC-2.1", "accepted the token at first");
	*me = (struct me){ .rejected = true, .user_name = "", .user_email = "", .subdomain = "" };
	expect(w, "JC-2.1", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-2.1")->proof, PROOF_PROBED);
	me->rejected = false;
	world_source_breaks(&w->account.sources[SOURCE_ME], REASON_SERVER_ERROR);
	expect(w, "JC-2.1", VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	assert_string_equal(world_observation(w, "JC-2.1", "token")->observed, "it went wrong");
	w->account.sources[SOURCE_ME].problem = "";
	w->account.sources[SOURCE_ME].reason = REASON_NONE;
	expect(w, "JC-2.1", VERDICT_UNKNOWN, REASON_NOT_REQUESTED);
	world_free(w);
}

static void the_user_is_there_on_the_list_or_by_the_record(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct user *owner = &w->account.users[0];

	expect(w, "JC-2.2", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "JC-2.2",
		       "The token belongs to Somebody (user 1), who is on the user list.");
	owner->detailed = false;
	owner->detail_status = 0;
	owner->detail_reason = REASON_TIMEOUT;
	world_source_breaks(&w->account.sources[SOURCE_USERS], REASON_TRUNCATED);
	expect(w, "JC-2.2", VERDICT_PASS, REASON_NONE);
	owner->listed = false;
	owner->detailed = true;
	owner->detail_status = 200;
	expect(w, "JC-2.2", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "JC-2.2", "who exists; the user list was not read to its end.");
	w->account.sources[SOURCE_USERS].complete = true;
	expect(w, "JC-2.2", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "JC-2.2", "is not on the user list: perhaps a disabled user");
	world_free(w);
}

static void the_user_is_gone_only_if_both_say_so(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct user *owner = &w->account.users[0];

	owner->listed = owner->detailed = false;
	owner->gone = true;
	owner->detail_status = 404;
	owner->detail_reason = REASON_MALFORMED;
	expect(w, "JC-2.2", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "JC-2.2",
		       "The token belongs to Somebody (user 1), who no longer exists in Syncro.");
	owner->gone = false; /* a 404, but the page of a proxy */
	expect(w, "JC-2.2", VERDICT_UNKNOWN, REASON_MALFORMED);
	owner->gone = true;
	world_source_breaks(&w->account.sources[SOURCE_USERS], REASON_TRUNCATED);
	expect(w, "JC-2.2", VERDICT_UNKNOWN, REASON_TRUNCATED);
	w->account.sources[SOURCE_USERS].complete = true;
	owner->gone = false;
	owner->detail_status = 500;
	owner->detail_reason = REASON_SERVER_ERROR;
	expect(w, "JC-2.2", VERDICT_UNKNOWN, REASON_SERVER_ERROR);
	owner->detail_reason = REASON_NONE;
	expect(w, "JC-2.2", VERDICT_UNKNOWN, REASON_MALFORMED);
	owner->id = 99; /* and no user 1 at all */
	expect(w, "JC-2.2", VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

static void attest_expiry(struct world *w, const char *expires_on)
{
	world_attest(
		w,
		arena_printf(w->arena,
			     "{'token':{'name':'T','expires_on':%s,'permissions':[]," WORLD_SIGNED
			     "}}",
			     expires_on));
}

static void expiry_is_what_a_person_attests(void **state)
{
	static const struct {
		const char *expires_on;
		enum verdict verdict;
	} cases[] = {
		{ "null", VERDICT_PASS },	  { "'2027-11-24'", VERDICT_PASS },
		{ "'2026-12-24'", VERDICT_PASS }, /* thirty days to come */
		{ "'2026-12-23'", VERDICT_FAIL }, { "'2026-11-01'", VERDICT_FAIL },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		attest_expiry(w, cases[i].expires_on);
		expect(w, "JC-2.3", cases[i].verdict, REASON_NONE);
		assert_int_equal(world_finding(w, "JC-2.3")->proof, PROOF_ATTESTED);
	}
	assert_summary(w, "JC-2.3", "The token expires on 1 November 2026 (confirmed by Ann).");
	w->audit.token->expires_at = WORLD_NOW + 30 * CLOCK_DAY_MS;
	expect(w, "JC-2.3", VERDICT_PASS, REASON_NONE);
	w->audit.token->expires_at--;
	expect(w, "JC-2.3", VERDICT_FAIL, REASON_NONE);
	world_free(w);
}

static void none_at_all_may_be_asked_for(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_check(w, "{'kind':'token-expiry','open_ended':true}");
	attest_expiry(w, "null");
	expect(w, "X-1", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "X-1", "The token has no expiration date, as X asks (confirmed by Ann).");
	attest_expiry(w, "'2999-12-31'");
	expect(w, "X-1", VERDICT_FAIL, REASON_NONE);
	assert_summary(w, "X-1",
		       "The token expires on 31 December 2999; X asks for one without an "
		       "expiration date (confirmed by Ann).");
	assert_string_equal(world_observation(w, "X-1", "token")->expected, "no expiration date");
	w->audit.token = NULL;
	expect(w, "X-1", VERDICT_MANUAL, REASON_NONE);
	assert_summary(w, "X-1", "X asks for a token without an expiration date.");
	world_free(w);
}

static void without_an_attestation_in_force_it_is_manual(void **state)
{
	(void)state;
	struct world *w = world_new();

	w->audit.token->ends_at = WORLD_NOW - 1;
	expect(w, "JC-2.3", VERDICT_MANUAL, REASON_NONE);
	assert_string_equal(world_observation(w, "JC-2.3", "token")->observed,
			    "the confirmation ended on 2027-10-31");
	w->audit.token = NULL;
	expect(w, "JC-2.3", VERDICT_MANUAL, REASON_NONE);
	assert_int_equal(w->audit.verdict, OVERALL_INCONCLUSIVE); /* for JC-4.x */
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepted_rejected_or_neither),
		cmocka_unit_test(the_user_is_there_on_the_list_or_by_the_record),
		cmocka_unit_test(the_user_is_gone_only_if_both_say_so),
		cmocka_unit_test(expiry_is_what_a_person_attests),
		cmocka_unit_test(none_at_all_may_be_asked_for),
		cmocka_unit_test(without_an_attestation_in_force_it_is_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
