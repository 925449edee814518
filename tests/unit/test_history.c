/* The course of many audits: in order of time, matched by id; and its copy for the
 * evidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/compare/history.h"
#include "audit/compare/history_copy.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/model/history.h"
#include "audit/results/results.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_course.h"

static void in_order_of_time_however_they_are_given(void **state)
{
	static const int days[] = { 3, 1, 4, 0, 2 };
	struct course *course = course_new();

	(void)state;
	for (size_t i = 0; i < 5; i++)
		(void)course_add(course, days[i]);
	const struct history *h = course_history(course);
	assert_int_equal(h->count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(h->audits[i].name,
				    arena_printf(course->f->arena, "folder-%zu", i));
	assert_false(h->mixed);
	course_free(course);
}

static void matched_by_id_and_never_by_title(void **state)
{
	struct course *course = course_new();
	struct history_audit *old = course_add(course, 0), *new = course_add(course, 1);

	(void)state;
	const char *title = old->findings[0].title;
	old->findings[0].title = old->findings[1].title;
	old->findings[1].title = title;
	course_set(old, 0, VERDICT_PASS);
	course_set(old, 1, VERDICT_MANUAL);
	course_set(new, 0, VERDICT_FAIL);
	course_set(new, 1, VERDICT_MANUAL);
	const char *first = new->findings[0].title;
	const struct history *h = course_history(course);
	assert_int_equal(h->row_count, h->audits[1].finding_count);
	assert_string_equal(h->rows[0].title, first);
	assert_int_equal(h->rows[0].cells[0].verdict, VERDICT_PASS);
	assert_int_equal(h->rows[0].cells[1].verdict, VERDICT_FAIL);
	assert_true(h->rows[0].cells[1].changed);
	assert_false(h->rows[1].cells[1].changed);
	course_free(course);
}

static void what_was_not_asked_for_has_no_verdict(void **state)
{
	struct course *course = course_new();
	struct history_audit *old = course_add(course, 0), *new = course_add(course, 1);
	const size_t last = old->finding_count - 1;

	(void)state;
	course_set(old, last, VERDICT_PASS);
	course_set(new, last, VERDICT_PASS);
	old->findings[0].id = "OLD-1";
	new->findings[last].id = "NEW-1";
	const struct history *h = course_history(course);
	assert_int_equal(h->row_count, last + 3);
	assert_string_equal(h->rows[last].id, "NEW-1");
	assert_false(h->rows[last].cells[0].asked);
	assert_true(h->rows[last].cells[1].asked);
	assert_true(h->rows[last].cells[1].changed);
	assert_string_equal(h->rows[last + 1].id, "OLD-1");
	assert_true(h->rows[last + 1].cells[0].asked);
	assert_false(h->rows[last + 1].cells[1].asked);
	course_free(course);
}

static void a_waiver_is_a_change_too(void **state)
{
	struct course *course = course_new();

	(void)state;
	course_add(course, 0)->findings[0].waived = false;
	course_add(course, 1)->findings[0].waived = true;
	course_add(course, 2)->findings[0].waived = true;
	const struct history *h = course_history(course);
	assert_false(h->rows[0].cells[0].changed);
	assert_true(h->rows[0].cells[1].changed);
	assert_false(h->rows[0].cells[2].changed);
	course_free(course);
}

static void another_version_of_the_profile_is_shown_and_not_compared(void **state)
{
	struct course *course = course_new();
	struct history_audit *audits[4];

	(void)state;
	for (int i = 0; i < 4; i++) {
		audits[i] = course_add(course, i);
		course_set(audits[i], 0, i == 0 || i == 1 ? VERDICT_PASS : VERDICT_FAIL);
		audits[i]->verdict = i == 0 || i == 1 ? OVERALL_READY : OVERALL_NOT_READY;
	}
	audits[1]->profile_version = audits[2]->profile_version = "0.1";
	const struct history *h = course_history(course);
	static const bool comparable[] = { true, false, false, true };
	static const bool changed[] = { false, false, true, true };
	assert_true(h->mixed);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(h->audits[i].comparable, comparable[i]);
		assert_int_equal(h->audits[i].changed, changed[i]);
		assert_int_equal(h->rows[0].cells[i].changed, changed[i]);
	}
	course_free(course);
}

static void each_profile_has_a_course_of_its_own(void **state)
{
	struct course *course = course_new();

	(void)state;
	(void)course_add(course, 0);
	course_add(course, 1)->profile_id = "another";
	(void)course_add(course, 2);
	assert_int_equal(course_history(course)->count, 2);
	assert_int_equal(history_of(course->f->arena, &course->list, "another")->count, 1);
	assert_null(history_of(course->f->arena, &course->list, "none"));
	course_free(course);
}

static void a_report_that_is_given_twice_counts_once(void **state)
{
	struct course *course = course_new();

	(void)state;
	(void)course_add(course, 1);
	(void)course_add(course, 0);
	(void)course_add(course, 1);
	course_add(course, 0)->report_id = "of another edition";
	assert_int_equal(course_history(course)->count, 2);
	assert_int_equal(course->list.repeated, 2);
	course_free(course);
}

static void two_audits_of_one_moment_stay_two(void **state)
{
	struct course *course = course_new();
	struct history_audit *first = course_add(course, 0), *attested = course_add(course, 0);

	(void)state;
	course_set(first, 0, VERDICT_MANUAL);
	course_set(attested, 0, VERDICT_PASS);
	attested->report_id = "with attestations";
	assert_int_equal(course_history(course)->count, 2);
	assert_int_equal(course->list.repeated, 0);
	course_free(course);
}

static void refused(struct course *course, const char *message)
{
	struct error err = { .message = "" };

	assert_int_equal(history_order(&course->list, &err), -1);
	if (!strstr(err.message, message))
		fail_msg("%s", err.message);
	course_free(course);
}

static void one_id_for_two_reports_is_refused(void **state)
{
	struct course *course = course_new();

	(void)state;
	course_set(course_add(course, 0), 0, VERDICT_FAIL);
	course_set(course_add(course, 0), 0, VERDICT_PASS);
	refused(course, "are both report report-0, and differ");
}

static void another_account_is_refused_and_named(void **state)
{
	struct course *course = course_new();

	(void)state;
	(void)course_add(course, 0);
	struct history_audit *other = course_add(course, 1);
	other->subdomain = "another-one";
	other->name = "their folder";
	refused(course, "'their folder': is about the account 'another-one'");
}

static void counts_that_are_not_those_of_the_findings_are_refused(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *results = fixture_results(f);
	struct history_audit audit;
	struct error err = { .message = "" };

	(void)state;
	results->counts.of[VERDICT_PASS]++;
	assert_int_equal(history_reduce(f->arena, results, "it", &audit, &err), -1);
	assert_non_null(strstr(err.message, "'it': counts "));
	results->counts.of[VERDICT_PASS]--;
	results->counts.waived++;
	assert_int_equal(history_reduce(f->arena, results, "it", &audit, &err), -1);
	assert_non_null(strstr(err.message, "waived, and lists "));
	fixture_audit_free(f);
}

static void the_audit_itself_is_the_last_one(void **state)
{
	struct course *course = course_new();
	struct audit *audit = &course->f->audit;
	struct error err = { .message = "" };

	(void)state;
	for (int day = COURSE_MOST - 3; day < COURSE_MOST + 3; day++)
		(void)course_add(course, day);
	assert_int_equal(history_order(&course->list, &err), 0);
	if (history_audit(course->f->arena, &course->list, audit, &err) != 0)
		fail_msg("%s", err.message);
	const struct history *h = audit->history;
	assert_int_equal(h->count, 4);
	assert_int_equal(h->later, 2);
	assert_string_equal(h->audits[3].report_id, audit->report_id);
	for (size_t i = 0; i < audit->finding_count; i++) {
		assert_string_equal(h->rows[i].id, audit->findings[i].requirement->id);
		assert_int_equal(h->rows[i].cells[3].verdict, audit->findings[i].verdict);
	}
	course_free(course);
}

static void a_copy_is_what_it_was_made_of(void **state)
{
	struct course *course = course_new();
	const struct history_audit *was = course_add(course, 7);
	struct history_audit is;
	const char *text = NULL, *again = NULL;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(history_copy_text(course->f->arena, was, &text, &err), 0);
	if (history_copy_read(course->f->arena, was->name, text, strlen(text), &is, &err) != 0)
		fail_msg("%s", err.message);
	assert_string_equal(is.report_id, was->report_id);
	assert_string_equal(is.subdomain, was->subdomain);
	assert_string_equal(is.profile_id, was->profile_id);
	assert_string_equal(is.profile_version, was->profile_version);
	assert_int_equal(is.assessed_at, was->assessed_at);
	assert_int_equal(is.verdict, was->verdict);
	assert_memory_equal(&is.counts, &was->counts, sizeof is.counts);
	for (size_t i = 0; i < was->finding_count; i++)
		assert_int_equal(is.findings[i].verdict, was->findings[i].verdict);
	assert_int_equal(history_copy_text(course->f->arena, &is, &again, &err), 0);
	assert_string_equal(text, again);
	for (int i = 0; i < VERDICT_COUNT; i++)
		assert_non_null(strstr(text, arena_printf(course->f->arena, "\"%s\": %zu",
							  verdict_name((enum verdict)i),
							  was->counts.of[i])));
	course_free(course);
}

static void a_copy_that_is_none_is_refused(void **state)
{
	static const struct {
		const char *from, *to, *message;
	} cases[] = {
		{ "syncro-audit/history/1", "syncro-audit/history/2", "/schema': expected" },
		{ "\"verdict\": \"unknown\"", "\"verdict\": \"passed\"", "/verdict': expected" },
		{ "\"verdict\": \"unknown\"", "\"verdict\": \"pass\"", "counts " },
		{ "\"findings\"", "\"found\"", "findings" },
		{ "\"assessed_at\": \"2", "\"assessed_at\": \"x", "/assessed_at': expected" },
		{ "\"waived\": true", "\"waived\": 1", "/waived': expected" },
		{ "\"waived\": true", "\"waived\": false", " waived, and lists " },
	};
	struct course *course = course_new();
	struct arena *arena = course->f->arena;
	struct history_audit *audit = course_add(course, 0);
	const char *text = NULL;
	struct error err = { .message = "" };

	(void)state;
	course_set(audit, 0, VERDICT_UNKNOWN);
	audit->counts.waived += !audit->findings[1].waived;
	audit->findings[1].waived = true;
	assert_int_equal(history_copy_text(arena, audit, &text, &err), 0);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct history_audit out;
		const char *at = strstr(text, cases[i].from);
		assert_non_null(at);
		const char *odd = arena_printf(arena, "%.*s%s%s", (int)(at - text), text,
					       cases[i].to, at + strlen(cases[i].from));
		assert_int_equal(history_copy_read(arena, "x", odd, strlen(odd), &out, &err), -1);
		if (!strstr(err.message, cases[i].message))
			fail_msg("%s: %s", cases[i].to, err.message);
	}
	course_free(course);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order_of_time_however_they_are_given),
		cmocka_unit_test(matched_by_id_and_never_by_title),
		cmocka_unit_test(what_was_not_asked_for_has_no_verdict),
		cmocka_unit_test(a_waiver_is_a_change_too),
		cmocka_unit_test(another_version_of_the_profile_is_shown_and_not_compared),
		cmocka_unit_test(each_profile_has_a_course_of_its_own),
		cmocka_unit_test(a_report_that_is_given_twice_counts_once),
		cmocka_unit_test(two_audits_of_one_moment_stay_two),
		cmocka_unit_test(one_id_for_two_reports_is_refused),
		cmocka_unit_test(another_account_is_refused_and_named),
		cmocka_unit_test(counts_that_are_not_those_of_the_findings_are_refused),
		cmocka_unit_test(the_audit_itself_is_the_last_one),
		cmocka_unit_test(a_copy_is_what_it_was_made_of),
		cmocka_unit_test(a_copy_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
