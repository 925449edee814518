#include "audit/rules/check/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/model/verdict.h"
#include "audit/rules/check/attestation_apply.h"
#include "audit/rules/check/check.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/check/waiver_apply.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/group.h"
#include "audit/rules/permission.h"
#include "audit/rules/trace.h"

static enum reason why_blocked(const struct account *account)
{
	if (account->me.rejected)
		return REASON_UNAUTHENTICATED;
	if (account->me.known)
		return REASON_NONE;
	return account->sources[SOURCE_ME].reason ? account->sources[SOURCE_ME].reason
						  : REASON_NOT_REQUESTED;
}

static void count_customers(struct audit *audit)
{
	audit->active_customers = 0;
	audit->disabled_customers = 0;
	for (size_t i = 0; i < audit->account->customer_count; i++) {
		audit->active_customers += audit->account->customers[i].disabled == TRI_NO;
		audit->disabled_customers += audit->account->customers[i].disabled == TRI_YES;
	}
}

static void run_checks(struct evaluation *e)
{
	struct audit *audit = e->audit;
	const struct profile *profile = audit->profile;

	audit->findings =
		arena_array(e->arena, profile->requirement_count, sizeof *audit->findings);
	audit->finding_count = profile->requirement_count;
	for (size_t i = 0; i < audit->finding_count; i++) {
		struct finding *finding = &audit->findings[i];
		finding->requirement = &profile->requirements[i];
		finding->summary = "";
		check_run(e, finding);
	}
}

/* Why a finding does not speak of every customer. */
static enum reason open_reason(const struct finding *finding)
{
	if (finding->verdict == VERDICT_UNKNOWN)
		return finding->reason;
	for (size_t i = 0; i < finding->observation_count; i++)
		if (finding->observations[i].verdict == VERDICT_UNKNOWN)
			return finding->observations[i].reason;
	return REASON_NONE;
}

/* An issue that was not found is not there only if it was looked for. */
static void note_looks(struct audit *audit)
{
	WORDS(kinds, ISSUE_COUNT, [ISSUE_DUPLICATE_NAME] = "customers-unique-names",
	      [ISSUE_NO_BUSINESS_NAME] = "customers-have-names",
	      [ISSUE_NO_RECURRING_INVOICE] = "customers-billable",
	      [ISSUE_EMAIL_IS_USER] = "emails-distinct");

	memset(audit->looks, 0, sizeof audit->looks);
	for (size_t i = 0; i < audit->finding_count; i++)
		for (int issue = 0; issue < ISSUE_COUNT; issue++) {
			const struct finding *finding = &audit->findings[i];
			if (strcmp(finding->requirement->check.kind, kinds[issue]) == 0)
				audit->looks[issue] =
					(struct issue_look){ true, open_reason(finding) };
		}
}

static int compare_issues(const void *a, const void *b)
{
	const struct customer_issue *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->customer->id > y->customer->id) - (x->customer->id < y->customer->id);
}

static void sort_issues(struct evaluation *e)
{
	struct audit *audit = e->audit;

	if (e->issue_count > 1)
		qsort(e->issues, e->issue_count, sizeof *e->issues, compare_issues);
	if (e->issues)
		arena_keep(e->arena, e->issues, e->issue_count * sizeof *e->issues);
	audit->issues = e->issues;
	audit->issue_count = e->issue_count;
}

void evaluate(struct arena *arena, struct audit *audit)
{
	const struct account *account = audit->account;
	struct evaluation e = {
		.arena = arena,
		.audit = audit,
		.account = account,
		.blocked = why_blocked(account),
		.owner = account->me.known ? account_user(account, account->me.user_id) : NULL,
	};

	attestation_standings(&e);
	customer_total_apply(&e);
	group_collect(&e);
	permission_resolve(&e);
	permission_matrix(&e);
	count_customers(audit);
	run_checks(&e);
	note_looks(audit);
	attestation_apply(&e);
	sort_issues(&e);
	waiver_apply(&e);
	trace_evidence(&e);
	const struct whole whole = whole_of_audit(audit);
	audit->counts = whole.counts;
	audit->verdict = whole.verdict;
}
