#include "report/format/csv_report.h"

#include <stdlib.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/audit.h"
#include "audit/model/observation.h"
#include "audit/model/remedy.h"
#include "report/format/csv.h"
#include "report/view/view.h"

#define BETWEEN " | "

static void add_item(struct str *list, const char *item)
{
	str_printf(list, "%s%s", list->length ? BETWEEN : "", item);
}

/* As one cell; the list is empty then. */
static void put_list(struct csv *csv, struct str *list)
{
	csv_text(csv, str_text(list));
	str_clear(list);
}

static void put_texts(struct csv *csv, const char *const *texts, size_t count)
{
	struct str list = STR_INIT(STR_BODY);

	for (size_t i = 0; i < count; i++)
		add_item(&list, texts[i]);
	put_list(csv, &list);
	str_release(&list);
}

static void put_steps(struct csv *csv, const struct account *account, const struct finding *finding)
{
	struct str list = STR_INIT(STR_BODY);
	const char *step;

	for (size_t i = 0; (step = remedy_step(account, finding, i)); i++)
		add_item(&list, step);
	put_list(csv, &list);
	str_release(&list);
}

static void begin(struct csv *csv, FILE *stream, const struct audit *audit,
		  const char *const *titles)
{
	csv_begin(csv, stream, audit->presentation.csv_separator);
	csv_header(csv, titles);
}

/* What a row is of, wherever it is put beside others. */
static void put_origin(struct csv *csv, const struct audit *audit)
{
	char moment[CLOCK_TEXT];

	clock_iso(moment, audit->assessed_at);
	csv_text(csv, audit->account->subdomain);
	csv_text(csv, audit->profile->id);
	csv_text(csv, moment);
	csv_text(csv, audit->report_id);
}

void csv_findings(FILE *stream, const struct audit *audit)
{
	static const char *const titles[] = { "account",       "profile",  "assessed_at",
					      "report_id",     "id",	   "title",
					      "group",	       "severity", "mandatory",
					      "verdict",       "reason",   "proof",
					      "summary",       "waived",   "waiver.expires_on",
					      "waiver.reason", "change",   "remediation",
					      "reference",     "evidence", NULL };
	struct arena *arena = arena_new();
	struct csv csv;

	begin(&csv, stream, audit, titles);
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		const struct requirement *requirement = finding->requirement;
		const struct waiver *waiver = finding->waiver;
		put_origin(&csv, audit);
		csv_text(&csv, requirement->id);
		csv_text(&csv, requirement->title);
		csv_text(&csv, requirement->group);
		csv_text(&csv, severity_name(requirement->severity));
		csv_boolean(&csv, requirement->mandatory);
		csv_text(&csv, verdict_name(finding->verdict));
		csv_text(&csv, reason_name(finding->reason));
		csv_text(&csv, proof_name(finding->proof));
		csv_text(&csv, finding->summary);
		csv_boolean(&csv, waiver != NULL);
		csv_text(&csv, waiver ? waiver->expires_on : "");
		csv_text(&csv, waiver ? waiver->reason : "");
		csv_text(&csv, change_name(finding->change));
		put_steps(&csv, audit->account, finding);
		csv_text(&csv, requirement->reference);
		size_t count;
		const char **evidence = observation_evidence(arena, finding->observations,
							     finding->observation_count, &count);
		put_texts(&csv, evidence, count);
		csv_end(&csv);
	}
	arena_free(arena);
}

void csv_permissions(FILE *stream, const struct audit *audit)
{
	static const char *const titles[] = { "account", "profile", "assessed_at", "report_id",
					      "name",	 "needed",  "granted",	   "class",
					      "reason",	 "proof",   "source",	   "note",
					      NULL };
	struct csv csv;

	begin(&csv, stream, audit, titles);
	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		put_origin(&csv, audit);
		csv_text(&csv, state->permission->name);
		csv_boolean(&csv, state->needed);
		csv_text(&csv, tri_name(state->granted));
		csv_text(&csv, class_name(state->class));
		csv_text(&csv, reason_name(state->reason));
		csv_text(&csv, proof_name(state->proof));
		csv_text(&csv, state->source);
		csv_text(&csv, state->note);
		csv_end(&csv);
	}
}

void csv_users(FILE *stream, const struct audit *audit)
{
	static const char *const titles[] = { "account",     "report_id",    "id",     "name",
					      "email",	     "global_admin", "reason", "groups",
					      "token_owner", "complete",     NULL };
	const struct account *account = audit->account;
	struct csv csv;

	begin(&csv, stream, audit, titles);
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user user = account_user_shown(account, i);
		csv_text(&csv, account->subdomain);
		csv_text(&csv, audit->report_id);
		csv_number(&csv, user.id);
		csv_text(&csv, user.name);
		csv_text(&csv, user.email);
		csv_maybe(&csv, user.global_admin);
		csv_text(&csv, user.gone ? outcome_name(OUTCOME_NOT_FOUND)
					 : reason_name(user.detail_reason));
		put_texts(&csv, user.groups, user.group_count);
		csv_boolean(&csv, account_is_owner(account, &user));
		csv_boolean(&csv, account->sources[SOURCE_USERS].complete);
		csv_end(&csv);
	}
}

/* By customer, and in the audit's order for one. */
static int by_customer(const void *a, const void *b)
{
	const struct customer_issue *x = *(const struct customer_issue *const *)a;
	const struct customer_issue *y = *(const struct customer_issue *const *)b;

	if (x->customer->id != y->customer->id)
		return x->customer->id < y->customer->id ? -1 : 1;
	return (x > y) - (x < y);
}

static const struct customer_issue **sorted_issues(struct arena *arena, const struct audit *audit)
{
	const struct customer_issue **sorted =
		arena_array(arena, audit->issue_count, sizeof *sorted);

	for (size_t i = 0; i < audit->issue_count; i++)
		sorted[i] = &audit->issues[i];
	if (audit->issue_count)
		qsort(sorted, audit->issue_count, sizeof *sorted, by_customer);
	return sorted;
}

/* What the cells of one customer's issues are made of. */
struct issue_lists {
	struct str kinds, details, waived;
};

/* Whether a customer without an issue has none: the list, and what was looked for, was whole. */
static bool was_looked_at(const struct audit *audit)
{
	bool whole = audit->account->sources[SOURCE_CUSTOMERS].complete;

	for (int i = 0; i < ISSUE_COUNT; i++)
		whole = whole && !audit->looks[i].open;
	return whole;
}

static void put_customer(struct csv *csv, const struct audit *audit,
			 const struct customer *customer, struct issue_lists *lists)
{
	csv_text(csv, audit->account->subdomain);
	csv_text(csv, audit->report_id);
	csv_number(csv, customer->id);
	csv_text(csv, customer->business_name);
	csv_text(csv, customer->full_name);
	csv_text(csv, customer->email);
	csv_maybe(csv, customer->disabled);
	put_list(csv, &lists->kinds);
	put_list(csv, &lists->details);
	put_list(csv, &lists->waived);
	csv_boolean(csv, was_looked_at(audit));
	csv_end(csv);
}

void csv_customers(FILE *stream, const struct audit *audit)
{
	static const char *const titles[] = { "account",   "report_id", "id",	    "business_name",
					      "full_name", "email",	"disabled", "issues",
					      "detail",	   "waived",	"complete", NULL };
	struct arena *arena = arena_new();
	const struct customer_issue **issues = sorted_issues(arena, audit);
	struct issue_lists lists = { STR_INIT(STR_BODY), STR_INIT(STR_BODY), STR_INIT(STR_BODY) };
	struct csv csv;

	begin(&csv, stream, audit, titles);
	for (size_t i = 0, at = 0; i < audit->account->customer_count; i++) {
		const struct customer *customer = &audit->account->customers[i];
		for (; at < audit->issue_count && issues[at]->customer->id == customer->id; at++) {
			add_item(&lists.kinds, issue_name(issues[at]->kind));
			view_put_clause(&lists.details, issues[at]->detail);
			add_item(&lists.waived, issues[at]->waived ? "true" : "false");
		}
		put_customer(&csv, audit, customer, &lists);
	}
	str_release(&lists.kinds);
	str_release(&lists.details);
	str_release(&lists.waived);
	arena_free(arena);
}
