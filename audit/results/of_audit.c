#include <string.h>

#include "audit/core/mem.h"
#include "audit/model/remedy.h"
#include "audit/model/work.h"
#include "audit/results/internal.h"
#include "audit/results/results.h"

static void add_head(struct results *out, const struct audit *audit)
{
	const struct account *account = audit->account;
	const struct me *me = &account->me;

	out->schema = RESULTS_SCHEMA;
	out->report_id = audit->report_id;
	out->tool_version = audit->tool_version;
	out->profile = (struct results_profile){ audit->profile->id, audit->profile->version,
						 audit->profile->sha256 };
	out->account = (struct results_account){
		account->subdomain, account->base_url, me->known ? me->user_id : 0,
		me->user_name,	    me->user_email,    me->global_admin,
	};
	out->mtp = account->mtp;
	out->edition = edition_name(audit->presentation.edition);
	out->started_at = account->started_at;
	out->finished_at = account->finished_at;
	out->assessed_at = audit->assessed_at;
	out->verdict = audit->verdict;
	out->counts = audit->counts;
	out->requests = (struct results_requests){ (size_t)account->sent, (size_t)account->retried,
						   (size_t)account->failed };
}

static void add_changes(struct arena *arena, struct results *out,
			const struct comparison *comparison)
{
	if (!comparison)
		return;
	struct results_changes *changes = arena_alloc(arena, sizeof *changes);

	*changes = (struct results_changes){
		.incomparable = comparison->incomparable,
		.findings = comparison->findings,
		.finding_count = comparison->finding_count,
		.rows = comparison->rows,
		.row_count = comparison->row_count,
		.gaps = arena_array(arena, COMPARED_COUNT, sizeof *changes->gaps),
	};
	memcpy(changes->of_change, comparison->of_change, sizeof changes->of_change);
	memcpy(changes->moved, comparison->of, sizeof changes->moved);
	for (int i = 0; i < COMPARED_COUNT; i++)
		if (*comparison->gaps[i])
			changes->gaps[changes->gap_count++] =
				(struct results_gap){ (enum compared)i, comparison->gaps[i] };
	out->baseline = &comparison->before;
	out->changes = changes;
}

/* As they are told everywhere: see remedy. */
static void add_steps(struct arena *arena, struct results_finding *out,
		      const struct account *account, const struct finding *finding)
{
	const char *step;
	const size_t most = finding->requirement->remediation_count + 1;

	out->remediation = arena_array(arena, most, sizeof *out->remediation);
	while ((step = remedy_step(account, finding, out->remediation_count)))
		out->remediation[out->remediation_count++] = step;
}

/* Of a requirement that nobody wrote about nothing is said. */
static const struct work_row *written(struct arena *arena, const struct audit *audit,
				      const struct requirement *requirement)
{
	const struct work_row *row = work_find(audit->work, requirement->id);

	if (!row || !work_row_is_written(row))
		return NULL;
	struct work_row *out = arena_copy(arena, row, sizeof *out);
	if (out->state == WORK_UNTOLD)
		out->state = WORK_OPEN;
	return out;
}

static void add_findings(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->findings = arena_array(arena, audit->finding_count, sizeof *out->findings);
	out->finding_count = audit->finding_count;
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		const struct requirement *requirement = finding->requirement;
		out->findings[i] = (struct results_finding){
			.id = requirement->id,
			.title = requirement->title,
			.group = requirement->group,
			.action = requirement->action,
			.job = requirement->job ? requirement->job->id : "",
			.summary = finding->summary,
			.reference = requirement->reference,
			.severity = requirement->severity,
			.mandatory = requirement->mandatory,
			.verdict = finding->verdict,
			.reason = finding->reason,
			.proof = finding->proof,
			.waived = finding->waiver != NULL,
			.waiver = finding->waiver,
			.change = finding->change,
			.observations = finding->observations,
			.observation_count = finding->observation_count,
			.work = written(arena, audit, requirement),
		};
		add_steps(arena, &out->findings[i], audit->account, finding);
	}
}

static void add_permissions(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->permissions = arena_array(arena, audit->permission_count, sizeof *out->permissions);
	out->permission_count = audit->permission_count;
	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		out->permissions[i] = (struct results_permission){
			state->permission->name,
			state->needed,
			state->granted,
			state->proof,
			state->class,
			state->reason,
			state->source,
			state->note,
		};
	}
}

static void add_users(struct arena *arena, struct results *out, const struct account *account)
{
	out->users = arena_array(arena, account->user_count, sizeof *out->users);
	out->user_count = account->user_count;
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user user = account_user_shown(account, i);
		out->users[i] = (struct results_user){
			user.id,
			user.name,
			user.email,
			user.global_admin,
			user.groups,
			user.group_count,
			account_is_owner(account, &user),
			account_is_gone(account, &user),
		};
	}
}

/* Who reads it outside compares with none, and a mask would tell of each all the same. */
static bool tells_addresses(const struct results *results)
{
	return strcmp(results->edition, edition_name(EDITION_AUDITOR)) != 0;
}

/* The people of a customer are none of the report's: their addresses stand behind its own. */
static size_t count_own_addresses(const struct customer *customer)
{
	static const char contact[] = "contacts[";
	size_t count = 0;

	while (count < customer->address_count &&
	       strncmp(customer->addresses[count].field, contact, strlen(contact)) != 0)
		count++;
	return count;
}

void results_make_customer(const void *results, size_t index, void *customer)
{
	static const enum tri active[TRI_COUNT] = { [TRI_YES] = TRI_NO, [TRI_NO] = TRI_YES };
	const struct audit *audit = ((const struct results *)results)->audit;
	const struct customer *from = &audit->account->customers[index];

	*(struct results_customer *)customer = (struct results_customer){
		from->id,
		customer_name(from),
		active[from->disabled],
		from->odd & ODD_EMAIL || !tells_addresses(results) ? NULL : from->email,
		from->addresses,
		count_own_addresses(from),
	};
}

void results_make_issue(const void *results, size_t index, void *issue)
{
	const struct audit *audit = ((const struct results *)results)->audit;
	const struct customer_issue *from = &audit->issues[index];

	*(struct results_issue *)issue =
		(struct results_issue){ from->customer->id, customer_name(from->customer),
					from->detail, from->kind, from->waived };
}

static void add_customers(struct results *out, const struct audit *audit)
{
	const size_t count = audit->account->customer_count;

	out->customers = count;
	out->active_customers = audit->active_customers;
	out->disabled_customers = audit->disabled_customers;
	out->customers_complete = audit->account->sources[SOURCE_CUSTOMERS].complete;
	out->row_count = count;
	out->issue_count = audit->issue_count;
	out->audit = audit;
}

static void add_attestations(struct arena *arena, struct results *out, const struct audit *audit)
{
	out->attestations = arena_array(arena, audit->attestation_count, sizeof *out->attestations);
	for (size_t i = 0; i < audit->attestation_count; i++)
		if (audit->attestations[i].verdict != VERDICT_UNKNOWN) /* else not filled in */
			out->attestations[out->attestation_count++] = audit->attestations[i];
}

static void add_source(struct results *out, const char *api, const struct source *source)
{
	if (*source->path)
		out->sources[out->source_count++] = (struct results_source){
			.path = source->path,
			.reason = reason_name(source->reason),
			.problem = source->problem,
			.api = api,
			.status = (size_t)source->status,
			.pages = (size_t)source->pages,
			.records = (size_t)source->records,
			.complete = source->complete,
		};
}

static void add_probe(struct results *out, const struct audit *audit, const struct probe *probe)
{
	out->sources[out->source_count++] = (struct results_source){
		.path = probe->path,
		.reason = reason_name(probe->reason),
		.problem = reason_text(probe->reason),
		.method = probe->method,
		.permission = audit->catalogue->permissions[probe->permission].name,
		.granted = tri_name(probe->granted),
		.status = (size_t)probe->status,
		.pages = probe->status ? 1 : 0,
		.complete = probe->granted != TRI_UNKNOWN,
	};
}

static void add_sources(struct arena *arena, struct results *out, const struct audit *audit)
{
	const struct account *account = audit->account;
	const struct mtp *mtp = account->mtp;
	const char *api = api_name(API_MTP);

	out->sources =
		arena_array(arena, SOURCE_COUNT + account->probe_count + 4, sizeof *out->sources);
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		add_source(out, NULL, &account->sources[i]);
	for (size_t i = 0; i < account->probe_count; i++)
		add_probe(out, audit, &account->probes[i]);
	if (!mtp)
		return;
	for (int i = MTP_FIRST; i < MTP_KIND_COUNT; i++)
		add_source(out, api, &mtp->sources[i]);
}

struct results *results_shown(struct arena *arena, const struct audit *audit)
{
	struct results *out = arena_alloc(arena, sizeof *out);

	add_head(out, audit);
	add_changes(arena, out, audit->comparison);
	add_findings(arena, out, audit);
	add_permissions(arena, out, audit);
	add_users(arena, out, audit->account);
	out->groups = audit->groups;
	out->group_count = audit->group_count;
	add_customers(out, audit);
	out->waivers = audit->waivers;
	out->waiver_count = audit->waiver_count;
	add_attestations(arena, out, audit);
	add_sources(arena, out, audit);
	return out;
}

const struct results *results_of(struct arena *arena, const struct audit *audit)
{
	struct results *out = results_shown(arena, audit);

	out->edition = edition_name(EDITION_INTERNAL);
	out->rows = arena_array(arena, out->row_count, sizeof *out->rows);
	for (size_t i = 0; i < out->row_count; i++)
		results_make_customer(out, i, &out->rows[i]);
	out->issues = arena_array(arena, out->issue_count, sizeof *out->issues);
	for (size_t i = 0; i < out->issue_count; i++)
		results_make_issue(out, i, &out->issues[i]);
	return out;
}
