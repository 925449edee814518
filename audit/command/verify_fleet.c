#include "audit/command/verify_fleet.h"

#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/json/json.h"
#include "audit/core/str.h"
#include "report/fleet/fleet.h"

#define OVERVIEW "overview.json"
#define OVERVIEW_MOST ((size_t)512 << 20)

static cJSON *load(int folder, struct verify_outcome *outcome)
{
	struct str bytes = STR_INIT(OVERVIEW_MOST);
	struct error why = { .message = "" };
	cJSON *tree = NULL;

	if (safe_read(folder, OVERVIEW, &bytes, &why) == 0)
		tree = json_parse(str_text(&bytes), bytes.length, &why);
	str_release(&bytes);
	if (!tree)
		verify_unreadable(outcome, OVERVIEW, why.message);
	return tree;
}

static const char *text(const cJSON *object, const char *key)
{
	const char *found = cJSON_GetStringValue(json_get(object, key));

	return found ? found : "";
}

/* What is no such word is the worst. */
static enum fleet_state state_of(const cJSON *object)
{
	for (int i = 0; i < FLEET_STATE_COUNT; i++)
		if (strcmp(text(object, "verdict"), fleet_state_name((enum fleet_state)i)) == 0)
			return (enum fleet_state)i;
	return FLEET_NOT_READ;
}

/* Of none nothing is known. */
static enum fleet_state worst_of(const cJSON *list)
{
	enum fleet_state worst = list && list->child ? FLEET_READY : FLEET_NOT_READ;
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
	{
		const enum fleet_state state = state_of(item);
		worst = state < worst ? state : worst;
	}
	return worst;
}

static cJSON *add_counts(cJSON *to, const char *key, const char *const *names, const size_t *of,
			 size_t count)
{
	cJSON *counts = cJSON_AddObjectToObject(to, key);

	for (size_t i = 0; i < count; i++)
		cJSON_AddNumberToObject(counts, names[i], (double)of[i]);
	return counts;
}

static void add_findings(cJSON *to, const cJSON *report)
{
	size_t of[VERDICT_COUNT] = { 0 };
	const char *names[VERDICT_COUNT];
	const cJSON *item;

	cJSON_ArrayForEach(item, json_get(report, "findings"))
	{
		const int verdict = verdict_from_name(text(item, "verdict"));
		of[verdict < 0 ? VERDICT_UNKNOWN : (enum verdict)verdict]++;
	}
	for (int i = 0; i < VERDICT_COUNT; i++)
		names[i] = verdict_name((enum verdict)i);
	(void)add_counts(to, text(json_get(report, "profile"), "id"), names, of, VERDICT_COUNT);
}

static void copy_findings(cJSON *to, const cJSON *report)
{
	cJSON *counts = cJSON_Duplicate(json_get(report, "counts"), true);

	cJSON_DeleteItemFromObjectCaseSensitive(counts, "waived");
	cJSON_AddItemToObject(to, text(json_get(report, "profile"), "id"),
			      counts ? counts : cJSON_CreateNull());
}

/* As the rows below say it, or as it is written. */
static cJSON *account_tree(const cJSON *account, bool derived)
{
	const cJSON *reports = json_get(account, "reports"), *report;
	cJSON *tree = cJSON_CreateObject();

	cJSON_AddStringToObject(tree, "name", text(account, "name"));
	cJSON_AddStringToObject(tree, "verdict",
				derived ? fleet_state_name(worst_of(reports))
					: text(account, "verdict"));
	cJSON_ArrayForEach(report, reports)
	{
		if (derived)
			add_findings(tree, report);
		else
			copy_findings(tree, report);
	}
	return tree;
}

static void add_states(cJSON *tree, const cJSON *accounts)
{
	size_t of[FLEET_STATE_COUNT] = { 0 };
	const char *names[FLEET_STATE_COUNT];
	const cJSON *account;

	cJSON_ArrayForEach(account, accounts) of[worst_of(json_get(account, "reports"))]++;
	for (int i = 0; i < FLEET_STATE_COUNT; i++)
		names[i] = fleet_state_name((enum fleet_state)i);
	cJSON *counts = add_counts(tree, "counts", names, of, FLEET_STATE_COUNT);
	cJSON_AddNumberToObject(counts, "accounts", cJSON_GetArraySize(accounts));
}

static cJSON *tree_of(const cJSON *overview, bool derived)
{
	const cJSON *accounts = json_get(overview, "accounts"), *account;
	cJSON *tree = cJSON_CreateObject(), *list;

	if (derived) {
		add_states(tree, accounts);
	} else {
		cJSON *counts = cJSON_Duplicate(json_get(overview, "counts"), true);
		cJSON_DeleteItemFromObjectCaseSensitive(counts, "reports");
		cJSON_DeleteItemFromObjectCaseSensitive(counts, "older");
		cJSON_AddItemToObject(tree, "counts", counts ? counts : cJSON_CreateNull());
	}
	list = cJSON_AddArrayToObject(tree, "accounts");
	cJSON_ArrayForEach(account, accounts)
		cJSON_AddItemToArray(list, account_tree(account, derived));
	cJSON_AddStringToObject(tree, "verdict",
				derived ? fleet_state_name(worst_of(list))
					: text(overview, "verdict"));
	cJSON_AddStringToObject(tree, "schema", FLEET_SCHEMA);
	return tree;
}

static bool is_of_fleet(const cJSON *overview)
{
	return strcmp(text(overview, "schema"), FLEET_SCHEMA) == 0;
}

static bool follows(const cJSON *overview, struct verify_outcome *outcome)
{
	cJSON *expected = tree_of(overview, true), *found = tree_of(overview, false);
	const bool agrees = verify_trees(outcome, OVERVIEW, " by its own rows", expected, found);

	cJSON_Delete(expected);
	cJSON_Delete(found);
	return agrees;
}

bool verify_fleet(int folder, const struct manifest *manifest, struct verify_outcome *outcome)
{
	if (!manifest_find(manifest, OVERVIEW))
		return false;
	cJSON *overview = load(folder, outcome);
	const bool is_one = !overview || is_of_fleet(overview);
	if (overview && is_one && follows(overview, outcome))
		verify_holds(outcome,
			     OVERVIEW ": verdicts and counts of %d accounts follow from "
				      "its own rows; they were not held against the "
				      "reports, which do not stand here",
			     cJSON_GetArraySize(json_get(overview, "accounts")));
	cJSON_Delete(overview);
	return is_one;
}

cJSON *verify_fleet_rows(int folder, struct verify_outcome *outcome)
{
	cJSON *overview = load(folder, outcome);

	if (overview && follows(overview, outcome))
		verify_holds(outcome, OVERVIEW ": verdicts and counts follow from its own rows");
	return overview;
}
