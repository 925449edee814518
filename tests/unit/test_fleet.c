/* Many accounts on one page: what could not be read stands first and is in no other number, and
 * no fault makes a better row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/results/results.h"
#include "report/fleet/fleet.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_schema.h"

#define SCHEMA "templates/schema/fleet-overview.schema.json"

static struct fleet_overview *fleet_of_nothing(void)
{
	return fleet_overview_new(
		&(struct fleet_about){ .made_at = FIXTURE_NOW, .tool_version = "test" });
}

/* A report of that account, as of so many days later. */
static void add(struct fleet_overview *fleet, const char *name, struct fixture_audit *f, int days)
{
	const struct fleet_from from = { .name = name,
					 .read_from = "reports",
					 .folder = "reports" };

	f->audit.assessed_at = FIXTURE_NOW + days * CLOCK_DAY_MS;
	struct view *view = view_new(&f->audit);
	fleet_add_report(fleet, &from, results_shown(f->arena, &f->audit), view);
	view_free(view);
}

static void add_verdict(struct fleet_overview *fleet, const char *name, enum overall verdict)
{
	struct fixture_audit *f = fixture_audit_new();

	f->audit.verdict = verdict;
	add(fleet, name, f, 0);
	fixture_audit_free(f);
}

static void add_trouble(struct fleet_overview *fleet, const char *name)
{
	fleet_add_trouble(fleet, &(struct fleet_from){ .name = name }, "its token was refused");
}

static void the_worst_stand_first(void **state)
{
	static const char *const order[] = { "m", "z", "b", "y", "a", "n" };
	struct fleet_overview *fleet = fleet_of_nothing();

	(void)state;
	add_verdict(fleet, "n", OVERALL_READY);
	add_verdict(fleet, "y", OVERALL_INCONCLUSIVE);
	add_trouble(fleet, "z");
	add_verdict(fleet, "b", OVERALL_NOT_READY);
	add_verdict(fleet, "a", OVERALL_READY);
	add_trouble(fleet, "m");
	fleet_overview_finish(fleet);
	assert_int_equal(fleet->count, COUNT_OF(order));
	for (size_t i = 0; i < COUNT_OF(order); i++)
		assert_string_equal(fleet->rows[i].name, order[i]);
	assert_int_equal(fleet->state, FLEET_NOT_READ);
	assert_string_equal(fleet->sentence, "Of 6 accounts: 2 could not be read, 1 not ready, "
					     "1 not confirmed yet, 2 ready.");
	assert_string_equal(fleet_headline(fleet), "Not all could be read");
	fleet_overview_free(fleet);
}

/* What nobody read is in none of the numbers, and zeroed memory is no account that is well. */
static void what_was_not_read_is_not_counted(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();

	(void)state;
	add_trouble(fleet, "z");
	fleet_overview_finish(fleet);
	assert_int_equal(fleet->of[FLEET_NOT_READ], 1);
	assert_int_equal(fleet->reports + fleet->findings + fleet->profile_count +
				 fleet->job_count + fleet->date_count,
			 0);
	assert_string_equal(fleet->moved, "");
	fleet_overview_free(fleet);

	fleet = fleet_of_nothing();
	assert_int_equal(fleet->state, FLEET_NOT_READ);
	fleet_overview_finish(fleet);
	assert_int_equal(fleet->state, FLEET_NOT_READ);
	fleet_overview_free(fleet);
	assert_int_equal((enum fleet_state){ 0 }, FLEET_NOT_READ);
}

/* Whatever its verdicts are: of several profiles the worst is the account's. */
static void an_account_is_as_its_worst_profile(void **state)
{
	static const enum overall verdicts[] = { OVERALL_INCONCLUSIVE, OVERALL_READY,
						 OVERALL_NOT_READY };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(verdicts); i++)
		for (size_t k = 0; k < COUNT_OF(verdicts); k++) {
			struct fleet_overview *fleet = fleet_of_nothing();
			struct fixture_audit *other = fixture_audit_new();
			add_verdict(fleet, "a", verdicts[i]);
			other->profile.id = "another";
			other->audit.verdict = verdicts[k];
			add(fleet, "a", other, 0);
			fleet_overview_finish(fleet);
			const enum fleet_state one = fleet_state_of(verdicts[i]);
			const enum fleet_state two = fleet_state_of(verdicts[k]);
			assert_int_equal(fleet->count, 1);
			assert_int_equal(fleet->rows[0].report_count, 2);
			assert_int_equal(fleet->rows[0].state, one < two ? one : two);
			fleet_overview_free(fleet);
			fixture_audit_free(other);
		}
}

/* One more row of any kind never makes the whole better, nor another row. */
static void one_more_never_makes_it_better(void **state)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f" };

	(void)state;
	for (uint32_t seed = 1; seed <= 60; seed++) {
		enum fleet_state before = FLEET_READY;
		for (size_t count = 1; count <= COUNT_OF(names); count++) {
			struct fleet_overview *fleet = fleet_of_nothing();
			for (size_t i = 0; i < count; i++) {
				struct fixture_audit *f = fixture_audit_new();
				fixture_audit_mix(f, seed * 7 + (uint32_t)i);
				if ((seed + i) % 5 == 0)
					add_trouble(fleet, names[i]);
				else
					add(fleet, names[i], f, 0);
				fixture_audit_free(f);
			}
			fleet_overview_finish(fleet);
			assert_true(fleet->state <= before);
			before = fleet->state;
			size_t sum = 0;
			for (int i = 0; i < FLEET_STATE_COUNT; i++)
				sum += fleet->of[i];
			assert_int_equal(sum, count);
			fleet_overview_free(fleet);
		}
	}
}

static void the_newest_counts_in_any_order(void **state)
{
	(void)state;
	for (int turned = 0; turned < 2; turned++) {
		struct fleet_overview *fleet = fleet_of_nothing();
		struct fixture_audit *older = fixture_audit_new(), *newer = fixture_audit_new();
		older->audit.verdict = OVERALL_READY;
		newer->audit.verdict = OVERALL_NOT_READY;
		add(fleet, "a", turned ? newer : older, turned ? 3 : 0);
		add(fleet, "a", turned ? older : newer, turned ? 0 : 3);
		fleet_overview_finish(fleet);
		assert_int_equal(fleet->count, 1);
		assert_int_equal(fleet->reports, 1);
		assert_int_equal(fleet->rows[0].state, FLEET_NOT_READY);
		assert_int_equal(fleet->rows[0].older, 1);
		assert_string_equal(fleet->rows[0].note,
				    "1 more report of this account was given: the newest of each "
				    "profile counts.");
		fleet_overview_free(fleet);
		fixture_audit_free(older);
		fixture_audit_free(newer);
	}
}

/* A good report of another day does not hide that one could not be read. */
static void trouble_stays_beside_a_report(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();

	(void)state;
	add_trouble(fleet, "a");
	add_verdict(fleet, "a", OVERALL_READY);
	fleet_overview_finish(fleet);
	assert_int_equal(fleet->count, 2);
	assert_int_equal(fleet->of[FLEET_NOT_READ], 1);
	assert_string_equal(fleet->rows[0].trouble, "its token was refused");
	fleet_overview_free(fleet);
}

static void two_names_of_one_account_are_told(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();

	(void)state;
	add_verdict(fleet, "west", OVERALL_READY);
	add_verdict(fleet, "east", OVERALL_READY);
	fleet_overview_finish(fleet);
	assert_string_equal(fleet->rows[0].note, "The same Syncro account as west.");
	fleet_overview_free(fleet);
}

/* A job of several accounts is one, and an account that has it twice is counted once. */
static void what_many_have_to_do_is_one_job(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();
	struct fixture_audit *f = fixture_audit_new();
	struct view *view = view_new(&f->audit);

	(void)state;
	add(fleet, "a", f, 0);
	add(fleet, "b", f, 0);
	f->profile.id = "another";
	add(fleet, "b", f, 0);
	fleet_overview_finish(fleet);
	assert_int_equal(fleet->job_count, view->job_count);
	for (size_t i = 0; i < fleet->job_count; i++) {
		assert_int_equal(fleet->jobs[i].accounts, 2);
		assert_int_equal(fleet->jobs[i].member_count, 3);
		assert_string_equal(fleet_names(fleet, fleet->jobs[i].members, 3), "a, b");
		assert_true(!i || fleet->jobs[i - 1].mandatory || !fleet->jobs[i].mandatory);
	}
	assert_int_equal(fleet->date_count, view->date_count);
	for (size_t i = 0; i < fleet->date_count; i++) {
		assert_int_equal(fleet->dates[i].accounts, 2);
		assert_true(!i || fleet->dates[i - 1].at <= fleet->dates[i].at);
	}
	view_free(view);
	fleet_overview_free(fleet);
	fixture_audit_free(f);
}

/* It is the report that tells what moved; without a baseline nothing is claimed. */
static void what_moved_is_told(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();
	struct fixture_audit *compared = fixture_audit_new(), *first = fixture_audit_new();

	(void)state;
	fixture_compared(compared);
	add(fleet, "a", compared, 0);
	add(fleet, "b", first, 0);
	fleet_overview_finish(fleet);
	for (size_t i = 0; i < 2; i++) {
		const struct fleet_row *row = &fleet->rows[i];
		const bool is_first = strcmp(row->name, "b") == 0;
		for (int k = 0; k < DRIFT_COUNT; k++)
			assert_int_equal(fleet_drifted(row, (enum drift)k),
					 is_first ? 0 : compared->audit.comparison->of_drift[k]);
		if (is_first)
			assert_string_equal(fleet_moved(fleet, row), "no earlier report");
	}
	fleet_overview_free(fleet);
	fixture_audit_free(compared);
	fixture_audit_free(first);
}

/* Of an older version, which does not say which way: that nothing moved is not known. */
static void an_unknown_way_is_not_nothing(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();
	struct fixture_audit *f = fixture_audit_new();
	const struct fleet_from from = { .name = "a" };
	struct compared_finding told = { .id = "JC-2.1", .change = CHANGE_CHANGED };
	struct results_changes changes = { .incomparable = "",
					   .findings = &told,
					   .finding_count = 1 };

	(void)state;
	struct results *results = results_shown(f->arena, &f->audit);
	struct view *view = view_new(&f->audit);
	results->changes = &changes;
	fleet_add_report(fleet, &from, results, view);
	fleet_overview_finish(fleet);
	assert_int_equal(fleet_compared(&fleet->rows[0]), 0);
	assert_string_equal(fleet_moved(fleet, &fleet->rows[0]), "not comparable");
	assert_string_equal(fleet->moved, "");
	view_free(view);
	fleet_overview_free(fleet);
	fixture_audit_free(f);
}

static cJSON *parsed(const char *text)
{
	struct error err = { .message = "" };
	cJSON *root = json_parse(text, strlen(text), &err);

	if (!root)
		fail_msg("%s", err.message);
	return root;
}

static void what_is_written_is_what_the_schema_says(void **state)
{
	struct fleet_overview *fleet = fleet_of_nothing();
	struct fixture_audit *f = fixture_audit_new(), *empty = fixture_audit_empty();
	struct str schema = STR_INIT(STR_BODY);
	struct error err = { .message = "" };
	char *text = NULL;
	size_t length = 0;
	const char *place = "";

	(void)state;
	fixture_compared(f);
	add(fleet, "a", f, 0);
	add(fleet, "b", empty, 0);
	add_trouble(fleet, "c");
	fleet_overview_finish(fleet);
	(void)snprintf(fleet->report_id, sizeof fleet->report_id, "%s", f->audit.report_id);
	FILE *stream = open_memstream(&text, &length);
	assert_non_null(stream);
	fleet_json_write(stream, fleet);
	assert_int_equal(fclose(stream), 0);
	if (file_read(SCHEMA, &schema, &err) != 0)
		fail_msg("%s", err.message);
	cJSON *rules = parsed(str_text(&schema)), *root = parsed(text);
	const char *wrong = fixture_schema_check(rules, root, &place);
	if (wrong)
		fail_msg("%s: %s", place, wrong);
	cJSON_Delete(rules);
	cJSON_Delete(root);
	free(text);
	str_release(&schema);
	fleet_overview_free(fleet);
	fixture_audit_free(f);
	fixture_audit_free(empty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_stand_first),
		cmocka_unit_test(what_was_not_read_is_not_counted),
		cmocka_unit_test(an_account_is_as_its_worst_profile),
		cmocka_unit_test(one_more_never_makes_it_better),
		cmocka_unit_test(the_newest_counts_in_any_order),
		cmocka_unit_test(trouble_stays_beside_a_report),
		cmocka_unit_test(two_names_of_one_account_are_told),
		cmocka_unit_test(what_many_have_to_do_is_one_job),
		cmocka_unit_test(what_moved_is_told),
		cmocka_unit_test(an_unknown_way_is_not_nothing),
		cmocka_unit_test(what_is_written_is_what_the_schema_says),
	};

	mem_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
