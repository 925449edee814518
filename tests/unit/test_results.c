/* results.json read back: as it was written, whatever was added, and never wrongly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_sample.h"
#include "tests/unit/fixture_written.h"

static int read_text(struct arena *arena, const char *text, struct results **out, struct error *err)
{
	return results_read(arena, text, strlen(text), out, err);
}

/* What `show` prints of it. */
static void is_told_with_its_evidence(const struct results_finding *read,
				      const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	assert_string_equal(read->group, requirement->group);
	assert_string_equal(read->reference, requirement->reference);
	assert_int_equal(read->proof, finding->proof);
	/* The steps of a failure would mend what may be in order. */
	if (finding->verdict == VERDICT_UNKNOWN) {
		assert_int_equal(read->remediation_count, 1);
		assert_non_null(strstr(read->remediation[0], "un the audit again"));
	} else {
		assert_int_equal(read->remediation_count, requirement->remediation_count);
		for (size_t i = 0; i < read->remediation_count; i++)
			assert_string_equal(read->remediation[i], requirement->remediation[i]);
	}
	assert_int_equal(read->observation_count, finding->observation_count);
	for (size_t i = 0; i < read->observation_count; i++) {
		assert_string_equal(read->observations[i].expected,
				    finding->observations[i].expected);
		assert_string_equal(read->observations[i].source, finding->observations[i].source);
		assert_int_equal(read->observations[i].proof, finding->observations[i].proof);
	}
}

static void is_read_as_it_was_written(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct audit *audit = &f->audit;
	char *text = fixture_written(result_json_write, audit);
	struct error err = { .message = "" };
	struct results *results = NULL;

	(void)state;
	if (read_text(f->arena, text, &results, &err) != 0)
		fail_msg("%s", err.message);
	assert_string_equal(results->report_id, audit->report_id);
	assert_string_equal(results->profile.id, audit->profile->id);
	assert_string_equal(results->account.subdomain, audit->account->subdomain);
	assert_int_equal(results->started_at / 1000, audit->account->started_at / 1000);
	assert_int_equal(results->assessed_at / 1000, audit->assessed_at / 1000);
	assert_int_equal(results->verdict, audit->verdict);
	assert_memory_equal(&results->counts, &audit->counts, sizeof audit->counts);
	assert_int_equal(results->finding_count, audit->finding_count);
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		assert_string_equal(results->findings[i].id, finding->requirement->id);
		assert_int_equal(results->findings[i].verdict, finding->verdict);
		assert_int_equal(results->findings[i].reason, finding->reason);
		assert_int_equal(results->findings[i].severity, finding->requirement->severity);
		assert_int_equal(results->findings[i].mandatory, finding->requirement->mandatory);
		assert_int_equal(results->findings[i].waived, finding->waiver != NULL);
		assert_int_equal(results->findings[i].change, finding->change);
		is_told_with_its_evidence(&results->findings[i], finding);
	}
	assert_int_equal(results->permission_count, audit->permission_count);
	for (size_t i = 0; i < audit->permission_count; i++) {
		assert_int_equal(results->permissions[i].class, audit->permissions[i].class);
		assert_int_equal(results->permissions[i].granted, audit->permissions[i].granted);
		assert_int_equal(results->permissions[i].proof, audit->permissions[i].proof);
	}
	assert_int_equal(results->user_count, audit->account->user_count);
	assert_int_equal(results->users[0].id, audit->account->users[0].id);
	assert_int_equal(results->users[0].group_count, audit->account->users[0].group_count);
	assert_int_equal(results->group_count, audit->group_count);
	assert_int_equal(results->groups[0].member_count, audit->groups[0].member_count);
	assert_int_equal(results->customers, audit->account->customer_count);
	assert_int_equal(results->issue_count, audit->issue_count);
	assert_int_equal(results->issues[0].customer_id, audit->issues[0].customer->id);
	assert_int_equal(results->issues[0].kind, audit->issues[0].kind);
	assert_int_equal(results->waiver_count, audit->waiver_count);
	assert_int_equal(results->waivers[0].standing, audit->waivers[0].standing);
	free(text);
	fixture_audit_free(f);
}

static void ignore(void *context, const char *what, const char *expected, const char *found)
{
	(void)context;
	print_message("%s: %s, %s\n", what, expected ? expected : "-", found ? found : "-");
}

static size_t contradictions(const struct audit *audit)
{
	struct arena *arena = arena_new();
	struct facts said = { .arena = arena }, derived = { .arena = arena };
	struct error err = { .message = "" };
	struct results *results = NULL;
	char *text = fixture_written(result_json_write, audit);

	assert_int_equal(read_text(arena, text, &results, &err), 0);
	results_facts(results, &said);
	results_derived(results, &derived);
	size_t count = facts_compare(&derived, &said, FACT_VERDICT | FACT_COUNT | FACT_CLASS,
				     ignore, NULL);
	facts_release(&said);
	facts_release(&derived);
	free(text);
	arena_free(arena);
	return count;
}

static void verdict_and_counts_follow_from_the_findings(void **state)
{
	static const char *const samples[] = { "ready", "not-ready", "large-and-messy" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct audit *audit = fixture_sample(arena, samples[i]);
		assert_int_equal(contradictions(audit), 0);
		audit->counts.of[VERDICT_PASS]++;
		assert_int_equal(contradictions(audit), 1);
		audit->counts.of[VERDICT_PASS]--;
		audit->verdict = (audit->verdict + 1) % OVERALL_COUNT;
		assert_int_equal(contradictions(audit), 1);
	}
	arena_free(arena);
}

/* Each member of every object in turn is left out, or of another type. */
static void spoil(cJSON *root, const char *path, const char *type)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct results *results = NULL;
	char *text = cJSON_PrintUnformatted(root);

	assert_int_equal(read_text(arena, text, &results, &err), -1);
	if (!strstr(err.message, path))
		fail_msg("%s (%s): %s", path, type, err.message);
	assert_null(results);
	cJSON_free(text);
	arena_free(arena);
}

static void every_fixed_name_is_asked_for(void **state)
{
	static const char *const places[][3] = {
		{ "", "schema" },
		{ "", "report_id" },
		{ "", "verdict" },
		{ "", "started_at" },
		{ "", "counts" },
		{ "", "findings" },
		{ "", "users" },
		{ "", "security_groups" },
		{ "", "customers" },
		{ "counts", "waived" },
		{ "counts", "fail" },
		{ "profile", "sha256" },
		{ "account", "user_id" },
		{ "customers", "total" },
		{ "customers", "issues" },
		{ "findings", "verdict" },
		{ "findings", "waiver" },
		{ "findings", "observations" },
		{ "permissions", "class" },
		{ "users", "groups" },
		{ "security_groups", "members" },
		{ "waivers", "state" },
		{ "attestations", "requirement" },
	};
	struct fixture_audit *f = fixture_audit_new();
	char *text = fixture_written(result_json_write, &f->audit);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct error err = { .message = "" };
		cJSON *root = json_parse(text, strlen(text), &err);
		cJSON *object =
			*places[i][0] ? cJSON_GetObjectItemCaseSensitive(root, places[i][0]) : root;
		if (cJSON_IsArray(object))
			object = cJSON_GetArrayItem(object, 0);
		assert_true(cJSON_IsObject(object));
		assert_true(cJSON_ReplaceItemInObjectCaseSensitive(object, places[i][1],
								   cJSON_CreateFalse()));
		spoil(root, places[i][1], "of another type");
		cJSON_DeleteItemFromObjectCaseSensitive(object, places[i][1]);
		spoil(root, places[i][1], "left out");
		cJSON_Delete(root);
	}
	free(text);
	fixture_audit_free(f);
}

static void what_was_added_is_left_alone(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { .message = "" };
	struct results *results = NULL;
	char *text = fixture_written(result_json_write, &f->audit);
	cJSON *root = json_parse(text, strlen(text), &err);

	(void)state;
	cJSON_AddStringToObject(root, "later", "more");
	cJSON_AddNullToObject(
		cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(root, "findings"), 0), "later");
	char *more = cJSON_PrintUnformatted(root);
	assert_int_equal(read_text(f->arena, more, &results, &err), 0);
	assert_int_equal(results->finding_count, f->audit.finding_count);
	cJSON_free(more);
	cJSON_Delete(root);
	free(text);
	fixture_audit_free(f);
}

/* Names that are not among the fixed ones of version 1. */
static void what_may_be_left_out_is_known_all_the_same(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { .message = "" };
	struct results *results = NULL;
	f->audit.assessed_at += 86400000;
	char *text = fixture_written(result_json_write, &f->audit);
	cJSON *root = json_parse(text, strlen(text), &err);

	(void)state;
	cJSON_DeleteItemFromObjectCaseSensitive(root, "assessed_at");
	cJSON_DeleteItemFromObjectCaseSensitive(root, "edition");
	char *less = cJSON_PrintUnformatted(root);
	assert_int_equal(read_text(f->arena, less, &results, &err), 0);
	assert_int_equal(results->assessed_at, results->finished_at);
	assert_null(results->edition);
	assert_int_equal(read_text(f->arena, text, &results, &err), 0);
	assert_int_not_equal(results->assessed_at, results->finished_at);
	cJSON_free(less);
	cJSON_Delete(root);
	free(text);
	fixture_audit_free(f);
}

/* What nobody saw beside an accepted failure is not covered by the waiver. */
static void a_waiver_does_not_cover_what_is_unknown(void **state)
{
	struct arena *arena = arena_new();
	struct audit *audit = fixture_sample(arena, "ready");
	size_t i = 0;

	(void)state;
	while (!audit->findings[i].requirement->mandatory || !audit->findings[i].observation_count)
		i++;
	audit->findings[i].verdict = VERDICT_FAIL;
	audit->findings[i].waiver = &audit->waivers[0];
	audit->counts.of[VERDICT_PASS]--;
	audit->counts.of[VERDICT_FAIL]++;
	audit->counts.waived++;
	assert_int_equal(contradictions(audit), 0);
	audit->findings[i].observations[0].verdict = VERDICT_UNKNOWN;
	assert_int_equal(contradictions(audit), 1);
	audit->verdict = OVERALL_INCONCLUSIVE;
	assert_int_equal(contradictions(audit), 0);
	arena_free(arena);
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const struct {
		const char *list, *key, *message;
	} cases[] = {
		{ "users", "groups", "/groups/0': expected a string" },
		{ "security_groups", "members", "/members/0': expected a user's id" },
	};
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { .message = "" };
	struct results *results = NULL;
	char *text = fixture_written(result_json_write, &f->audit);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		cJSON *root = json_parse(text, strlen(text), &err);
		cJSON *rows = cJSON_GetObjectItemCaseSensitive(root, cases[i].list);
		cJSON *list =
			cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(rows, 0), cases[i].key);
		cJSON_InsertItemInArray(list, 0, cJSON_CreateFalse());
		char *spoilt = cJSON_PrintUnformatted(root);
		assert_int_equal(read_text(f->arena, spoilt, &results, &err), -1);
		assert_non_null(strstr(err.message, cases[i].message));
		cJSON_free(spoilt);
		cJSON_Delete(root);
	}
	char *other = arena_strdup(f->arena, text);
	strstr(other, "syncro-audit/results/1")[strlen("syncro-audit/results/")] = '9';
	assert_int_equal(read_text(f->arena, other, &results, &err), -1);
	assert_non_null(strstr(err.message, "at '/schema': expected \"syncro-audit/results/1\""));
	free(text);
	fixture_audit_free(f);
}

static void a_finding_stands_once(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct error err = { .message = "" };
	struct results *results = NULL;

	(void)state;
	f->audit.findings[1].requirement = f->audit.findings[0].requirement;
	char *text = fixture_written(result_json_write, &f->audit);
	assert_int_equal(read_text(f->arena, text, &results, &err), -1);
	assert_non_null(strstr(err.message, "at '/findings': expected every one once"));
	free(text);
	fixture_audit_free(f);
}

/* Cut anywhere it is refused; with any byte changed it is read or refused. */
static void survives_damage(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	char *text = fixture_written(result_json_write, &f->audit);
	size_t length = strlen(text);

	(void)state;
	for (size_t at = 0; at + 2 < length; at += 97) {
		struct arena *arena = arena_new();
		struct error err = { .message = "" };
		struct results *results = NULL;
		char was = text[at];
		assert_int_equal(results_read(arena, text, at, &results, &err), -1);
		assert_true(*err.message);
		text[at] = (char)(at % 2 ? '\0' : '9');
		(void)results_read(arena, text, length, &results, &err);
		text[at] = was;
		arena_free(arena);
	}
	free(text);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_read_as_it_was_written),
		cmocka_unit_test(verdict_and_counts_follow_from_the_findings),
		cmocka_unit_test(every_fixed_name_is_asked_for),
		cmocka_unit_test(what_was_added_is_left_alone),
		cmocka_unit_test(what_may_be_left_out_is_known_all_the_same),
		cmocka_unit_test(a_waiver_does_not_cover_what_is_unknown),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(a_finding_stands_once),
		cmocka_unit_test(survives_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
