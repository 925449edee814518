#include "report/format/oscal.h"

#include <ctype.h>

#include "audit/core/json/writer.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "audit/model/audit.h"
#include "report/format/finding_text.h"

struct oscal {
	struct json_writer w;
	const struct audit *audit;
	struct str text; /* the one being made */
};

/* "" for what has no finding. */
static const char *state_of(enum verdict verdict)
{
	if (verdict == VERDICT_PASS)
		return "satisfied";
	return verdict == VERDICT_FAIL ? "not-satisfied" : "";
}

/* How it was come by, in OSCAL's words. */
static const char *method_of(enum proof proof)
{
	WORDS(methods, PROOF_COUNT, [PROOF_NONE] = "UNKNOWN", [PROOF_ATTESTED] = "INTERVIEW",
	      [PROOF_DECLARED] = "EXAMINE", [PROOF_INFERRED] = "TEST", [PROOF_PROBED] = "TEST");

	return methods[proof];
}

static bool has_finding(const struct finding *finding)
{
	return *state_of(finding->verdict) != '\0';
}

static bool has_risk(const struct finding *finding)
{
	return finding->verdict == VERDICT_FAIL || finding->waiver;
}

static bool always(const struct finding *finding)
{
	(void)finding;
	return true;
}

/* The text that was made. */
static void put_made(struct oscal *oscal, const char *key)
{
	json_string(&oscal->w, key, str_text(&oscal->text));
	str_clear(&oscal->text);
}

static void put_uuid(struct oscal *oscal, const char *key, const char *what, const char *id)
{
	char uuid[HASH_UUID];

	str_printf(&oscal->text, "oscal %s %s", what, id);
	hash_uuid_named(oscal->audit->report_id, str_text(&oscal->text), uuid);
	str_clear(&oscal->text);
	json_string(&oscal->w, key, uuid);
}

/* A token begins with no digit, and an id never with a line. */
static void put_token(struct oscal *oscal, const char *key, const char *id)
{
	str_printf(&oscal->text, "%s%s", isdigit((unsigned char)*id) ? "_" : "", id);
	put_made(oscal, key);
}

/* Values are words, ids, numbers and dates of ours: OSCAL takes no empty ones here. */
static void put_property(struct oscal *oscal, const char *name, const char *value)
{
	struct json_writer *w = &oscal->w;

	if (!*value)
		return;
	json_object(w, NULL);
	json_string(w, "name", name);
	json_string(w, "ns", OSCAL_NS);
	json_string(w, "value", value);
	json_end(w);
}

static void put_count(struct oscal *oscal, const char *of, size_t count)
{
	char name[64], value[32];

	(void)snprintf(name, sizeof name, OSCAL_COUNT "%s", of);
	(void)snprintf(value, sizeof value, "%zu", count);
	put_property(oscal, name, value);
}

/* "related-risks": [{"risk-uuid": ...}] */
static void put_related(struct oscal *oscal, const char *list, const char *key, const char *what,
			const char *id)
{
	json_array(&oscal->w, list);
	json_object(&oscal->w, NULL);
	put_uuid(oscal, key, what, id);
	json_end(&oscal->w);
	json_end(&oscal->w);
}

/* Whose it is: tools take observations, risks and findings out of their document. */
static void put_title(struct oscal *oscal, const struct requirement *requirement)
{
	str_printf(&oscal->text, "%s: %s %s", oscal->audit->account->subdomain, requirement->id,
		   requirement->title);
	put_made(oscal, "title");
}

static void put_origin(struct oscal *oscal)
{
	put_property(oscal, OSCAL_ACCOUNT, oscal->audit->account->subdomain);
	put_property(oscal, OSCAL_PROFILE, oscal->audit->profile->id);
}

static void write_evidence(struct oscal *oscal, const struct observation *observation)
{
	struct json_writer *w = &oscal->w;

	json_object(w, NULL);
	str_printf(&oscal->text, "%s: ", observation->subject);
	finding_text_observation(&oscal->text, observation);
	put_made(oscal, "description");
	json_array(w, "props");
	put_property(oscal, OSCAL_VERDICT, verdict_name(observation->verdict));
	put_property(oscal, "reason", reason_name(observation->reason));
	put_property(oscal, "proof", proof_name(observation->proof));
	json_end(w);
	json_end(w);
}

static void write_observation(struct oscal *oscal, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	struct json_writer *w = &oscal->w;

	put_uuid(oscal, "uuid", "observation", requirement->id);
	put_title(oscal, requirement);
	finding_text_summary(&oscal->text, finding);
	put_made(oscal, "description");
	json_array(w, "props");
	put_origin(oscal);
	put_property(oscal, OSCAL_REQUIREMENT, requirement->id);
	put_property(oscal, OSCAL_VERDICT, verdict_name(finding->verdict));
	put_property(oscal, "reason", reason_name(finding->reason));
	put_property(oscal, "proof", proof_name(finding->proof));
	put_property(oscal, "severity", severity_name(requirement->severity));
	put_property(oscal, "mandatory", requirement->mandatory ? "true" : "false");
	put_property(oscal, "change", change_name(finding->change));
	json_end(w);
	json_array(w, "methods");
	json_string(w, NULL, method_of(finding->proof));
	json_end(w);
	if (finding->observation_count) {
		json_array(w, "relevant-evidence");
		for (size_t i = 0; i < finding->observation_count; i++)
			write_evidence(oscal, &finding->observations[i]);
		json_end(w);
	}
	json_time(w, "collected", oscal->audit->account->finished_at);
}

static void write_acceptance(struct oscal *oscal, const struct requirement *requirement,
			     const struct waiver *waiver)
{
	struct json_writer *w = &oscal->w;

	json_object(w, NULL);
	put_uuid(oscal, "uuid", "waiver", requirement->id);
	json_string(w, "lifecycle", "planned");
	json_string(w, "title", "Accepted deviation");
	finding_text_waiver(&oscal->text, waiver);
	put_made(oscal, "description");
	json_array(w, "props");
	json_object(w, NULL);
	json_string(w, "name", "type"); /* OSCAL's own */
	json_string(w, "value", "accept");
	json_end(w);
	put_property(oscal, "expires-on", waiver->expires_on);
	json_end(w);
	json_end(w);
}

static void write_remediation(struct oscal *oscal, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	struct json_writer *w = &oscal->w;

	json_object(w, NULL);
	put_uuid(oscal, "uuid", "remediation", requirement->id);
	json_string(w, "lifecycle", "recommendation");
	put_title(oscal, requirement);
	finding_text_steps(&oscal->text, oscal->audit->account, finding);
	put_made(oscal, "description");
	json_end(w);
}

static void write_risk(struct oscal *oscal, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	struct json_writer *w = &oscal->w;

	put_uuid(oscal, "uuid", "risk", requirement->id);
	put_title(oscal, requirement);
	json_string(w, "description", requirement->rationale);
	json_string(w, "statement", finding->summary);
	json_array(w, "props");
	put_origin(oscal);
	put_property(oscal, OSCAL_REQUIREMENT, requirement->id);
	put_property(oscal, "severity", severity_name(requirement->severity));
	json_end(w);
	json_string(w, "status", finding->waiver ? OSCAL_WAIVED : "open");
	if (finding->waiver)
		json_time(w, "deadline", finding->waiver->ends_at);
	json_array(w, "remediations");
	write_remediation(oscal, finding);
	if (finding->waiver)
		write_acceptance(oscal, requirement, finding->waiver);
	json_end(w);
	put_related(oscal, "related-observations", "observation-uuid", "observation",
		    requirement->id);
}

static void write_finding(struct oscal *oscal, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;
	struct json_writer *w = &oscal->w;

	put_uuid(oscal, "uuid", "finding", requirement->id);
	put_title(oscal, requirement);
	finding_text_summary(&oscal->text, finding);
	put_made(oscal, "description");
	json_array(w, "props");
	put_origin(oscal);
	put_property(oscal, OSCAL_REQUIREMENT, requirement->id);
	json_end(w);
	json_object(w, "target");
	json_string(w, "type", "objective-id");
	put_token(oscal, "target-id", requirement->id);
	json_object(w, "status");
	json_string(w, "state", state_of(finding->verdict));
	json_string(w, "reason", verdict_name(finding->verdict));
	json_end(w);
	json_end(w);
	put_related(oscal, "related-observations", "observation-uuid", "observation",
		    requirement->id);
	if (has_risk(finding))
		put_related(oscal, "related-risks", "risk-uuid", "risk", requirement->id);
}

/* An array that would be empty is left out, as the schema asks. */
static void write_list(struct oscal *oscal, const char *key,
		       bool (*belongs)(const struct finding *finding),
		       void (*write)(struct oscal *oscal, const struct finding *finding))
{
	const struct audit *audit = oscal->audit;
	size_t written = 0;

	for (size_t i = 0; i < audit->finding_count; i++) {
		if (!belongs(&audit->findings[i]))
			continue;
		if (!written++)
			json_array(&oscal->w, key);
		json_object(&oscal->w, NULL);
		write(oscal, &audit->findings[i]);
		json_end(&oscal->w);
	}
	if (written)
		json_end(&oscal->w);
}

static void write_reviewed(struct oscal *oscal)
{
	const struct audit *audit = oscal->audit;
	struct json_writer *w = &oscal->w;

	json_object(w, "reviewed-controls");
	json_array(w, "control-selections");
	json_object(w, NULL);
	json_string(w, "description", audit->profile->title);
	if (audit->finding_count)
		json_array(w, "include-controls");
	for (size_t i = 0; i < audit->finding_count; i++) {
		json_object(w, NULL);
		put_token(oscal, "control-id", audit->findings[i].requirement->id);
		json_end(w);
	}
	if (audit->finding_count)
		json_end(w);
	json_end(w);
	json_end(w);
	json_end(w);
}

static void write_result(struct oscal *oscal)
{
	const struct audit *audit = oscal->audit;
	struct json_writer *w = &oscal->w;

	json_object(w, NULL);
	put_uuid(oscal, "uuid", "result", audit->report_id);
	str_printf(&oscal->text, "Syncro account %s, profile %s: %s", audit->account->subdomain,
		   audit->profile->id, overall_name(audit->verdict));
	put_made(oscal, "title");
	json_string(w, "description",
		    "A requirement that could not be checked, needs a person, does not apply or is "
		    "for information has an observation and no finding.");
	json_time(w, "start", audit->account->started_at);
	json_time(w, "end", audit->account->finished_at);
	json_array(w, "props");
	put_origin(oscal);
	put_property(oscal, OSCAL_VERDICT, overall_name(audit->verdict));
	for (int i = 0; i < VERDICT_COUNT; i++)
		put_count(oscal, verdict_name((enum verdict)i), audit->counts.of[i]);
	put_count(oscal, "waived", audit->counts.waived);
	json_end(w);
	write_reviewed(oscal);
	write_list(oscal, "observations", always, write_observation);
	write_list(oscal, "risks", has_risk, write_risk);
	write_list(oscal, "findings", has_finding, write_finding);
	json_end(w);
}

static void write_metadata(struct oscal *oscal)
{
	const struct audit *audit = oscal->audit;
	struct json_writer *w = &oscal->w;

	json_object(w, "metadata");
	str_printf(&oscal->text, "Syncro account %s: %s", audit->account->subdomain,
		   audit->profile->title);
	put_made(oscal, "title");
	json_time(w, "last-modified", audit->assessed_at);
	json_time(w, "version", audit->assessed_at);
	json_string(w, "oscal-version", "1.0.6");
	json_array(w, "props");
	put_property(oscal, OSCAL_REPORT_ID, audit->report_id);
	put_origin(oscal);
	put_property(oscal, "tool-version", audit->tool_version);
	json_end(w);
	json_end(w);
}

/* There is no assessment plan: the profile stands in for it. */
static void write_plan(struct oscal *oscal)
{
	char uuid[HASH_UUID];

	hash_uuid_named(oscal->audit->report_id, "oscal profile", uuid);
	str_printf(&oscal->text, "#%s", uuid);
	json_object(&oscal->w, "import-ap");
	put_made(oscal, "href");
	json_end(&oscal->w);
}

static void write_back_matter(struct oscal *oscal)
{
	const struct profile *profile = oscal->audit->profile;
	struct json_writer *w = &oscal->w;
	char uuid[HASH_UUID];

	hash_uuid_named(oscal->audit->report_id, "oscal profile", uuid);
	json_object(w, "back-matter");
	json_array(w, "resources");
	json_object(w, NULL);
	json_string(w, "uuid", uuid);
	json_string(w, "title", profile->title);
	str_printf(&oscal->text, "Profile %s, version %s, SHA-256 %s", profile->id,
		   profile->version, profile->sha256);
	put_made(oscal, "description");
	json_end(w);
	json_end(w);
	json_end(w);
}

void oscal_write(FILE *stream, const struct audit *audit)
{
	struct oscal oscal = { .audit = audit, .text = STR_INIT(STR_BODY) };
	struct json_writer *w = &oscal.w;

	json_writer_init(w, stream, true);
	json_object(w, NULL);
	json_object(w, "assessment-results");
	put_uuid(&oscal, "uuid", "document", audit->report_id);
	write_metadata(&oscal);
	write_plan(&oscal);
	json_array(w, "results");
	write_result(&oscal);
	json_end(w);
	write_back_matter(&oscal);
	json_end(w);
	json_end(w);
	str_release(&oscal.text);
}
