#include "report/format/sarif.h"

#include <ctype.h>
#include <string.h>

#include "audit/core/json/writer.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "audit/model/audit.h"
#include "audit/model/remedy.h"
#include "report/format/finding_text.h"

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

struct sarif {
	struct json_writer w;
	const struct audit *audit;
	struct str text; /* the one being made */
};

static const char *kind_of(enum verdict verdict)
{
	WORDS(kinds, VERDICT_COUNT, [VERDICT_UNKNOWN] = "open", [VERDICT_PASS] = "pass",
	      [VERDICT_FAIL] = "fail", [VERDICT_MANUAL] = "review",
	      [VERDICT_NOTAPPLICABLE] = "notApplicable", [VERDICT_INFORMATIONAL] = "informational");

	return kinds[verdict];
}

static const char *level_of(enum severity severity)
{
	WORDS(levels, SEVERITY_COUNT, [SEVERITY_INFO] = "note", [SEVERITY_LOW] = "note",
	      [SEVERITY_MEDIUM] = "warning", [SEVERITY_HIGH] = "error");

	return levels[severity];
}

/* What is in no baseline's terms is left out: there is no word for not knowing. */
static const char *baseline_state(enum change change)
{
	WORDS(states, CHANGE_COUNT, [CHANGE_NONE] = "unchanged", [CHANGE_NEW] = "new",
	      [CHANGE_FIXED] = "updated", [CHANGE_REGRESSED] = "updated",
	      [CHANGE_CHANGED] = "updated", [CHANGE_NOT_COMPARABLE] = "");

	return states[change];
}

/* "{" begins a placeholder in a message, and "{{" is a brace (section 3.11.5); "[a](b)"
 * is a link (3.11.6), which no name of a customer may make. */
static void escape_message(struct str *out, const char *text)
{
	for (char before = '\0'; *text; before = *text++) {
		if (*text == '{' || *text == '}')
			str_putc(out, *text);
		if (before == ']' && *text == '(')
			str_putc(out, ' ');
		str_putc(out, *text);
	}
}

static void put_message(struct sarif *sarif, const char *key, const char *text)
{
	struct str escaped = STR_INIT(STR_BODY);

	escape_message(&escaped, text);
	json_object(&sarif->w, key);
	json_string(&sarif->w, "text", str_text(&escaped));
	json_end(&sarif->w);
	str_release(&escaped);
}

/* The text that was made. */
static void put_made(struct sarif *sarif, const char *key)
{
	put_message(sarif, key, str_text(&sarif->text));
	str_clear(&sarif->text);
}

static void put_guid(struct sarif *sarif, const char *what, const char *id)
{
	char guid[HASH_UUID];

	str_printf(&sarif->text, "%s %s", what, id);
	hash_uuid_named(sarif->audit->report_id, str_text(&sarif->text), guid);
	str_clear(&sarif->text);
	json_string(&sarif->w, "guid", guid);
}

/* What may not stand in a URI (RFC 3986) is percent-encoded. */
static void put_uri(struct sarif *sarif, const char *key, const char *uri)
{
	for (; *uri; uri++)
		if (isalnum((unsigned char)*uri) || strchr("-._~:/?#@!$&'()*+,;=%", *uri))
			str_putc(&sarif->text, *uri);
		else
			str_printf(&sarif->text, "%%%02X", (unsigned char)*uri);
	json_string(&sarif->w, key, str_text(&sarif->text));
	str_clear(&sarif->text);
}

static void write_rule(struct sarif *sarif, const struct requirement *requirement)
{
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_string(w, "id", requirement->id);
	put_message(sarif, "shortDescription", requirement->title);
	str_printf(&sarif->text, "%s %s", requirement->documented, requirement->rationale);
	put_made(sarif, "fullDescription");
	finding_text_remediation(&sarif->text, requirement);
	put_made(sarif, "help");
	if (*requirement->reference)
		put_uri(sarif, "helpUri", requirement->reference);
	json_object(w, "defaultConfiguration");
	json_string(w, "level", level_of(requirement->severity));
	json_end(w);
	json_object(w, "properties");
	json_string(w, "group", requirement->group);
	json_string(w, "severity", severity_name(requirement->severity));
	json_boolean(w, "mandatory", requirement->mandatory);
	json_end(w);
	json_end(w);
}

static void write_tool(struct sarif *sarif)
{
	struct json_writer *w = &sarif->w;

	json_object(w, "tool");
	json_object(w, "driver");
	json_string(w, "name", "syncro-audit");
	json_string(w, "version", sarif->audit->tool_version);
	json_array(w, "rules");
	for (size_t i = 0; i < sarif->audit->finding_count; i++)
		write_rule(sarif, sarif->audit->findings[i].requirement);
	json_end(w);
	json_end(w);
	json_end(w);
}

/* A viewer that shows failures alone shows what went wrong while checking, too. */
static void write_notification(struct sarif *sarif, size_t index)
{
	const struct finding *finding = &sarif->audit->findings[index];
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_string(w, "level", "error");
	str_printf(&sarif->text, "%s could not be checked: ", finding->requirement->id);
	finding_text_summary(&sarif->text, finding);
	str_printf(&sarif->text, " %s", remedy_step(sarif->audit->account, finding, 0));
	put_made(sarif, "message");
	json_object(w, "associatedRule");
	json_string(w, "id", finding->requirement->id);
	json_integer(w, "index", (int64_t)index);
	json_end(w);
	json_end(w);
}

static void write_invocation(struct sarif *sarif)
{
	const struct audit *audit = sarif->audit;
	struct json_writer *w = &sarif->w;

	json_array(w, "invocations");
	json_object(w, NULL);
	json_boolean(w, "executionSuccessful", audit->counts.of[VERDICT_UNKNOWN] == 0);
	json_time(w, "startTimeUtc", audit->account->started_at);
	json_time(w, "endTimeUtc", audit->account->finished_at);
	json_array(w, "toolExecutionNotifications");
	for (size_t i = 0; i < audit->finding_count; i++)
		if (audit->findings[i].verdict == VERDICT_UNKNOWN)
			write_notification(sarif, i);
	json_end(w);
	json_end(w);
	json_end(w);
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

static void write_observation(struct sarif *sarif, size_t id, const struct observation *observation)
{
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_integer(w, "id", (int64_t)id);
	write_logical(sarif, observation->subject, observation->object, "resource");
	finding_text_observation(&sarif->text, observation);
	put_made(sarif, "message");
	json_object(w, "properties");
	json_string(w, "verdict", verdict_name(observation->verdict));
	json_string(w, "reason", reason_name(observation->reason));
	json_string(w, "proof", proof_name(observation->proof));
	json_string(w, "source", observation->source);
	json_end(w);
	json_end(w);
}

static void write_locations(struct sarif *sarif, const struct finding *finding)
{
	const struct account *account = sarif->audit->account;
	struct json_writer *w = &sarif->w;

	json_array(w, "locations");
	json_object(w, NULL);
	write_logical(sarif, account->subdomain, "", "account");
	json_end(w);
	json_end(w);
	json_array(w, "relatedLocations");
	for (size_t i = 0; i < finding->observation_count; i++)
		write_observation(sarif, i, &finding->observations[i]);
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

static void write_fingerprint(struct sarif *sarif, const struct finding *finding)
{
	json_object(&sarif->w, "partialFingerprints");
	str_printf(&sarif->text, "%s/%s/%s", sarif->audit->account->subdomain,
		   sarif->audit->profile->id, finding->requirement->id);
	json_string(&sarif->w, "requirement/v1", str_text(&sarif->text));
	str_clear(&sarif->text);
	json_end(&sarif->w);
}

static void write_result(struct sarif *sarif, size_t index)
{
	const struct finding *finding = &sarif->audit->findings[index];
	const struct requirement *requirement = finding->requirement;
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_string(w, "ruleId", requirement->id);
	json_integer(w, "ruleIndex", (int64_t)index);
	put_guid(sarif, "result", requirement->id);
	json_string(w, "kind", kind_of(finding->verdict));
	json_string(w, "level",
		    finding->verdict == VERDICT_FAIL ? level_of(requirement->severity) : "none");
	str_printf(&sarif->text, "%s: ", requirement->title);
	finding_text_summary(&sarif->text, finding);
	put_made(sarif, "message");
	write_locations(sarif, finding);
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

static void write_run_properties(struct sarif *sarif)
{
	const struct audit *audit = sarif->audit;
	struct json_writer *w = &sarif->w;

	json_object(w, "properties");
	json_string(w, "report_id", audit->report_id);
	json_string(w, "profile", audit->profile->id);
	json_string(w, "profile_version", audit->profile->version);
	json_time(w, "assessed_at", audit->assessed_at);
	json_string(w, "verdict", overall_name(audit->verdict));
	json_object(w, "counts");
	for (int i = 0; i < VERDICT_COUNT; i++)
		json_integer(w, verdict_name((enum verdict)i), (int64_t)audit->counts.of[i]);
	json_integer(w, "waived", (int64_t)audit->counts.waived);
	json_end(w);
	json_end(w);
}

static void write_automation(struct sarif *sarif)
{
	const struct audit *audit = sarif->audit;

	json_object(&sarif->w, "automationDetails");
	put_guid(sarif, "run", audit->report_id);
	str_printf(&sarif->text, "syncro-audit/%s/%s/%s", audit->account->subdomain,
		   audit->profile->id, audit->report_id);
	json_string(&sarif->w, "id", str_text(&sarif->text));
	str_clear(&sarif->text);
	json_end(&sarif->w);
}

static void write_run(struct sarif *sarif)
{
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	write_tool(sarif);
	write_invocation(sarif);
	write_automation(sarif);
	json_array(w, "results");
	for (size_t i = 0; i < sarif->audit->finding_count; i++)
		write_result(sarif, i);
	json_end(w);
	write_run_properties(sarif);
	json_end(w);
}

void sarif_write(FILE *stream, const struct audit *audit)
{
	struct sarif sarif = { .audit = audit, .text = STR_INIT(STR_BODY) };
	struct json_writer *w = &sarif.w;

	json_writer_init(w, stream, true);
	json_object(w, NULL);
	json_string(w, "$schema", SCHEMA);
	json_string(w, "version", "2.1.0");
	json_array(w, "runs");
	write_run(&sarif);
	json_end(w);
	json_end(w);
	str_release(&sarif.text);
}
