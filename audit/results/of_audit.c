#include "audit/results/of_audit.h"

#include "audit/core/mem.h"
#include "audit/results/results.h"

static void add_head(struct results *out, const struct audit *audit)
{
	const struct account *account = audit->account;

	out->schema = RESULTS_SCHEMA;
	out->report_id = audit->report_id;
	out->tool_version = audit->tool_version;
	out->profile = (struct results_profile){ audit->profile->id, audit->profile->version,
						 audit->profile->sha256 };
	out->account = (struct results_account){ .subdomain = account->subdomain,
						 .base_url = account->base_url,
						 .user_name = account->me.user_name,
						 .user_email = account->me.user_email,
						 .global_admin = account->me.global_admin };
	out->account.user_id = account->me.known ? account->me.user_id : 0;
	out->edition = edition_name(EDITION_INTERNAL);
	out->started_at = account->started_at;
	out->finished_at = account->finished_at;
	out->assessed_at = audit->assessed_at;
	out->verdict = audit->verdict;
	out->counts = audit->counts;
}

static void add_observations(struct arena *arena, struct results_finding *out,
			     const struct finding *finding)
{
	out->observations =
		arena_array(arena, finding->observation_count, sizeof *out->observations);
	out->observation_count = finding->observation_count;
	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *from = &finding->observations[i];
		out->observations[i] =
			(struct results_observation){ from->object, from->subject, from->observed,
						      from->verdict };
		out->part_unknown = out->part_unknown || from->verdict == VERDICT_UNKNOWN;
	}
}

static void add_findings(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->findings = arena_array(arena, audit->finding_count, sizeof *out->findings);
	out->finding_count = audit->finding_count;
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		const struct requirement *requirement = finding->requirement;
		out->findings[i] = (struct results_finding){ .id = requirement->id,
							     .title = requirement->title,
							     .summary = finding->summary,
							     .severity = requirement->severity,
							     .mandatory = requirement->mandatory,
							     .verdict = finding->verdict,
							     .reason = finding->reason,
							     .waived = finding->waiver != NULL,
							     .change = finding->change };
		add_observations(arena, &out->findings[i], finding);
	}
}

static void add_permissions(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->permissions = arena_array(arena, audit->permission_count, sizeof *out->permissions);
	out->permission_count = audit->permission_count;
	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		out->permissions[i] = (struct results_permission){ state->permission->name,
								   state->needed,
								   state->granted,
								   state->proof,
								   state->class,
								   state->source };
	}
}

static void add_users(struct arena *arena, struct results *out, const struct account *account)
{
	out->users = arena_array(arena, account->user_count, sizeof *out->users);
	out->user_count = account->user_count;
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		out->users[i] = (struct results_user){ .id = user->id,
						       .name = user->name,
						       .email = user->email,
						       .global_admin = user->global_admin,
						       .groups = user->groups,
						       .group_count = user->group_count };
		out->users[i].token_owner = account->me.known && user->id == account->me.user_id;
	}
}

static void add_groups(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->groups = arena_array(arena, audit->group_count, sizeof *out->groups);
	out->group_count = audit->group_count;
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct security_group *group = &audit->groups[i];
		out->groups[i] =
			(struct results_group){ .name = group->name,
						.access_type = group->access_type,
						.members = group->members,
						.member_count = group->member_count,
						.permissions = group->permissions,
						.permission_count = group->permission_count,
						.proof = group->proof };
	}
}

static void add_customers(struct arena *arena, struct results *out, const struct audit *audit)
{
	static const enum tri active[TRI_COUNT] = { [TRI_YES] = TRI_NO, [TRI_NO] = TRI_YES };
	const struct account *account = audit->account;

	out->customers = (int64_t)account->customer_count;
	out->active_customers = (int64_t)audit->active_customers;
	out->disabled_customers = (int64_t)audit->disabled_customers;
	out->customers_complete = account->sources[SOURCE_CUSTOMERS].complete;
	out->rows = arena_array(arena, account->customer_count, sizeof *out->rows);
	out->row_count = account->customer_count;
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		out->rows[i] = (struct results_customer){ customer->id, customer_name(customer),
							  active[customer->disabled] };
	}
	out->issues = arena_array(arena, audit->issue_count, sizeof *out->issues);
	out->issue_count = audit->issue_count;
	for (size_t i = 0; i < audit->issue_count; i++) {
		const struct customer_issue *issue = &audit->issues[i];
		out->issues[i] =
			(struct results_issue){ issue->customer->id, customer_name(issue->customer),
						issue->detail, issue->kind, issue->waived };
	}
}

static void add_waivers(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->waivers = arena_array(arena, audit->waiver_count, sizeof *out->waivers);
	out->waiver_count = audit->waiver_count;
	for (size_t i = 0; i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		out->waivers[i] = (struct results_waiver){ waiver->requirement, waiver->object,
							   waiver->expires_on,	waiver->reason,
							   waiver->owner,	waiver->approved_by,
							   waiver->standing };
	}
}

static void add_attestations(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->attestations = arena_array(arena, audit->attestation_count, sizeof *out->attestations);
	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *attestation = &audit->attestations[i];
		if (attestation->verdict == VERDICT_UNKNOWN)
			continue; /* not filled in: counts as absent */
		out->attestations[out->attestation_count++] = (struct results_attestation){
			attestation->requirement, attestation->valid_until,
			attestation->attested_by, attestation->standing
		};
	}
}

static void add_sources(struct arena *arena, struct results *out, const struct account *account)
{
	out->sources = arena_array(arena, SOURCE_COUNT, sizeof *out->sources);
	for (size_t i = 0; i < SOURCE_COUNT; i++) {
		const struct source *from = &account->sources[i];
		if (*from->path)
			out->sources[out->source_count++] =
				(struct results_source){ .path = from->path,
							 .reason = reason_name(from->reason),
							 .complete = from->complete };
	}
}

const struct results *results_of(struct arena *arena, const struct audit *audit)
{
	struct results *out = arena_alloc(arena, sizeof *out);

	add_head(out, audit);
	add_findings(arena, out, audit);
	add_permissions(arena, out, audit);
	add_users(arena, out, audit->account);
	add_groups(arena, out, audit);
	add_customers(arena, out, audit);
	add_waivers(arena, out, audit);
	add_attestations(arena, out, audit);
	add_sources(arena, out, audit->account);
	return out;
}
