/* Which way each requirement went, and one row for each thing that is otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/compare/compare.h"
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/results/results.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"

/* Once for all formats; --fail-on regressed rings 1 where it is worse. */
static void every_pair_of_verdicts_has_its_direction(void **state)
{
	static const char *const names = "-WLB.";
	/* Then: pass, fail, unknown, manual, not applicable, informational; now: the same. */
	static const enum verdict order[] = { VERDICT_PASS,	     VERDICT_FAIL,
					      VERDICT_UNKNOWN,	     VERDICT_MANUAL,
					      VERDICT_NOTAPPLICABLE, VERDICT_INFORMATIONAL };
	static const char *const expected[] = { "-WLL..", "B-L...", "BW-...",
						"BWL-..", ".WL.-.", ".WL..-" };
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t was = 0; was < VERDICT_COUNT; was++)
		for (size_t is = 0; is < VERDICT_COUNT; is++) {
			struct results *before = fixture_results(f), *after = fixture_results(f);
			before->findings[0].verdict = order[was];
			after->findings[0].verdict = order[is];
			const struct comparison *c = fixture_comparison(f->arena, before, after);
			assert_int_equal(names[c->findings[0].drift - DRIFT_UNCHANGED],
					 expected[was][is]);
		}
	fixture_audit_free(f);
}

static void a_waiver_that_lapsed_is_worse_and_a_new_one_is_information(void **state)
{
	static const struct {
		enum verdict verdict;
		bool before, after;
		enum drift drift;
	} cases[] = {
		{ VERDICT_FAIL, true, false, DRIFT_WORSE },
		{ VERDICT_MANUAL, true, false, DRIFT_LESS_CERTAIN },
		{ VERDICT_FAIL, false, true, DRIFT_INFORMATION },
		{ VERDICT_FAIL, true, true, DRIFT_UNCHANGED },
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct results *before = fixture_results(f), *after = fixture_results(f);
		before->findings[0].verdict = after->findings[0].verdict = cases[i].verdict;
		before->findings[0].waived = cases[i].before;
		after->findings[0].waived = cases[i].after;
		const struct comparison *c = fixture_comparison(f->arena, before, after);
		assert_int_equal(c->findings[0].drift, cases[i].drift);
		assert_int_equal(*c->findings[0].details != '\0',
				 cases[i].before != cases[i].after);
	}
	fixture_audit_free(f);
}

/* A thing is one row, however much of it is otherwise. */
static void a_thing_is_one_row(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->permissions[0].granted = TRI_YES;
	after->permissions[0].granted = TRI_NO;
	before->permissions[0].proof = PROOF_ATTESTED;
	after->permissions[0].proof = PROOF_PROBED;
	after->users[0].name = "Renamed";
	after->users[0].email = "renamed@example.com";
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_int_equal(c->row_count, 2);
	assert_non_null(fixture_row(c, COMPARED_PERMISSION, MOVEMENT_CHANGED, "granted"));
	const struct comparison_row *user =
		fixture_row(c, COMPARED_USER, MOVEMENT_CHANGED, "name, e-mail");
	assert_non_null(user);
	/* What it is called now is one of the things that are otherwise. */
	assert_string_equal(user->after, "name: Renamed; e-mail: renamed@example.com");
	assert_non_null(strstr(user->before, "name: "));
	fixture_audit_free(f);
}

static struct customer_address second = { "notification_email", "second@cust.example" };

/* Every address that the rules look at, in whatever order it was read. */
static void a_changed_address_of_a_customer_is_told(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->rows[0].email = "one@cust.example";
	after->rows[0].email = "two@cust.example";
	before->rows[1].email = second.text;
	before->rows[1].addresses = &(struct customer_address){ "email", "one@cust.example" };
	after->rows[1].email = "one@cust.example";
	after->rows[1].addresses = &second;
	before->rows[1].address_count = after->rows[1].address_count = 1;
	before->rows[2].email = after->rows[2].email = "one@cust.example";
	after->rows[2].addresses = &second;
	after->rows[2].address_count = 1;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_int_equal(c->row_count, 2);
	assert_int_equal(c->of[COMPARED_CUSTOMER][MOVEMENT_CHANGED], 2);
	assert_string_equal(c->rows[0].what, "e-mail");
	assert_string_equal(c->rows[0].before, "one@cust.example");
	assert_string_equal(c->rows[0].after, "two@cust.example");
	assert_string_equal(c->rows[1].before, "one@cust.example");
	assert_string_equal(c->rows[1].after, "one@cust.example, second@cust.example");
	fixture_audit_free(f);
}

/* A report of 0.1.0 tells none, an odd field none that is known, another edition a mask. */
static void an_address_that_is_not_told_is_not_compared(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->rows[0].email = NULL;
	after->rows[1].email = NULL;
	assert_int_equal(fixture_comparison(f->arena, before, after)->row_count, 0);
	after->rows[2].email = "another@cust.example";
	after->edition = "auditor";
	assert_int_equal(fixture_comparison(f->arena, before, after)
				 ->of[COMPARED_CUSTOMER][MOVEMENT_CHANGED],
			 0);
	fixture_audit_free(f);
}

static void a_waiver_that_is_no_longer_needed_is_told(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	after->waivers = arena_copy(f->arena, before->waivers,
				    before->waiver_count * sizeof *before->waivers);
	after->waivers[0].effective = false;
	after->waivers[0].unneeded = true;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	const struct comparison_row *row =
		fixture_row(c, COMPARED_WAIVER, MOVEMENT_CHANGED, "state");
	assert_non_null(row);
	assert_string_equal(
		row->after,
		"no longer needed; written to last until 31 May 2027 (Ann Löwe): The integration "
		"never merges customers; agreed with the vendor.");
	/* Another version may have meant the same by "in-force". */
	before->tool_version = "0.0.9";
	assert_null(fixture_row(fixture_comparison(f->arena, before, after), COMPARED_WAIVER,
				MOVEMENT_CHANGED, "state"));
	fixture_audit_free(f);
}

/* The rest of the token's owner who is on no list any more is what /me tells. */
static void who_is_gone_is_removed(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	after->users[0].gone = true;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_int_equal(c->row_count, 1);
	assert_non_null(fixture_row(c, COMPARED_USER, MOVEMENT_REMOVED, ""));
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_of_verdicts_has_its_direction),
		cmocka_unit_test(a_waiver_that_lapsed_is_worse_and_a_new_one_is_information),
		cmocka_unit_test(a_thing_is_one_row),
		cmocka_unit_test(a_changed_address_of_a_customer_is_told),
		cmocka_unit_test(an_address_that_is_not_told_is_not_compared),
		cmocka_unit_test(a_waiver_that_is_no_longer_needed_is_told),
		cmocka_unit_test(who_is_gone_is_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
