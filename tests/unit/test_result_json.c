/* results.json is a contract: every fixed name is there, in its shape, and whatever
 * is written is described in the published schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/results/write.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_schema.h"
#include "tests/unit/fixture_written.h"

#define SCHEMA "templates/schema/results.schema.json"
#define MANY ((size_t)100000)
#define NAMED "\n        \"customer_id\": "

static cJSON *schema;

static cJSON *parsed(const char *text)
{
	struct error err = { .message = "" };
	cJSON *root = json_parse(text, strlen(text), &err);

	if (!root)
		fail_msg("%s", err.message);
	return root;
}

static cJSON *results(struct fixture_audit *f)
{
	char *text = fixture_written(result_json_write, &f->audit);
	cJSON *root = parsed(text);

	free(text);
	return root;
}

static int read_schema(void **state)
{
	struct str text = STR_INIT(STR_BODY);
	struct error err = { .message = "" };

	(void)state;
	if (file_read(SCHEMA, &text, &err) != 0)
		fail_msg("%s", err.message);
	schema = parsed(str_text(&text));
	str_release(&text);
	return 0;
}

static int free_schema(void **state)
{
	(void)state;
	cJSON_Delete(schema);
	return 0;
}

static void assert_valid(struct fixture_audit *f)
{
	cJSON *root = results(f);
	const char *place = "", *wrong = fixture_schema_check(schema, root, &place);

	if (wrong)
		fail_msg("%s: %s", place, wrong);
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static void what_is_written_is_what_the_schema_says(void **state)
{
	struct fixture_audit *longer = fixture_audit_new(), *many = fixture_audit_new();
	struct fixture_audit *rejected = fixture_audit_new(), *compared = fixture_audit_new();

	(void)state;
	assert_valid(fixture_audit_new());
	assert_valid(fixture_audit_empty());
	fixture_audit_lengthen(longer);
	assert_valid(longer);
	fixture_audit_findings(many, 60);
	assert_valid(many);
	rejected->account.me =
		(struct me){ .rejected = true, .user_name = "", .user_email = "", .subdomain = "" };
	assert_valid(rejected);
	fixture_compared(compared);
	assert_valid(compared);
}

/* The checker above must be able to say no. */
static void the_schema_refuses_what_is_not_a_result(void **state)
{
	static const struct {
		const char *object, *key, *value;
	} spoiled[] = {
		{ NULL, "verdict", "\"pass\"" },
		{ NULL, "schema", "\"syncro-audit/results/2\"" },
		{ NULL, "started_at", "\"2026-11-24 08:15\"" },
		{ NULL, "findings", "{}" },
		{ "counts", "pass", "-1" },
		{ "counts", "pass", "\"1\"" },
		{ "account", "user_id", "0" },
		{ "customers", "complete", "null" },
		{ "profile", "sha256", "\"ABC\"" },
	};
	const char *place = "";

	(void)state;
	for (size_t i = 0; i < COUNT_OF(spoiled); i++) {
		struct fixture_audit *f = fixture_audit_new();
		cJSON *root = results(f);
		cJSON *object = spoiled[i].object
					? cJSON_GetObjectItemCaseSensitive(root, spoiled[i].object)
					: root;
		cJSON_ReplaceItemInObjectCaseSensitive(object, spoiled[i].key,
						       parsed(spoiled[i].value));
		if (!fixture_schema_check(schema, root, &place))
			fail_msg("%s = %s went through", spoiled[i].key, spoiled[i].value);
		cJSON_Delete(root);
		fixture_audit_free(f);
	}
}

/* Written down here once more, so that nobody changes the contract by changing the
 * schema. A dot leads into an object or into the first item of an array. */
static const char *const fixed[] = {
	"schema report_id tool_version profile account started_at finished_at verdict counts "
	"findings "
	"permissions users security_groups customers waivers attestations sources requests",
	"profile: id version sha256",
	"account: subdomain base_url user_id user_name user_email global_admin",
	"counts: pass fail unknown manual notapplicable informational waived",
	"findings: id title severity mandatory verdict reason summary observations remediation "
	"waiver "
	"change",
	"permissions: name needed granted proof class source",
	"users: id name email global_admin groups token_owner",
	"security_groups: name members access_type permissions proof",
	"customers: total active disabled complete issues",
	"customers.issues: customer_id name kind detail",
	"waivers: requirement object state expires_on reason owner approved_by",
	"attestations: requirement state valid_until attested_by",
	"sources: path status pages records complete problem",
	"requests: sent retried failed",
};

static const cJSON *into(const cJSON *value, const char *name)
{
	value = *name ? json_get(value, name) : value;
	return cJSON_IsArray(value) ? cJSON_GetArrayItem(value, 0) : value;
}

static const cJSON *place_of(const cJSON *root, char *path)
{
	char *dot = strchr(path, '.');

	if (!dot)
		return into(root, path);
	*dot = '\0';
	return into(into(root, path), dot + 1);
}

static void every_fixed_name_is_there(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	cJSON *root = results(f);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(fixed); i++) {
		char line[256], *save = NULL;
		(void)snprintf(line, sizeof line, "%s", fixed[i]);
		char *names = strstr(line, ": ");
		if (names)
			*names = '\0';
		const cJSON *object = place_of(root, names ? line : line + strlen(line));
		names = names ? names + 2 : line;
		for (char *name = strtok_r(names, " ", &save); name;
		     name = strtok_r(NULL, " ", &save))
			if (!json_get(object, name))
				fail_msg("'%s' is not in '%s'", name, fixed[i]);
	}
	cJSON_Delete(root);
	fixture_audit_free(f);
}

/* What tracks the work needs no profile beside the results. */
static void a_finding_names_its_action_and_its_job(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	cJSON *root = results(f);
	const cJSON *finding = NULL;
	size_t i = 0, of_jobs = 0;

	(void)state;
	cJSON_ArrayForEach(finding, cJSON_GetObjectItemCaseSensitive(root, "findings"))
	{
		const struct requirement *requirement = f->audit.findings[i++].requirement;
		const char *job = requirement->job ? requirement->job->id : "";
		assert_string_equal(
			cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(finding, "action")),
			requirement->action);
		assert_string_equal(
			cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(finding, "job")),
			job);
		of_jobs += *job != '\0';
	}
	assert_true(of_jobs > 0 && of_jobs < i);
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static void counts_are_those_of_the_findings(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	cJSON *root = results(f);
	const cJSON *finding = NULL, *counts = json_get(root, "counts");
	int of[VERDICT_COUNT] = { 0 }, waived = 0;

	(void)state;
	cJSON_ArrayForEach(finding, json_get(root, "findings"))
	{
		of[verdict_from_name(json_get(finding, "verdict")->valuestring)]++;
		waived += !cJSON_IsNull(json_get(finding, "waiver"));
	}
	for (int v = 0; v < VERDICT_COUNT; v++)
		assert_int_equal(json_get(counts, verdict_name((enum verdict)v))->valueint, of[v]);
	assert_int_equal(json_get(counts, "waived")->valueint, waived);
	assert_int_equal(waived, 3);
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static void changes_are_counted_by_their_words(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct comparison comparison;

	(void)state;
	fixture_compared(f);
	comparison = *f->audit.comparison;
	f->audit.comparison = &comparison;
	for (int change = 0; change < CHANGE_COUNT; change++)
		comparison.of_change[change] = (size_t)change + 1;
	cJSON *root = results(f);
	const cJSON *counts = json_get(json_get(root, "changes"), "counts");
	for (int change = 0; change < CHANGE_COUNT; change++)
		assert_int_equal(json_get(counts, change_name((enum change)change))->valueint,
				 change + 1);
	assert_int_equal(cJSON_GetArraySize(counts), CHANGE_COUNT);
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static void what_is_not_known_is_null(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();
	cJSON *root = results(f);
	const cJSON *account = json_get(root, "account");

	(void)state;
	assert_true(cJSON_IsNull(json_get(account, "user_id")));
	assert_true(cJSON_IsNull(json_get(account, "global_admin")));
	assert_string_equal(json_get(account, "user_name")->valuestring, "");
	assert_string_equal(json_get(root, "verdict")->valuestring, "inconclusive");
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static const cJSON *customer_issue(const cJSON *root, int index)
{
	return cJSON_GetArrayItem(json_get(json_get(root, "customers"), "issues"), index);
}

static void names_come_through_as_they_are(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	cJSON *root = results(f);

	(void)state;
	assert_string_equal(json_get(customer_issue(root, 5), "name")->valuestring,
			    "=HYPERLINK(\"http://evil.example\",\"click\")");
	assert_string_equal(json_get(customer_issue(root, 2), "name")->valuestring, "");
	assert_string_equal(json_get(customer_issue(root, 3), "name")->valuestring,
			    "Only A. Person");
	assert_int_equal(strlen(json_get(customer_issue(root, 7), "name")->valuestring),
			 FIXTURE_LONG_NAME);
	assert_int_equal(json_get(customer_issue(root, 7), "customer_id")->valueint, 1000000015);
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static void an_attestation_that_is_not_filled_in_is_left_out(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	cJSON *root = results(f);
	const cJSON *one = NULL;

	(void)state;
	assert_int_equal(cJSON_GetArraySize(json_get(root, "attestations")),
			 f->audit.attestation_count - 1);
	cJSON_ArrayForEach(one, json_get(root, "attestations"))
		assert_string_not_equal(json_get(one, "requirement")->valuestring, "JC-1.1");
	assert_int_equal(cJSON_GetArraySize(json_get(root, "waivers")), f->audit.waiver_count);
	cJSON_Delete(root);
	fixture_audit_free(f);
}

static void a_hundred_thousand_issues_are_written(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	size_t count = 0;

	(void)state;
	struct customer_issue *issues = arena_array(f->arena, MANY, sizeof *issues);
	for (size_t i = 0; i < MANY; i++)
		issues[i] = f->audit.issues[i % f->audit.issue_count];
	f->audit.issues = issues;
	f->audit.issue_count = MANY;
	char *text = fixture_written(result_json_write, &f->audit);
	/* By lines: strstr under AddressSanitizer measures the whole rest each time. */
	for (const char *line = text; line; line = strchr(line + 1, '\n'))
		count += strncmp(line, NAMED, sizeof NAMED - 1) == 0;
	assert_int_equal(count, MANY);
	free(text);
	fixture_audit_free(f);
}

static void the_same_audit_gives_the_same_bytes(void **state)
{
	struct fixture_audit *a = fixture_audit_new(), *b = fixture_audit_new();
	char *first = fixture_written(result_json_write, &a->audit),
	     *second = fixture_written(result_json_write, &b->audit);

	(void)state;
	assert_string_equal(first, second);
	free(first);
	free(second);
	fixture_audit_free(a);
	fixture_audit_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_what_the_schema_says),
		cmocka_unit_test(the_schema_refuses_what_is_not_a_result),
		cmocka_unit_test(every_fixed_name_is_there),
		cmocka_unit_test(a_finding_names_its_action_and_its_job),
		cmocka_unit_test(counts_are_those_of_the_findings),
		cmocka_unit_test(changes_are_counted_by_their_words),
		cmocka_unit_test(what_is_not_known_is_null),
		cmocka_unit_test(names_come_through_as_they_are),
		cmocka_unit_test(an_attestation_that_is_not_filled_in_is_left_out),
		cmocka_unit_test(a_hundred_thousand_issues_are_written),
		cmocka_unit_test(the_same_audit_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, read_schema, free_schema);
}
