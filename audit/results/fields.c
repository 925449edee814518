#include "audit/core/array.h"
#include "audit/model/mtp.h"
#include "audit/model/work.h"
#include "audit/results/internal.h"
#include "audit/results/results.h"

static const struct json_field text = { .type = JSON_TEXT };
static const struct json_field user_id = { .type = JSON_ID, .expected = "a user's id" };

static const struct json_field profile_fields[] = {
	{ JSON_FIELD(results_profile, "id", JSON_TEXT, id) },
	{ JSON_FIELD(results_profile, "version", JSON_TEXT, version) },
	{ JSON_FIELD(results_profile, "sha256", JSON_TEXT, sha256) },
};
static const struct json_record profile = JSON_RECORD(results_profile, profile_fields);

static const struct json_field account_fields[] = {
	{ JSON_FIELD(results_account, "subdomain", JSON_TEXT, subdomain) },
	{ JSON_FIELD(results_account, "base_url", JSON_TEXT, base_url) },
	{ JSON_FIELD(results_account, "user_id", JSON_ID_OR_NULL, user_id) },
	{ JSON_FIELD(results_account, "user_name", JSON_TEXT, user_name) },
	{ JSON_FIELD(results_account, "user_email", JSON_TEXT, user_email) },
	{ JSON_FIELD(results_account, "global_admin", JSON_MAYBE, global_admin) },
};
static const struct json_record account = JSON_RECORD(results_account, account_fields);

static const struct json_field mtp_fields[] = {
	{ JSON_FIELD(mtp, "provider", JSON_TEXT, provider) },
	{ JSON_FIELD(mtp, "base_url", JSON_TEXT, base_url) },
};
static const struct json_record mtp = JSON_RECORD(mtp, mtp_fields);

#define NUMBER(value, word)                                                                        \
	{                                                                                          \
		JSON_FIELD(counts, word, JSON_COUNT, of[VERDICT_##value])                          \
	}
static const struct json_field counts_fields[] = {
	NUMBER(PASS, "pass"),
	NUMBER(FAIL, "fail"),
	NUMBER(UNKNOWN, "unknown"),
	NUMBER(MANUAL, "manual"),
	NUMBER(NOTAPPLICABLE, "notapplicable"),
	NUMBER(INFORMATIONAL, "informational"),
	{ JSON_FIELD(counts, "waived", JSON_COUNT, waived) },
};
_Static_assert(COUNT_OF(counts_fields) == VERDICT_COUNT + 1, "every verdict is counted");
static const struct json_record counts = JSON_RECORD(counts, counts_fields);

static const struct json_field side_profile_fields[] = {
	{ JSON_FIELD(comparison_side, "id", JSON_TEXT, profile_id) },
	{ JSON_FIELD(comparison_side, "version", JSON_TEXT, profile_version) },
};
static const struct json_record side_profile = JSON_RECORD(comparison_side, side_profile_fields);

static const struct json_field baseline_fields[] = {
	{ JSON_FIELD(comparison_side, "report_id", JSON_TEXT, report_id), .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_side, "tool_version", JSON_TEXT, tool_version),
	  .use = JSON_UNREAD },
	{ .key = "profile", .type = JSON_OBJECT, .record = &side_profile, .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_side, "assessed_at", JSON_MOMENT, assessed_at),
	  .use = JSON_OPTIONAL },
	{ JSON_FIELD_WORD(comparison_side, "verdict", verdict, overall), .use = JSON_UNREAD },
};
static const struct json_record baseline = JSON_RECORD(comparison_side, baseline_fields);

#define MOVED(value, word)                                                                         \
	{                                                                                          \
		JSON_FIELD(results_changes, word, JSON_COUNT, of_change[CHANGE_##value])           \
	}
static const struct json_field moved_fields[] = {
	MOVED(NONE, "none"),	   MOVED(NEW, "new"),
	MOVED(FIXED, "fixed"),	   MOVED(REGRESSED, "regressed"),
	MOVED(CHANGED, "changed"), MOVED(NOT_COMPARABLE, "not-comparable"),
};
_Static_assert(COUNT_OF(moved_fields) == CHANGE_COUNT, "every change is counted");
static const struct json_record moved = JSON_RECORD(results_changes, moved_fields);

static const struct json_field change_fields[] = {
	{ JSON_FIELD(compared_finding, "id", JSON_TEXT, id) },
	{ JSON_FIELD_WORD(compared_finding, "change", change, change) },
	{ JSON_FIELD_WORD(compared_finding, "direction", drift, drift), .use = JSON_OPTIONAL },
	{ JSON_FIELD(compared_finding, "details", JSON_TEXT, details), .use = JSON_UNREAD },
	{ JSON_FIELD_WORD_IF(compared_finding, "before", before, was, verdict),
	  .use = JSON_OPTIONAL },
	{ JSON_FIELD_WORD_IF(compared_finding, "after", after, is, verdict), .use = JSON_OPTIONAL },
	{ JSON_FIELD(compared_finding, "waived_before", JSON_BOOLEAN, waived_before),
	  .use = JSON_OPTIONAL },
	{ JSON_FIELD(compared_finding, "waived_after", JSON_BOOLEAN, waived_after),
	  .use = JSON_OPTIONAL },
};
static const struct json_record change = JSON_RECORD(compared_finding, change_fields);

static const struct json_field row_fields[] = {
	{ JSON_FIELD_WORD(comparison_row, "kind", kind, compared) },
	{ JSON_FIELD_WORD(comparison_row, "change", movement, movement) },
	{ JSON_FIELD(comparison_row, "id", JSON_ID_OR_NULL, id), .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_row, "key", JSON_TEXT, key), .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_row, "name", JSON_TEXT, name), .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_row, "what", JSON_TEXT, what), .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_row, "before", JSON_TEXT, before), .use = JSON_UNREAD },
	{ JSON_FIELD(comparison_row, "after", JSON_TEXT, after), .use = JSON_UNREAD },
};
const struct json_record results_row_record = JSON_RECORD(comparison_row, row_fields);

static const struct json_field gap_fields[] = {
	{ JSON_FIELD_WORD(results_gap, "kind", kind, compared) },
	{ JSON_FIELD(results_gap, "why", JSON_TEXT, why), .use = JSON_UNREAD },
};
static const struct json_record gap = JSON_RECORD(results_gap, gap_fields);

static const struct json_field changes_fields[] = {
	{ JSON_FIELD(results_changes, "not_comparable", JSON_TEXT, incomparable),
	  .use = JSON_OPTIONAL },
	{ .key = "counts", .type = JSON_OBJECT, .record = &moved, .use = JSON_UNREAD },
	{ JSON_FIELD_LIST(results_changes, "findings", findings, finding_count), .record = &change,
	  .distinct = true },
	{ JSON_FIELD_LIST(results_changes, RESULTS_ROWS, rows, row_count),
	  .record = &results_row_record },
	{ JSON_FIELD_LIST(results_changes, "not_compared", gaps, gap_count), .record = &gap },
};
static const struct json_record changes = JSON_RECORD(results_changes, changes_fields);

static const struct json_field observation_fields[] = {
	{ JSON_FIELD(observation, "object", JSON_TEXT, object), .use = JSON_OPTIONAL },
	{ JSON_FIELD(observation, "subject", JSON_TEXT, subject) },
	{ JSON_FIELD(observation, "expected", JSON_TEXT, expected), .use = JSON_OPTIONAL },
	{ JSON_FIELD(observation, "observed", JSON_TEXT, observed) },
	{ JSON_FIELD_WORD(observation, "verdict", verdict, verdict) },
	{ JSON_FIELD_WORD(observation, "reason", reason, reason), .use = JSON_OPTIONAL },
	{ JSON_FIELD_WORD(observation, "proof", proof, proof), .use = JSON_OPTIONAL },
	{ JSON_FIELD(observation, "source", JSON_TEXT, source), .use = JSON_OPTIONAL },
	{ JSON_FIELD_LIST(observation, "evidence", evidence, evidence_count), .item = &text,
	  .use = JSON_UNREAD },
};
static const struct json_record observation = JSON_RECORD(observation, observation_fields);

static const struct json_field waiver_fields[] = {
	{ JSON_FIELD(waiver, "requirement", JSON_TEXT, requirement) },
	{ JSON_FIELD(waiver, "object", JSON_TEXT, object) },
	{ JSON_FIELD_WORD(waiver, "state", standing, standing) },
	{ JSON_FIELD(waiver, "expires_on", JSON_TEXT, expires_on) },
	{ JSON_FIELD(waiver, "reason", JSON_TEXT, reason) },
	{ JSON_FIELD(waiver, "owner", JSON_TEXT, owner) },
	{ JSON_FIELD(waiver, "approved_by", JSON_TEXT, approved_by) },
	{ JSON_FIELD(waiver, "created_on", JSON_TEXT, created_on), .use = JSON_UNREAD },
	{ JSON_FIELD(waiver, "reference", JSON_TEXT, reference), .use = JSON_OPTIONAL },
	{ JSON_FIELD(waiver, "effective", JSON_BOOLEAN, effective), .use = JSON_OPTIONAL },
	{ JSON_FIELD(waiver, "no_longer_needed", JSON_BOOLEAN, unneeded), .use = JSON_OPTIONAL },
};
static const struct json_record waiver = JSON_RECORD(waiver, waiver_fields);

static const struct json_field work_fields[] = {
	{ JSON_FIELD(work_row, "owner", JSON_TEXT, owner) },
	{ JSON_FIELD(work_row, "due", JSON_TEXT, due) },
	{ JSON_FIELD_WORD(work_row, "state", state, work_state) },
	{ JSON_FIELD(work_row, "fixed_on", JSON_TEXT, fixed_on) },
	{ JSON_FIELD(work_row, "response", JSON_TEXT, response) },
	{ JSON_FIELD(work_row, "note", JSON_TEXT, note) },
};
static const struct json_record work = JSON_RECORD(work_row, work_fields);

static const struct json_field finding_fields[] = {
	{ JSON_FIELD(results_finding, "id", JSON_TEXT, id) },
	{ JSON_FIELD(results_finding, "title", JSON_TEXT, title) },
	{ JSON_FIELD(results_finding, "action", JSON_TEXT, action), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_finding, "job", JSON_TEXT, job), .use = JSON_UNREAD },
	{ JSON_FIELD(results_finding, "group", JSON_TEXT, group), .use = JSON_OPTIONAL },
	{ JSON_FIELD_WORD(results_finding, "severity", severity, severity) },
	{ JSON_FIELD(results_finding, "mandatory", JSON_BOOLEAN, mandatory) },
	{ JSON_FIELD_WORD(results_finding, "verdict", verdict, verdict) },
	{ JSON_FIELD_WORD(results_finding, "reason", reason, reason) },
	{ JSON_FIELD_WORD(results_finding, "proof", proof, proof), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_finding, "summary", JSON_TEXT, summary) },
	{ JSON_FIELD_LIST(results_finding, "observations", observations, observation_count),
	  .record = &observation },
	{ JSON_FIELD_LIST(results_finding, "remediation", remediation, remediation_count),
	  .item = &text, .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_finding, "reference", JSON_TEXT, reference), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_finding, "waiver", JSON_PRESENT, waived) },
	{ JSON_FIELD(results_finding, "waiver", JSON_LINK_OR_NULL, waiver), .record = &waiver,
	  .use = JSON_UNREAD },
	{ JSON_FIELD_WORD(results_finding, "change", change, change) },
	{ JSON_FIELD(results_finding, "work", JSON_LINK, work), .record = &work,
	  .use = JSON_OPTIONAL },
};
static const struct json_record finding = JSON_RECORD(results_finding, finding_fields);

static const struct json_field permission_fields[] = {
	{ JSON_FIELD(results_permission, "name", JSON_TEXT, name) },
	{ JSON_FIELD(results_permission, "needed", JSON_BOOLEAN, needed) },
	{ JSON_FIELD_WORD(results_permission, "granted", granted, tri) },
	{ JSON_FIELD_WORD(results_permission, "proof", proof, proof) },
	{ JSON_FIELD_WORD(results_permission, "class", class, class) },
	{ JSON_FIELD_WORD(results_permission, "reason", reason, reason), .use = JSON_UNREAD },
	{ JSON_FIELD(results_permission, "source", JSON_TEXT, source) },
	{ JSON_FIELD(results_permission, "note", JSON_TEXT, note), .use = JSON_UNREAD },
};
static const struct json_record permission = JSON_RECORD(results_permission, permission_fields);

static const struct json_field user_fields[] = {
	{ JSON_FIELD(results_user, "id", JSON_ID_OR_NULL, id) },
	{ JSON_FIELD(results_user, "name", JSON_TEXT, name) },
	{ JSON_FIELD(results_user, "email", JSON_TEXT, email) },
	{ JSON_FIELD(results_user, "global_admin", JSON_MAYBE, global_admin) },
	{ JSON_FIELD_LIST(results_user, "groups", groups, group_count), .item = &text },
	{ JSON_FIELD(results_user, "token_owner", JSON_BOOLEAN, token_owner) },
	{ JSON_FIELD(results_user, "gone", JSON_BOOLEAN, gone), .use = JSON_OPTIONAL },
};
static const struct json_record user = JSON_RECORD(results_user, user_fields);

static const struct json_field group_fields[] = {
	{ JSON_FIELD(security_group, "name", JSON_TEXT, name) },
	{ JSON_FIELD_LIST(security_group, "members", members, member_count), .item = &user_id },
	{ JSON_FIELD(security_group, "access_type", JSON_TEXT, access_type) },
	{ JSON_FIELD_LIST(security_group, "permissions", permissions, permission_count),
	  .item = &text },
	{ JSON_FIELD_WORD(security_group, "proof", proof, proof) },
};
static const struct json_record group = JSON_RECORD(security_group, group_fields);

static const struct json_field issue_fields[] = {
	{ JSON_FIELD(results_issue, "customer_id", JSON_ID_OR_NULL, customer_id) },
	{ JSON_FIELD(results_issue, "name", JSON_TEXT, name) },
	{ JSON_FIELD_WORD(results_issue, "kind", kind, issue) },
	{ JSON_FIELD(results_issue, "detail", JSON_TEXT, detail) },
	{ JSON_FIELD(results_issue, "waived", JSON_BOOLEAN, waived), .use = JSON_OPTIONAL },
};
const struct json_record results_issue_record = JSON_RECORD(results_issue, issue_fields);

static const struct json_field address_fields[] = {
	{ JSON_FIELD(customer_address, "field", JSON_TEXT, field) },
	{ JSON_FIELD(customer_address, "text", JSON_TEXT, text) },
};
static const struct json_record address = JSON_RECORD(customer_address, address_fields);

static const struct json_field customer_fields[] = {
	{ JSON_FIELD(results_customer, "id", JSON_ID_OR_NULL, id) },
	{ JSON_FIELD(results_customer, "name", JSON_TEXT, name) },
	{ JSON_FIELD(results_customer, "active", JSON_MAYBE, active) },
	{ JSON_FIELD(results_customer, "email", JSON_TEXT, email), .use = JSON_OPTIONAL },
	{ JSON_FIELD_LIST(results_customer, "addresses", addresses, address_count),
	  .record = &address, .use = JSON_OPTIONAL },
};
const struct json_record results_customer_record = JSON_RECORD(results_customer, customer_fields);

static const struct json_field customers_fields[] = {
	{ JSON_FIELD(results, "total", JSON_COUNT, customers) },
	{ JSON_FIELD(results, "active", JSON_COUNT, active_customers) },
	{ JSON_FIELD(results, "disabled", JSON_COUNT, disabled_customers) },
	{ JSON_FIELD(results, "complete", JSON_BOOLEAN, customers_complete) },
	{ JSON_FIELD_LIST(results, RESULTS_ISSUES, issues, issue_count),
	  .record = &results_issue_record, .make = results_make_issue },
	{ JSON_FIELD_LIST(results, RESULTS_LIST, rows, row_count),
	  .record = &results_customer_record, .make = results_make_customer, .use = JSON_OPTIONAL },
};
static const struct json_record customers = JSON_RECORD(results, customers_fields);

static const struct json_field attestation_fields[] = {
	{ JSON_FIELD(attestation, "requirement", JSON_TEXT, requirement) },
	{ JSON_FIELD_WORD(attestation, "state", standing, standing) },
	{ JSON_FIELD(attestation, "valid_until", JSON_TEXT, valid_until) },
	{ JSON_FIELD(attestation, "attested_by", JSON_TEXT, attested_by) },
	{ JSON_FIELD_WORD(attestation, "verdict", verdict, verdict), .use = JSON_OPTIONAL },
	{ JSON_FIELD(attestation, "used", JSON_BOOLEAN, used), .use = JSON_UNREAD },
};
static const struct json_record attestation = JSON_RECORD(attestation, attestation_fields);

static const struct json_field source_fields[] = {
	{ JSON_FIELD(results_source, "path", JSON_TEXT, path) },
	{ JSON_FIELD(results_source, "status", JSON_COUNT, status), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_source, "pages", JSON_COUNT, pages), .use = JSON_UNREAD },
	{ JSON_FIELD(results_source, "records", JSON_COUNT, records), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_source, "complete", JSON_BOOLEAN, complete) },
	{ JSON_FIELD(results_source, "reason", JSON_TEXT, reason), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_source, "problem", JSON_TEXT, problem), .use = JSON_UNREAD },
	{ JSON_FIELD(results_source, "method", JSON_TEXT, method), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results_source, "permission", JSON_TEXT, permission), .use = JSON_UNREAD },
	{ JSON_FIELD(results_source, "granted", JSON_TEXT, granted), .use = JSON_UNREAD },
	{ JSON_FIELD(results_source, "api", JSON_TEXT, api), .use = JSON_OPTIONAL },
};
static const struct json_record source = JSON_RECORD(results_source, source_fields);

static const struct json_field requests_fields[] = {
	{ JSON_FIELD(results_requests, "sent", JSON_COUNT, sent) },
	{ JSON_FIELD(results_requests, "retried", JSON_COUNT, retried) },
	{ JSON_FIELD(results_requests, "failed", JSON_COUNT, failed) },
};
static const struct json_record requests = JSON_RECORD(results_requests, requests_fields);

static const struct json_field results_fields[] = {
	{ JSON_FIELD(results, "schema", JSON_TEXT, schema) },
	{ JSON_FIELD(results, "report_id", JSON_TEXT, report_id) },
	{ JSON_FIELD(results, "tool_version", JSON_TEXT, tool_version) },
	{ JSON_FIELD(results, "profile", JSON_OBJECT, profile), .record = &profile },
	{ JSON_FIELD(results, "account", JSON_OBJECT, account), .record = &account },
	{ JSON_FIELD(results, "mtp", JSON_LINK, mtp), .record = &mtp, .use = JSON_UNREAD },
	{ JSON_FIELD(results, "edition", JSON_TEXT, edition), .use = JSON_OPTIONAL },
	{ JSON_FIELD(results, "started_at", JSON_MOMENT, started_at) },
	{ JSON_FIELD(results, "finished_at", JSON_MOMENT, finished_at) },
	{ JSON_FIELD(results, "assessed_at", JSON_MOMENT, assessed_at), .use = JSON_OPTIONAL },
	{ JSON_FIELD_WORD(results, "verdict", verdict, overall) },
	{ JSON_FIELD(results, "counts", JSON_OBJECT, counts), .record = &counts },
	{ JSON_FIELD(results, "baseline", JSON_LINK_OR_NULL, baseline), .record = &baseline,
	  .use = JSON_OPTIONAL },
	{ JSON_FIELD(results, RESULTS_CHANGES, JSON_LINK_OR_NULL, changes), .record = &changes,
	  .use = JSON_OPTIONAL },
	{ JSON_FIELD_LIST(results, "findings", findings, finding_count), .record = &finding,
	  .distinct = true },
	{ JSON_FIELD_LIST(results, "permissions", permissions, permission_count),
	  .record = &permission, .distinct = true },
	{ JSON_FIELD_LIST(results, "users", users, user_count), .record = &user },
	{ JSON_FIELD_LIST(results, "security_groups", groups, group_count), .record = &group },
	{ .key = RESULTS_CUSTOMERS, .type = JSON_OBJECT, .record = &customers },
	{ JSON_FIELD_LIST(results, "waivers", waivers, waiver_count), .record = &waiver },
	{ JSON_FIELD_LIST(results, "attestations", attestations, attestation_count),
	  .record = &attestation },
	{ JSON_FIELD_LIST(results, "sources", sources, source_count), .record = &source },
	{ JSON_FIELD(results, "requests", JSON_OBJECT, requests), .record = &requests,
	  .use = JSON_OPTIONAL },
};
const struct json_record results_record = JSON_RECORD(results, results_fields);
