/*
 * What the program reads of its own reports, and of somebody else's that look like
 * them: results.json, manifest.json, the copy of a report that the evidence keeps, and
 * the record in a PDF. Bytes that begin with
 * "<" are the metadata of a small PDF made here, others are given as they are.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/compare/history_copy.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/fact.h"
#include "audit/model/history.h"
#include "audit/results/results.h"
#include "report/pdf/record.h"
#include "tests/fuzz/property.h"

#define ALL_KINDS (~0U)
#define EXACT ((double)(1LL << 53))

static void check_refused(const struct error *err)
{
	HOLDS(*err->message);
	HOLDS(property_is_utf8(err->message, strlen(err->message)));
}

static void ignore(void *context, const char *what, const char *expected, const char *found)
{
	(void)context;
	HOLDS(what && (expected || found));
}

static void check_text(const char *text)
{
	HOLDS(text && property_is_clean(text));
}

/* The same document, written by cJSON; NULL if there is none. */
static char *written_again(const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	cJSON *root = json_parse(bytes, size, &err);
	char *text = root ? cJSON_PrintUnformatted(root) : NULL;

	cJSON_Delete(root);
	return text;
}

/* results.json */

static const char *value_of(const struct facts *facts, const char *what)
{
	for (size_t i = 0; i < facts->count; i++)
		if (strcmp(facts->items[i].what, what) == 0)
			return facts->items[i].value;
	return NULL;
}

/* What an unlooked-at requirement may never become. */
static bool is_open(const struct results_finding *finding)
{
	return finding->mandatory &&
	       (finding->verdict == VERDICT_UNKNOWN || finding->verdict == VERDICT_MANUAL ||
		(finding->verdict == VERDICT_FAIL && !finding->waived));
}

static void check_derived(struct arena *arena, const struct results *results,
			  const struct counts *counts, size_t open)
{
	struct facts derived = { .arena = arena };
	struct facts counted = { .arena = arena };
	char number[24];

	results_derived(results, &derived);
	for (int i = 0; i < VERDICT_COUNT; i++) {
		(void)snprintf(number, sizeof number, "%zu", counts->of[i]);
		fact_count(&counted, (enum verdict)i, number);
	}
	(void)snprintf(number, sizeof number, "%zu", counts->waived);
	fact_waived(&counted, number);
	for (size_t i = 0; i < counted.count; i++) {
		const char *value = value_of(&derived, counted.items[i].what);
		HOLDS(value && strcmp(value, counted.items[i].value) == 0);
	}
	const char *verdict = value_of(&derived, "verdict");
	HOLDS(verdict && !(open && strcmp(verdict, overall_name(OVERALL_READY)) == 0));
	facts_release(&derived);
	facts_release(&counted);
}

static void check_findings(struct arena *arena, const struct results *results)
{
	struct counts counts = { .waived = 0 };
	size_t open = 0;

	for (size_t i = 0; i < results->finding_count; i++) {
		const struct results_finding *finding = &results->findings[i];
		check_text(finding->id);
		check_text(finding->title);
		check_text(finding->summary);
		HOLDS(finding->severity < SEVERITY_COUNT && finding->verdict < VERDICT_COUNT);
		HOLDS(reason_name(finding->reason) && change_name(finding->change));
		counts.of[finding->verdict]++;
		counts.waived += finding->waived;
		open += is_open(finding);
		for (size_t j = 0; j < i; j++)
			HOLDS(strcmp(results->findings[j].id, finding->id) != 0);
	}
	check_derived(arena, results, &counts, open);
}

static void check_permissions(const struct results *results)
{
	for (size_t i = 0; i < results->permission_count; i++) {
		const struct results_permission *permission = &results->permissions[i];
		check_text(permission->name);
		HOLDS(tri_name(permission->granted) && class_name(permission->class));
		HOLDS(proof_name(permission->proof));
		for (size_t j = 0; j < i; j++)
			HOLDS(strcmp(results->permissions[j].name, permission->name) != 0);
	}
}

static void check_people(const struct results *results)
{
	for (size_t i = 0; i < results->user_count; i++) {
		const struct results_user *user = &results->users[i];
		check_text(user->name);
		check_text(user->email);
		HOLDS(user->id >= 0 && (double)user->id <= EXACT);
		for (size_t j = 0; j < user->group_count; j++)
			check_text(user->groups[j]);
	}
	for (size_t i = 0; i < results->group_count; i++) {
		const struct security_group *group = &results->groups[i];
		check_text(group->name);
		for (size_t j = 0; j < group->member_count; j++)
			HOLDS(group->members[j] >= 0 && (double)group->members[j] <= EXACT);
		for (size_t j = 0; j < group->permission_count; j++)
			check_text(group->permissions[j]);
	}
}

static void check_rest(const struct results *results)
{
	check_text(results->schema);
	check_text(results->report_id);
	check_text(results->profile.id);
	check_text(results->account.subdomain);
	HOLDS(results->verdict < OVERALL_COUNT);
	HOLDS((double)results->customers <= EXACT && (double)results->active_customers <= EXACT &&
	      (double)results->disabled_customers <= EXACT);
	for (size_t i = 0; i < results->issue_count; i++) {
		check_text(results->issues[i].name);
		check_text(results->issues[i].detail);
		HOLDS(results->issues[i].customer_id >= 0);
	}
	for (size_t i = 0; i < results->waiver_count; i++)
		check_text(results->waivers[i].requirement);
	for (size_t i = 0; i < results->attestation_count; i++)
		check_text(results->attestations[i].requirement);
}

static void check_same(struct arena *arena, const struct results *one, const char *bytes,
		       size_t size)
{
	struct error err = { .message = "" };
	struct facts facts = { .arena = arena }, others = { .arena = arena };
	char *text = written_again(bytes, size);
	struct results *again = NULL;

	HOLDS(text && results_read(arena, text, strlen(text), &again, &err) == 0);
	results_facts(one, &facts);
	results_facts(again, &others);
	HOLDS(facts_compare(&facts, &others, ALL_KINDS, ignore, NULL) == 0);
	HOLDS(one->started_at == again->started_at && one->finished_at == again->finished_at);
	HOLDS(one->user_count == again->user_count && one->group_count == again->group_count &&
	      one->waiver_count == again->waiver_count);
	facts_release(&facts);
	facts_release(&others);
	cJSON_free(text);
}

static void check_results(struct arena *arena, const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	struct results *results = NULL;

	if (results_read(arena, bytes, size, &results, &err) != 0) {
		HOLDS(!results);
		check_refused(&err);
		return;
	}
	check_findings(arena, results);
	check_permissions(results);
	check_people(results);
	check_rest(results);
	check_same(arena, results, bytes, size);
}

/* manifest.json */

static void check_name(const char *name)
{
	const char *part = name;

	HOLDS(*name && *name != '/' && strcmp(name, MANIFEST_NAME) != 0);
	while (part) {
		size_t length = strcspn(part, "/");
		HOLDS(length > 0 && !(length == 1 && part[0] == '.') &&
		      !(length == 2 && part[0] == '.' && part[1] == '.'));
		part = part[length] ? part + length + 1 : NULL;
	}
}

static void check_manifest(struct arena *arena, const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	struct manifest manifest = { .report_id = "untouched" }, again;

	if (manifest_read(arena, bytes, size, &manifest, &err) != 0) {
		HOLDS(strcmp(manifest.report_id, "untouched") == 0 && !manifest.files);
		check_refused(&err);
		return;
	}
	check_text(manifest.report_id);
	for (size_t i = 0; i < manifest.count; i++) {
		const struct manifest_file *file = &manifest.files[i];
		check_name(file->name);
		HOLDS(file->size >= 0 && (double)file->size <= EXACT);
		HOLDS(strspn(file->sha256, "0123456789abcdef") == HASH_HEX - 1);
		HOLDS(manifest_find(&manifest, file->name) == file);
		HOLDS(!i || strcmp(manifest.files[i - 1].name, file->name) < 0);
	}
	char *text = written_again(bytes, size);
	HOLDS(text && manifest_read(arena, text, strlen(text), &again, &err) == 0);
	HOLDS(again.count == manifest.count);
	for (size_t i = 0; i < manifest.count; i++)
		HOLDS(manifest_find(&again, manifest.files[i].name)->size ==
		      manifest.files[i].size);
	cJSON_free(text);
}

/* The copy of an earlier report, kept for its course */

static void check_course(const struct history_audit *copy)
{
	struct counts counts = { .waived = 0 };

	check_text(copy->report_id);
	check_text(copy->subdomain);
	check_text(copy->profile_id);
	check_text(copy->profile_version);
	HOLDS(copy->verdict < OVERALL_COUNT);
	for (size_t i = 0; i < copy->finding_count; i++) {
		const struct history_finding *finding = &copy->findings[i];
		check_text(finding->id);
		check_text(finding->title);
		bool known = finding->verdict < VERDICT_COUNT;
		HOLDS(known);
		if (known)
			counts.of[finding->verdict]++;
		counts.waived += finding->waived;
		for (size_t j = 0; j < i; j++)
			HOLDS(strcmp(copy->findings[j].id, finding->id) != 0);
	}
	for (int i = 0; i < VERDICT_COUNT; i++)
		HOLDS(counts.of[i] == copy->counts.of[i]);
	HOLDS(counts.waived == copy->counts.waived);
}

static void check_copy(struct arena *arena, const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	struct history_audit copy = { .name = "untouched" }, again;
	const char *text = NULL, *twice = NULL;

	if (history_copy_read(arena, "copy", bytes, size, &copy, &err) != 0) {
		HOLDS(strcmp(copy.name, "untouched") == 0 && !copy.findings);
		check_refused(&err);
		return;
	}
	check_course(&copy);
	/* Written by us and read again, it is the same to the byte. */
	HOLDS(history_copy_text(arena, &copy, &text, &err) == 0);
	HOLDS(history_copy_read(arena, "copy", text, strlen(text), &again, &err) == 0);
	HOLDS(history_copy_text(arena, &again, &twice, &err) == 0 && strcmp(text, twice) == 0);
	HOLDS(again.assessed_at == copy.assessed_at && again.verdict == copy.verdict &&
	      again.finding_count == copy.finding_count);
}

/* The record in a PDF */

static void add_object(struct str *pdf, size_t *offset, const char *head, const char *bytes,
		       size_t size)
{
	*offset = pdf->length;
	str_printf(pdf, "%s", head);
	str_add(pdf, bytes, size);
	str_printf(pdf, "%s\nendobj\n", size ? "\nendstream" : "");
}

static void make_pdf(struct str *pdf, const char *bytes, size_t size)
{
	size_t at[4];
	char head[128];

	(void)snprintf(head, sizeof head,
		       "4 0 obj\n<</Type/Metadata/Subtype/XML/Length %zu>>\nstream\n", size);
	str_printf(pdf, "%%PDF-1.4\n");
	add_object(pdf, &at[0], "1 0 obj\n<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>", "", 0);
	add_object(pdf, &at[1], "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>", "", 0);
	add_object(pdf, &at[2], "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", "", 0);
	add_object(pdf, &at[3], head, bytes, size);
	size_t table = pdf->length;
	str_printf(pdf, "xref\n0 5\n0000000000 65535 f \n");
	for (size_t i = 0; i < 4; i++)
		str_printf(pdf, "%010zu 00000 n \n", at[i]);
	str_printf(pdf, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
}

static void check_record(struct arena *arena, const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	struct facts facts = { .arena = arena };

	if (pdf_record_read(bytes, size, &facts, &err) != 0)
		check_refused(&err);
	for (size_t i = 0; i < facts.count; i++) {
		const struct fact *fact = &facts.items[i];
		HOLDS(fact->kind == FACT_REPORT || fact->kind == FACT_VERDICT ||
		      fact->kind == FACT_COUNT || fact->kind == FACT_FINDING);
		/* Verbatim: who tells them, cleans them; expat lets nothing else through. */
		HOLDS(property_is_utf8(fact->what, strlen(fact->what)));
		HOLDS(property_is_utf8(fact->value, strlen(fact->value)));
	}
	facts_release(&facts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str pdf = STR_INIT(1 << 20);
	char *bytes = property_text(data, size);

	if (size && *bytes == '<') {
		make_pdf(&pdf, bytes, size);
		check_record(arena, str_text(&pdf), pdf.length);
	} else if (size && *bytes == '%') {
		check_record(arena, bytes, size);
	} else {
		check_results(arena, bytes, size);
		check_manifest(arena, bytes, size);
		check_copy(arena, bytes, size);
	}
	str_release(&pdf);
	free(bytes);
	arena_free(arena);
	return 0;
}
