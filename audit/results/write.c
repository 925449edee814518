#include "audit/results/write.h"

#include <string.h>

#include "audit/core/json/writer.h"
#include "audit/results/write_changes.h"

static void write_head(struct json_writer *w, const struct audit *audit)
{
	const struct account *account = audit->account;

	json_string(w, "schema", "syncro-audit/results/1");
	json_string(w, "report_id", audit->report_id);
	json_string(w, "tool_version", audit->tool_version);
	json_object(w, "profile");
	json_string(w, "id", audit->profile->id);
	json_string(w, "version", audit->profile->version);
	json_string(w, "sha256", audit->profile->sha256);
	json_end(w);
	json_object(w, "account");
	json_string(w, "subdomain", account->subdomain);
	json_string(w, "base_url", account->base_url);
	if (account->me.known)
		json_integer(w, "user_id", account->me.user_id);
	else
		json_null(w, "user_id");
	json_string(w, "user_name", account->me.user_name);
	json_string(w, "user_email", account->me.user_email);
	if (account->me.global_admin == TRI_UNKNOWN)
		json_null(w, "global_admin");
	else
		json_boolean(w, "global_admin", account->me.global_admin == TRI_YES);
	json_end(w);
	if (account->mtp) {
		json_object(w, "mtp");
		json_string(w, "provider", account->mtp->provider);
		json_string(w, "base_url", account->mtp->base_url);
		json_end(w);
	}
	json_string(w, "edition", edition_name(audit->presentation.edition));
	if (audit->presentation.only_customer)
		json_integer(w, "only_customer", audit->presentation.only_customer);
	else
		json_null(w, "only_customer");
	json_time(w, "started_at", account->started_at);
	json_time(w, "finished_at", account->finished_at);
	json_time(w, "assessed_at", audit->assessed_at);
	json_string(w, "verdict", overall_name(audit->verdict));
}

static void write_counts(struct json_writer *w, const struct audit *audit)
{

	json_object(w, "counts");
	for (size_t i = 0; i < VERDICT_COUNT; i++)
		json_integer(w, verdict_name(verdict_order[i]),
			     (int64_t)audit->counts.of[verdict_order[i]]);
	json_integer(w, "waived", (int64_t)audit->counts.waived);
	json_end(w);
}

static void write_observation(struct json_writer *w, const struct observation *observation)
{
	json_object(w, NULL);
	json_string(w, "object", observation->object);
	json_string(w, "subject", observation->subject);
	json_string(w, "expected", observation->expected);
	json_string(w, "observed", observation->observed);
	json_string(w, "verdict", verdict_name(observation->verdict));
	json_string(w, "reason", reason_name(observation->reason));
	json_string(w, "proof", proof_name(observation->proof));
	json_string(w, "source", observation->source);
	json_end(w);
}

static void write_waiver(struct json_writer *w, const char *key, const struct waiver *waiver)
{
	if (!waiver) {
		json_null(w, key);
		return;
	}
	json_object(w, key);
	json_string(w, "requirement", waiver->requirement);
	json_string(w, "object", waiver->object);
	json_string(w, "state", standing_name(waiver->standing));
	json_string(w, "expires_on", waiver->expires_on);
	json_string(w, "reason", waiver->reason);
	json_string(w, "owner", waiver->owner);
	json_string(w, "approved_by", waiver->approved_by);
	json_string(w, "created_on", waiver->created_on);
	json_string(w, "reference", waiver->reference);
	json_boolean(w, "effective", waiver->effective);
	json_end(w);
}

static void write_finding(struct json_writer *w, const struct finding *finding)
{
	const struct requirement *requirement = finding->requirement;

	json_object(w, NULL);
	json_string(w, "id", requirement->id);
	json_string(w, "title", requirement->title);
	json_string(w, "group", requirement->group);
	json_string(w, "severity", severity_name(requirement->severity));
	json_boolean(w, "mandatory", requirement->mandatory);
	json_string(w, "verdict", verdict_name(finding->verdict));
	json_string(w, "reason", reason_name(finding->reason));
	json_string(w, "proof", proof_name(finding->proof));
	json_string(w, "summary", finding->summary);
	json_array(w, "observations");
	for (size_t i = 0; i < finding->observation_count; i++)
		write_observation(w, &finding->observations[i]);
	json_end(w);
	json_array(w, "remediation");
	for (size_t i = 0; i < requirement->remediation_count; i++)
		json_string(w, NULL, requirement->remediation[i]);
	json_end(w);
	json_string(w, "reference", requirement->reference);
	write_waiver(w, "waiver", finding->waiver);
	json_string(w, "change", change_name(finding->change));
	json_end(w);
}

static void write_permissions(struct json_writer *w, const struct audit *audit)
{
	json_array(w, "permissions");
	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		json_object(w, NULL);
		json_string(w, "name", state->permission->name);
		json_boolean(w, "needed", state->needed);
		json_string(w, "granted", tri_name(state->granted));
		json_string(w, "proof", proof_name(state->proof));
		json_string(w, "class", class_name(state->class));
		json_string(w, "reason", reason_name(state->reason));
		json_string(w, "source", state->source);
		json_string(w, "note", state->note);
		json_end(w);
	}
	json_end(w);
}

static void write_users(struct json_writer *w, const struct account *account)
{
	json_array(w, "users");
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		json_object(w, NULL);
		json_integer(w, "id", user->id);
		json_string(w, "name", user->name);
		json_string(w, "email", user->email);
		if (user->global_admin == TRI_UNKNOWN)
			json_null(w, "global_admin");
		else
			json_boolean(w, "global_admin", user->global_admin == TRI_YES);
		json_array(w, "groups");
		for (size_t g = 0; g < user->group_count; g++)
			json_string(w, NULL, user->groups[g]);
		json_end(w);
		json_boolean(w, "token_owner",
			     account->me.known && user->id == account->me.user_id);
		json_end(w);
	}
	json_end(w);
}

static void write_groups(struct json_writer *w, const struct audit *audit)
{
	json_array(w, "security_groups");
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct security_group *group = &audit->groups[i];
		json_object(w, NULL);
		json_string(w, "name", group->name);
		json_array(w, "members");
		for (size_t m = 0; m < group->member_count; m++)
			json_integer(w, NULL, group->members[m]);
		json_end(w);
		json_string(w, "access_type", group->access_type);
		json_array(w, "permissions");
		for (size_t p = 0; p < group->permission_count; p++)
			json_string(w, NULL, group->permissions[p]);
		json_end(w);
		json_string(w, "proof", proof_name(group->proof));
		json_end(w);
	}
	json_end(w);
}

/* Every one that the report shows, for the comparison with a later audit. */
static void write_customer_list(struct json_writer *w, const struct account *account)
{
	json_array(w, "list");
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		json_object(w, NULL);
		json_integer(w, "id", customer->id);
		json_string(w, "name", customer_name(customer));
		if (customer->disabled == TRI_UNKNOWN)
			json_null(w, "active");
		else
			json_boolean(w, "active", customer->disabled == TRI_NO);
		json_end(w);
	}
	json_end(w);
}

static void write_customers(struct json_writer *w, const struct audit *audit)
{
	json_object(w, "customers");
	json_integer(
		w, "total",
		(int64_t)(audit->account->customer_count + audit->presentation.left_out.customers));
	json_integer(w, "active", (int64_t)audit->active_customers);
	json_integer(w, "disabled", (int64_t)audit->disabled_customers);
	json_boolean(w, "complete", audit->account->sources[SOURCE_CUSTOMERS].complete);
	json_array(w, "issues");
	for (size_t i = 0; i < audit->issue_count; i++) {
		const struct customer_issue *issue = &audit->issues[i];
		const struct customer *customer = issue->customer;
		json_object(w, NULL);
		json_integer(w, "customer_id", customer->id);
		json_string(w, "name", customer_name(customer));
		json_string(w, "kind", issue_name(issue->kind));
		json_string(w, "detail", issue->detail);
		json_boolean(w, "waived", issue->waived);
		json_end(w);
	}
	json_end(w);
	write_customer_list(w, audit->account);
	json_end(w);
}

static void write_attestations(struct json_writer *w, const struct audit *audit)
{
	json_array(w, "attestations");
	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *attestation = &audit->attestations[i];
		if (attestation->verdict == VERDICT_UNKNOWN)
			continue; /* not filled in: counts as absent */
		json_object(w, NULL);
		json_string(w, "requirement", attestation->requirement);
		json_string(w, "state", standing_name(attestation->standing));
		json_string(w, "valid_until", attestation->valid_until);
		json_string(w, "attested_by", attestation->attested_by);
		json_string(w, "verdict", verdict_name(attestation->verdict));
		json_boolean(w, "used", attestation->used);
		json_end(w);
	}
	json_end(w);
}

static void write_source(struct json_writer *w, enum api api, const struct source *source)
{
	if (!*source->path)
		return;
	json_object(w, NULL);
	json_string(w, "path", source->path);
	json_integer(w, "status", source->status);
	json_integer(w, "pages", source->pages);
	json_integer(w, "records", source->records);
	json_boolean(w, "complete", source->complete);
	json_string(w, "reason", reason_name(source->reason));
	json_string(w, "problem", source->problem);
	if (api != API_SYNCRO)
		json_string(w, "api", api_name(api));
	json_end(w);
}

static void write_mtp_sources(struct json_writer *w, const struct mtp *mtp)
{
	if (!mtp)
		return;
	write_source(w, API_MTP, &mtp->admins_source);
	write_source(w, API_MTP, &mtp->integrations_source);
	write_source(w, API_MTP, &mtp->details_source);
	write_source(w, API_MTP, &mtp->mappings_source);
}

static void write_probe(struct json_writer *w, const struct audit *audit, const struct probe *probe)
{
	json_object(w, NULL);
	json_string(w, "path", probe->path);
	json_integer(w, "status", probe->status);
	json_integer(w, "pages", probe->status ? 1 : 0);
	json_integer(w, "records", 0);
	json_boolean(w, "complete", probe->granted != TRI_UNKNOWN);
	json_string(w, "reason", reason_name(probe->reason));
	json_string(w, "problem", reason_text(probe->reason));
	json_string(w, "method", probe->method);
	json_string(w, "permission", audit->catalogue->permissions[probe->permission].name);
	json_string(w, "granted", tri_name(probe->granted));
	json_end(w);
}

static void write_sources(struct json_writer *w, const struct audit *audit)
{
	const struct account *account = audit->account;

	json_array(w, "sources");
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		write_source(w, API_SYNCRO, &account->sources[i]);
	for (size_t i = 0; i < account->probe_count; i++)
		write_probe(w, audit, &account->probes[i]);
	write_mtp_sources(w, account->mtp);
	json_end(w);
}

void result_json_write(FILE *stream, const struct audit *audit)
{
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	write_head(&w, audit);
	write_counts(&w, audit);
	changes_json(&w, audit->comparison);
	json_array(&w, "findings");
	for (size_t i = 0; i < audit->finding_count; i++)
		write_finding(&w, &audit->findings[i]);
	json_end(&w);
	write_permissions(&w, audit);
	write_users(&w, audit->account);
	write_groups(&w, audit);
	write_customers(&w, audit);
	json_array(&w, "waivers");
	for (size_t i = 0; i < audit->waiver_count; i++)
		write_waiver(&w, NULL, &audit->waivers[i]);
	json_end(&w);
	write_attestations(&w, audit);
	write_sources(&w, audit);
	json_object(&w, "requests");
	json_integer(&w, "sent", audit->account->sent);
	json_integer(&w, "retried", audit->account->retried);
	json_integer(&w, "failed", audit->account->failed);
	json_end(&w);
	json_end(&w);
}
