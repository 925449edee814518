#include "tests/unit/fixture_audit.h"

#include <string.h>

#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "tests/unit/fixture_audit_rows.h"

#define SHA "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"

static struct profile_source sources[] = {
	{ "Prepare Syncro PSA", "https://vendor.example/prepare?a=1&b=2#top", "2026-11-24" },
	{ "Security groups", "https://syncro.example/groups", "2026-11-24" },
};

static const char *steps[] = {
	"In Syncro open Admin → Security Groups and choose the group of the token's user.",
	"Tick what is missing, and save.",
	"Run this audit again.",
};

/* The job that fulfils it, if several are fulfilled at once. */
static const struct job *job(const struct fixture_audit *f, const struct fixture_row *row)
{
	static const char *const of_the_token[] = { "JC-2.2", "JC-3.4", "JC-4.1", "JC-4.4" };

	for (size_t i = 0; i < COUNT_OF(of_the_token); i++)
		if (strcmp(row->id, of_the_token[i]) == 0)
			return &f->profile.jobs[0];
	return NULL;
}

static void add_jobs(struct fixture_audit *f)
{
	static const char *work[] = { "Sign in as the new owner and create a token.",
				      "Delete the old token." };
	static const struct job jobs[] = { { "reissue-token", "Replace the token",
					     "Syncro administrator", work, COUNT_OF(work) } };

	f->profile.jobs = arena_copy(f->arena, jobs, sizeof jobs);
	f->profile.job_count = COUNT_OF(jobs);
}

static struct requirement requirement(struct fixture_audit *f, const struct fixture_row *row)
{
	return (struct requirement){
		.id = row->id,
		.title = row->title,
		.action = arena_printf(f->arena, "Make sure: %s", row->title),
		.group = row->group,
		.severity = row->severity,
		.mandatory = row->mandatory,
		.documented = "The vendor's page asks for it.",
		.rationale = "Without it tickets or billing stop.",
		.reference = "https://vendor.example/prepare",
		.job = job(f, row),
		.where = "Syncro: Admin → Security Groups",
		.remediation = steps,
		.remediation_count = COUNT_OF(steps),
		.check = { .kind = "attestation", .role = "", .incomplete_because = "" },
	};
}

static struct finding finding(struct fixture_audit *f, const struct fixture_row *row)
{
	bool waived = row->waiver >= 0 && f->audit.waivers;
	struct finding made = {
		.verdict = row->verdict,
		.reason = row->reason,
		.proof = row->proof,
		.summary = row->summary,
		.waiver = waived ? &f->audit.waivers[row->waiver] : NULL,
		.change = row->change,
	};
	static const char *requests[] = { "E-002", "E-003" };
	const bool asked = row->source && strncmp(row->source, "GET ", 4) == 0;
	const struct observation seen = {
		.evidence = requests,
		.evidence_count = asked ? COUNT_OF(requests) : 0,
		.object = row->object,
		.subject = row->subject,
		.expected = "granted or in place",
		.observed = row->observed,
		.source = row->source,
		.verdict = row->verdict,
		.proof = row->proof,
		.reason = row->reason,
	};

	if (row->object) {
		made.observations = arena_copy(f->arena, &seen, sizeof seen);
		made.observation_count = 1;
	}
	return made;
}

void fixture_audit_findings(struct fixture_audit *f, size_t count)
{
	struct requirement *requirements = arena_array(f->arena, count, sizeof *requirements);
	struct finding *findings = arena_array(f->arena, count, sizeof *findings);

	add_jobs(f);
	for (size_t i = 0; i < count; i++) {
		const struct fixture_row *row = &fixture_rows[i % fixture_row_count];
		requirements[i] = requirement(f, row);
		if (i >= fixture_row_count)
			requirements[i].id = arena_printf(f->arena, "XX-%zu", i + 1);
		findings[i] = finding(f, row);
		findings[i].requirement = &requirements[i];
	}
	f->profile.requirements = requirements;
	f->profile.requirement_count = count;
	f->audit.findings = findings;
	f->audit.finding_count = count;
	fixture_audit_count(f);
}

static void add_permissions(struct fixture_audit *f)
{
	size_t count = fixture_permission_count;
	struct permission *permissions = arena_array(f->arena, count, sizeof *permissions);
	struct permission_state *states = arena_array(f->arena, count, sizeof *states);

	for (size_t i = 0; i < count; i++) {
		const struct fixture_permission *row = &fixture_permissions[i];
		permissions[i] = (struct permission){ .name = row->name,
						      .family = row->family,
						      .declared_area = "",
						      .declared_action = "" };
		states[i] = (struct permission_state){ .permission = &permissions[i],
						       .needed = row->needed,
						       .granted = row->granted,
						       .proof = row->proof,
						       .reason = row->reason,
						       .class = row->class,
						       .source = row->source,
						       .note = row->note };
	}
	f->catalogue.permissions = permissions;
	f->catalogue.count = count;
	f->audit.permissions = states;
	f->audit.permission_count = count;
}

static void add_users(struct fixture_audit *f)
{
	static const char *admins[] = { "Global Admins", "=Technicians()" };
	static const char *bots[] = { "Integrations" };
	static const struct user users[] = {
		{ 101, "Ann Löwe", "ann@acme.example", TRI_YES, admins, 2, true, true, 200, 0,
		  false },
		{ 102, "דנה כהן", "dana@acme.example", TRI_YES, admins, 1, true, true, 200, 0,
		  false },
		{ 103, "Integration Bot", "bot@acme.example", TRI_NO, bots, 1, true, true, 200, 0,
		  false },
		{ 104, "@SUM(A1:A9)", "", TRI_UNKNOWN, NULL, 0, true, false, 403,
		  REASON_NO_PERMISSION, false },
		{ 105, "Long", "long@name.example", TRI_NO, admins + 1, 1, true, true, 200, 0,
		  false },
	};
	static const int64_t admin_ids[] = { 101, 102 }, technician_ids[] = { 101, 105 },
			     bot_ids[] = { 103 };
	static const char *granted[] = { "Customers - List/Search", "Tickets - Create" };
	const struct security_group groups[] = {
		{ "=Technicians()", arena_copy(f->arena, technician_ids, sizeof technician_ids), 2,
		  "", NULL, 0, PROOF_DECLARED },
		{ "Global Admins", arena_copy(f->arena, admin_ids, sizeof admin_ids), 2, "", NULL,
		  0, PROOF_DECLARED },
		{ "Integrations", arena_copy(f->arena, bot_ids, sizeof bot_ids), 1, "Full access",
		  granted, 2, PROOF_ATTESTED },
	};

	f->account.users = arena_copy(f->arena, users, sizeof users);
	f->account.user_count = COUNT_OF(users);
	f->audit.groups = arena_copy(f->arena, groups, sizeof groups);
	f->audit.group_count = COUNT_OF(groups);
}

static const struct customer *customer(const struct fixture_audit *f, int64_t id)
{
	for (size_t i = 0; i < f->account.customer_count; i++)
		if (f->account.customers[i].id == id)
			return &f->account.customers[i];
	abort();
}

static void add_customers(struct fixture_audit *f)
{
	struct customer_issue *issues = arena_array(f->arena, fixture_issue_count, sizeof *issues);

	f->account.customers = arena_copy(f->arena, fixture_customers,
					  fixture_customer_count * sizeof *fixture_customers);
	f->account.customer_count = fixture_customer_count;
	f->account.customers[fixture_customer_count - 1].business_name =
		fixture_repeated(f, "Very long ", FIXTURE_LONG_NAME / 10);
	for (size_t i = 0; i < fixture_issue_count; i++)
		issues[i] = (struct customer_issue){
			.customer = customer(f, fixture_issues[i].customer),
			.kind = fixture_issues[i].kind,
			.detail = fixture_issues[i].detail,
			.requirement = fixture_asked_by(f, fixture_issues[i].requirement),
			.waived = fixture_issues[i].waived,
		};
	f->audit.issues = issues;
	for (int issue = 0; issue < ISSUE_COUNT; issue++)
		f->audit.looks[issue].asked = true;
	f->audit.issue_count = fixture_issue_count;
}

static void add_attested(struct fixture_audit *f)
{
	static size_t granted[] = { 0, 2, 5 };
	static const char *strange[] = { "Ponies - Ride" };
	const struct attested_permissions token = {
		.name = "jumpcloud-mtp",
		.access_type = "",
		.expires = true,
		.expires_on = "2027-06-30",
		.expires_at = INT64_C(1814399999999),
		.permissions = granted,
		.permission_count = 3,
		.unknown_permissions = strange,
		.unknown_count = 1,
		.complete = true,
		.attested_by = "Ann Löwe",
		.attested_on = "2026-11-20",
		.valid_until = "2027-01-31",
		.ends_at = INT64_C(1801439999999),
		.standing = STANDING_IN_FORCE,
	};
	struct attested_permissions group = token;

	group.name = "Integrations";
	group.access_type = "Full access";
	group.expires = false;
	group.expires_on = "";
	group.permission_count = 2;
	group.complete = false;
	group.standing = STANDING_EXPIRING;
	group.valid_until = "2026-12-10";
	f->audit.token = arena_copy(f->arena, &token, sizeof token);
	f->audit.groups_attested = arena_copy(f->arena, &group, sizeof group);
	f->audit.group_attested_count = 1;
}

static void add_account(struct fixture_audit *f)
{
	static const struct declared declared[] = { { "customer", "read", TRI_YES },
						    { "ticket", "delete", TRI_NO } };
	static const struct probe probes[] = {
		{ 0, false, "GET", "/customers", 200, TRI_YES, PROOF_PROBED, REASON_NONE },
		{ 3, false, "PUT", "/tickets/0", 403, TRI_NO, PROOF_PROBED, REASON_NONE },
		{ 4, false, "GET", "/tickets", 503, TRI_UNKNOWN, PROOF_NONE, REASON_SERVER_ERROR },
	};
	struct account *a = &f->account;

	a->me = (struct me){ .known = true,
			     .user_id = 103,
			     .user_name = "Integration Bot",
			     .user_email = "bot@acme.example",
			     .subdomain = "acme",
			     .global_admin = TRI_NO,
			     .declared = arena_copy(f->arena, declared, sizeof declared),
			     .declared_count = 2 };
	a->sources[SOURCE_ME] =
		(struct source){ "/me", 200, 1, 1, -1, true, false, false, false, REASON_NONE, "" };
	a->sources[SOURCE_USERS] = (struct source){ "/users", 200,   1,	    5,		 5, true,
						    false,    false, false, REASON_NONE, "" };
	a->sources[SOURCE_DETAILS] = (struct source){
		"/users/{id}",	     403, 5, 4, 5, false, false, false, false, REASON_NO_PERMISSION,
		"1 of 5 was refused"
	};
	a->sources[SOURCE_CUSTOMERS] =
		(struct source){ "/customers", 200,   1,     15,	  15, true,
				 false,	       false, false, REASON_NONE, "" };
	a->sources[SOURCE_SCHEDULES] = (struct source){
		"/schedules", 0, 1, 2, 9, false, false, false, false, REASON_TIMEOUT, "time ran out"
	};
	a->probes = arena_copy(f->arena, probes, sizeof probes);
	a->probe_count = COUNT_OF(probes);
	a->requests = arena_copy(f->arena, fixture_requests,
				 fixture_request_count * sizeof *fixture_requests);
	a->request_count = fixture_request_count;
	a->sent = 24;
	a->retried = 12;
	a->failed = 6;
}

static struct source unread(const char *path)
{
	return (struct source){
		.path = path, .expected = -1, .reason = REASON_TIMEOUT, .problem = "no answer"
	};
}

static struct fixture_audit *bare(void)
{
	struct arena *arena = arena_new();
	struct fixture_audit *f = arena_alloc(arena, sizeof *f);

	f->arena = arena;
	f->profile = (struct profile){
		.id = "jumpcloud-mtp",
		.version = "2026-11-24",
		.title = "JumpCloud Multi-Tenant Portal: prerequisites for Syncro PSA",
		.vendor = "JumpCloud",
		.integration = "JumpCloud Multi-Tenant Portal",
		.description = "What has to be in place.",
		.sources = sources,
		.source_count = COUNT_OF(sources),
		.json = "{}",
		.sha256 = SHA,
	};
	f->catalogue = (struct catalogue){ .version = "2026-11-24", .json = "{}", .sha256 = SHA };
	f->account = (struct account){
		.subdomain = "acme",
		.base_url = "https://acme.syncromsp.com/api/v1",
		.started_at = FIXTURE_NOW - 100000,
		.finished_at = FIXTURE_NOW - 40000,
		.me = { .user_name = "", .user_email = "", .subdomain = "" },
		.sources[SOURCE_ME] = unread("/me"),
		.sources[SOURCE_USERS] = unread("/users"),
		.sources[SOURCE_DETAILS] = unread("/users/{id}"),
		.sources[SOURCE_CUSTOMERS] = unread("/customers"),
		.sources[SOURCE_SCHEDULES] = unread("/schedules"),
	};
	f->audit = (struct audit){ .profile = &f->profile,
				   .catalogue = &f->catalogue,
				   .account = &f->account,
				   .tool_version = "0.1.0",
				   .report_id = "2c26b46b-68ff-8c68-b99b-453c1d304134",
				   .assessed_at = FIXTURE_NOW };
	return f;
}

struct fixture_audit *fixture_audit_new(void)
{
	struct fixture_audit *f = bare();

	f->audit.waivers = arena_copy(f->arena, fixture_waivers,
				      fixture_waiver_count * sizeof *fixture_waivers);
	f->audit.waiver_count = fixture_waiver_count;
	f->audit.attestations =
		arena_copy(f->arena, fixture_attestations,
			   fixture_attestation_count * sizeof *fixture_attestations);
	f->audit.attestation_count = fixture_attestation_count;
	add_account(f);
	add_permissions(f);
	add_users(f);
	fixture_audit_findings(f, fixture_row_count);
	add_customers(f);
	add_attested(f);
	fixture_audit_count(f);
	return f;
}

struct fixture_audit *fixture_audit_empty(void)
{
	struct fixture_audit *f = bare();

	fixture_audit_findings(f, fixture_row_count);
	for (size_t i = 0; i < f->audit.finding_count; i++)
		f->audit.findings[i] = (struct finding){
			.requirement = &f->profile.requirements[i],
			.reason = REASON_TIMEOUT,
			.summary = "The time ran out before anything was read.",
		};
	fixture_audit_count(f);
	return f;
}

void fixture_audit_free(struct fixture_audit *f)
{
	if (f)
		arena_free(f->arena);
}
