/* SARIF: what a viewer makes of each verdict, and what waivers and a baseline add. */
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
#include "report/format/lines.h"
#include "report/format/sarif.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_sarif_read.h"
#include "tests/unit/fixture_written.h"

static cJSON *run_written(void (*write)(FILE *stream, const struct audit *audit),
			  const struct audit *audit)
{
	struct error err = { .message = "" };
	char *text = fixture_written(write, audit);
	cJSON *root = json_parse(text, strlen(text), &err);

	if (!root)
		fail_msg("%s", err.message);
	free(text);
	cJSON *run = cJSON_DetachItemFromArray(cJSON_GetObjectItemCaseSensitive(root, "runs"), 0);
	cJSON_Delete(root);
	return run;
}

static cJSON *run_of(const struct audit *audit)
{
	return run_written(sarif_write, audit);
}

static const char *text_at(const cJSON *object, const char *key)
{
	const char *text = cJSON_GetStringValue(json_get(object, key));

	return text ? text : "(none)";
}

static const cJSON *first_of(const cJSON *object, const char *key)
{
	return cJSON_GetArrayItem(json_get(object, key), 0);
}

static struct fixture_audit *with_one(enum verdict verdict, enum severity severity)
{
	struct fixture_audit *f = fixture_audit_new();

	fixture_audit_findings(f, 1);
	f->profile.requirements[0].severity = severity;
	f->audit.findings[0].verdict = verdict;
	fixture_audit_count(f);
	return f;
}

static void each_verdict_has_its_kind_and_only_a_failure_a_level(void **state)
{
	static const struct {
		enum verdict verdict;
		enum severity severity;
		const char *kind, *level;
	} rows[] = {
		{ VERDICT_PASS, SEVERITY_HIGH, "pass", "none" },
		{ VERDICT_FAIL, SEVERITY_HIGH, "fail", "error" },
		{ VERDICT_FAIL, SEVERITY_MEDIUM, "fail", "warning" },
		{ VERDICT_FAIL, SEVERITY_LOW, "fail", "note" },
		{ VERDICT_FAIL, SEVERITY_INFO, "fail", "note" },
		{ VERDICT_UNKNOWN, SEVERITY_HIGH, "open", "none" },
		{ VERDICT_MANUAL, SEVERITY_HIGH, "review", "none" },
		{ VERDICT_NOTAPPLICABLE, SEVERITY_HIGH, "notApplicable", "none" },
		{ VERDICT_INFORMATIONAL, SEVERITY_INFO, "informational", "none" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture_audit *f = with_one(rows[i].verdict, rows[i].severity);
		cJSON *run = run_of(&f->audit);
		const cJSON *result = first_of(run, "results");
		assert_string_equal(text_at(result, "kind"), rows[i].kind);
		assert_string_equal(text_at(result, "level"), rows[i].level);
		assert_int_equal(cJSON_GetArraySize(json_get(result, "suppressions")), 0);
		cJSON_Delete(run);
		fixture_audit_free(f);
	}
}

/* A viewer that hides what has no level still shows that the run was not whole. */
static void what_could_not_be_checked_is_told_by_the_run(void **state)
{
	static const enum verdict verdicts[] = { VERDICT_UNKNOWN, VERDICT_PASS, VERDICT_MANUAL };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(verdicts); i++) {
		struct fixture_audit *f = with_one(verdicts[i], SEVERITY_HIGH);
		bool unknown = verdicts[i] == VERDICT_UNKNOWN;
		cJSON *run = run_of(&f->audit);
		const cJSON *invocation = first_of(run, "invocations");
		const cJSON *notes = json_get(invocation, "toolExecutionNotifications");
		assert_int_equal(cJSON_IsTrue(json_get(invocation, "executionSuccessful")),
				 !unknown);
		assert_int_equal(cJSON_GetArraySize(notes), unknown);
		if (unknown) {
			const char *text =
				text_at(json_get(cJSON_GetArrayItem(notes, 0), "message"), "text");
			assert_non_null(strstr(text, "JC-1.1 could not be checked"));
			assert_non_null(strstr(text, "Run the audit again"));
		}
		cJSON_Delete(run);
		fixture_audit_free(f);
	}
}

static void a_waiver_suppresses_and_says_why(void **state)
{
	static const struct waiver waiver = { .reason = "Until the new group is there",
					      .owner = "Bob",
					      .approved_by = "Ann",
					      .reference = "T-17",
					      .expires_on = "2026-12-31" };
	struct fixture_audit *f = with_one(VERDICT_FAIL, SEVERITY_HIGH);

	(void)state;
	f->audit.findings[0].waiver = &waiver;
	cJSON *run = run_of(&f->audit);
	const cJSON *result = first_of(run, "results");
	const cJSON *suppression = first_of(result, "suppressions");
	assert_string_equal(text_at(result, "kind"), "fail");
	assert_string_equal(text_at(suppression, "kind"), "external");
	assert_string_equal(text_at(suppression, "status"), "accepted");
	assert_string_equal(text_at(suppression, "justification"), waiver.reason);
	cJSON_Delete(run);
	fixture_audit_free(f);
}

static void without_a_baseline_there_is_no_state(void **state)
{
	static const struct {
		enum change change;
		const char *own, *others;
	} rows[] = {
		{ CHANGE_NONE, "unchanged", "unchanged" },
		{ CHANGE_NEW, "new", "unchanged" },
		{ CHANGE_FIXED, "updated", "unchanged" },
		{ CHANGE_REGRESSED, "updated", "unchanged" },
		{ CHANGE_CHANGED, "updated", "unchanged" },
		{ CHANGE_NOT_COMPARABLE, "(none)", "unchanged" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * (COUNT_OF(rows)); i++) {
		struct fixture_audit *f = fixture_audit_new();
		bool compared = i % 2;
		if (compared)
			fixture_compared(f);
		else
			f->audit.comparison = NULL;
		for (size_t k = 0; k < f->audit.finding_count; k++)
			f->audit.findings[k].change = CHANGE_NONE;
		f->audit.findings[0].change = rows[i / 2].change;
		cJSON *run = run_of(&f->audit);
		const cJSON *results = json_get(run, "results");
		assert_string_equal(text_at(cJSON_GetArrayItem(results, 0), "baselineState"),
				    compared ? rows[i / 2].own : "(none)");
		assert_string_equal(text_at(cJSON_GetArrayItem(results, 1), "baselineState"),
				    compared ? rows[i / 2].others : "(none)");
		cJSON_Delete(run);
		fixture_audit_free(f);
	}
}

/* The same requirement of another report, whatever its title: the same finding. */
static void a_fingerprint_outlives_the_report(void **state)
{
	struct fixture_audit *f = with_one(VERDICT_FAIL, SEVERITY_HIGH);
	const char *prints[2], *guids[2];
	cJSON *runs[2];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		runs[i] = run_of(&f->audit);
		const cJSON *result = first_of(runs[i], "results");
		prints[i] = text_at(json_get(result, "partialFingerprints"), "requirement/v1");
		guids[i] = text_at(result, "guid");
		f->audit.report_id[0] = f->audit.report_id[0] == '0' ? '1' : '0';
		f->profile.requirements[0].title = "Another title";
		f->audit.findings[0].summary = "Another summary";
	}
	assert_string_equal(prints[0], prints[1]);
	assert_non_null(strstr(prints[0], "JC-1.1"));
	assert_string_not_equal(guids[0], guids[1]);
	cJSON_Delete(runs[0]);
	cJSON_Delete(runs[1]);
	fixture_audit_free(f);
}

static void texts_make_no_placeholder_no_link_and_no_bad_address(void **state)
{
	struct fixture_audit *f = with_one(VERDICT_FAIL, SEVERITY_HIGH);

	(void)state;
	f->account.subdomain = "acme";
	f->profile.requirements[0].title = "T";
	f->audit.findings[0].summary = "GET /users/{id} [here](https://evil.example)";
	f->profile.requirements[0].reference = "https://ä.example/a b?c=[1]&d=%20#e";
	cJSON *run = run_of(&f->audit);
	assert_string_equal(text_at(json_get(first_of(run, "results"), "message"), "text"),
			    "acme: T: GET /users/{{id}} [here] (https://evil.example)");
	const cJSON *driver = json_get(json_get(run, "tool"), "driver");
	assert_string_equal(text_at(first_of(driver, "rules"), "helpUri"),
			    "https://%C3%A4.example/a%20b?c=%5B1%5D&d=%20#e");
	cJSON_Delete(run);
	fixture_audit_free(f);
}

/* Readers of alerts know neither kinds nor suppressions: all that is there is open, and what
 * is not there is mended. */
static void alerts_are_what_is_open(void **state)
{
	static const struct waiver waiver = { .reason = "R",
					      .owner = "Bob",
					      .approved_by = "Ann",
					      .reference = "",
					      .expires_on = "2026-12-31" };
	static const struct {
		enum verdict verdict;
		bool waived;
		const char *level, *begins;
	} rows[] = {
		{ VERDICT_PASS, false, NULL, "" },
		{ VERDICT_FAIL, false, "error", "acme: Not met: T: " },
		{ VERDICT_FAIL, true, NULL, "" },
		{ VERDICT_UNKNOWN, false, "error", "acme: Could not check: T: " },
		{ VERDICT_MANUAL, false, "note", "acme: Needs confirmation: T: " },
		{ VERDICT_MANUAL, true, NULL, "" },
		{ VERDICT_NOTAPPLICABLE, false, NULL, "" },
		{ VERDICT_INFORMATIONAL, false, NULL, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture_audit *f = with_one(rows[i].verdict, SEVERITY_HIGH);
		f->account.subdomain = "acme";
		f->profile.requirements[0].title = "T";
		f->audit.findings[0].waiver = rows[i].waived ? &waiver : NULL;
		cJSON *run = run_written(sarif_alerts_write, &f->audit);
		const cJSON *result = first_of(run, "results");
		const char *text = text_at(json_get(result, "message"), "text");
		assert_string_equal(text_at(result, "level"),
				    rows[i].level ? rows[i].level : "(none)");
		assert_int_equal(strncmp(text, rows[i].begins, strlen(rows[i].begins)), 0);
		assert_null(json_get(result, "kind"));
		assert_null(json_get(result, "relatedLocations"));
		cJSON_Delete(run);
		fixture_audit_free(f);
	}
}

/* Of results.json, wherever that is. */
static void assert_stands_at(const cJSON *location, struct line line)
{
	const cJSON *physical = json_get(location, "physicalLocation");
	const cJSON *artifact = json_get(physical, "artifactLocation");
	const cJSON *region = json_get(physical, "region");

	assert_string_equal(text_at(artifact, "uri"), "results.json");
	assert_string_equal(text_at(artifact, "uriBaseId"), "%SRCROOT%");
	assert_int_equal(json_get(region, "startLine")->valueint, line.number);
	assert_int_equal(json_get(region, "endLine")->valueint, line.number);
	assert_int_equal(json_get(region, "startColumn")->valueint, line.begin);
	assert_int_equal(json_get(region, "endColumn")->valueint, line.end);
}

static void each_result_stands_at_a_line(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct lines *lines = lines_new(&f->audit);
	cJSON *run = run_of(&f->audit);
	const cJSON *list = json_get(run, "results"), *result;
	size_t i = 0;

	(void)state;
	assert_non_null(json_get(json_get(run, "originalUriBaseIds"), "%SRCROOT%"));
	cJSON_ArrayForEach(result, list)
	{
		const cJSON *others = json_get(result, "relatedLocations"), *other;
		size_t k = 0;
		assert_stands_at(first_of(result, "locations"), lines_finding(lines, i));
		cJSON_ArrayForEach(other, others)
			assert_stands_at(other, lines_observation(lines, i, k++));
		assert_int_equal(k, f->audit.findings[i++].observation_count);
	}
	assert_int_equal(i, f->audit.finding_count);
	cJSON_Delete(run);
	lines_free(lines);
	fixture_audit_free(f);
}

static void a_rule_has_a_name(void **state)
{
	static const struct {
		const char *title, *name;
	} rows[] = {
		{ "Syncro accepts the API token", "SyncroAcceptsTheApiToken" },
		{ "The token owner is not a Global Admin", "TheTokenOwnerIsNotGlobalAdmin" },
		{ "Staff's e-mail: JumpCloud-MTP (2)", "StaffsEmailJumpCloudMtp" },
		{ "A-", "(none)" },
		{ "トークン", "(none)" },
		{ "", "(none)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture_audit *f = with_one(VERDICT_PASS, SEVERITY_HIGH);
		f->profile.requirements[0].title = rows[i].title;
		cJSON *run = run_of(&f->audit);
		const cJSON *driver = json_get(json_get(run, "tool"), "driver");
		assert_string_equal(text_at(first_of(driver, "rules"), "name"), rows[i].name);
		assert_string_equal(text_at(driver, "informationUri"), f->profile.sources[0].url);
		cJSON_Delete(run);
		fixture_audit_free(f);
	}
}

/* A pass with a level, or a failure without one, is told as what it is. */
static void a_level_that_belies_its_kind_is_no_verdict(void **state)
{
	static const char text[] =
		"{\"runs\": [{\"results\": [{\"ruleId\": \"A\", \"kind\": \"fail\", "
		"\"level\": \"none\"}, {\"ruleId\": \"B\", \"kind\": \"pass\"}]}]}";
	struct arena *arena = arena_new();
	struct facts facts = { .arena = arena };
	struct error err = { .message = "" };
	size_t found = 0;

	(void)state;
	assert_int_equal(sarif_read(text, strlen(text), &facts, &err), 0);
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_FINDING &&
		    strncmp(facts.items[i].what, "verdict", strlen("verdict")) == 0) {
			assert_string_equal(facts.items[i].value,
					    found ? "pass at level ''" : "fail at level 'none'");
			found++;
		}
	assert_int_equal(found, 2);
	facts_release(&facts);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_verdict_has_its_kind_and_only_a_failure_a_level),
		cmocka_unit_test(what_could_not_be_checked_is_told_by_the_run),
		cmocka_unit_test(a_waiver_suppresses_and_says_why),
		cmocka_unit_test(without_a_baseline_there_is_no_state),
		cmocka_unit_test(a_fingerprint_outlives_the_report),
		cmocka_unit_test(texts_make_no_placeholder_no_link_and_no_bad_address),
		cmocka_unit_test(alerts_are_what_is_open),
		cmocka_unit_test(each_result_stands_at_a_line),
		cmocka_unit_test(a_rule_has_a_name),
		cmocka_unit_test(a_level_that_belies_its_kind_is_no_verdict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
