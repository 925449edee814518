/* When a periodic audit may keep silent: any single thing that moved breaks the silence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/compare/compare.h"
#include "audit/compare/movement.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/results/results.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"

#define DAYS(n) ((n)*CLOCK_DAY_MS)
#define BASELINE (FIXTURE_NOW - DAYS(90))

/* Far from every end, and nothing left unchecked by a fault. */
static struct fixture_audit *calm_audit(void)
{
	struct fixture_audit *f = fixture_audit_new();

	for (size_t i = 0; i < f->audit.waiver_count; i++)
		f->audit.waivers[i].ends_at = FIXTURE_NOW + DAYS(31);
	for (size_t i = 0; i < f->audit.attestation_count; i++)
		f->audit.attestations[i].ends_at = FIXTURE_NOW + DAYS(31);
	f->audit.token->ends_at = f->audit.token->expires_at = FIXTURE_NOW + DAYS(31);
	f->audit.groups_attested[0].ends_at = FIXTURE_NOW + DAYS(31);
	for (size_t i = 0; i < f->audit.finding_count; i++)
		if (f->audit.findings[i].verdict == VERDICT_UNKNOWN)
			f->audit.findings[i].reason = REASON_NO_PERMISSION;
	return f;
}

typedef void change_audit(struct fixture_audit *f, struct results *before);

/* What the audit says once `change` was made to it, or to its baseline. */
static enum moved moved_by(change_audit *change)
{
	struct fixture_audit *f = calm_audit();
	struct results *before = fixture_results(f);
	struct error err = { .message = "" };

	before->assessed_at = BASELINE;
	change(f, before);
	assert_int_equal(compare_audit(f->arena, before, &f->audit, &err), 0);
	const enum moved moved = movement_since_baseline(&f->audit);
	fixture_audit_free(f);
	return moved;
}

static void nothing(struct fixture_audit *f, struct results *before)
{
	(void)f;
	(void)before;
}

static void users_and_customers(struct fixture_audit *f, struct results *before)
{
	(void)f;
	before->users[0].name = "Former Name";
	before->user_count--;
	before->customers = --before->row_count;
	before->groups[0].access_type = "another one";
	before->permissions[0].source = "another one";
	before->sources[2].complete = false;
}

static void refused_each_time(struct fixture_audit *f, struct results *before)
{
	f->audit.findings[0].verdict = before->findings[0].verdict = VERDICT_UNKNOWN;
	f->audit.findings[0].reason = before->findings[0].reason = REASON_UNAUTHENTICATED;
}

static void expired_before_the_baseline(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.waivers[0].ends_at = f->audit.attestations[0].ends_at = BASELINE - 1;
	f->audit.token->ends_at = f->audit.groups_attested[0].ends_at = BASELINE - 1;
	f->audit.token->expires_at = BASELINE - 1;
}

static void not_filled_in(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.attestations[1].ends_at = FIXTURE_NOW + DAYS(1); /* nobody's word yet */
}

static void open_ended(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.token->expires = false;
	f->audit.token->expires_at = FIXTURE_NOW;
}

static void silence_where_nothing_moved(void **state)
{
	static change_audit *const changes[] = {
		nothing,       users_and_customers, refused_each_time, expired_before_the_baseline,
		not_filled_in, open_ended,
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(changes); i++)
		if (moved_by(changes[i]) != MOVED_NOTHING)
			fail_msg("case %zu: %d", i, (int)moved_by(changes[i]));
}

static void profile_version(struct fixture_audit *f, struct results *before)
{
	(void)f;
	before->profile.version = "0";
}

static void one_customer_only(struct fixture_audit *f, struct results *before)
{
	(void)f;
	before->row_count = 1; /* as 0.1.0 wrote it: the others are not there to compare */
}

static void verdict(struct fixture_audit *f, struct results *before)
{
	(void)f;
	before->verdict = before->verdict == OVERALL_READY ? OVERALL_INCONCLUSIVE : OVERALL_READY;
}

static void waiver_gone(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.waiver_count--;
}

static void waiver_reason(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.waivers[0].reason = "another one";
}

static void waiver_standing(struct fixture_audit *f, struct results *before)
{
	(void)f;
	before->waivers[3].standing = STANDING_IN_FORCE;
}

static void attestation_new(struct fixture_audit *f, struct results *before)
{
	(void)f;
	before->attestation_count--;
}

static void attested_by(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.attestations[0].attested_by = "Somebody Else";
}

static void fault_each_time(struct fixture_audit *f, struct results *before)
{
	f->audit.findings[0].verdict = before->findings[0].verdict = VERDICT_UNKNOWN;
	f->audit.findings[0].reason = before->findings[0].reason = REASON_SERVER_ERROR;
}

static void waiver_ends_soon(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.waivers[4].ends_at = FIXTURE_NOW + DAYS(30);
}

static void waiver_ended_since(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.waivers[0].ends_at = BASELINE;
}

static void attestation_ends_soon(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.attestations[0].ends_at = FIXTURE_NOW;
}

static void token_attestation_ends(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.token->ends_at = FIXTURE_NOW - 1;
}

static void token_itself_ends(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.token->expires_at = FIXTURE_NOW + DAYS(30);
}

static void group_attestation_ends(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->audit.groups_attested[0].ends_at = FIXTURE_NOW + DAYS(2);
}

/* A replay of old evidence may have a baseline that is younger than it. */
static void ends_before_a_younger_baseline(struct fixture_audit *f, struct results *before)
{
	before->assessed_at = FIXTURE_NOW + DAYS(20);
	f->audit.waivers[0].ends_at = FIXTURE_NOW + DAYS(10);
}

static void a_write_was_accepted(struct fixture_audit *f, struct results *before)
{
	(void)before;
	f->account.requests[5].outcome = OUTCOME_OK; /* POST /tickets */
}

static void any_single_difference_breaks_the_silence(void **state)
{
	static const struct {
		change_audit *change;
		enum moved moved;
	} cases[] = {
		{ profile_version, MOVED_UNKNOWN },
		{ one_customer_only, MOVED_UNKNOWN },
		{ verdict, MOVED_VERDICT },
		{ waiver_gone, MOVED_ACCEPTANCE },
		{ waiver_reason, MOVED_ACCEPTANCE },
		{ waiver_standing, MOVED_ACCEPTANCE },
		{ attestation_new, MOVED_ACCEPTANCE },
		{ attested_by, MOVED_ACCEPTANCE },
		{ fault_each_time, MOVED_FAULT },
		{ waiver_ends_soon, MOVED_EXPIRY },
		{ waiver_ended_since, MOVED_EXPIRY },
		{ attestation_ends_soon, MOVED_EXPIRY },
		{ token_attestation_ends, MOVED_EXPIRY },
		{ token_itself_ends, MOVED_EXPIRY },
		{ group_attestation_ends, MOVED_EXPIRY },
		{ ends_before_a_younger_baseline, MOVED_EXPIRY },
		{ a_write_was_accepted, MOVED_RECORD },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (moved_by(cases[i].change) != cases[i].moved)
			fail_msg("case %zu: %d, expected %d", i, (int)moved_by(cases[i].change),
				 (int)cases[i].moved);
}

/* Every finding, every verdict it may have had, every reason, and its waiver. */
static void every_difference_of_every_finding_breaks_the_silence(void **state)
{
	struct fixture_audit *f = calm_audit();
	struct error err = { .message = "" };

	(void)state;
	for (size_t i = 0; i < f->audit.finding_count; i++)
		for (int was = 0; was < VERDICT_COUNT + REASON_COUNT + 1; was++) {
			struct results *before = fixture_results(f);
			struct results_finding *finding = &before->findings[i];
			bool same = false;
			if (was < VERDICT_COUNT) {
				same = finding->verdict == (enum verdict)was;
				finding->verdict = (enum verdict)was;
			} else if (was < VERDICT_COUNT + REASON_COUNT) {
				same = finding->reason == (enum reason)(was - VERDICT_COUNT);
				finding->reason = (enum reason)(was - VERDICT_COUNT);
			} else {
				finding->waived = !finding->waived;
			}
			before->assessed_at = BASELINE;
			assert_int_equal(compare_audit(f->arena, before, &f->audit, &err), 0);
			assert_int_equal(movement_since_baseline(&f->audit),
					 same ? MOVED_NOTHING : MOVED_FINDING);
		}
	fixture_audit_free(f);
}

static void a_finding_that_came_or_went_breaks_the_silence(void **state)
{
	struct fixture_audit *f = calm_audit();
	struct error err = { .message = "" };
	struct results *before = fixture_results(f);

	(void)state;
	before->finding_count--;
	assert_int_equal(compare_audit(f->arena, before, &f->audit, &err), 0);
	assert_int_equal(movement_since_baseline(&f->audit), MOVED_FINDING);
	before = fixture_results(f);
	f->audit.finding_count--;
	assert_int_equal(compare_audit(f->arena, before, &f->audit, &err), 0);
	assert_int_equal(movement_since_baseline(&f->audit), MOVED_FINDING);
	fixture_audit_free(f);
}

static void without_a_baseline_there_is_no_silence(void **state)
{
	struct fixture_audit *f = calm_audit();

	(void)state;
	assert_int_equal(movement_since_baseline(&f->audit), MOVED_UNKNOWN);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(silence_where_nothing_moved),
		cmocka_unit_test(any_single_difference_breaks_the_silence),
		cmocka_unit_test(every_difference_of_every_finding_breaks_the_silence),
		cmocka_unit_test(a_finding_that_came_or_went_breaks_the_silence),
		cmocka_unit_test(without_a_baseline_there_is_no_silence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
