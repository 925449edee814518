/* The dates to watch: what ends soon or ended, the earliest first, with what it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/model/work.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

/* A person's word about the token or a group. */
static struct attested_permissions attested(struct fixture_audit *f, const char *name, int64_t days)
{
	char day[CLOCK_TEXT];
	struct attested_permissions made = { .name = name,
					     .access_type = "",
					     .expires_on = "",
					     .attested_by = "Bea",
					     .attested_on = "2026-11-20",
					     .standing = STANDING_IN_FORCE };

	clock_date(day, FIXTURE_NOW + days * CLOCK_DAY_MS);
	made.valid_until = arena_strdup(f->arena, day);
	(void)clock_parse_date(day, &made.ends_at);
	return made;
}

static struct attested_permissions *token(struct fixture_audit *f, int64_t expires_in)
{
	struct attested_permissions *made = arena_alloc(f->arena, sizeof *made);
	const struct attested_permissions until = attested(f, "", expires_in);

	*made = attested(f, "Token", 365);
	made->expires = true;
	made->expires_on = until.valid_until;
	made->expires_at = until.ends_at;
	return made;
}

/* Nothing given by anybody. */
static struct fixture_audit *bare(void)
{
	struct fixture_audit *f = fixture_audit_new();

	f->audit.token = NULL;
	f->audit.customers_attested = NULL;
	f->audit.waiver_count = f->audit.attestation_count = f->audit.group_attested_count = 0;
	return f;
}

static void the_earliest_stands_first_with_what_it_is(void **state)
{
	static const char *const wanted[][2] = {
		{ "2026-01-31", "Exception for JC-5.2 (Northwind Traders) ended" },
		{ "2026-10-31", "Confirmation of JC-2.3 ended" },
		{ "2026-12-01", "Exception for JC-5.3 ends" },
		{ "2026-12-04", "Token expires" },
		{ "2026-12-10", "Exception for JC-2.3 ends" },
		{ "2027-01-31", "Confirmation of JC-4.2 ends" },
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->audit.token = token(f, 10);
	f->audit.customers_attested = NULL;
	f->audit.group_attested_count = 0;
	struct view *view = view_new(&f->audit);
	assert_int_equal(view->date_count, COUNT_OF(wanted));
	for (size_t i = 0; i < view->date_count; i++) {
		assert_string_equal(view->dates[i].day, wanted[i][0]);
		assert_string_equal(view->dates[i].what, wanted[i][1]);
		assert_int_equal(view->dates[i].past, i < 2);
	}
	view_free(view);
	fixture_audit_free(f);
}

static void those_of_one_kind_and_day_are_one_row(void **state)
{
	struct fixture_audit *f = bare();
	struct attested_permissions group;
	size_t count = 0;

	(void)state;
	group = attested(f, "Technicians", 68); /* the day on which that of JC-4.2 ends */
	f->audit.groups_attested = &group;
	f->audit.group_attested_count = 1;
	f->audit.attestation_count = 1;
	const struct view_date *dates = view_dates(f->arena, &f->audit, &count);
	assert_int_equal(count, 1);
	assert_string_equal(dates[0].names, "JC-4.2, the group Technicians");
	assert_string_equal(dates[0].what, "Confirmations of JC-4.2, the group Technicians end");
	fixture_audit_free(f);
}

static void a_date_is_watched_ninety_days_ahead(void **state)
{
	static const struct {
		int64_t days;
		size_t count;
	} cases[] = { { -400, 1 }, { 0, 1 }, { 89, 1 }, { 90, 0 }, { 91, 0 }, { 400, 0 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture_audit *f = bare();
		size_t count = 9;
		f->audit.token = token(f, cases[i].days);
		const struct view_date *dates = view_dates(f->arena, &f->audit, &count);
		assert_int_equal(count, cases[i].count);
		if (count)
			assert_string_equal(dates[0].what,
					    cases[i].days < 0 ? "Token expired" : "Token expires");
		fixture_audit_free(f);
	}
}

static void what_has_no_effect_is_not_watched(void **state)
{
	struct fixture_audit *f = bare();
	size_t count = 9;

	(void)state;
	/* Of another profile; not filled in; of a token that somebody knew once. */
	f->audit.waivers[0] = f->audit.waivers[1];
	f->audit.waivers[0].standing = STANDING_UNMATCHED;
	f->audit.waiver_count = 1;
	f->audit.attestations[0] = f->audit.attestations[1];
	f->audit.attestations[0].standing = STANDING_IN_FORCE;
	f->audit.attestation_count = 1;
	f->audit.token = token(f, 10);
	f->audit.token->standing = STANDING_EXPIRED;
	const struct view_date *dates = view_dates(f->arena, &f->audit, &count);
	assert_non_null(dates);
	assert_int_equal(count, 0);
	fixture_audit_free(f);
}

/* Its word ended: that is the date, and not what it said of the token. */
static void a_confirmation_that_ended_is_told(void **state)
{
	struct fixture_audit *f = bare();
	struct attested_permissions *told = token(f, 10);
	size_t count = 0;

	(void)state;
	*told = attested(f, "Token", -3);
	told->standing = STANDING_EXPIRED;
	f->audit.token = told;
	const struct view_date *dates = view_dates(f->arena, &f->audit, &count);
	assert_int_equal(count, 1);
	assert_string_equal(dates[0].what, "Confirmation of the token ended");
	assert_true(dates[0].past);
	fixture_audit_free(f);
}

/* What is not met is due until it is; what is met, accepted or marked as fixed is not. */
static void work_is_due_until_it_is_done(void **state)
{
	static const struct {
		enum verdict verdict;
		bool accepted;
		enum work_state state;
		const char *owner, *due, *what; /* NULL: none to watch */
	} cases[] = {
		{ VERDICT_FAIL, false, WORK_OPEN, "Ann Lee", "2026-12-09",
		  "Work on JC-1.1 (Ann Lee) is due" },
		{ VERDICT_FAIL, false, WORK_DISPUTED, "", "2026-11-01", "Work on JC-1.1 was due" },
		{ VERDICT_UNKNOWN, false, WORK_IN_PROGRESS, "", "2026-12-09",
		  "Work on JC-1.1 is due" },
		{ VERDICT_MANUAL, false, WORK_OPEN, "", "2026-12-09", "Work on JC-1.1 is due" },
		{ VERDICT_FAIL, false, WORK_OPEN, "Ann Lee", "", NULL },
		{ VERDICT_FAIL, false, WORK_OPEN, "Ann Lee", "2027-12-09", NULL },
		{ VERDICT_FAIL, false, WORK_FIXED, "Ann Lee", "2026-12-09", NULL },
		{ VERDICT_FAIL, true, WORK_OPEN, "Ann Lee", "2026-12-09", NULL },
		{ VERDICT_PASS, false, WORK_OPEN, "Ann Lee", "2026-12-09", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture_audit *f = bare();
		struct finding *finding = &f->audit.findings[0];
		struct work_row row = { .requirement = "JC-1.1",
					.owner = cases[i].owner,
					.due = cases[i].due,
					.state = cases[i].state };
		const struct work work = { .rows = &row, .count = 1 };
		const struct waiver waiver = { .requirement = "JC-1.1" };
		size_t count = 0;
		assert_string_equal(finding->requirement->id, "JC-1.1");
		finding->verdict = cases[i].verdict;
		finding->waiver = cases[i].accepted ? &waiver : NULL;
		f->audit.work = &work;
		const struct view_date *dates = view_dates(f->arena, &f->audit, &count);
		assert_int_equal(count, cases[i].what != NULL);
		if (count)
			assert_string_equal(dates[0].what, cases[i].what);
		fixture_audit_free(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_is_due_until_it_is_done),
		cmocka_unit_test(the_earliest_stands_first_with_what_it_is),
		cmocka_unit_test(those_of_one_kind_and_day_are_one_row),
		cmocka_unit_test(a_date_is_watched_ninety_days_ahead),
		cmocka_unit_test(what_has_no_effect_is_not_watched),
		cmocka_unit_test(a_confirmation_that_ended_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
