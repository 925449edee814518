/* What the first page says: true of what was found, and what to do follows its cause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/model/remedy.h"
#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

/* A test's audit and its view. */
struct scene {
	struct fixture_audit *f;
	struct view *view;
};

static struct scene seen(struct fixture_audit *f)
{
	fixture_audit_count(f);
	return (struct scene){ .f = f, .view = view_new(&f->audit) };
}

static void leave(struct scene *scene)
{
	view_free(scene->view);
	fixture_audit_free(scene->f);
}

/* Everything is met, nothing accepted. */
static struct fixture_audit *met(void)
{
	struct fixture_audit *f = fixture_audit_new();

	for (size_t i = 0; i < f->audit.finding_count; i++) {
		f->audit.findings[i].verdict = VERDICT_PASS;
		f->audit.findings[i].waiver = NULL;
	}
	return f;
}

static void set(struct fixture_audit *f, const char *id, enum verdict verdict, int waiver)
{
	struct finding *finding = fixture_audit_finding(f, id);

	finding->verdict = verdict;
	finding->waiver = waiver < 0 ? NULL : &f->audit.waivers[waiver];
}

static void says(struct fixture_audit *f, const char *verdict, const char *sentence)
{
	struct scene scene = seen(f);

	assert_string_equal(scene.view->verdict, verdict);
	assert_string_equal(scene.view->sentence, sentence);
	leave(&scene);
}

/* An accepted recommendation covers nothing mandatory. */
static void what_is_accepted_is_told_by_its_weight(void **state)
{
	struct fixture_audit *f = met();

	(void)state;
	says(f, "Ready", "All 11 mandatory requirements are met.");
	f = met();
	set(f, "JC-5.4", VERDICT_FAIL, 0);
	says(f, "Ready",
	     "All 11 mandatory requirements are met. One recommended requirement is not met and was "
	     "accepted until 31 May 2027 (JC-5.4).");
	f = met();
	set(f, "JC-4.1", VERDICT_FAIL, 0);
	set(f, "JC-5.3", VERDICT_FAIL, 2);
	set(f, "JC-5.4", VERDICT_FAIL, 0);
	says(f, "Ready",
	     "10 of 11 mandatory requirements are met. One mandatory requirement is not met and was "
	     "accepted until 31 May 2027 (JC-4.1). Two recommended requirements are not met and "
	     "were accepted (JC-5.3 until 1 December 2026, JC-5.4 until 31 May 2027).");
	f = met();
	set(f, "JC-1.1", VERDICT_MANUAL, 0);
	says(f, "Ready",
	     "10 of 11 mandatory requirements are met. One mandatory requirement is not confirmed "
	     "and was accepted until 31 May 2027 (JC-1.1).");
}

/* What stands open beside it is not passed over. */
static void ready_tells_what_is_recommended_and_open(void **state)
{
	struct fixture_audit *f = met();

	(void)state;
	set(f, "JC-5.2", VERDICT_FAIL, -1);
	set(f, "JC-5.4", VERDICT_UNKNOWN, -1);
	set(f, "JC-2.3", VERDICT_MANUAL, -1);
	set(f, "JC-3.3", VERDICT_NOTAPPLICABLE, -1);
	says(f, "Ready",
	     "10 of 11 mandatory requirements are met. One does not apply. One recommended "
	     "requirement is not met (JC-5.2). One recommended requirement could not be checked "
	     "(JC-5.4). One recommended requirement needs confirmation (JC-2.3).");
}

/* In the findings' own words, permissions together. */
static void not_ready_says_why(void **state)
{
	struct fixture_audit *f = met();

	(void)state;
	set(f, "JC-2.2", VERDICT_FAIL, -1);
	fixture_audit_finding(f, "JC-2.2")->summary =
		"The token belongs to A. St. John (user 9), who no longer exists. It matters.";
	for (size_t i = 0; i < f->profile.requirement_count; i++)
		if (strncmp(f->profile.requirements[i].id, "JC-4", 4) == 0)
			f->profile.requirements[i].check.kind = "permission-family";
	set(f, "JC-4.1", VERDICT_FAIL, -1);
	set(f, "JC-4.4", VERDICT_FAIL, -1);
	says(f, "Not ready",
	     "The token belongs to A. St. John (user 9), who no longer exists. The token lacks 2 of "
	     "7 permissions. Three mandatory requirements are not met (JC-2.2, JC-4.1, JC-4.4).");
	f = met();
	set(f, "JC-3.4", VERDICT_FAIL, -1);
	says(f, "Not ready",
	     "Syncro refused it with status 403. One mandatory requirement is not met (JC-3.4).");
}

/* A summary that no sentence holds stands with its finding. */
static void a_reason_is_short_or_left_out(void **state)
{
	struct fixture_audit *f = met();

	(void)state;
	set(f, "JC-3.4", VERDICT_FAIL, -1);
	fixture_audit_lengthen(f);
	says(f, "Not ready", "One mandatory requirement is not met (JC-3.4).");
}

static void of_many_reasons_the_first_are_told(void **state)
{
	struct fixture_audit *f = met();

	(void)state;
	for (size_t i = 0; i < f->audit.finding_count; i++)
		if (f->audit.findings[i].requirement->mandatory) {
			f->audit.findings[i].verdict = VERDICT_FAIL;
			f->audit.findings[i].summary = "This is so.";
		}
	says(f, "Not ready",
	     "This is so. This is so. This is so. And 8 more. 11 mandatory requirements are not met "
	     "(JC-1.1, JC-2.1, JC-2.2, JC-3.1, JC-3.3, JC-3.4, JC-3.5, JC-4.1 and 3 more).");
}

/* The fixture's own: /schedules ran out of time, GET /tickets gave 503. */
static void inconclusive_says_which_and_why(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	set(f, "JC-3.4", VERDICT_PASS, -1);
	says(f, "Not confirmed yet",
	     "Apart from what was accepted, no mandatory requirement is known to be unmet, but not "
	     "all are proven. One mandatory requirement is not met and was accepted until 31 May "
	     "2027 (JC-4.1). Syncro answered with errors (503) for tickets, so 1 mandatory requirement (JC-3.5) could not be "
	     "checked. Run the audit again; if it persists, see Syncro's status page. Time ran out "
	     "for part of the recurring invoices, so 1 mandatory requirement (JC-4.4) could not be "
	     "checked. Run the audit again and give it more time. One mandatory requirement needs "
	     "confirmation by a person (JC-1.1).");
}

/* The whole is not ready: what was accepted stands, what is hidden beside it does not. */
static void what_was_accepted_and_seen_in_part_is_told(void **state)
{
	struct fixture_audit *f = met();
	struct finding *finding = fixture_audit_finding(f, "JC-4.1");
	struct observation hidden = finding->observations[0];

	(void)state;
	set(f, "JC-4.1", VERDICT_FAIL, 0);
	hidden.verdict = VERDICT_UNKNOWN;
	finding->observations = &hidden;
	says(f, "Not confirmed yet",
	     "Apart from what was accepted, no mandatory requirement is known to be unmet, but not "
	     "all are proven. One mandatory requirement is not met and was accepted until 31 May "
	     "2027 (JC-4.1). One accepted mandatory requirement could be checked only in part (JC-4.1).");
	f = met();
	f->audit.finding_count = 0;
	says(f, "Not confirmed yet", "Nothing mandatory was judged, so nothing is proven.");
}

/* A number that says nothing never stands beside "inconclusive". */
static void nothing_is_counted_that_is_not_there(void **state)
{
	struct fixture_audit *f = met();

	(void)state;
	set(f, "JC-1.1", VERDICT_MANUAL, -1);
	struct scene scene = seen(f);
	assert_string_equal(scene.view->tally, "Of 17 requirements: 16 met, 1 needs confirmation.");
	assert_null(strstr(scene.view->sentence, " 0 "));
	leave(&scene);
}

static void requirements_of_one_cause_stand_together(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	size_t open = 0;

	(void)state;
	set(f, "JC-5.2", VERDICT_UNKNOWN, -1);
	fixture_audit_finding(f, "JC-5.2")->reason = REASON_SERVER_ERROR;
	fixture_audit_finding(f, "JC-6.1")->verdict = VERDICT_UNKNOWN;
	struct scene scene = seen(f);
	const struct view *view = scene.view;
	assert_int_equal(view->cause_count, 2);
	for (size_t i = 0; i < view->cause_count; i++)
		open += view->causes[i].count;
	assert_int_equal(open, view->counts.unchecked);
	assert_int_equal(view->causes[0].reason, REASON_SERVER_ERROR);
	assert_int_equal(view->causes[0].mandatory, 1);
	assert_string_equal(view->causes[0].findings[1]->requirement->id, "JC-5.2");
	leave(&scene);
}

/* "Tick the permission" is no answer to a server error. */
static void the_step_for_what_is_unknown_follows_its_cause(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < f->audit.finding_count; i++)
		f->audit.findings[i].verdict = VERDICT_UNKNOWN;
	for (int reason = REASON_NONE + 1; reason < REASON_COUNT; reason++) {
		for (size_t i = 0; i < f->audit.finding_count; i++)
			f->audit.findings[i].reason = (enum reason)reason;
		fixture_audit_count(f);
		struct view *view = view_new(&f->audit);
		assert_true(view->action_count > 0);
		for (size_t i = 0; i < view->action_count; i++) {
			const struct view_action *action = &view->actions[i];
			assert_non_null(strstr(action->first_step,
					       remedy_step(f->audit.account, action->finding, 0)));
			assert_non_null(strstr(action->urgency, "Check again"));
			assert_string_equal(action->where, "");
		}
		view_free(view);
	}
	fixture_audit_free(f);
}

/* Somebody else's account answers, or none: one question instead of a fault for each. */
static void an_unknown_account_is_one_question(void **state)
{
	static const char sentence[] =
		"Is the subdomain right? Syncro did not say whose token it is (status 404) but said "
		"\"No such account\", so 11 mandatory requirements (JC-1.1, JC-2.1, JC-2.2, JC-3.1, "
		"JC-3.3, JC-3.4, JC-3.5, JC-4.1 and 3 more) and 6 recommended requirements (JC-2.3, "
		"JC-5.2, JC-5.3, JC-5.4, JC-5.5, JC-6.2) could not be checked. Check the subdomain, "
		"and that the account is active; then run the audit again.";
	struct request request = {
		.method = "GET", .path = "/me", .status = 404, .said = "No such account"
	};
	struct fixture_audit *f = fixture_audit_empty();

	(void)state;
	for (size_t i = 0; i < f->audit.finding_count; i++)
		f->audit.findings[i].reason = REASON_MALFORMED;
	f->account.sources[SOURCE_ME].reason = REASON_MALFORMED;
	f->account.sources[SOURCE_ME].status = 404;
	f->account.requests = &request;
	f->account.request_count = 1;
	struct scene scene = seen(f);
	assert_string_equal(scene.view->sentence, sentence);
	view_free(scene.view);
	/* Long answers are cut, and who is outside gets no request. */
	request.said =
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyyyy";
	scene.view = view_new(&f->audit);
	assert_non_null(strstr(scene.view->sentence, "xxx"));
	assert_null(strstr(scene.view->sentence, "xy"));
	view_free(scene.view);
	f->audit.presentation.edition = EDITION_AUDITOR;
	scene.view = view_new(&f->audit);
	assert_null(strstr(scene.view->sentence, "404"));
	assert_null(strstr(scene.view->sentence, "xxx"));
	leave(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_accepted_is_told_by_its_weight),
		cmocka_unit_test(ready_tells_what_is_recommended_and_open),
		cmocka_unit_test(not_ready_says_why),
		cmocka_unit_test(a_reason_is_short_or_left_out),
		cmocka_unit_test(of_many_reasons_the_first_are_told),
		cmocka_unit_test(inconclusive_says_which_and_why),
		cmocka_unit_test(what_was_accepted_and_seen_in_part_is_told),
		cmocka_unit_test(nothing_is_counted_that_is_not_there),
		cmocka_unit_test(requirements_of_one_cause_stand_together),
		cmocka_unit_test(an_unknown_account_is_one_question),
		cmocka_unit_test(the_step_for_what_is_unknown_follows_its_cause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
