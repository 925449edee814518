/* overview.json of many accounts: see templates/schema/fleet-overview.schema.json. */
#include "audit/core/json/writer.h"
#include "audit/core/words.h"
#include "report/fleet/internal.h"

static void put_text_or_null(struct json_writer *w, const char *key, const char *text)
{
	if (text && *text)
		json_string(w, key, text);
	else
		json_null(w, key);
}

static void put_moment(struct json_writer *w, const char *key, int64_t ms)
{
	if (ms)
		json_time(w, key, ms);
	else
		json_null(w, key);
}

static void put_counts(struct json_writer *w, const struct counts *counts)
{
	json_object(w, "counts");
	for (int i = 0; i < VERDICT_COUNT; i++)
		json_integer(w, verdict_name((enum verdict)i), (int64_t)counts->of[i]);
	json_integer(w, "waived", (int64_t)counts->waived);
	json_end(w);
}

static void put_changes(struct json_writer *w, const struct fleet_report *report)
{
	if (!report->compared) {
		json_null(w, "changes");
		return;
	}
	json_object(w, "changes");
	json_string(w, "not_comparable", report->incomparable);
	json_object(w, "counts");
	for (int i = 0; i < DRIFT_COUNT; i++)
		json_integer(w, drift_name((enum drift)i), (int64_t)report->of_drift[i]);
	json_end(w);
	json_end(w);
}

static void put_finding(struct json_writer *w, const struct fleet_finding *finding)
{
	json_object(w, NULL);
	json_string(w, "id", finding->id);
	json_string(w, "title", finding->title);
	json_string(w, "severity", severity_name(finding->severity));
	json_boolean(w, "mandatory", finding->mandatory);
	json_string(w, "verdict", verdict_name(finding->verdict));
	json_string(w, "reason", reason_name(finding->reason));
	put_text_or_null(w, "accepted_until", finding->accepted_until);
	put_text_or_null(w, "direction", finding->compared ? drift_name(finding->drift) : NULL);
	json_string(w, "summary", finding->summary);
	json_end(w);
}

static void put_requests(struct json_writer *w, const struct fleet_report *report)
{
	json_object(w, "requests");
	json_integer(w, "sent", (int64_t)report->sent);
	json_integer(w, "retried", (int64_t)report->retried);
	json_integer(w, "failed", (int64_t)report->failed);
	json_end(w);
}

static void put_profile_of(struct json_writer *w, const struct fleet_report *report)
{
	json_object(w, "profile");
	json_string(w, "id", report->profile_id);
	json_string(w, "version", report->profile_version);
	json_string(w, "title", report->title);
	json_string(w, "vendor", report->vendor);
	json_end(w);
}

static void put_report(struct json_writer *w, const struct fleet_report *report)
{
	json_object(w, NULL);
	put_profile_of(w, report);
	put_text_or_null(w, "folder", report->folder);
	json_string(w, "report_id", report->report_id);
	json_string(w, "tool_version", report->tool_version);
	json_string(w, "edition", edition_name(report->edition));
	json_time(w, "started_at", report->started_at);
	json_time(w, "finished_at", report->finished_at);
	json_time(w, "assessed_at", report->assessed_at);
	json_string(w, "verdict", overall_name(report->verdict));
	json_string(w, "sentence", report->sentence);
	put_counts(w, &report->counts);
	json_integer(w, "jobs", (int64_t)report->task_count);
	put_changes(w, report);
	put_requests(w, report);
	json_array(w, "findings");
	for (size_t i = 0; i < report->finding_count; i++)
		put_finding(w, &report->findings[i]);
	json_end(w);
	json_end(w);
}

static void put_account(struct json_writer *w, const struct fleet_row *account)
{
	json_object(w, NULL);
	json_string(w, "name", account->name);
	put_text_or_null(w, "subdomain", account->subdomain);
	json_string(w, "verdict", fleet_state_name(account->state));
	put_text_or_null(w, "trouble", account->trouble);
	put_text_or_null(w, "folder", account->folder);
	put_text_or_null(w, "read_from", account->read_from);
	json_string(w, "note", account->note);
	json_integer(w, "older", (int64_t)account->older);
	json_array(w, "reports");
	for (size_t i = 0; i < account->report_count; i++)
		put_report(w, account->reports[i]);
	json_end(w);
	json_end(w);
}

static void put_profile(struct json_writer *w, const struct fleet_profile *profile)
{
	json_object(w, NULL);
	json_string(w, "id", profile->id);
	json_string(w, "title", profile->title);
	json_integer(w, "accounts", (int64_t)profile->accounts);
	for (int i = 0; i < OVERALL_COUNT; i++)
		json_integer(w, overall_name((enum overall)i), (int64_t)profile->of[i]);
	json_end(w);
}

static void put_member(struct json_writer *w, const struct fleet_overview *fleet,
		       const struct fleet_member *member)
{
	json_object(w, NULL);
	json_string(w, "account", fleet->rows[member->account].name);
	json_string(w, "profile", member->report->profile_id);
	if (member->task) {
		json_array(w, "requirements");
		for (size_t i = 0; i < member->task->id_count; i++)
			json_string(w, NULL, member->task->ids[i]);
		json_end(w);
	}
	json_end(w);
}

static void put_members(struct json_writer *w, const char *key, const struct fleet_overview *fleet,
			const struct fleet_member *members, size_t count)
{
	json_array(w, key);
	for (size_t i = 0; i < count; i++)
		put_member(w, fleet, &members[i]);
	json_end(w);
}

static const char *kind_name(enum view_job_kind kind)
{
	WORDS(kinds,
	      JOB_KINDS, [JOB_FIX] = "fix", [JOB_CHECK] = "check", [JOB_CONFIRM] = "confirm");

	return kinds[kind];
}

static void put_job(struct json_writer *w, const struct fleet_overview *fleet,
		    const struct fleet_job *job)
{
	json_object(w, NULL);
	json_string(w, "kind", kind_name(job->kind));
	json_string(w, "title", job->title);
	json_string(w, "who", job->who);
	json_string(w, "when", job->when);
	json_boolean(w, "mandatory", job->mandatory);
	json_integer(w, "accounts", (int64_t)job->accounts);
	put_members(w, "closes", fleet, job->members, job->member_count);
	json_end(w);
}

static void put_date(struct json_writer *w, const struct fleet_overview *fleet,
		     const struct fleet_date *date)
{
	json_object(w, NULL);
	json_string(w, "day", date->day);
	json_boolean(w, "past", date->past);
	json_string(w, "what", date->what);
	json_integer(w, "accounts", (int64_t)date->accounts);
	put_members(w, "of", fleet, date->members, date->member_count);
	json_end(w);
}

static void put_head(struct json_writer *w, const struct fleet_overview *fleet)
{
	json_string(w, "schema", FLEET_SCHEMA);
	json_string(w, "report_id", fleet->report_id);
	json_string(w, "tool_version", fleet->about.tool_version);
	json_string(w, "edition", edition_name(fleet->about.edition));
	json_time(w, "made_at", fleet->about.made_at);
	put_moment(w, "assessed_from", fleet->assessed_from);
	put_moment(w, "assessed_to", fleet->assessed_to);
	json_string(w, "verdict", fleet_state_name(fleet->state));
	json_string(w, "sentence", fleet->sentence);
	json_object(w, "counts");
	json_integer(w, "accounts", (int64_t)fleet->count);
	for (int i = 0; i < FLEET_STATE_COUNT; i++)
		json_integer(w, fleet_state_name((enum fleet_state)i), (int64_t)fleet->of[i]);
	json_integer(w, "reports", (int64_t)fleet->reports);
	json_integer(w, "older", (int64_t)fleet->older);
	json_end(w);
}

void fleet_json_write(FILE *stream, const struct fleet_overview *fleet)
{
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	put_head(&w, fleet);
	json_array(&w, "accounts");
	for (size_t i = 0; i < fleet->count; i++)
		put_account(&w, &fleet->rows[i]);
	json_end(&w);
	json_array(&w, "profiles");
	for (size_t i = 0; i < fleet->profile_count; i++)
		put_profile(&w, &fleet->profiles[i]);
	json_end(&w);
	json_array(&w, "jobs");
	for (size_t i = 0; i < fleet->job_count; i++)
		put_job(&w, fleet, &fleet->jobs[i]);
	json_end(&w);
	json_array(&w, "dates");
	for (size_t i = 0; i < fleet->date_count; i++)
		put_date(&w, fleet, &fleet->dates[i]);
	json_end(&w);
	json_end(&w);
}
