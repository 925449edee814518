#include <stdio.h>

#include "audit/core/hash.h"
#include "audit/core/words.h"
#include "report/format/finding_text.h"
#include "report/format/lines.h"
#include "report/format/sarif_parts.h"
#include "report/view/view.h"

#define LINE_HASH 16 /* digits */

static const char *kind_of(enum verdict verdict)
{
	WORDS(kinds, VERDICT_COUNT, [VERDICT_UNKNOWN] = "open", [VERDICT_PASS] = "pass",
	      [VERDICT_FAIL] = "fail", [VERDICT_MANUAL] = "review",
	      [VERDICT_NOTAPPLICABLE] = "notApplicable", [VERDICT_INFORMATIONAL] = "informational");

	return kinds[verdict];
}

/* What is in no baseline's terms is left out: there is no word for not knowing. */
static const char *baseline_state(enum change change)
{
	WORDS(states, CHANGE_COUNT, [CHANGE_NONE] = "unchanged", [CHANGE_NEW] = "new",
	      [CHANGE_FIXED] = "updated", [CHANGE_REGRESSED] = "updated",
	      [CHANGE_CHANGED] = "updated", [CHANGE_NOT_COMPARABLE] = "");

	return states[change];
}

static void write_logical(struct sarif *sarif, const char *name, const char *below,
			  const char *kind)
{
	struct json_writer *w = &sarif->w;

	json_array(w, "logicalLocations");
	json_object(w, NULL);
	json_string(w, "name", name);
	str_printf(&sarif->text, "%s%s%s", sarif->audit->account->subdomain, *below ? "/" : "",
		   below);
	json_string(w, "fullyQualifiedName", str_text(&sarif->text));
	str_clear(&sarif->text);
	json_string(w, "kind", kind);
	json_end(w);
	json_end(w);
}

static void write_physical(struct sarif *sarif, struct line line)
{
	struct json_writer *w = &sarif->w;

	json_object(w, "physicalLocation");
	json_object(w, "artifactLocation");
	json_string(w, "uri", SARIF_RESULTS);
	json_string(w, "uriBaseId", SARIF_BASE);
	json_end(w);
	json_object(w, "region");
	json_integer(w, "startLine", (int64_t)line.number);
	json_integer(w, "startColumn", (int64_t)line.begin);
	json_integer(w, "endLine", (int64_t)line.number);
	json_integer(w, "endColumn", (int64_t)line.end);
	json_end(w);
	json_end(w);
}

static void write_observation(struct sarif *sarif, size_t index, size_t id)
{
	const struct observation *observation = &sarif->audit->findings[index].observations[id];
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_integer(w, "id", (int64_t)id);
	write_physical(sarif, lines_observation(sarif->lines, index, id));
	write_logical(sarif, observation->subject, observation->object, "resource");
	finding_text_observation(&sarif->text, observation);
	sarif_made(sarif, "message");
	json_object(w, "properties");
	json_string(w, "verdict", verdict_name(observation->verdict));
	json_string(w, "reason", reason_name(observation->reason));
	json_string(w, "proof", proof_name(observation->proof));
	json_string(w, "source", observation->source);
	json_end(w);
	json_end(w);
}

static void write_locations(struct sarif *sarif, size_t index)
{
	const struct finding *finding = &sarif->audit->findings[index];
	struct json_writer *w = &sarif->w;

	json_array(w, "locations");
	json_object(w, NULL);
	write_physical(sarif, lines_finding(sarif->lines, index));
	write_logical(sarif, sarif->audit->account->subdomain, "", "account");
	json_end(w);
	json_end(w);
	if (sarif->alerts)
		return; /* of thousands of observations an alert shows none */
	json_array(w, "relatedLocations");
	for (size_t i = 0; i < finding->observation_count; i++)
		write_observation(sarif, index, i);
	json_end(w);
}

static void write_suppression(struct sarif *sarif, const struct waiver *waiver)
{
	struct json_writer *w = &sarif->w;

	json_array(w, "suppressions");
	if (waiver) {
		json_object(w, NULL);
		json_string(w, "kind", "external");
		json_string(w, "status", "accepted");
		json_string(w, "justification", waiver->reason);
		json_object(w, "properties");
		json_string(w, "owner", waiver->owner);
		json_string(w, "approved_by", waiver->approved_by);
		json_string(w, "expires_on", waiver->expires_on);
		json_string(w, "reference", waiver->reference);
		json_end(w);
		json_end(w);
	}
	json_end(w);
}

/* One that readers of any tool's make of the line, and that some know alone: of the line it
 * would be another in the next report. */
static void write_line_hash(struct sarif *sarif)
{
	char hex[HASH_HEX];
	char print[LINE_HASH + sizeof ":1"];

	hash_bytes(str_text(&sarif->text), sarif->text.length, hex);
	(void)snprintf(print, sizeof print, "%.*s:1", LINE_HASH, hex);
	json_string(&sarif->w, "primaryLocationLineHash", print);
}

static void write_fingerprint(struct sarif *sarif, const struct finding *finding)
{
	json_object(&sarif->w, "partialFingerprints");
	str_printf(&sarif->text, "%s/%s/%s", sarif->audit->account->subdomain,
		   sarif->audit->profile->id, finding->requirement->id);
	json_string(&sarif->w, "requirement/v1", str_text(&sarif->text));
	write_line_hash(sarif);
	str_clear(&sarif->text);
	json_end(&sarif->w);
}

/* An alert is told by being there: its kind is not looked at, or has to be a failure's. */
static void write_kind(struct sarif *sarif, const struct finding *finding)
{
	const enum severity severity = finding->requirement->severity;

	if (!sarif->alerts) {
		json_string(&sarif->w, "kind", kind_of(finding->verdict));
		json_string(&sarif->w, "level",
			    finding->verdict == VERDICT_FAIL ? sarif_level(severity) : "none");
	} else {
		json_string(&sarif->w, "level",
			    finding->verdict == VERDICT_MANUAL ? "note" : sarif_level(severity));
	}
}

static void write_text(struct sarif *sarif, const struct finding *finding)
{
	str_printf(&sarif->text, "%s: ", sarif->audit->account->subdomain);
	if (sarif->alerts)
		str_printf(&sarif->text, "%s: ", view_verdict_label(finding->verdict));
	str_printf(&sarif->text, "%s: ", finding->requirement->title);
	finding_text_summary(&sarif->text, finding);
	sarif_made(sarif, "message");
}

static bool is_alert(const struct finding *finding)
{
	static const bool alerts[VERDICT_COUNT] = {
		[VERDICT_UNKNOWN] = true, [VERDICT_FAIL] = true, [VERDICT_MANUAL] = true
	};

	return alerts[finding->verdict] && !finding->waiver;
}

void sarif_result(struct sarif *sarif, size_t index)
{
	const struct finding *finding = &sarif->audit->findings[index];
	const struct requirement *requirement = finding->requirement;
	struct json_writer *w = &sarif->w;

	if (sarif->alerts && !is_alert(finding))
		return;
	json_object(w, NULL);
	json_string(w, "ruleId", requirement->id);
	json_integer(w, "ruleIndex", (int64_t)index);
	sarif_guid(sarif, "result", requirement->id);
	write_kind(sarif, finding);
	write_text(sarif, finding);
	write_locations(sarif, index);
	write_fingerprint(sarif, finding);
	if (sarif->audit->comparison && *baseline_state(finding->change))
		json_string(w, "baselineState", baseline_state(finding->change));
	write_suppression(sarif, finding->waiver);
	json_object(w, "properties");
	json_string(w, "verdict", verdict_name(finding->verdict));
	json_string(w, "reason", reason_name(finding->reason));
	json_string(w, "proof", proof_name(finding->proof));
	json_boolean(w, "waived", finding->waiver != NULL);
	json_string(w, "change", change_name(finding->change));
	json_end(w);
	json_end(w);
}
