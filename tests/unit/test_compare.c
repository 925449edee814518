/* What changed between two audits: the same rules for a baseline and for two folders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/compare/compare.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "report/format/changes_text.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_sample.h"
#include "tests/unit/fixture_written.h"

static const struct compared_finding *finding_of(const struct comparison *comparison,
						 const char *id)
{
	for (size_t i = 0; i < comparison->finding_count; i++)
		if (strcmp(comparison->findings[i].id, id) == 0)
			return &comparison->findings[i];
	fail_msg("no finding %s", id);
	return NULL;
}

static struct results_finding *with_observations(struct results *results)
{
	for (size_t i = 0; i < results->finding_count; i++)
		if (results->findings[i].observation_count)
			return &results->findings[i];
	fail_msg("no finding has observations");
	return NULL;
}

static void an_audit_is_as_it_is(void **state)
{
	static const char *const samples[] = { "ready", "not-ready", "large-and-messy" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct arena *arena = arena_new();
		const struct audit *audit = fixture_sample(arena, samples[i]);
		const struct results *results = results_of(arena, audit);
		const struct comparison *same = fixture_comparison(arena, results, results);
		assert_true(comparison_is_empty(same));
		assert_int_equal(same->of_change[CHANGE_NONE], audit->finding_count);
		arena_free(arena);
	}
}

/* What is written and read again is what is in memory: no difference comes from the way. */
static void a_results_file_is_the_audit_it_was_written_from(void **state)
{
	static const char *const samples[] = { "ready", "not-ready", "large-and-messy" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct arena *arena = arena_new();
		const struct audit *audit = fixture_sample(arena, samples[i]);
		struct results *before = NULL;
		struct error err = { .message = "" };
		char *text = fixture_written(result_json_write, audit);
		if (results_read(arena, text, strlen(text), &before, &err) != 0)
			fail_msg("%s", err.message);
		const struct comparison *same =
			fixture_comparison(arena, before, results_of(arena, audit));
		struct str told = STR_INIT(STR_BODY);
		changes_text(&told, same);
		if (!comparison_is_empty(same))
			fail_msg("%s: %s", samples[i], str_text(&told));
		str_release(&told);
		free(text);
		arena_free(arena);
	}
}

static void every_pair_of_verdicts_has_its_change(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (int was = 0; was < VERDICT_COUNT; was++)
		for (int is = 0; is < VERDICT_COUNT; is++) {
			struct results *before = fixture_results(f), *after = fixture_results(f);
			before->findings[0].verdict = (enum verdict)was;
			after->findings[0].verdict = (enum verdict)is;
			const enum change expected =
				was == is				    ? CHANGE_NONE
				: was == VERDICT_PASS && is == VERDICT_FAIL ? CHANGE_REGRESSED
				: was == VERDICT_FAIL && is == VERDICT_PASS ? CHANGE_FIXED
									    : CHANGE_CHANGED;
			const struct comparison *c = fixture_comparison(f->arena, before, after);
			assert_int_equal(c->findings[0].change, expected);
			assert_int_equal(c->findings[0].before, was);
			assert_int_equal(c->findings[0].after, is);
			assert_int_equal(comparison_is_empty(c), was == is);
		}
	fixture_audit_free(f);
}

static void a_finding_also_changes_by_reason_waiver_and_what_was_looked_at(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (int way = 0; way < 4; way++) {
		struct results *before = fixture_results(f), *after = fixture_results(f);
		struct results_finding *finding = with_observations(after);
		if (way == 0)
			finding->reason = finding->reason ? REASON_NONE : REASON_TIMEOUT;
		else if (way == 1)
			finding->waived = !finding->waived;
		else if (way == 2)
			finding->observation_count--;
		else
			finding->observations[0].verdict =
				finding->observations[0].verdict ? VERDICT_UNKNOWN : VERDICT_PASS;
		const struct comparison *c = fixture_comparison(f->arena, before, after);
		assert_int_equal(finding_of(c, finding->id)->change, CHANGE_CHANGED);
		assert_int_equal(c->of_change[CHANGE_CHANGED], 1);
	}
	fixture_audit_free(f);
}

/* A number in a sentence moves with every new customer: that alone is no change. */
static void other_words_for_the_same_are_no_change(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	with_observations(after)->observations[0].observed = "something else";
	after->findings[0].title = "Another title";
	after->findings[0].summary = "Another summary";
	assert_true(comparison_is_empty(fixture_comparison(f->arena, before, after)));
	fixture_audit_free(f);
}

static void what_was_not_asked_for_before_is_new_and_what_is_not_any_more_is_told(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->findings++;
	before->finding_count--;
	after->finding_count--;
	const char *gone = before->findings[before->finding_count - 1].id;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_int_equal(c->findings[0].change, CHANGE_NEW);
	assert_false(c->findings[0].was);
	assert_int_equal(finding_of(c, gone)->change, CHANGE_CHANGED);
	assert_false(finding_of(c, gone)->is);
	assert_false(comparison_is_empty(c));
	fixture_audit_free(f);
}

static void another_profile_is_not_comparable(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (int way = 0; way < 2; way++) {
		struct results *before = fixture_results(f), *after = fixture_results(f);
		if (way)
			before->profile.id = "another";
		else
			before->profile.version = "0";
		const struct comparison *c = fixture_comparison(f->arena, before, after);
		assert_int_equal(c->of_change[CHANGE_NOT_COMPARABLE], after->finding_count);
		assert_true(*c->incomparable && *c->gaps[COMPARED_ISSUE]);
		assert_string_equal(c->gaps[COMPARED_CUSTOMER], "");
		assert_false(comparison_is_empty(c));
	}
	fixture_audit_free(f);
}

static void people_are_told_apart_by_number_and_never_by_name(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	after->users[0].name = "Renamed";
	after->rows[0].name = "Renamed Ltd";
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	const struct comparison_row *user = fixture_row(c, COMPARED_USER, MOVEMENT_CHANGED, "name");
	assert_non_null(user);
	assert_int_equal(user->id, after->users[0].id);
	assert_string_equal(user->before, before->users[0].name);
	assert_string_equal(user->after, "Renamed");
	assert_non_null(fixture_row(c, COMPARED_CUSTOMER, MOVEMENT_CHANGED, "name"));
	assert_int_equal(c->row_count, 2);
	fixture_audit_free(f);
}

/* Also of those who are not compared, because a list was cut. */
static void whom_the_baseline_names_is_kept(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	after->customers_complete = false;
	after->customers = after->row_count = 0;
	const struct comparison *c = fixture_comparison(f->arena, before, after);
	assert_true(before->row_count > 1 && before->issue_count > 0);
	assert_int_equal(c->earlier_count, before->row_count + before->issue_count);
	for (size_t i = 0; i < before->row_count; i++) {
		assert_int_equal(c->earlier[i].id, before->rows[i].id);
		assert_string_equal(c->earlier[i].name, before->rows[i].name);
	}
	assert_string_equal(c->earlier[before->row_count].name, before->issues[0].name);
	fixture_audit_free(f);
}

static void another_account_is_refused(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f);
	const struct comparison *comparison = NULL;
	struct error err = { .message = "" };

	(void)state;
	before->account.subdomain = "elsewhere";
	assert_int_equal(compare_results(f->arena, before, fixture_results(f), &comparison, &err),
			 -1);
	assert_non_null(strstr(err.message, "'elsewhere'"));
	assert_null(comparison);
	fixture_audit_free(f);
}

/* What is added one way is removed the other way, and what changed goes back. */
static void a_comparison_has_a_mirror(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	before->user_count--;
	before->row_count -= 2;
	before->rows++;
	before->customers = --before->row_count;
	after->rows[3].active = TRI_UNKNOWN;
	before->groups[0].name = "Another group";
	before->permissions[0].granted = TRI_UNKNOWN;
	before->findings[0].verdict = VERDICT_PASS;
	after->findings[0].verdict = VERDICT_FAIL;
	const struct comparison *there = fixture_comparison(f->arena, before, after);
	const struct comparison *back = fixture_comparison(f->arena, after, before);
	for (int kind = 0; kind < COMPARED_COUNT; kind++) {
		assert_int_equal(there->of[kind][MOVEMENT_ADDED], back->of[kind][MOVEMENT_REMOVED]);
		assert_int_equal(there->of[kind][MOVEMENT_REMOVED], back->of[kind][MOVEMENT_ADDED]);
		assert_int_equal(there->of[kind][MOVEMENT_CHANGED],
				 back->of[kind][MOVEMENT_CHANGED]);
	}
	assert_int_equal(there->of_change[CHANGE_REGRESSED], 1);
	assert_int_equal(back->of_change[CHANGE_FIXED], 1);
	for (size_t i = 0; i < there->row_count; i++)
		assert_string_equal(there->rows[i].before, back->rows[i].after);
	fixture_audit_free(f);
}

static void the_order_of_rows_does_not_matter(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f), *after = fixture_results(f);

	(void)state;
	for (size_t i = 0, last = after->row_count - 1; i < last; i++, last--) {
		const struct results_customer held = after->rows[i];
		after->rows[i] = after->rows[last];
		after->rows[last] = held;
	}
	for (size_t i = 0, last = after->user_count - 1; i < last; i++, last--) {
		const struct results_user held = after->users[i];
		after->users[i] = after->users[last];
		after->users[last] = held;
	}
	assert_true(comparison_is_empty(fixture_comparison(f->arena, before, after)));
	fixture_audit_free(f);
}

static void the_audit_gets_the_change_of_each_finding(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct results *before = fixture_results(f);
	struct error err = { .message = "" };

	(void)state;
	for (size_t i = 0; i < before->finding_count; i += 2)
		before->findings[i].verdict = VERDICT_PASS;
	assert_int_equal(compare_audit(f->arena, before, &f->audit, &err), 0);
	for (size_t i = 0; i < f->audit.finding_count; i++)
		assert_int_equal(f->audit.findings[i].change,
				 f->audit.comparison->findings[i].change);
	assert_true(f->audit.comparison->of_change[CHANGE_REGRESSED] > 0);
	fixture_audit_free(f);
}

/* What other tests rest on. */
static void the_fixture_has_a_change_of_every_kind(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_compared(f);
	for (int kind = COMPARED_PERMISSION; kind < COMPARED_COUNT; kind++) {
		size_t rows = 0;
		for (int movement = 0; movement < MOVEMENT_COUNT; movement++)
			rows += f->audit.comparison->of[kind][movement];
		if (!rows)
			fail_msg("no %s changed", compared_name((enum compared)kind));
	}
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_audit_is_as_it_is),
		cmocka_unit_test(a_results_file_is_the_audit_it_was_written_from),
		cmocka_unit_test(every_pair_of_verdicts_has_its_change),
		cmocka_unit_test(a_finding_also_changes_by_reason_waiver_and_what_was_looked_at),
		cmocka_unit_test(other_words_for_the_same_are_no_change),
		cmocka_unit_test(
			what_was_not_asked_for_before_is_new_and_what_is_not_any_more_is_told),
		cmocka_unit_test(another_profile_is_not_comparable),
		cmocka_unit_test(people_are_told_apart_by_number_and_never_by_name),
		cmocka_unit_test(whom_the_baseline_names_is_kept),
		cmocka_unit_test(another_account_is_refused),
		cmocka_unit_test(a_comparison_has_a_mirror),
		cmocka_unit_test(the_order_of_rows_does_not_matter),
		cmocka_unit_test(the_audit_gets_the_change_of_each_finding),
		cmocka_unit_test(the_fixture_has_a_change_of_every_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
