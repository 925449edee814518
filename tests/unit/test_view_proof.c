/* On whose word what is met rests: by proof, and of people by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/mem.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

static void proves(struct fixture_audit *f, const char *sentence)
{
	struct view *view = view_new(&f->audit);
	size_t sum = 0;

	for (int p = 0; p < PROOF_COUNT; p++)
		sum += view->met_by[p];
	assert_int_equal(sum, view->counts.met);
	assert_string_equal(view->proof, sentence);
	view_free(view);
}

static void people_are_named_and_how_long_their_word_holds(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	proves(f,
	       "Proof of the 6 met: 3 tested, 1 implied by Syncro's answers, 1 reported by Syncro, "
	       "1 confirmed by a person (Ann Löwe, valid until 31 January 2027).");
	fixture_audit_free(f);
}

/* Who sets the integration up is no witness for it. */
static void that_the_owner_confirms_is_told(void **state)
{
	static const char *const owners[] = { "Ann Löwe", "ann löwe" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct fixture_audit *f = fixture_audit_new();
		f->account.me.user_name = owners[i];
		proves(f,
		       "Proof of the 6 met: 3 tested, 1 implied by Syncro's answers, 1 reported by "
		       "Syncro, 1 confirmed by a person (Ann Löwe, valid until 31 January "
		       "2027). Ann Löwe is also the token owner.");
		f->account.me.user_name = "Ann";
		struct view *view = view_new(&f->audit);
		assert_false(view->confirmers[0].is_owner);
		view_free(view);
		fixture_audit_free(f);
	}
}

static void nobody_stands_for_a_name_that_only_begins_so(void **state)
{
	static const char *const others[] = { "confirmed by Ann Löwenthal, 2026-11-20",
					      "confirmed by Ann Löwe, Operations, 2026-11-20",
					      "confirmed by Joann Löwe, 2026-11-20" };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct finding *finding = fixture_audit_finding(f, "JC-5.1");
		finding->proof = finding->observations[0].proof = PROOF_ATTESTED;
		finding->observations[0].source = others[i];
		struct view *view = view_new(&f->audit);
		assert_int_equal(view->confirmer_count, 1);
		assert_int_equal(view->confirmers[0].met, 1);
		view_free(view);
		fixture_audit_free(f);
	}
}

/* A list of permissions is a person's word too: what ends first counts. */
static void a_word_for_the_token_counts_until_it_ends(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct finding *finding = fixture_audit_finding(f, "JC-5.1");

	(void)state;
	finding->proof = finding->observations[0].proof = PROOF_ATTESTED;
	finding->observations[0].source = "confirmed by Ann Löwe, 2026-11-20";
	f->audit.token->valid_until = "2026-12-10";
	f->audit.token->ends_at = INT64_C(1796947199999);
	proves(f,
	       "Proof of the 6 met: 2 tested, 1 implied by Syncro's answers, 1 reported by Syncro, "
	       "2 confirmed by a person (Ann Löwe, valid until 10 December 2026).");
	f->audit.token->standing = STANDING_EXPIRED;
	f->audit.group_attested_count = 0;
	proves(f,
	       "Proof of the 6 met: 2 tested, 1 implied by Syncro's answers, 1 reported by Syncro, "
	       "2 confirmed by a person (Ann Löwe, valid until 31 January 2027).");
	fixture_audit_free(f);
}

static void that_nobody_confirmed_is_told_too(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_audit_finding(f, "JC-4.2")->proof = PROOF_PROBED;
	fixture_audit_finding(f, "JC-3.3")->proof = PROOF_PROBED;
	proves(f, "Proof of the 6 met: 5 tested, 1 reported by Syncro, 0 confirmed by a person.");
	fixture_audit_free(f);
	f = fixture_audit_empty();
	proves(f, "");
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_are_named_and_how_long_their_word_holds),
		cmocka_unit_test(that_the_owner_confirms_is_told),
		cmocka_unit_test(nobody_stands_for_a_name_that_only_begins_so),
		cmocka_unit_test(a_word_for_the_token_counts_until_it_ends),
		cmocka_unit_test(that_nobody_confirmed_is_told_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
