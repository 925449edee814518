/* Whatever was found: what a view says agrees with what it shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

#define MIXES 2000

static void each_mix(void (*holds)(const struct view *view))
{
	for (uint32_t seed = 0; seed < MIXES; seed++) {
		struct fixture_audit *f = fixture_audit_new();
		fixture_audit_mix(f, seed);
		f->audit.presentation.edition = seed % 2 ? EDITION_AUDITOR : EDITION_INTERNAL;
		struct view *view = view_new(&f->audit);
		holds(view);
		view_free(view);
		fixture_audit_free(f);
	}
}

static size_t sum(const struct view_counts *counts)
{
	return counts->met + counts->not_met + counts->unchecked + counts->to_confirm +
	       counts->not_applicable;
}

static void numbers_add_up(const struct view *view)
{
	size_t grouped = 0, notes = 0, proven = 0, caused = 0;

	assert_int_equal(sum(&view->counts), view->counts.counted);
	assert_int_equal(view->counts.counted + view->counts.notes, view->finding_count);
	assert_int_equal(view->finding_count, view->audit->finding_count);
	for (size_t i = 0; i < view->group_count; i++) {
		assert_int_equal(sum(&view->groups[i].counts), view->groups[i].counts.counted);
		grouped += view->groups[i].counts.counted;
		notes += view->groups[i].counts.notes;
	}
	assert_int_equal(grouped, view->counts.counted);
	assert_int_equal(notes, view->counts.notes);
	for (size_t i = 0; i < PROOF_COUNT; i++)
		proven += view->met_by[i];
	assert_int_equal(proven, view->counts.met);
	for (size_t i = 0; i < view->cause_count; i++)
		caused += view->causes[i].count;
	assert_true(caused <= view->counts.unchecked);
}

static void the_numbers_add_up(void **state)
{
	(void)state;
	each_mix(numbers_add_up);
}

/* Every finding that is open is one action and stands in one job, and nothing else does. */
static void jobs_cover_actions(const struct view *view)
{
	size_t open = 0, covered = 0;

	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		open += !finding->waiver &&
			(finding->verdict == VERDICT_FAIL || finding->verdict == VERDICT_MANUAL ||
			 finding->verdict == VERDICT_UNKNOWN);
	}
	assert_int_equal(view->action_count, open);
	for (size_t i = 0; i < view->job_count; i++) {
		assert_true(view->jobs[i].count > 0);
		covered += view->jobs[i].count;
	}
	assert_int_equal(covered, open);
	/* Whatever is most urgent, ids are read in the order of the profile. */
	for (size_t i = 0; i < view->job_count; i++)
		for (size_t k = 1; k < view->jobs[i].count; k++)
			assert_true(view->jobs[i].findings[k - 1] < view->jobs[i].findings[k]);
	for (size_t i = 0; i < view->action_count; i++) {
		size_t times = 0;
		for (size_t j = 0; j < view->job_count; j++)
			for (size_t k = 0; k < view->jobs[j].count; k++)
				times += view->jobs[j].findings[k] == view->actions[i].finding;
		assert_int_equal(times, 1);
	}
}

static void the_jobs_cover_the_actions(void **state)
{
	(void)state;
	each_mix(jobs_cover_actions);
}

/* Mandatory ones of that verdict. */
static size_t mandatory(const struct view *view, enum verdict verdict, bool waived)
{
	size_t count = 0;

	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		count += finding->requirement->mandatory && finding->verdict == verdict &&
			 (finding->waiver != NULL) == waived;
	}
	return count;
}

static void sentence_is_true(const struct view *view)
{
	const size_t failed = mandatory(view, VERDICT_FAIL, false);
	const size_t accepted = mandatory(view, VERDICT_FAIL, true);
	const size_t open =
		mandatory(view, VERDICT_UNKNOWN, false) + mandatory(view, VERDICT_MANUAL, false);

	if (strcmp(view->verdict, "Ready") == 0)
		assert_int_equal(failed + open, 0);
	if (strstr(view->sentence, "All ") == view->sentence)
		assert_int_equal(failed + accepted + open, 0);
	if (strncmp(view->sentence, "No mandatory requirement is known to be unmet", 45) == 0)
		assert_int_equal(failed + accepted, 0);
	if (failed)
		assert_string_equal(view->verdict, "Not ready");
	else if (open)
		assert_string_equal(view->verdict, "Not confirmed yet");
	assert_true(*view->sentence);
}

static void the_sentence_is_true(void **state)
{
	(void)state;
	each_mix(sentence_is_true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_numbers_add_up),
		cmocka_unit_test(the_jobs_cover_the_actions),
		cmocka_unit_test(the_sentence_is_true),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
