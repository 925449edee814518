/* Signs that the token's user sees less of the account than the integration needs. */
#include <inttypes.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/permission.h"
#include "audit/rules/user_right.h"

#define INVOICE_FAMILY "Recurring Invoices"

struct invoice_rights {
	size_t all, held, refused;
	enum proof proof;   /* the strongest that one is held, else the weakest refusal */
	enum reason reason; /* a fault that hides one */
};

static void observe_right(struct evaluation *e, struct finding *finding, const char *name,
			  const struct answer *answer)
{
	WORDS(observed, TRI_COUNT, [TRI_UNKNOWN] = "cannot be tested", [TRI_YES] = "granted",
	      [TRI_NO] = "not granted");
	TABLE(const enum verdict, verdicts, TRI_COUNT, [TRI_UNKNOWN] = VERDICT_UNKNOWN,
	      [TRI_YES] = VERDICT_NOTAPPLICABLE, [TRI_NO] = VERDICT_INFORMATIONAL);
	const struct observation observation = {
		.object = arena_printf(e->arena, "permission:%s", name),
		.subject = name,
		.expected = "at least one " INVOICE_FAMILY " right",
		.observed = answer->granted || !answer->reason
				    ? observed[answer->granted]
				    : arena_printf(e->arena, "could not be checked: %s",
						   reason_text(answer->reason)),
		.source = answer->source,
		.verdict = verdicts[answer->granted],
		.proof = answer->granted ? answer->proof : PROOF_NONE,
		.reason = answer->granted ? REASON_NONE : answer->reason,
	};

	finding_observe(e->arena, finding, &observation);
}

static void add_right(struct invoice_rights *rights, const struct answer *answer)
{
	rights->all++;
	if (answer->granted == TRI_YES) {
		if (rights->held++ == 0 || answer->proof > rights->proof)
			rights->proof = answer->proof;
	} else if (answer->granted == TRI_NO) {
		bool weaker = rights->refused == 0 || answer->proof < rights->proof;
		if (rights->held == 0 && weaker)
			rights->proof = answer->proof;
		rights->refused++;
	} else if (answer->reason)
		rights->reason = answer->reason;
}

static struct invoice_rights ask_rights(struct evaluation *e, struct finding *finding)
{
	const struct catalogue *catalogue = e->audit->catalogue;
	struct invoice_rights rights = { .proof = PROOF_NONE };

	for (size_t i = 0; i < catalogue->count; i++) {
		const struct permission *permission = &catalogue->permissions[i];
		if (strcmp(permission->family, INVOICE_FAMILY) != 0)
			continue;
		struct answer answer = user_right(e, i);
		add_right(&rights, &answer);
		observe_right(e, finding, permission->name, &answer);
	}
	/* A Global Admin holds what no request shows: that must be ruled out. */
	if (!rights.reason && rights.refused < rights.all &&
	    evaluation_admin(e, e->owner, NULL) == TRI_UNKNOWN)
		rights.reason = REASON_MALFORMED;
	if (!rights.reason && rights.refused == 0)
		rights.reason = REASON_NOT_REQUESTED;
	return rights;
}

static const char *none_seen(struct evaluation *e, const struct invoice_rights *rights)
{
	const size_t untold = rights->all - rights->refused;

	return arena_printf(
		e->arena,
		"The token owner does not appear to have any of the %zu " INVOICE_FAMILY
		" rights: %zu refused%s. Billing sync reads and changes recurring invoices, and a "
		"token may be limited by its owner's rights.",
		rights->all, rights->refused,
		untold ? arena_printf(e->arena, ", %zu that cannot be tested", untold) : "");
}

void check_no_invoice_right(struct evaluation *e, struct finding *finding)
{
	struct invoice_rights rights = ask_rights(e, finding);

	if (rights.held)
		finding_decide(finding, VERDICT_NOTAPPLICABLE, rights.proof,
			       arena_printf(e->arena,
					    "The token owner has %zu of %zu " INVOICE_FAMILY
					    " rights.",
					    rights.held, rights.all));
	else if (rights.reason)
		finding_unknown(finding, rights.reason,
				arena_printf(e->arena,
					     "Whether the token owner has any " INVOICE_FAMILY
					     " right could not be checked: %s.",
					     reason_text(rights.reason)));
	else
		finding_decide(finding, VERDICT_INFORMATIONAL, rights.proof, none_seen(e, &rights));
	if (finding->verdict != VERDICT_UNKNOWN)
		finding_add(e->arena, finding,
			    rights.proof == PROOF_INFERRED ? "Implied by what the token may do."
							   : finding_caveat(rights.proof));
}

void check_few_customers(struct evaluation *e, struct finding *finding)
{
	const char *visible = evaluation_count(e->arena, e->account->customer_count,
					       "customer is visible", "customers are visible");
	int64_t few = finding->requirement->check.at_most;
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_CUSTOMERS]);
	const bool nothing = gap && e->account->customer_count == 0;

	if ((int64_t)e->account->customer_count > few)
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED,
			       arena_printf(e->arena, "%s%s.", gap ? "At least " : "", visible));
	else if (gap)
		finding_unknown(finding, gap,
				nothing ? arena_printf(e->arena,
						       "How many customers are visible is not "
						       "known: %s.",
						       reason_text(gap))
					: arena_printf(e->arena,
						       "%s, but the list was not read to its end: "
						       "%s.",
						       visible, reason_text(gap)));
	else
		finding_decide(
			finding, VERDICT_INFORMATIONAL, PROOF_PROBED,
			arena_printf(e->arena,
				     "Only %s. A security group with the access type Select "
				     "Customers hides all others: they can neither be mapped nor "
				     "billed, and this audit does not see them either.",
				     visible));
	if (finding->verdict == VERDICT_INFORMATIONAL)
		customer_total_note(e, finding);
	const struct observation observation = {
		.object = OBSERVATION_CUSTOMERS,
		.subject = "Visible customers",
		.expected = arena_printf(e->arena, "more than %" PRId64, few),
		.observed = nothing ? "not known"
				    : arena_printf(e->arena, "%s%zu", gap ? "at least " : "",
						   e->account->customer_count),
		.source = "GET /customers",
	};

	finding_conclude(e->arena, finding, &observation);
}
