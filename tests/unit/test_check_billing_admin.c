/* An administrator of the vendor's portal with the billing role. */
#include "audit/core/array.h"
#include "tests/unit/fixture_mtp.h"

#define ID "JC-1.1"
#define BILLING "Administrator With Billing"

static struct world *world_without_a_word(void)
{
	struct world *w = world_new();

	w->audit.attestation_count = 0;
	return w;
}

static void one_with_the_role_is_enough(void **state)
{
	static const char *const roles[] = { BILLING, "administrator with billing",
					     "ADMINISTRATOR WITH BILLING" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		struct world *w = world_without_a_word();
		struct mtp *mtp = world_mtp(w);
		(void)world_mtp_admin(mtp, "Administrator");
		(void)world_mtp_admin(mtp, roles[i]);
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_PASS, REASON_NONE);
		assert_int_equal(world_finding(w, ID)->proof, PROOF_PROBED);
		const struct observation *seen = world_observation(w, ID, "administrator:a2");
		assert_non_null(seen);
		assert_string_equal(seen->source, "GET /providers/{id}/administrators");
		assert_null(world_observation(w, ID, "administrator:a1"));
		world_free(w);
	}
}

static void without_one_it_fails_and_a_word_does_not_help(void **state)
{
	static const struct {
		const char *role;
		enum tri suspended;
	} cases[] = { { "Administrator", TRI_NO },
		      { "Administrator With Billing Read Only", TRI_NO },
		      { "Administrator Without Billing", TRI_NO },
		      { BILLING, TRI_YES } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_new();
		world_mtp_admin(world_mtp(w), cases[i].role)->suspended = cases[i].suspended;
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_FAIL, REASON_NONE);
		assert_int_equal(world_finding(w, ID)->proof, PROOF_PROBED);
		world_free(w);
	}
}

static void a_list_that_is_not_whole_can_pass_but_not_fail(void **state)
{
	(void)state;
	for (unsigned reason = REASON_NO_PERMISSION; reason < REASON_COUNT; reason++) {
		struct world *w = world_new();
		struct mtp *mtp = world_mtp(w);
		struct mtp_admin *admin = world_mtp_admin(mtp, "Administrator");
		world_source_breaks(&mtp->sources[MTP_ADMINS], (enum reason)reason);
		mtp->sources[MTP_ADMINS].pages = 1;
		mtp->sources[MTP_ADMINS].status = 403; /* of the second page */
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_UNKNOWN, (enum reason)reason);
		admin->role = BILLING;
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_PASS, REASON_NONE);
		world_free(w);
	}
}

static void whether_suspended_must_be_told(void **state)
{
	(void)state;
	struct world *w = world_new();

	world_mtp_admin(world_mtp(w), BILLING)->suspended = TRI_UNKNOWN;
	world_evaluate(w);
	assert_finding(w, ID, VERDICT_UNKNOWN, REASON_MALFORMED);
	world_free(w);
}

/* 401, 403, 404 and nobody there say nothing of the administrators. */
static void not_checked_is_for_a_person(void **state)
{
	static const struct {
		int status;
		enum reason reason;
	} cases[] = { { 401, REASON_UNAUTHENTICATED },
		      { 403, REASON_NO_PERMISSION },
		      { 404, REASON_MALFORMED },
		      { 0, REASON_UNREACHABLE } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_without_a_word();
		struct mtp *mtp = world_mtp(w);
		world_source_breaks(&mtp->sources[MTP_ADMINS], cases[i].reason);
		mtp->sources[MTP_ADMINS].status = cases[i].status;
		mtp->sources[MTP_ADMINS].pages = 0;
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_MANUAL, REASON_NONE);
		assert_summary(w, ID, "could not be checked");
		world_attest(w, WORLD_ATTESTED);
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_PASS, REASON_NONE);
		assert_int_equal(world_finding(w, ID)->proof, PROOF_ATTESTED);
		assert_non_null(world_observation(w, ID, "administrators"));
		world_free(w);
	}
}

static void a_fault_is_for_nobody(void **state)
{
	static const struct {
		int status;
		enum reason reason;
	} cases[] = { { 500, REASON_SERVER_ERROR }, { 429, REASON_RATE_LIMITED },
		      { 0, REASON_TIMEOUT },	    { 200, REASON_MALFORMED },
		      { 302, REASON_MALFORMED },    { 0, REASON_NOT_REQUESTED } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_new();
		struct mtp *mtp = world_mtp(w);
		world_source_breaks(&mtp->sources[MTP_ADMINS], cases[i].reason);
		mtp->sources[MTP_ADMINS].status = cases[i].status;
		mtp->sources[MTP_ADMINS].pages = 0;
		world_evaluate(w);
		assert_finding(w, ID, VERDICT_UNKNOWN, cases[i].reason);
		world_free(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_with_the_role_is_enough),
		cmocka_unit_test(without_one_it_fails_and_a_word_does_not_help),
		cmocka_unit_test(a_list_that_is_not_whole_can_pass_but_not_fail),
		cmocka_unit_test(whether_suspended_must_be_told),
		cmocka_unit_test(not_checked_is_for_a_person),
		cmocka_unit_test(a_fault_is_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
