/* What the PDF says: nothing of what was not read, and nothing twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_layout.h"

#define ALIKE "Nothing was asked."

static size_t times(const struct layout *layout, const char *text)
{
	size_t count = 0;

	for (const char *at = str_text(&layout->text); (at = strstr(at, text)); at++)
		count++;
	return count;
}

static void of_a_list_that_was_not_read_nothing_is_counted(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();
	struct layout layout;

	(void)state;
	f->audit.looks[ISSUE_DUPLICATE_NAME] = (struct issue_look){ true, REASON_TIMEOUT };
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "The list of customers was not read"));
	assert_true(layout_shows(&layout, "The list of customers could not be read: no answer."));
	assert_false(layout_shows(&layout, " active, "));
	assert_false(layout_shows(&layout, " with problems"));
	assert_false(layout_shows(&layout, "What follows is what was read"));
	layout_release(&layout);
	fixture_audit_free(f);
}

static void of_users_that_were_not_read_nobody_is_counted(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct source *list = &f->account.sources[SOURCE_USERS];
	struct layout layout;

	(void)state;
	list->complete = false;
	list->reason = REASON_SERVER_ERROR;
	list->records = 0;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "The list of users was not read"));
	assert_false(layout_shows(&layout, " users; "));
	layout_release(&layout);
	list->records = 3;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, " read; the list is not complete; "));
	layout_release(&layout);
	fixture_audit_free(f);
}

/* What nobody looked for everywhere may be more than was found. */
static void a_number_of_what_was_looked_at_is_the_least(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	f->audit.looks[ISSUE_DUPLICATE_NAME] = (struct issue_look){ true, REASON_TRUNCATED };
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "; at least "));
	layout_release(&layout);
	f->audit.issue_count = 0;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "; no problem found, but not all was checked"));
	layout_release(&layout);
	fixture_audit_free(f);
}

static void what_no_permission_could_be_checked_for_is_said_once(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < f->audit.permission_count; i++) {
		f->audit.permissions[i].class = CLASS_UNKNOWN;
		f->audit.permissions[i].granted = TRI_UNKNOWN;
		f->audit.permissions[i].reason = REASON_TIMEOUT;
	}
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, " permissions is known: time ran out"));
	assert_true(layout_shows(&layout, f->audit.permissions[0].permission->name));
	layout_release(&layout);
	f->audit.permissions[0].reason = REASON_SERVER_ERROR;
	layout_make(&layout, &f->audit);
	assert_false(layout_shows(&layout, " permissions is known: "));
	layout_release(&layout);
	fixture_audit_free(f);
}

static void all_unknown_alike(struct fixture_audit *f)
{
	for (size_t i = 0; i < f->audit.finding_count; i++) {
		f->audit.findings[i].verdict = VERDICT_UNKNOWN;
		f->audit.findings[i].reason = REASON_MALFORMED;
		f->audit.findings[i].summary = ALIKE;
		f->audit.findings[i].waiver = NULL;
	}
	fixture_audit_count(f);
}

static void what_many_have_in_common_is_said_once(void **state)
{
	static const enum edition editions[] = { EDITION_INTERNAL, EDITION_AUDITOR };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(editions); i++) {
		struct fixture_audit *f = fixture_audit_new();
		struct layout layout;
		all_unknown_alike(f);
		f->audit.presentation.edition = editions[i];
		layout_make(&layout, &f->audit);
		assert_int_equal(times(&layout, ALIKE), 1);
		assert_true(layout_shows(&layout, editions[i] == EDITION_INTERNAL
							  ? "The same is true of JC-2.1, "
							  : "As for JC-1.1."));
		layout_release(&layout);
		fixture_audit_free(f);
	}
}

/* Where the reader's eye is when he meets the mark. */
static void a_footnote_stands_in_the_part_that_needs_it(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < f->audit.finding_count; i++) {
		f->audit.findings[i].verdict = VERDICT_FAIL;
		f->audit.findings[i].summary = "It is so. It is the same for many.";
		f->audit.findings[i].waiver = NULL;
	}
	fixture_audit_count(f);
	layout_make(&layout, &f->audit);
	assert_true(times(&layout, "so.\u00B9") > 1);
	const char *note = strstr(str_text(&layout.text), "\u00B9 It is the same for many.");
	assert_non_null(note);
	assert_true(note > strstr(str_text(&layout.text), "Most urgent first: what was found"));
	layout_release(&layout);
	fixture_audit_free(f);
}

/* The form is one of the jobs, and the numbers of the others run on. */
static void every_job_stands_with_its_number(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "Fill in the form under Confirmations: JC-1.1."));
	layout_release(&layout);
	fixture_audit_free(f);
}

static struct observation seen(const char *subject, const char *observed)
{
	return (struct observation){ .object = "",
				     .subject = subject,
				     .expected = "",
				     .observed = observed,
				     .source = "",
				     .verdict = VERDICT_FAIL };
}

/* The things are named, and what holds of several is said once. */
static void a_job_names_its_things(void **state)
{
	struct observation alike[] = { seen("Ann", "is an admin"), seen("Bob", "is an admin"),
				       seen("Cy", "is away") };
	struct observation counted[] = { seen("Active customers", "2 of 55: Alpha; Beta") };
	struct fixture_audit *f = fixture_audit_new();
	struct finding *finding = fixture_audit_finding(f, "JC-3.4");
	struct layout layout;

	(void)state;
	finding->observations = alike;
	finding->observation_count = COUNT_OF(alike);
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "Is an admin: Ann, Bob"));
	assert_true(layout_shows(&layout, "Cy: is away"));
	assert_int_equal(times(&layout, "an admin"), 1);
	layout_release(&layout);
	finding->observations = counted;
	finding->observation_count = COUNT_OF(counted);
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "Alpha; Beta"));
	assert_false(layout_shows(&layout, "2 of 55"));
	layout_release(&layout);
	fixture_audit_free(f);
}

static void what_counts_no_more_is_told_apart(void **state)
{
	static const enum standing standings[] = { STANDING_IN_FORCE, STANDING_EXPIRING,
						   STANDING_EXPIRED, STANDING_UNMATCHED };
	struct fixture_audit *f = fixture_audit_new();
	struct layout layout;

	(void)state;
	assert_true(f->audit.waiver_count >= COUNT_OF(standings));
	f->audit.waiver_count = COUNT_OF(standings);
	f->audit.attestation_count = f->audit.group_attested_count = 0;
	f->audit.token = NULL;
	f->audit.customers_attested = NULL;
	for (size_t i = 0; i < COUNT_OF(standings); i++)
		f->audit.waivers[i].standing = standings[i];
	layout_make(&layout, &f->audit);
	assert_true(layout_shows(&layout, "2 accepted exceptions in force, 1 expired, 1 not found; "
					  "0 confirmations in force"));
	layout_release(&layout);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_a_list_that_was_not_read_nothing_is_counted),
		cmocka_unit_test(of_users_that_were_not_read_nobody_is_counted),
		cmocka_unit_test(a_number_of_what_was_looked_at_is_the_least),
		cmocka_unit_test(what_no_permission_could_be_checked_for_is_said_once),
		cmocka_unit_test(what_many_have_in_common_is_said_once),
		cmocka_unit_test(a_footnote_stands_in_the_part_that_needs_it),
		cmocka_unit_test(every_job_stands_with_its_number),
		cmocka_unit_test(a_job_names_its_things),
		cmocka_unit_test(what_counts_no_more_is_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
