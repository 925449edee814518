#include "tests/unit/fixture_sarif_read.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"

/* The verdict of that kind; a kind that is none of ours stays as it is. */
static const char *verdict_of(const char *kind)
{
	static const char *const kinds[VERDICT_COUNT] = {
		[VERDICT_UNKNOWN] = "open",
		[VERDICT_PASS] = "pass",
		[VERDICT_FAIL] = "fail",
		[VERDICT_MANUAL] = "review",
		[VERDICT_NOTAPPLICABLE] = "notApplicable",
		[VERDICT_INFORMATIONAL] = "informational",
	};

	for (int i = 0; i < VERDICT_COUNT; i++)
		if (strcmp(kinds[i], kind) == 0)
			return verdict_name((enum verdict)i);
	return kind;
}

static const char *text_of(const struct facts *facts, const cJSON *object, const char *key)
{
	return json_text(facts->arena, json_get(object, key));
}

/* "" if it is no count. */
static const char *count_of(const struct facts *facts, const cJSON *counts, const char *key)
{
	int64_t count = 0;

	return json_count(json_get(counts, key), &count)
		       ? arena_printf(facts->arena, "%" PRId64, count)
		       : "";
}

static void read_properties(const cJSON *properties, struct facts *facts)
{
	const cJSON *counts = json_get(properties, "counts");

	fact_report(facts, text_of(facts, properties, "report_id"));
	fact_overall(facts, text_of(facts, properties, "verdict"));
	for (int i = 0; i < VERDICT_COUNT; i++)
		fact_count(facts, (enum verdict)i,
			   count_of(facts, counts, verdict_name((enum verdict)i)));
	fact_waived(facts, count_of(facts, counts, "waived"));
}

/* A result that is no failure has no level; without one a reader takes it for a warning. */
static void read_result(const cJSON *result, struct facts *facts)
{
	const char *verdict = verdict_of(text_of(facts, result, "kind"));
	bool is_fail = strcmp(verdict, verdict_name(VERDICT_FAIL)) == 0;
	const char *level = text_of(facts, result, "level");
	bool has_level = strcmp(level, "none") != 0;

	fact_finding(facts, text_of(facts, result, "ruleId"),
		     is_fail == has_level
			     ? verdict
			     : arena_printf(facts->arena, "%s at level '%s'", verdict, level),
		     cJSON_GetArraySize(json_get(result, "suppressions")) > 0);
}

int sarif_read(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	cJSON *root = json_parse(bytes, length, err);
	const cJSON *results, *result;

	if (!root)
		return -1;
	const cJSON *run = cJSON_GetArrayItem(json_get(root, "runs"), 0);
	read_properties(json_get(run, "properties"), facts);
	results = json_get(run, "results");
	cJSON_ArrayForEach(result, results) read_result(result, facts);
	cJSON_Delete(root);
	return 0;
}
