/* OSCAL: nothing is satisfied, or not, that was not decided. */
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
#include "report/format/oscal.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_oscal_read.h"
#include "tests/unit/fixture_written.h"

static cJSON *document_of(const struct audit *audit)
{
	struct error err = { .message = "" };
	char *text = fixture_written(oscal_write, audit);
	cJSON *root = json_parse(text, strlen(text), &err);

	if (!root)
		fail_msg("%s", err.message);
	free(text);
	return root;
}

static const cJSON *result_of(const cJSON *document)
{
	const cJSON *root = json_get(document, "assessment-results");

	return cJSON_GetArrayItem(json_get(root, "results"), 0);
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

static const struct waiver waiver = { .reason = "Until the new group is there",
				      .owner = "Bob",
				      .approved_by = "Ann",
				      .expires_on = "2026-12-31",
				      .ends_at = INT64_C(1798761599999) };

static struct fixture_audit *with_one(enum verdict verdict, bool waived)
{
	struct fixture_audit *f = fixture_audit_new();

	fixture_audit_findings(f, 1);
	f->audit.findings[0].verdict = verdict;
	f->audit.findings[0].waiver = waived ? &waiver : NULL;
	fixture_audit_count(f);
	return f;
}

static void only_what_was_decided_has_a_finding(void **state)
{
	static const struct {
		enum verdict verdict;
		bool waived;
		const char *state, *risk;
	} rows[] = {
		{ VERDICT_PASS, false, "satisfied", "(none)" },
		{ VERDICT_FAIL, false, "not-satisfied", "open" },
		{ VERDICT_FAIL, true, "not-satisfied", "deviation-approved" },
		{ VERDICT_UNKNOWN, false, "(none)", "(none)" },
		{ VERDICT_MANUAL, false, "(none)", "(none)" },
		{ VERDICT_MANUAL, true, "(none)", "deviation-approved" },
		{ VERDICT_NOTAPPLICABLE, false, "(none)", "(none)" },
		{ VERDICT_INFORMATIONAL, false, "(none)", "(none)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture_audit *f = with_one(rows[i].verdict, rows[i].waived);
		cJSON *document = document_of(&f->audit);
		const cJSON *result = result_of(document);
		const cJSON *target = json_get(first_of(result, "findings"), "target");
		assert_int_equal(cJSON_GetArraySize(json_get(result, "observations")), 1);
		assert_string_equal(text_at(json_get(target, "status"), "state"), rows[i].state);
		assert_string_equal(text_at(first_of(result, "risks"), "status"), rows[i].risk);
		cJSON_Delete(document);
		fixture_audit_free(f);
	}
}

static void a_waiver_is_a_deviation_with_a_deadline(void **state)
{
	struct fixture_audit *f = with_one(VERDICT_FAIL, true);
	cJSON *document = document_of(&f->audit);
	const cJSON *result = result_of(document), *risk = first_of(result, "risks");
	const cJSON *related = first_of(first_of(result, "findings"), "related-risks");
	const cJSON *accepted = cJSON_GetArrayItem(json_get(risk, "remediations"), 1);

	(void)state;
	assert_string_equal(text_at(risk, "deadline"), "2026-12-31T23:59:59Z");
	assert_string_equal(text_at(accepted, "description"),
			    "accepted until 2026-12-31 by Ann (owner Bob): "
			    "Until the new group is there");
	assert_string_equal(text_at(related, "risk-uuid"), text_at(risk, "uuid"));
	cJSON_Delete(document);
	fixture_audit_free(f);
}

static const char *property_at(const cJSON *object, const char *name)
{
	const cJSON *property, *properties = json_get(object, "props");

	cJSON_ArrayForEach(property, properties) if (strcmp(text_at(property, "name"), name) ==
						     0) return text_at(property, "value");
	return "(none)";
}

/* Tools take the parts out of their document: each says whose it is. */
static void every_part_names_account_and_profile(void **state)
{
	static const char *const lists[] = { "observations", "risks", "findings" };
	struct fixture_audit *f = with_one(VERDICT_FAIL, false);

	(void)state;
	f->account.subdomain = "acme";
	f->profile.id = "mtp";
	f->profile.title = "Prerequisites";
	cJSON *document = document_of(&f->audit);
	const cJSON *root = json_get(document, "assessment-results"), *result = result_of(document);
	assert_string_equal(text_at(json_get(root, "metadata"), "title"),
			    "Syncro account acme: Prerequisites");
	assert_non_null(strstr(text_at(result, "title"), "Syncro account acme, profile mtp: "));
	const cJSON *parts[] = { json_get(root, "metadata"), result, first_of(result, lists[0]),
				 first_of(result, lists[1]), first_of(result, lists[2]) };
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		assert_string_equal(property_at(parts[i], "account"), "acme");
		assert_string_equal(property_at(parts[i], "profile"), "mtp");
		assert_non_null(strstr(text_at(parts[i], "title"), "acme"));
	}
	cJSON_Delete(document);
	fixture_audit_free(f);
}

/* Of every method there is a proof, and of no proof there is none. */
static void the_method_is_how_it_was_come_by(void **state)
{
	static const char *const methods[PROOF_COUNT] = { "UNKNOWN", "INTERVIEW", "EXAMINE", "TEST",
							  "TEST" };

	(void)state;
	for (int proof = 0; proof < PROOF_COUNT; proof++) {
		struct fixture_audit *f = with_one(VERDICT_PASS, false);
		f->audit.findings[0].proof = (enum proof)proof;
		cJSON *document = document_of(&f->audit);
		const cJSON *seen = first_of(result_of(document), "observations");
		assert_string_equal(cJSON_GetStringValue(first_of(seen, "methods")),
				    methods[proof]);
		cJSON_Delete(document);
		fixture_audit_free(f);
	}
}

/* A token begins with a letter or a line; the id itself is a property. */
static void an_id_that_begins_with_a_digit_is_a_token(void **state)
{
	struct fixture_audit *f = with_one(VERDICT_PASS, false);

	(void)state;
	f->profile.requirements[0].id = "2.1";
	cJSON *document = document_of(&f->audit);
	const cJSON *finding = first_of(result_of(document), "findings");
	assert_string_equal(text_at(json_get(finding, "target"), "target-id"), "_2.1");
	assert_string_equal(property_at(finding, OSCAL_REQUIREMENT), "2.1");
	cJSON_Delete(document);
	fixture_audit_free(f);
}

static size_t collect_uuids(const cJSON *item, const char **uuids, size_t count)
{
	static const char *const lists[] = { "observations", "risks", "findings" };
	const cJSON *entry;

	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		const cJSON *list = json_get(item, lists[i]);
		cJSON_ArrayForEach(entry, list) uuids[count++] = text_at(entry, "uuid");
	}
	return count;
}

static void uuids_are_those_of_the_report_and_differ(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	cJSON *document = document_of(&f->audit), *again;
	const char *uuids[128], *others[128];
	size_t count = collect_uuids(result_of(document), uuids, 0);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strlen(uuids[i]), HASH_UUID - 1);
		assert_int_equal(uuids[i][14], '5');
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(uuids[i], uuids[k]);
	}
	f->audit.report_id[0] = f->audit.report_id[0] == '0' ? '1' : '0';
	again = document_of(&f->audit);
	assert_int_equal(collect_uuids(result_of(again), others, 0), count);
	for (size_t i = 0; i < count; i++)
		assert_string_not_equal(uuids[i], others[i]);
	cJSON_Delete(document);
	cJSON_Delete(again);
	fixture_audit_free(f);
}

/* An observation that is unknown, and a finding that calls it satisfied. */
static void a_finding_that_belies_its_observation_is_no_verdict(void **state)
{
#define PROPERTY(name, value) "{\"name\": \"" name "\", \"value\": \"" value "\"}"
#define OF(id, verdict)                                                                            \
	"\"props\": [" PROPERTY("requirement", id) ", " PROPERTY("verdict", verdict) "]"
#define FINDING(id) "{" OF(id, "") ", \"target\": {\"status\": {\"state\": \"satisfied\"}}}"
	static const char text[] = "{\"assessment-results\": {\"results\": [{\"observations\": [{" OF(
		"A",
		"unknown") "}, {" OF("B",
				     "pass") "}], \"findings\": [" FINDING("A") ", " FINDING("C") "]}]}}";
	static const struct {
		const char *what, *value;
	} expected[] = {
		{ "verdict of A", "unknown, and satisfied finding" },
		{ "verdict of B", "pass, and no finding" },
		{ "verdict of C", "a finding without an observation" },
	};
	struct arena *arena = arena_new();
	struct facts facts = { .arena = arena };
	struct error err = { .message = "" };
	size_t found = 0;

	(void)state;
	if (oscal_read(text, strlen(text), &facts, &err) != 0)
		fail_msg("%s", err.message);
	for (size_t i = 0; i < facts.count; i++)
		for (size_t k = 0; k < COUNT_OF(expected); k++)
			if (strcmp(facts.items[i].what, expected[k].what) == 0) {
				assert_string_equal(facts.items[i].value, expected[k].value);
				found++;
			}
	assert_int_equal(found, 3);
	facts_release(&facts);
	arena_free(arena);
}

static void a_document_without_end_is_refused(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct facts facts = { .arena = f->arena };
	struct error err = { .message = "" };

	(void)state;
	fixture_audit_findings(f, OSCAL_READ_MOST + 1);
	char *text = fixture_written(oscal_write, &f->audit);
	assert_int_equal(oscal_read(text, strlen(text), &facts, &err), -1);
	assert_string_equal(err.message, "holds more than 4096 observations");
	free(text);
	facts_release(&facts);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_was_decided_has_a_finding),
		cmocka_unit_test(a_waiver_is_a_deviation_with_a_deadline),
		cmocka_unit_test(every_part_names_account_and_profile),
		cmocka_unit_test(the_method_is_how_it_was_come_by),
		cmocka_unit_test(an_id_that_begins_with_a_digit_is_a_token),
		cmocka_unit_test(uuids_are_those_of_the_report_and_differ),
		cmocka_unit_test(a_finding_that_belies_its_observation_is_no_verdict),
		cmocka_unit_test(a_document_without_end_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
