#include "report/edition/edition.h"

#include "audit/core/mem.h"
#include "report/edition/internal.h"

static void show_jobs(struct arena *arena, struct profile *shown)
{
	shown->jobs = edition_rows(arena, EDITION_JOB, shown->jobs, shown->job_count);
	for (size_t i = 0; i < shown->job_count; i++)
		shown->jobs[i].remediation = edition_texts(arena, shown->jobs[i].remediation,
							   shown->jobs[i].remediation_count);
}

static const struct profile *shown_profile(struct arena *arena, const struct profile *profile)
{
	struct profile *shown = edition_rows(arena, EDITION_PROFILE, profile, 1);

	shown->sources = edition_rows(arena, EDITION_PROFILE_SOURCE, profile->sources,
				      profile->source_count);
	show_jobs(arena, shown);
	shown->requirements = edition_rows(arena, EDITION_REQUIREMENT, profile->requirements,
					   profile->requirement_count);
	for (size_t i = 0; i < profile->requirement_count; i++) {
		struct requirement *requirement = &shown->requirements[i];
		requirement->remediation = edition_texts(arena, requirement->remediation,
							 requirement->remediation_count);
		if (requirement->job)
			requirement->job = &shown->jobs[requirement->job - profile->jobs];
	}
	shown->json = "";
	return shown;
}

/* The path stays: it says which list was read, and reports are compared by it. */
static void show_source(struct arena *arena, struct source *source)
{
	*source = *(struct source *)edition_rows(arena, EDITION_SOURCE, source, 1);
}

static void show_users(struct arena *arena, struct account *shown)
{
	shown->users = edition_rows(arena, EDITION_USER, shown->users, shown->user_count);
	for (size_t i = 0; i < shown->user_count; i++)
		shown->users[i].groups =
			edition_texts(arena, shown->users[i].groups, shown->users[i].group_count);
}

/* The addresses beside the first one are for the rules alone. */
static void show_customers(struct arena *arena, struct account *shown)
{
	shown->customers =
		edition_rows(arena, EDITION_CUSTOMER, shown->customers, shown->customer_count);
	for (size_t i = 0; i < shown->customer_count; i++) {
		shown->customers[i].addresses = NULL;
		shown->customers[i].address_count = 0;
		shown->customers[i].field_count = 0;
	}
	shown->odd_fields = NULL;
	shown->odd_field_count = 0;
}

/* A report tells how it was read; what was read stands in the findings. */
static struct mtp *shown_mtp(struct arena *arena, const struct mtp *mtp)
{
	if (!mtp)
		return NULL;
	struct mtp *shown = edition_rows(arena, EDITION_MTP, mtp, 1);

	for (int i = MTP_FIRST; i < MTP_KIND_COUNT; i++)
		show_source(arena, &shown->sources[i]);
	shown->admins = NULL;
	shown->integrations = NULL;
	shown->companies = NULL;
	shown->admin_count = shown->integration_count = shown->company_count = 0;
	return shown;
}

static struct account *shown_account(struct arena *arena, const struct account *account)
{
	struct account *shown = edition_rows(arena, EDITION_ACCOUNT, account, 1);

	for (size_t i = 0; i < SOURCE_COUNT; i++)
		show_source(arena, &shown->sources[i]);
	shown->me = *(struct me *)edition_rows(arena, EDITION_ME, &account->me, 1);
	shown->me.declared = NULL;
	shown->me.declared_count = 0;
	shown->schedules = NULL;
	shown->schedule_count = 0;
	shown->mtp = shown_mtp(arena, account->mtp);
	show_users(arena, shown);
	show_customers(arena, shown);
	shown->probes = NULL;
	shown->probe_count = 0;
	shown->requests = NULL;
	shown->request_count = 0;
	return shown;
}

static const struct requirement *shown_requirement(const struct audit *from, const struct audit *to,
						   const struct requirement *requirement)
{
	return &to->profile->requirements[requirement - from->profile->requirements];
}

static void show_findings(struct arena *arena, const struct audit *from, struct audit *to)
{
	to->findings = edition_rows(arena, EDITION_FINDING, from->findings, from->finding_count);
	for (size_t i = 0; i < to->finding_count; i++) {
		struct finding *finding = &to->findings[i];
		finding->requirement = shown_requirement(from, to, finding->requirement);
		finding->observations =
			edition_rows(arena, EDITION_OBSERVATION, finding->observations,
				     finding->observation_count);
		if (finding->waiver)
			finding->waiver = &to->waivers[finding->waiver - from->waivers];
	}
}

static void show_groups(struct arena *arena, const struct audit *from, struct audit *to)
{
	to->groups = edition_rows(arena, EDITION_GROUP, from->groups, from->group_count);
	for (size_t i = 0; i < to->group_count; i++)
		to->groups[i].permissions = edition_texts(arena, to->groups[i].permissions,
							  to->groups[i].permission_count);
}

static struct attested_permissions *
shown_attested(struct arena *arena, const struct attested_permissions *attested, size_t count)
{
	struct attested_permissions *shown = edition_rows(arena, EDITION_ATTESTED, attested, count);

	for (size_t i = 0; i < count; i++)
		shown[i].unknown_permissions =
			edition_texts(arena, shown[i].unknown_permissions, shown[i].unknown_count);
	return shown;
}

static void show_issues(struct arena *arena, const struct audit *from, struct audit *to)
{
	to->issues = edition_rows(arena, EDITION_ISSUE, from->issues, from->issue_count);
	for (size_t i = 0; i < from->issue_count; i++) {
		const size_t customer =
			(size_t)(from->issues[i].customer - from->account->customers);
		to->issues[i].customer = &to->account->customers[customer];
		to->issues[i].requirement =
			shown_requirement(from, to, from->issues[i].requirement);
	}
}

const struct audit *edition_shown(struct arena *arena, const struct audit *from)
{
	if (from->presentation.edition == EDITION_INTERNAL)
		return from;
	struct audit *to = arena_copy(arena, from, sizeof *to);

	to->profile = shown_profile(arena, from->profile);
	to->account = shown_account(arena, from->account);
	to->attestations = edition_rows(arena, EDITION_ATTESTATION, from->attestations,
					from->attestation_count);
	to->token = from->token ? shown_attested(arena, from->token, 1) : NULL;
	if (from->customers_attested)
		to->customers_attested =
			edition_rows(arena, EDITION_TOTAL, from->customers_attested, 1);
	to->groups_attested =
		shown_attested(arena, from->groups_attested, from->group_attested_count);
	to->waivers = edition_rows(arena, EDITION_WAIVER, from->waivers, from->waiver_count);
	show_findings(arena, from, to);
	to->permissions =
		edition_rows(arena, EDITION_PERMISSION, from->permissions, from->permission_count);
	show_groups(arena, from, to);
	show_issues(arena, from, to);
	to->comparison = edition_comparison(arena, from->comparison);
	to->history = edition_history(arena, from->history);
	to->work = NULL; /* who does what is for the house alone */
	return to;
}
