/* What stands above several reports, where no evidence gives it again: against the reports
 * themselves, whose verdicts and counts it repeats. */
#include "audit/command/verify_overview.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/json/json.h"
#include "audit/core/str.h"
#include "audit/model/vocabulary.h"
#include "audit/results/results.h"

#define OVERVIEW "overview.json"
#define RESULTS "/results.json"

static cJSON *load(int folder, const char *name, struct verify_outcome *outcome)
{
	struct str bytes = STR_INIT(RESULTS_MOST);
	struct error why = { .message = "" };
	cJSON *tree = NULL;

	if (safe_read(folder, name, &bytes, &why) == 0)
		tree = json_parse(str_text(&bytes), bytes.length, &why);
	str_release(&bytes);
	if (!tree)
		verify_unreadable(outcome, name, why.message);
	return tree;
}

/* Under its id: what `report` says of the profile `profile`. */
static void add_repeated(cJSON *profiles, const cJSON *profile, const cJSON *report)
{
	static const char *const of_report[] = { "report_id", "verdict", "counts" };
	const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(profile, "id"));
	cJSON *out = cJSON_AddObjectToObject(profiles, id ? id : "");

	cJSON_AddItemToObject(
		out, "version",
		cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(profile, "version"), true));
	for (size_t i = 0; i < COUNT_OF(of_report); i++)
		cJSON_AddItemToObject(
			out, of_report[i],
			cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(report, of_report[i]),
					true));
}

static cJSON *told_by_overview(const cJSON *overview)
{
	cJSON *told = cJSON_CreateObject();
	cJSON *profiles = NULL;
	const cJSON *item = NULL;

	cJSON_AddItemToObject(
		told, "verdict",
		cJSON_Duplicate(cJSON_GetObjectItemCaseSensitive(overview, "verdict"), true));
	profiles = cJSON_AddObjectToObject(told, "profiles");
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(overview, "profiles"))
		add_repeated(profiles, item, item);
	cJSON_AddNumberToObject(
		told, "profiles told",
		cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(overview, "profiles")));
	return told;
}

static bool is_report(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash && strcmp(slash, RESULTS) == 0;
}

/* Not ready if one of them is, else inconclusive, else ready. */
static const char *worse(const char *one, const cJSON *report)
{
	const char *other =
		cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(report, "verdict"));
	const char *ready = overall_name(OVERALL_READY);
	const char *not_ready = overall_name(OVERALL_NOT_READY);

	if (strcmp(one, not_ready) == 0 || (other && strcmp(other, not_ready) == 0))
		return not_ready;
	return other && strcmp(other, ready) == 0 ? one : overall_name(OVERALL_INCONCLUSIVE);
}

/* NULL if one of the reports cannot be read, which is told. */
static cJSON *told_by_reports(int folder, const struct manifest *manifest, size_t *count,
			      struct verify_outcome *outcome)
{
	const char *verdict = overall_name(OVERALL_READY);
	cJSON *told = cJSON_CreateObject();
	cJSON *profiles = cJSON_AddObjectToObject(told, "profiles");

	for (size_t i = 0; i < manifest->count; i++) {
		if (!is_report(manifest->files[i].name))
			continue;
		cJSON *report = load(folder, manifest->files[i].name, outcome);
		if (!report) {
			cJSON_Delete(told);
			return NULL;
		}
		add_repeated(profiles, cJSON_GetObjectItemCaseSensitive(report, "profile"), report);
		verdict = worse(verdict, report);
		cJSON_Delete(report);
		(*count)++;
	}
	cJSON_AddStringToObject(told, "verdict", verdict);
	cJSON_AddNumberToObject(told, "profiles told", (double)*count);
	return told;
}

void verify_overview_alone(int folder, const struct manifest *manifest,
			   struct verify_outcome *outcome)
{
	size_t count = 0;

	if (!manifest_find(manifest, OVERVIEW))
		return;
	cJSON *overview = load(folder, OVERVIEW, outcome);
	cJSON *expected = overview ? told_by_reports(folder, manifest, &count, outcome) : NULL;
	cJSON *found = expected ? told_by_overview(overview) : NULL;
	if (found && verify_trees(outcome, OVERVIEW, " by its reports", expected, found))
		verify_holds(outcome,
			     OVERVIEW ": verdict and counts of %zu reports are what their "
				      "results.json say; its jobs and dates were not derived again",
			     count);
	cJSON_Delete(found);
	cJSON_Delete(expected);
	cJSON_Delete(overview);
}
