/* What every format shows, decided once: nothing lost, nothing twice, sums that agree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_range.h"

/* A test's audit and its view. */
struct scene {
	struct fixture_audit *f;
	struct view *view;
};

static struct scene seen(struct fixture_audit *f)
{
	return (struct scene){ .f = f, .view = view_new(&f->audit) };
}

static void leave(struct scene *scene)
{
	view_free(scene->view);
	fixture_audit_free(scene->f);
}

static void findings_that_need_attention_stand_first(void **state)
{
	static const char *const order[] = {
		/* mandatory: failed, could not be checked, needs a person */
		"JC-3.4",
		"JC-3.5",
		"JC-4.4",
		"JC-1.1",
		/* recommended: failed */
		"JC-5.2",
		"JC-5.4",
		"JC-5.5",
		/* accepted */
		"JC-4.1",
		"JC-2.3",
		"JC-5.3",
		/* met */
		"JC-2.1",
		"JC-2.2",
		"JC-3.1",
		"JC-3.3",
		"JC-5.1",
		"JC-4.2",
		/* does not apply */
		"JC-6.2",
		/* notes */
		"JC-6.1",
	};
	struct scene scene = seen(fixture_audit_new());

	(void)state;
	assert_int_equal(scene.view->finding_count, COUNT_OF(order));
	for (size_t i = 0; i < scene.view->finding_count; i++)
		assert_string_equal(scene.view->findings[i]->requirement->id, order[i]);
	leave(&scene);
}

static void every_finding_stands_there_once(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	bool there[60] = { false };

	(void)state;
	fixture_audit_findings(f, 60);
	struct scene scene = seen(f);
	assert_int_equal(scene.view->finding_count, 60);
	for (size_t i = 0; i < 60; i++) {
		size_t index = (size_t)(scene.view->findings[i] - f->audit.findings);
		assert_within(index, 0, 59);
		assert_false(there[index]);
		there[index] = true;
	}
	leave(&scene);
}

static size_t sum(const struct view_counts *counts)
{
	size_t all = 0;

	for (size_t i = 0; i < VIEW_RESULTS_COUNTED; i++)
		all += view_counts_of(counts, view_result_order[i]);
	return all;
}

static void groups_add_up_to_the_counts(void **state)
{
	static const char *const titles[] = { "JumpCloud's side",      "The API token",
					      "Rights of the user",    "Permissions of the token",
					      "Customers and billing", "Least privilege" };
	struct scene scene = seen(fixture_audit_new());
	const struct view *view = scene.view;
	size_t counted = 0, met = 0, notes = 0;

	(void)state;
	assert_int_equal(view->group_count, COUNT_OF(titles));
	for (size_t g = 0; g < view->group_count; g++) {
		const struct view_counts *counts = &view->groups[g].counts;
		assert_string_equal(view->groups[g].title, titles[g]);
		assert_int_equal(sum(counts), counts->counted);
		counted += counts->counted;
		met += counts->met;
		notes += counts->notes;
	}
	assert_int_equal(counted, view->counts.counted);
	assert_int_equal(met, view->counts.met);
	assert_int_equal(notes, view->counts.notes);
	assert_int_equal(counted + notes, view->finding_count);
	leave(&scene);
}

static void actions_come_most_urgent_first(void **state)
{
	static const struct {
		const char *id, *urgency;
	} wanted[] = {
		{ "JC-3.4", "Fix before connecting" },
		{ "JC-3.5", "Check again before connecting" },
		{ "JC-4.4", "Check again before connecting" },
		{ "JC-1.1", "Confirm before connecting" },
		{ "JC-5.2", "Fix when convenient" },
		{ "JC-5.4", "Fix when convenient" },
		{ "JC-5.5", "Fix when convenient" },
	};
	struct scene scene = seen(fixture_audit_new());
	const struct view *view = scene.view;

	(void)state;
	assert_int_equal(view->action_count, COUNT_OF(wanted));
	for (size_t i = 0; i < view->action_count; i++) {
		const struct view_action *action = &view->actions[i];
		assert_string_equal(action->finding->requirement->id, wanted[i].id);
		assert_string_equal(action->urgency, wanted[i].urgency);
		assert_true(*action->who && *action->first_step);
		assert_null(action->finding->waiver);
		assert_ptr_equal(action->finding, view->findings[i]);
	}
	assert_non_null(strstr(view->actions[1].first_step, reason_text(REASON_SERVER_ERROR)));
	assert_non_null(strstr(view->actions[3].first_step, "attestations.todo.json"));
	leave(&scene);
}

/* Who gets the report has no evidence, and no file to fill in. */
static void who_is_outside_is_not_sent_to_our_files(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	struct scene scene = seen(f);
	for (size_t i = 0; i < scene.view->action_count; i++) {
		const struct view_action *action = &scene.view->actions[i];
		assert_null(strstr(action->urgency, "attestation"));
		assert_null(strstr(action->first_step, "attestation"));
		assert_null(strstr(action->first_step, "evidence"));
	}
	assert_string_equal(scene.view->actions[3].urgency, "Confirm before connecting");
	leave(&scene);
}

static void customers_with_most_issues_stand_first(void **state)
{
	static const struct {
		int64_t id;
		size_t issues;
	} wanted[] = { { 2, 2 }, { 14, 2 }, { 1, 1 }, { 3, 1 }, { 13, 1 }, { 1000000015, 1 } };
	struct scene scene = seen(fixture_audit_new());
	const struct view *view = scene.view;
	size_t issues = 0, of = 0;

	(void)state;
	assert_int_equal(view->customer_count, COUNT_OF(wanted));
	for (size_t i = 0; i < view->customer_count; i++) {
		assert_int_equal(view->customers[i].customer->id, wanted[i].id);
		assert_int_equal(view->customers[i].issue_count, wanted[i].issues);
		issues += view->customers[i].issue_count;
	}
	for (int kind = 0; kind < ISSUE_COUNT; kind++)
		of += view->issues_of[kind];
	assert_int_equal(issues, scene.f->audit.issue_count);
	assert_int_equal(of, scene.f->audit.issue_count);
	assert_string_equal(view->customers[0].kinds, "Name not unique; no recurring invoice");
	assert_string_equal(view->customers[1].kinds,
			    "No business name (accepted); e-mail is a user's");
	assert_string_equal(view_customer_name(view->customers[1].customer), "Only A. Person");
	assert_string_equal(view_customer_name(view->customers[4].customer), "(no name)");
	leave(&scene);
}

/* Several of one customer are one sentence: no capital and no full stop inside. */
static void the_issues_of_a_customer_are_one_sentence(void **state)
{
	static const struct {
		const char *clauses[3], *sentence;
	} rows[] = {
		{ { "Same name as customer 30288", "No recurring invoice." },
		  "Same name as customer 30288; no recurring invoice" },
		{ { "Recurring invoice is paused." }, "Recurring invoice is paused" },
		{ { "No business name", "E-mail is a user's", "API key in the name" },
		  "No business name; e-mail is a user's; API key in the name" },
		{ { "", "A" }, "A" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct str list = STR_INIT(STR_BODY);
		for (size_t j = 0; j < COUNT_OF(rows[i].clauses) && rows[i].clauses[j]; j++)
			view_put_clause(&list, rows[i].clauses[j]);
		assert_string_equal(str_text(&list), rows[i].sentence);
		str_release(&list);
	}
}

static void the_matrix_starts_with_what_is_missing(void **state)
{
	static const enum permission_class order[] = { CLASS_MISSING, CLASS_UNKNOWN, CLASS_EXCESS,
						       CLASS_OK };
	struct scene scene = seen(fixture_audit_new());
	const struct view *view = scene.view;
	size_t next = 0, block = 0;

	(void)state;
	assert_int_equal(view->permission_count, scene.f->audit.permission_count);
	for (size_t k = 0; k < COUNT_OF(order); k++) {
		block = view->of_class[order[k]];
		assert_true(block > 0);
		for (size_t i = 0; i < block; i++) {
			assert_int_equal(view->permissions[next]->class, order[k]);
			/* inside a class in the audit's order */
			assert_true(i == 0 ||
				    view->permissions[next - 1] < view->permissions[next]);
			next++;
		}
	}
	assert_int_equal(next, view->permission_count);
	leave(&scene);
}

static void dates_are_those_of_evidence_and_assessment(void **state)
{
	struct scene scene = seen(fixture_audit_new());

	(void)state;
	assert_string_equal(scene.view->assessed, "2026-11-24 08:15 UTC");
	assert_string_equal(scene.view->assessed_on, "24 November 2026");
	assert_string_equal(scene.view->pulled, "2026-11-24 08:14 UTC");
	assert_string_equal(scene.view->title, "Readiness for JumpCloud Multi-Tenant Portal");
	leave(&scene);
}

static void outcomes_add_up_to_the_request_log(void **state)
{
	struct scene scene = seen(fixture_audit_new());
	size_t sum = 0;

	(void)state;
	assert_int_equal(scene.view->outcome_count, OUTCOME_COUNT);
	for (size_t i = 0; i < scene.view->outcome_count; i++)
		sum += scene.view->outcomes[i].requests;
	assert_int_equal(sum, scene.f->account.request_count);
	assert_int_equal(scene.view->global_admins, 2);
	leave(&scene);
}

static void a_waiver_is_noted_beside_its_finding(void **state)
{
	struct scene scene = seen(fixture_audit_new());

	(void)state;
	assert_string_equal(view_waiver_note(scene.view, fixture_audit_finding(scene.f, "JC-4.1")),
			    "accepted until 31 May 2027");
	assert_string_equal(view_waiver_note(scene.view, fixture_audit_finding(scene.f, "JC-3.4")),
			    "");
	leave(&scene);
}

/* A profile without requirements, an account without rows: no text is missing. */
static void nothing_at_all_can_be_shown(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();

	(void)state;
	f->audit.finding_count = 0;
	fixture_audit_count(f);
	f->audit.verdict = OVERALL_INCONCLUSIVE;
	struct scene scene = seen(f);
	assert_int_equal(scene.view->counts.counted, 0);
	assert_int_equal(scene.view->action_count, 0);
	assert_int_equal(scene.view->customer_count, 0);
	assert_true(*scene.view->sentence && *scene.view->tally);
	leave(&scene);
	view_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_that_need_attention_stand_first),
		cmocka_unit_test(every_finding_stands_there_once),
		cmocka_unit_test(groups_add_up_to_the_counts),
		cmocka_unit_test(actions_come_most_urgent_first),
		cmocka_unit_test(who_is_outside_is_not_sent_to_our_files),
		cmocka_unit_test(customers_with_most_issues_stand_first),
		cmocka_unit_test(the_issues_of_a_customer_are_one_sentence),
		cmocka_unit_test(the_matrix_starts_with_what_is_missing),
		cmocka_unit_test(dates_are_those_of_evidence_and_assessment),
		cmocka_unit_test(outcomes_add_up_to_the_request_log),
		cmocka_unit_test(a_waiver_is_noted_beside_its_finding),
		cmocka_unit_test(nothing_at_all_can_be_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
