#include "tests/unit/fixture_oscal_read.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "report/format/oscal.h"

static const char *text_of(const struct facts *facts, const cJSON *object, const char *key)
{
	return json_text(facts->arena, json_get(object, key));
}

/* "" if there is none. */
static const char *property_of(const struct facts *facts, const cJSON *object, const char *name)
{
	const cJSON *property, *properties = json_get(object, "props");

	cJSON_ArrayForEach(property, properties)
	{
		const char *found = cJSON_GetStringValue(json_get(property, "name"));
		if (found && strcmp(found, name) == 0)
			return text_of(facts, property, "value");
	}
	return "";
}

/* What a list of the result holds of a requirement, or NULL. */
static const cJSON *entry_of(const struct facts *facts, const cJSON *result, const char *list,
			     const char *requirement)
{
	const cJSON *entry, *entries = json_get(result, list);

	cJSON_ArrayForEach(entry, entries)
	{
		if (strcmp(property_of(facts, entry, OSCAL_REQUIREMENT), requirement) == 0)
			return entry;
	}
	return NULL;
}

/* "" where there must be no finding. */
static const char *state_of(const char *verdict)
{
	return strcmp(verdict, "pass") == 0   ? "satisfied"
	       : strcmp(verdict, "fail") == 0 ? "not-satisfied"
					      : "";
}

static const char *verdict_of(const struct facts *facts, const char *observed, const cJSON *finding)
{
	const cJSON *status = json_get(json_get(finding, "target"), "status");
	const char *state = text_of(facts, status, "state");

	if (strcmp(state, state_of(observed)) == 0)
		return observed;
	return arena_printf(facts->arena, "%s, and %s finding", observed, finding ? state : "no");
}

static void read_observation(const cJSON *result, const cJSON *observation, struct facts *facts)
{
	const char *id = property_of(facts, observation, OSCAL_REQUIREMENT);
	const char *observed = property_of(facts, observation, OSCAL_VERDICT);
	const cJSON *finding = entry_of(facts, result, "findings", id);
	const cJSON *risk = entry_of(facts, result, "risks", id);

	fact_finding(facts, id, verdict_of(facts, observed, finding),
		     strcmp(text_of(facts, risk, "status"), OSCAL_WAIVED) == 0);
}

/* A finding that nothing was observed for must not be overlooked. */
static void read_finding(const cJSON *result, const cJSON *finding, struct facts *facts)
{
	const char *id = property_of(facts, finding, OSCAL_REQUIREMENT);

	if (!entry_of(facts, result, "observations", id))
		fact_finding(facts, id, "a finding without an observation", 0);
}

static void read_counts(const cJSON *result, struct facts *facts)
{
	char name[64];

	for (int i = 0; i < VERDICT_COUNT; i++) {
		(void)snprintf(name, sizeof name, OSCAL_COUNT "%s", verdict_name((enum verdict)i));
		fact_count(facts, (enum verdict)i, property_of(facts, result, name));
	}
	fact_waived(facts, property_of(facts, result, OSCAL_COUNT "waived"));
}

static int check_size(const cJSON *result, struct error *err)
{
	static const char *const lists[] = { "observations", "risks", "findings" };

	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (cJSON_GetArraySize(json_get(result, lists[i])) > OSCAL_READ_MOST)
			return error_set(err, "holds more than %d %s", OSCAL_READ_MOST, lists[i]);
	return 0;
}

int oscal_read(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	cJSON *root = json_parse(bytes, length, err);
	const cJSON *document = json_get(root, "assessment-results");
	const cJSON *result = cJSON_GetArrayItem(json_get(document, "results"), 0);
	const cJSON *observations = json_get(result, "observations");
	const cJSON *findings = json_get(result, "findings"), *entry;
	int outcome = root ? check_size(result, err) : -1;

	if (outcome == 0) {
		fact_report(facts,
			    property_of(facts, json_get(document, "metadata"), OSCAL_REPORT_ID));
		fact_overall(facts, property_of(facts, result, OSCAL_VERDICT));
		read_counts(result, facts);
		cJSON_ArrayForEach(entry, observations) read_observation(result, entry, facts);
		cJSON_ArrayForEach(entry, findings) read_finding(result, entry, facts);
	}
	cJSON_Delete(root);
	return outcome;
}
