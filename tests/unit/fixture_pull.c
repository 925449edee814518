#include "tests/unit/fixture_pull.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/syncro/answer.h"
#include "audit/syncro/assemble.h"

#define PROBES(name, ...) static struct probe_spec name[] = { __VA_ARGS__ }

#define LIST_PROBE(which)                                                                          \
	{                                                                                          \
		.list = (which), .method = "GET", .path = "", .body = "", .answer = {              \
			.key = "",                                                                 \
			.flag = ""                                                                 \
		}                                                                                  \
	}
#define GET_PROBE(at, shape_kind, shape_key)                                                       \
	.method = "GET", .path = (at), .body = "",                                                 \
	.answer = { .kind = (shape_kind), .key = (shape_key), .flag = "" }

PROBES(customers_list, LIST_PROBE(LIST_CUSTOMERS));
PROBES(customers_view, { GET_PROBE("/customers/{customer}", SHAPE_RECORD, "") },
       { GET_PROBE("/contacts?page=1", SHAPE_LIST, "contacts") });
PROBES(customers_edit, { GET_PROBE("/customers/latest", SHAPE_OBJECT, "customer") });
PROBES(tickets_list, LIST_PROBE(LIST_TICKETS));
PROBES(tickets_view, { GET_PROBE("/tickets/{ticket}", SHAPE_RECORD, "") });
static const char *ticket_texts[] = { "Customer required field" };
PROBES(tickets_create,
       { GET_PROBE("/new_ticket_forms/0", SHAPE_OBJECT, "new_ticket_form"),
	 .not_found_grants = true },
       { .method = "POST",
	 .path = "/tickets",
	 .body = "{}",
	 .answer = { .kind = SHAPE_RECORD, .key = "", .flag = "" },
	 .invalid_texts = ticket_texts,
	 .invalid_count = 1,
	 .write = true });
PROBES(schedules_list, LIST_PROBE(LIST_SCHEDULES));
PROBES(invoices, { GET_PROBE("/invoices?page=1", SHAPE_LIST, "invoices") });
PROBES(admin, { GET_PROBE("/appointment_types", SHAPE_LIST, "appointment_types") });

#define PERMISSION(text, specs)                                                                    \
	{                                                                                          \
		.name = (text), .family = "", .declared_area = "", .declared_action = "",          \
		.probes = (specs), .probe_count = COUNT_OF(specs)                                  \
	}

static struct permission permissions[PULL_COUNT] = {
	[PULL_CUSTOMERS_LIST] = PERMISSION("Customers - List/Search", customers_list),
	[PULL_CUSTOMERS_VIEW] = PERMISSION("Customers - View Detail", customers_view),
	[PULL_CUSTOMERS_EDIT] = PERMISSION("Customers - Edit", customers_edit),
	[PULL_TICKETS_LIST] = PERMISSION("Tickets - List/Search", tickets_list),
	[PULL_TICKETS_VIEW] = PERMISSION("Tickets - View Details", tickets_view),
	[PULL_TICKETS_CREATE] = PERMISSION("Tickets - Create", tickets_create),
	[PULL_TICKETS_DELETE] = { .name = "Tickets - Delete" },
	[PULL_SCHEDULES_LIST] = PERMISSION("Recurring Invoices - List", schedules_list),
	[PULL_INVOICES] = PERMISSION("Invoices - List/Search", invoices),
	[PULL_ADMIN] = PERMISSION("Global Admin", admin),
};

static const struct catalogue catalogue = { .version = "1",
					    .permissions = permissions,
					    .count = PULL_COUNT };

static struct plan_probe planned[PULL_COUNT] = {
	{ PULL_CUSTOMERS_LIST, false }, { PULL_CUSTOMERS_VIEW, false },
	{ PULL_CUSTOMERS_EDIT, false }, { PULL_TICKETS_LIST, false },
	{ PULL_TICKETS_VIEW, false },	{ PULL_TICKETS_CREATE, false },
	{ PULL_TICKETS_DELETE, false }, { PULL_SCHEDULES_LIST, false },
	{ PULL_INVOICES, true },	{ PULL_ADMIN, true },
};

const struct plan pull_plan = { .catalogue = &catalogue, .probes = planned, .count = PULL_COUNT };
const struct plan pull_plan_writing = {
	.catalogue = &catalogue, .probes = planned, .count = PULL_COUNT, .write_probes = true
};

const struct mtp_target pull_mtp = { .provider = "p1",
				     .base_url = "https://mtp.example/api/v2",
				     .subdomain = "acme" };

static cJSON *tree_of(const struct pull_answer *answer)
{
	struct error ignored;

	return answer->body ? json_parse(answer->body, strlen(answer->body), &ignored) : NULL;
}

struct request pull_request(const struct pull_answer *answer)
{
	cJSON *tree = tree_of(answer);
	bool mtp = strncmp(answer->path, "MTP ", 4) == 0;
	bool write = *answer->path != '/' && !mtp;
	const char *method = write ? "POST" : "GET";
	const char *path = strchr(answer->path, '/');
	struct request request = { .method = method,
				   .path = path,
				   .status = answer->status,
				   .bytes = answer->body ? (int64_t)strlen(answer->body) : 0,
				   .sha256 = "",
				   .started_at = INT64_C(1795508100123),
				   .took_ms = 87,
				   .attempts = answer->status ? 1 : 0,
				   .body = "",
				   .api = mtp ? API_MTP : API_SYNCRO,
				   .sha256_received = "",
				   .said = "" };
	const struct arrival arrival = {
		.status = answer->status,
		.body = tree,
		.html = answer->body && answer_is_html(answer->body, strlen(answer->body)),
	};

	if (answer->status)
		request.outcome = answer_outcome(&catalogue, request.api, method, path, &arrival);
	cJSON_Delete(tree);
	return request;
}

void pull_give(struct intake *intake, const struct pull_answer *answer)
{
	struct request request = pull_request(answer);
	cJSON *tree = tree_of(answer);

	intake_add(intake, &request, tree);
	cJSON_Delete(tree);
}

struct account *pull_account(struct arena *arena, const struct plan *plan,
			     const struct pull_answer *answers, size_t count)
{
	struct intake intake;
	struct account *account = arena_alloc(arena, sizeof *account);

	account->subdomain = "acme";
	account->base_url = "https://acme.syncromsp.com/api/v1";
	intake_init(&intake, arena, plan);
	for (size_t i = 0; i < count && !intake.mtp; i++)
		if (strncmp(answers[i].path, "MTP ", 4) == 0)
			intake_expect_mtp(&intake, &pull_mtp);
	for (size_t i = 0; i < count; i++)
		pull_give(&intake, &answers[i]);
	assemble_account(&intake, account);
	intake_release(&intake);
	return account;
}

const struct probe *pull_probe(const struct account *account, size_t permission)
{
	for (size_t i = 0; i < account->probe_count; i++)
		if (account->probes[i].permission == permission)
			return &account->probes[i];
	return NULL;
}

/* The account as text */

static void dump_me(struct str *out, const struct me *me)
{
	str_printf(out, "me %d %d %d %" PRId64 " '%s' '%s' '%s' %d %d\n", me->known, me->rejected,
		   me->revoked, me->user_id, me->user_name, me->user_email, me->subdomain,
		   me->global_admin, me->two_factor_required);
	for (size_t i = 0; i < me->declared_count; i++)
		str_printf(out, "declared %s.%s %d\n", me->declared[i].area, me->declared[i].action,
			   me->declared[i].granted);
}

static void dump_source(struct str *out, const struct source *source)
{
	str_printf(out,
		   "source '%s' %d pages %" PRId64 " records %" PRId64 " expected %" PRId64
		   " complete %d %s '%s'\n",
		   source->path, source->status, source->pages, source->records, source->expected,
		   source->complete, reason_name(source->reason), source->problem);
}

static void dump_mtp(struct str *out, const struct mtp *mtp)
{
	if (!mtp)
		return;
	str_printf(out, "mtp '%s' '%s'\n", mtp->provider, mtp->base_url);
	for (int i = MTP_FIRST; i < MTP_KIND_COUNT; i++)
		dump_source(out, &mtp->sources[i]);
	for (size_t i = 0; i < mtp->admin_count; i++)
		str_printf(out, "admin '%s' '%s' '%s' '%s' %d\n", mtp->admins[i].id,
			   mtp->admins[i].name, mtp->admins[i].email, mtp->admins[i].role,
			   mtp->admins[i].suspended);
	for (size_t i = 0; i < mtp->integration_count; i++)
		str_printf(out, "integration '%s' '%s' %d\n", mtp->integrations[i].id,
			   mtp->integrations[i].subdomain, mtp->integrations[i].ours);
	for (size_t i = 0; i < mtp->company_count; i++)
		str_printf(out, "company %" PRId64 " '%s' '%s'\n", mtp->companies[i].customer_id,
			   mtp->companies[i].name, mtp->companies[i].organization);
}

static void dump_users(struct str *out, const struct account *account)
{
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user *user = &account->users[i];
		str_printf(out, "user %" PRId64 " '%s' '%s' admin %d listed %d detailed %d %d %s",
			   user->id, user->name, user->email, user->global_admin, user->listed,
			   user->detailed, user->detail_status, reason_name(user->detail_reason));
		for (size_t j = 0; j < user->group_count; j++)
			str_printf(out, " '%s'", user->groups[j]);
		str_putc(out, '\n');
	}
}

static void dump_rows(struct str *out, const struct account *account)
{
	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *row = &account->customers[i];
		str_printf(out, "customer %" PRId64 " '%s' '%s' '%s' %d\n", row->id,
			   row->business_name, row->full_name, row->email, row->disabled);
	}
	for (size_t i = 0; i < account->schedule_count; i++) {
		const struct schedule *row = &account->schedules[i];
		str_printf(out, "schedule %" PRId64 " of %" PRId64 " '%s' '%s' '%s' %d %d\n",
			   row->id, row->customer_id, row->name, row->frequency, row->next_run,
			   row->paused, row->lines_known);
		for (size_t j = 0; j < row->line_count; j++)
			str_printf(out, "line '%s' '%s' %d %d\n", row->lines[j].name,
				   row->lines[j].quantity, row->lines[j].computed,
				   row->lines[j].one_time);
	}
}

static void dump_probes(struct str *out, const struct account *account)
{
	for (size_t i = 0; i < account->probe_count; i++) {
		const struct probe *probe = &account->probes[i];
		str_printf(out, "probe %zu %d '%s %s' %d %s %s %s\n", probe->permission,
			   probe->excess, probe->method, probe->path, probe->status,
			   tri_name(probe->granted), proof_name(probe->proof),
			   reason_name(probe->reason));
	}
}

static int compare_requests(const void *a, const void *b)
{
	const struct request *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	return order ? order : strcmp(x->method, y->method);
}

static void dump_log(struct str *out, const struct account *account)
{
	size_t size = account->request_count * sizeof(struct request);
	struct request *sorted = xmalloc(size);

	memcpy(sorted, account->requests, size);
	qsort(sorted, account->request_count, sizeof *sorted, compare_requests);
	for (size_t i = 0; i < account->request_count; i++)
		str_printf(out,
			   "request '%s %s' %d %" PRId64 " '%s' %" PRId64 " %" PRId64
			   " %d %s '%s'\n",
			   sorted[i].method, sorted[i].path, sorted[i].status, sorted[i].bytes,
			   sorted[i].sha256, sorted[i].started_at, sorted[i].took_ms,
			   sorted[i].attempts, outcome_name(sorted[i].outcome), sorted[i].body);
	free(sorted);
}

void pull_dump(struct str *out, const struct account *account)
{
	str_printf(out, "'%s' '%s' %" PRId64 " %" PRId64 "\n", account->subdomain,
		   account->base_url, account->started_at, account->finished_at);
	dump_me(out, &account->me);
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		dump_source(out, &account->sources[i]);
	dump_mtp(out, account->mtp);
	dump_users(out, account);
	dump_rows(out, account);
	dump_probes(out, account);
	dump_log(out, account);
	str_printf(out,
		   "sent %" PRId64 " retried %" PRId64 " failed %" PRId64 " writes %zu of %zu\n",
		   account->sent, account->retried, account->failed, account->writes_accepted,
		   account->writes);
}
