#include "report/edition/edition.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "report/edition/internal.h"

/* The vendor's words are not searched for names. */
static const char **shown_steps(const struct editing *e, const char **steps, size_t count)
{
	const struct editing masking = { .arena = e->arena, .client = e->client };

	return edition_texts(&masking, steps, count);
}

static void show_jobs(const struct editing *e, struct profile *shown)
{
	struct job *jobs =
		arena_copy(e->arena, edition_rows(e, EDITION_JOB, shown->jobs, shown->job_count),
			   shown->job_count * sizeof *jobs);

	for (size_t i = 0; i < shown->job_count; i++)
		jobs[i].remediation =
			shown_steps(e, jobs[i].remediation, jobs[i].remediation_count);
	shown->jobs = jobs;
}

static void show_requirements(const struct editing *e, const struct profile *profile,
			      struct profile *shown)
{
	const size_t count = profile->requirement_count;
	struct requirement *requirements = arena_copy(
		e->arena, edition_rows(e, EDITION_REQUIREMENT, profile->requirements, count),
		count * sizeof *requirements);

	for (size_t i = 0; i < count; i++) {
		struct requirement *requirement = &requirements[i];
		requirement->remediation =
			shown_steps(e, requirement->remediation, requirement->remediation_count);
		if (requirement->job)
			requirement->job = &shown->jobs[requirement->job - profile->jobs];
	}
	shown->requirements = requirements;
}

static const struct profile *shown_profile(const struct editing *e, const struct profile *profile)
{
	struct profile *shown =
		arena_copy(e->arena, edition_rows(e, EDITION_PROFILE, profile, 1), sizeof *shown);

	shown->sources =
		edition_rows(e, EDITION_PROFILE_SOURCE, profile->sources, profile->source_count);
	show_jobs(e, shown);
	show_requirements(e, profile, shown);
	shown->json = "";
	return shown;
}

static void show_source(const struct editing *e, struct source *source)
{
	*source = *(struct source *)edition_rows(e, EDITION_SOURCE, source, 1);
}

static void show_users(const struct editing *e, struct account *shown)
{
	struct user *users =
		arena_copy(e->arena, edition_rows(e, EDITION_USER, shown->users, shown->user_count),
			   shown->user_count * sizeof *users);

	for (size_t i = 0; i < shown->user_count; i++)
		users[i].groups = edition_texts(e, users[i].groups, users[i].group_count);
	shown->users = users;
}

/* The one customer, or none if it was not read. */
static void show_one_customer(struct account *shown, int64_t only)
{
	struct customer *customers = shown->customers;
	const size_t count = shown->customer_count;

	shown->customers = NULL;
	shown->customer_count = 0;
	for (size_t i = 0; i < count; i++)
		if (customers[i].id == only) {
			shown->customers = &customers[i];
			shown->customer_count = 1;
		}
}

/* The addresses beside the first one are for the rules alone. */
static void show_customers(const struct editing *e, struct account *shown)
{
	const size_t count = shown->customer_count;
	struct customer *customers =
		arena_copy(e->arena, edition_rows(e, EDITION_CUSTOMER, shown->customers, count),
			   count * sizeof *customers);

	for (size_t i = 0; i < count; i++) {
		customers[i].addresses = NULL;
		customers[i].address_count = 0;
	}
	shown->customers = customers;
	shown->odd_fields = NULL;
	shown->odd_field_count = 0;
}

/* A report tells how it was read; what was read stands in the findings. */
static struct mtp *shown_mtp(const struct editing *e, const struct mtp *mtp)
{
	if (!mtp)
		return NULL;
	struct mtp *shown =
		arena_copy(e->arena, edition_rows(e, EDITION_MTP, mtp, 1), sizeof *shown);

	show_source(e, &shown->admins_source);
	show_source(e, &shown->integrations_source);
	show_source(e, &shown->details_source);
	show_source(e, &shown->mappings_source);
	shown->admins = NULL;
	shown->integrations = NULL;
	shown->companies = NULL;
	shown->admin_count = shown->integration_count = shown->company_count = 0;
	return shown;
}

static struct account *shown_account(const struct editing *e, const struct audit *audit)
{
	struct account *shown = arena_copy(
		e->arena, edition_rows(e, EDITION_ACCOUNT, audit->account, 1), sizeof *shown);

	for (size_t i = 0; i < SOURCE_COUNT; i++)
		show_source(e, &shown->sources[i]);
	shown->me = *(struct me *)edition_rows(e, EDITION_ME, &audit->account->me, 1);
	shown->me.declared = NULL;
	shown->me.declared_count = 0;
	shown->schedules = NULL;
	shown->schedule_count = 0;
	shown->mtp = shown_mtp(e, audit->account->mtp);
	show_users(e, shown);
	if (audit->presentation.only_customer)
		show_one_customer(shown, audit->presentation.only_customer);
	show_customers(e, shown);
	shown->probes = edition_rows(e, EDITION_PROBE, shown->probes, shown->probe_count);
	if (e->client)
		shown->request_count = 0;
	shown->requests =
		e->client ? NULL
			  : edition_rows(e, EDITION_REQUEST, shown->requests, shown->request_count);
	return shown;
}

static const struct requirement *shown_requirement(const struct audit *from, const struct audit *to,
						   const struct requirement *requirement)
{
	return &to->profile->requirements[requirement - from->profile->requirements];
}

static void show_findings(const struct editing *e, const struct audit *from, struct audit *to)
{
	to->findings = arena_copy(
		e->arena, edition_rows(e, EDITION_FINDING, from->findings, from->finding_count),
		from->finding_count * sizeof *to->findings);
	for (size_t i = 0; i < to->finding_count; i++) {
		struct finding *finding = &to->findings[i];
		finding->requirement = shown_requirement(from, to, finding->requirement);
		finding->observations = edition_rows(e, EDITION_OBSERVATION, finding->observations,
						     finding->observation_count);
		if (finding->waiver)
			finding->waiver = &to->waivers[finding->waiver - from->waivers];
	}
}

static void show_groups(const struct editing *e, const struct audit *from, struct audit *to)
{
	to->groups = arena_copy(e->arena,
				edition_rows(e, EDITION_GROUP, from->groups, from->group_count),
				from->group_count * sizeof *to->groups);
	for (size_t i = 0; i < to->group_count; i++)
		to->groups[i].permissions =
			edition_texts(e, to->groups[i].permissions, to->groups[i].permission_count);
}

static struct attested_permissions *
shown_attested(const struct editing *e, const struct attested_permissions *attested, size_t count)
{
	struct attested_permissions *shown =
		arena_copy(e->arena, edition_rows(e, EDITION_ATTESTED, attested, count),
			   count * sizeof *shown);

	for (size_t i = 0; i < count; i++)
		shown[i].unknown_permissions =
			edition_texts(e, shown[i].unknown_permissions, shown[i].unknown_count);
	return shown;
}

/* Counts the issues of a customer that is not shown. */
static void leave_out(const struct audit *from, struct left_out *left_out, bool *concerned,
		      const struct customer_issue *issue)
{
	const size_t customer = (size_t)(issue->customer - from->account->customers);

	left_out->issues_of[issue->kind]++;
	left_out->concerned += !concerned[customer];
	concerned[customer] = true;
}

/* A deviation that is about another customer stays as a row, without what it says. */
static void show_waivers(const struct editing *e, const struct audit *from, struct audit *to)
{
	static const char prefix[] = "customer:";
	const int64_t only = from->presentation.only_customer;

	to->waivers = edition_rows(e, EDITION_WAIVER, from->waivers, from->waiver_count);
	if (!only)
		return;
	to->waivers = arena_copy(e->arena, to->waivers, from->waiver_count * sizeof *to->waivers);
	for (size_t i = 0; i < from->waiver_count; i++) {
		const char *object = from->waivers[i].object;
		if (strncmp(object, prefix, strlen(prefix)) != 0 ||
		    strtoll(object + strlen(prefix), NULL, 10) == only)
			continue;
		to->waivers[i].object = CLIENT_NAMES_HIDDEN;
		to->waivers[i].reason = "It is about another customer, who is not shown.";
		to->waivers[i].reference = "";
	}
}

static bool is_shown(const struct audit *audit, const struct customer *customer)
{
	const int64_t only = audit->presentation.only_customer;

	return !only || customer->id == only;
}

static void show_issue(const struct audit *from, struct audit *to,
		       const struct customer_issue *issue)
{
	struct customer_issue *shown = &to->issues[to->issue_count++];
	const bool one = from->presentation.only_customer != 0;

	*shown = *issue;
	shown->customer =
		&to->account->customers[one ? 0 : issue->customer - from->account->customers];
	shown->requirement = shown_requirement(from, to, issue->requirement);
}

static void show_issues(const struct editing *e, const struct audit *from, struct audit *to)
{
	struct left_out *left_out = &to->presentation.left_out;
	struct arena *scratch = arena_new();
	bool *concerned = arena_array(scratch, from->account->customer_count, sizeof *concerned);
	size_t shown = 0;

	for (size_t i = 0; i < from->issue_count; i++)
		shown += is_shown(from, from->issues[i].customer);
	to->issues = arena_array(e->arena, shown, sizeof *to->issues);
	to->issue_count = 0;
	left_out->customers = from->account->customer_count - to->account->customer_count;
	for (size_t i = 0; i < from->issue_count; i++) {
		if (is_shown(from, from->issues[i].customer))
			show_issue(from, to, &from->issues[i]);
		else
			leave_out(from, left_out, concerned, &from->issues[i]);
	}
	to->issues = edition_rows(e, EDITION_ISSUE, to->issues, to->issue_count);
	arena_free(scratch);
}

static struct audit *shown_audit(const struct editing *e, const struct audit *from)
{
	struct audit *to = arena_copy(e->arena, from, sizeof *to);

	to->profile = shown_profile(e, from->profile);
	to->account = shown_account(e, from);
	to->attestations =
		edition_rows(e, EDITION_ATTESTATION, from->attestations, from->attestation_count);
	if (from->token)
		to->token = shown_attested(e, from->token, 1);
	to->groups_attested = shown_attested(e, from->groups_attested, from->group_attested_count);
	show_waivers(e, from, to);
	show_findings(e, from, to);
	to->permissions =
		edition_rows(e, EDITION_PERMISSION, from->permissions, from->permission_count);
	show_groups(e, from, to);
	show_issues(e, from, to);
	to->comparison = edition_comparison(e, from->comparison, from->presentation.only_customer);
	to->history = edition_history(e, from->history);
	return to;
}

const struct audit *edition_shown(struct arena *arena, const struct audit *audit)
{
	const struct presentation *how = &audit->presentation;
	struct editing edition = { .arena = arena, .client = how->edition == EDITION_CLIENT };

	if (!edition.client && !how->only_customer)
		return audit;
	if (how->only_customer) {
		edition.only = how->only_customer;
		edition.others = edition_other_names(audit, how->only_customer);
	}
	const struct audit *shown = shown_audit(&edition, audit);
	client_names_free(edition.others);
	return shown;
}
