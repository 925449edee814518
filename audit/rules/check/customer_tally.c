#include <inttypes.h>

#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

void customer_tally_init(const struct evaluation *e, struct customer_tally *tally)
{
	const struct account *account = e->account;

	*tally = (struct customer_tally){ .doubt = REASON_MALFORMED };
	tally->gap = evaluation_gap(e, &account->sources[SOURCE_CUSTOMERS]);
	for (size_t i = 0; i < account->customer_count; i++) {
		tally->active += account->customers[i].disabled == TRI_NO;
		tally->maybe_active += account->customers[i].disabled == TRI_UNKNOWN;
	}
}

void customer_tally_add(const struct evaluation *e, struct customer_tally *tally,
			const struct customer *customer)
{
	tally->certain++;
	if (naming_count(&tally->named))
		naming_add(e->arena, &tally->named, naming_customer(e->arena, customer));
}

void customer_tally_observe(struct evaluation *e, struct finding *finding,
			    struct customer_tally *tally, const struct customer *customer,
			    const struct customer_texts *texts, const char *observed)
{
	const struct observation observation = {
		.object = arena_printf(e->arena, "customer:%" PRId64, customer->id),
		.subject = naming_customer(e->arena, customer),
		.expected = texts->expected,
		.observed = observed,
		.source = texts->source,
		.verdict = VERDICT_FAIL,
		.proof = PROOF_PROBED,
	};

	customer_tally_add(e, tally, customer);
	if (tally->certain <= CUSTOMER_TALLY_MOST)
		finding_observe(e->arena, finding, &observation);
}

static const char *share(struct evaluation *e, const struct customer_tally *tally,
			 const struct customer_texts *texts)
{
	return arena_printf(
		e->arena, "%zu of %s %s", tally->certain,
		evaluation_count(e->arena, tally->active, "active customer", "active customers"),
		tally->certain == 1 ? texts->one : texts->many);
}

/* Which rows are to blame when some were not as documented. */
static const char *odd_rows(struct evaluation *e, const struct customer_tally *tally,
			    const struct customer_texts *texts)
{
	if (tally->doubt != REASON_MALFORMED)
		return "";
	const char *customers = evaluation_odd_fields(e, LIST_CUSTOMERS, "customer");
	const char *invoices =
		texts->invoices ? evaluation_odd_fields(e, LIST_SCHEDULES, "recurring invoice")
				: "";
	return arena_printf(e->arena, "%s%s%s%s", *customers ? " " : "", customers,
			    *invoices ? " " : "", invoices);
}

/* What is not known, as a sentence; "" if everything is. */
static const char *uncertainty(struct evaluation *e, const struct customer_tally *tally,
			       const struct customer_texts *texts)
{
	if (tally->possible > 0)
		return arena_printf(
			e->arena, "%s could not be checked%s%s%s: %s.%s",
			evaluation_count(e->arena, tally->possible, "customer", "customers"),
			tally->unread ? ", because not all " : "",
			tally->unread ? tally->unread : "", tally->unread ? " could be read" : "",
			reason_text(tally->doubt), odd_rows(e, tally, texts));
	if (tally->gap)
		return arena_printf(e->arena, "Not all %s could be read: %s.", texts->lists,
				    reason_text(tally->gap));
	return "";
}

static void observe(struct evaluation *e, struct finding *finding, enum verdict verdict,
		    enum reason reason, const char *observed, const struct customer_texts *texts)
{
	const struct observation observation = {
		.object = OBSERVATION_CUSTOMERS,
		.subject = "Active customers",
		.expected = texts->expected,
		.observed = observed,
		.source = texts->source,
		.verdict = verdict,
		.proof = verdict == VERDICT_UNKNOWN ? PROOF_NONE : finding->proof,
		.reason = reason,
	};

	finding_observe(e->arena, finding, &observation);
}

static void decide_fail(struct evaluation *e, struct finding *finding,
			const struct customer_tally *tally, const struct customer_texts *texts,
			const char *doubt)
{
	const char *found = share(e, tally, texts);

	finding_decide(finding, VERDICT_FAIL, PROOF_PROBED, arena_printf(e->arena, "%s.", found));
	finding_add(e->arena, finding, doubt);
	if (texts->each && tally->certain <= CUSTOMER_TALLY_MOST)
		return;
	observe(e, finding, VERDICT_FAIL, REASON_NONE,
		arena_printf(e->arena, "%zu of %zu: %s", tally->certain, tally->active,
			     naming_list(e->arena, &tally->named,
					 texts->each ? "" : "Customer findings")),
		texts);
}

void customer_tally_decide(struct evaluation *e, struct finding *finding,
			   const struct customer_tally *tally, const struct customer_texts *texts)
{
	const char *doubt = uncertainty(e, tally, texts);
	enum reason reason = tally->possible ? tally->doubt : tally->gap;
	const char *customers =
		evaluation_count(e->arena, tally->active, "active customer", "active customers");

	if (tally->certain > 0)
		decide_fail(e, finding, tally, texts, doubt);
	else if (*doubt)
		finding_unknown(finding, reason, doubt);
	else if (tally->active + tally->maybe_active == 0)
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED,
			       "The account has no active customer, so there is nothing to check.");
	else if (tally->active == 0)
		finding_unknown(finding, REASON_MALFORMED,
				"Which customers are active could not be read, so it is not known "
				"whether this applies.");
	else if (texts->nothing)
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED, texts->nothing);
	else
		finding_decide(finding, VERDICT_PASS, PROOF_PROBED,
			       arena_printf(e->arena, "%s, %s.", customers, texts->none));
	if (finding->verdict == VERDICT_PASS || finding->verdict == VERDICT_NOTAPPLICABLE)
		customer_total_note(e, finding);
	if (*doubt)
		observe(e, finding, VERDICT_UNKNOWN, reason, doubt, texts);
	else if (finding->verdict == VERDICT_PASS)
		observe(e, finding, VERDICT_PASS, REASON_NONE,
			arena_printf(e->arena, "%s, none with this problem", customers), texts);
}
