/* Global Admins: how many, and not the integration's user. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void expect(struct world *w, const char *id, enum verdict verdict, enum reason reason)
{
	world_evaluate(w);
	assert_finding(w, id, verdict, reason);
}

static void add_admins(struct world *w, int64_t count)
{
	for (int64_t i = 0; i < count; i++)
		(void)world_user(w, 50 + i, "", TRI_YES, NULL);
}

/* Two in the fixture, and so many more; some cannot be told; perhaps not all were listed. */
static void the_count_is_an_interval(void **state)
{
	static const struct {
		int64_t more, unknown;
		bool whole;
		enum verdict verdict;
		enum reason reason;
	} cases[] = {
		{ 0, 0, true, VERDICT_PASS, REASON_NONE },
		{ 3, 0, true, VERDICT_PASS, REASON_NONE },
		{ 4, 0, true, VERDICT_FAIL, REASON_NONE },
		{ 0, 3, true, VERDICT_PASS, REASON_NONE },
		{ 0, 4, true, VERDICT_UNKNOWN, REASON_TIMEOUT },
		{ -1, 0, true, VERDICT_FAIL, REASON_NONE },
		{ -1, 1, true, VERDICT_UNKNOWN, REASON_TIMEOUT },
		{ 0, 0, false, VERDICT_UNKNOWN, REASON_TRUNCATED },
		{ -1, 0, false, VERDICT_UNKNOWN, REASON_TRUNCATED },
		{ 4, 0, false, VERDICT_FAIL, REASON_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *w = world_new();
		if (cases[i].more < 0)
			w->account.users[1].global_admin = TRI_NO;
		add_admins(w, cases[i].more);
		for (int64_t j = 0; j < cases[i].unknown; j++) {
			struct user *user = world_user(w, 70 + j, "", TRI_UNKNOWN, NULL);
			user->detailed = false;
			user->detail_reason = REASON_TIMEOUT;
			world_source_breaks(&w->account.sources[SOURCE_DETAILS], REASON_TIMEOUT);
		}
		if (!cases[i].whole)
			world_source_breaks(&w->account.sources[SOURCE_USERS], REASON_TRUNCATED);
		expect(w, "JC-6.1", cases[i].verdict, cases[i].reason);
		world_free(w);
	}
}

static void says_how_many_were_found(void **state)
{
	(void)state;
	struct world *w = world_new();

	expect(w, "JC-6.1", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "JC-6.1", "2 Global Admins; 2 to 5 are recommended.");
	assert_string_equal(world_observation(w, "JC-6.1", "global-admins")->observed, "2");
	const struct observation *bob = world_observation(w, "JC-6.1", "user:3");
	assert_int_equal(bob->verdict, VERDICT_INFORMATIONAL);
	assert_int_equal(bob->proof, PROOF_PROBED);
	assert_string_equal(bob->observed, "is a Global Admin");
	assert_null(world_observation(w, "JC-6.1", "user:1"));
	/* A record without a usable flag is no fault of the request. */
	w->account.users[1].global_admin = TRI_UNKNOWN;
	expect(w, "JC-6.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	assert_summary(w, "JC-6.1",
		       "At least 1 Global Admin; 2 to 5 are recommended. Not every user");
	assert_int_equal(world_observation(w, "JC-6.1", "user:2")->reason, REASON_MALFORMED);
	assert_string_equal(world_observation(w, "JC-6.1", "global-admins")->observed,
			    "at least 1");
	/* Of nobody known there is no number. */
	w->account.users[2].global_admin = TRI_UNKNOWN;
	expect(w, "JC-6.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	assert_summary(w, "JC-6.1",
		       "No Global Admin is known so far; 2 to 5 are recommended. Not every user");
	assert_string_equal(world_observation(w, "JC-6.1", "global-admins")->observed, "not known");
	w->account.users[2].global_admin = TRI_YES;
	world_check(w, "{'kind':'global-admins','at_least':1}");
	expect(w, "X-1", VERDICT_PASS, REASON_NONE);
	assert_summary(w, "X-1", "At least 1 Global Admin; at least 1 is recommended");
	world_free(w);
}

static void users_who_are_not_there_do_not_count(void **state)
{
	(void)state;
	struct world *w = world_new();
	struct user *gone = world_user(w, 60, "", TRI_UNKNOWN, NULL);

	gone->listed = gone->detailed = false;
	gone->gone = true;
	gone->detail_status = 404;
	expect(w, "JC-6.1", VERDICT_PASS, REASON_NONE);
	world_free(w);
}

static void the_tokens_user_by_both_sources(void **state)
{
	static const struct {
		enum tri me, record;
		enum verdict verdict;
		enum reason reason;
	} cases[] = {
		{ TRI_NO, TRI_NO, VERDICT_PASS, REASON_NONE },
		{ TRI_NO, TRI_UNKNOWN, VERDICT_PASS, REASON_NONE },
		{ TRI_UNKNOWN, TRI_NO, VERDICT_PASS, REASON_NONE },
		{ TRI_YES, TRI_YES, VERDICT_FAIL, REASON_NONE },
		{ TRI_YES, TRI_UNKNOWN, VERDICT_FAIL, REASON_NONE },
		{ TRI_UNKNOWN, TRI_YES, VERDICT_FAIL, REASON_NONE },
		{ TRI_YES, TRI_NO, VERDICT_UNKNOWN, REASON_MALFORMED },
		{ TRI_NO, TRI_YES, VERDICT_UNKNOWN, REASON_MALFORMED },
		{ TRI_UNKNOWN, TRI_UNKNOWN, VERDICT_UNKNOWN, REASON_MALFORMED },
	};

	(void)state;
	struct world *w = world_new();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		w->account.me.global_admin = cases[i].me;
		w->account.users[0].global_admin = cases[i].record;
		expect(w, "JC-6.2", cases[i].verdict, cases[i].reason);
		assert_int_equal(world_finding(w, "JC-6.2")->proof,
				 cases[i].verdict == VERDICT_UNKNOWN ? PROOF_NONE : PROOF_DECLARED);
	}
	w->account.me.global_admin = TRI_NO;
	w->account.users[0].global_admin = TRI_NO;
	expect(w, "JC-6.2", VERDICT_PASS, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-6.2")->observation_count, 2);
	assert_string_equal(world_observation(w, "JC-6.2", "user:1")->observed,
			    "is not a Global Admin");
	assert_int_equal(world_observation(w, "JC-6.2", "user:1")->verdict, VERDICT_PASS);
	/* And for the count of admins, two that contradict each other are unknown. */
	w->account.me.global_admin = TRI_YES;
	w->account.users[0].global_admin = TRI_NO;
	w->account.users[1].global_admin = TRI_NO;
	expect(w, "JC-6.1", VERDICT_UNKNOWN, REASON_MALFORMED);
	/* /me alone, when the record is not there. */
	w->account.users[0].id = 99;
	expect(w, "JC-6.2", VERDICT_FAIL, REASON_NONE);
	assert_int_equal(world_finding(w, "JC-6.2")->observation_count, 1);
	world_free(w);
}

/* A record that was lost might contradict what /me says: no fault becomes a pass. */
static void a_lost_record_of_the_tokens_user_is_unknown(void **state)
{
	static const struct {
		enum reason why;
		bool gone;
		enum verdict verdict;
	} cases[] = {
		{ REASON_SERVER_ERROR, false, VERDICT_UNKNOWN },
		{ REASON_TIMEOUT, false, VERDICT_UNKNOWN },
		{ REASON_UNREACHABLE, false, VERDICT_UNKNOWN },
		{ REASON_RATE_LIMITED, false, VERDICT_UNKNOWN },
		{ REASON_MALFORMED, false, VERDICT_UNKNOWN },
		{ REASON_UNAUTHENTICATED, false, VERDICT_UNKNOWN },
		{ REASON_NO_PERMISSION, false, VERDICT_PASS },
		{ REASON_NOT_REQUESTED, false, VERDICT_PASS },
		{ REASON_NONE, true, VERDICT_PASS },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (int me = TRI_YES; me <= TRI_NO; me++) {
			struct world *w = world_new();
			struct user *owner = &w->account.users[0];
			w->account.me.global_admin = (enum tri)me;
			owner->detailed = false;
			owner->global_admin = TRI_UNKNOWN;
			owner->detail_reason = cases[i].why;
			owner->gone = cases[i].gone;
			const bool lost = cases[i].verdict == VERDICT_UNKNOWN;
			expect(w, "JC-6.2",
			       lost	       ? VERDICT_UNKNOWN
			       : me == TRI_YES ? VERDICT_FAIL
					       : VERDICT_PASS,
			       lost ? cases[i].why : REASON_NONE);
			if (lost)
				assert_summary(w, "JC-6.2",
					       "might contradict what Syncro reports of the token");
			world_free(w);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_count_is_an_interval),
		cmocka_unit_test(says_how_many_were_found),
		cmocka_unit_test(users_who_are_not_there_do_not_count),
		cmocka_unit_test(the_tokens_user_by_both_sources),
		cmocka_unit_test(a_lost_record_of_the_tokens_user_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
