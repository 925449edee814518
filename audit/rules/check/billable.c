#include <inttypes.h>
#include <stdlib.h>

#include "audit/core/mem.h"
#include "audit/rules/check/billing.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

#define OVERDUE_NAMED 10

static void count_customer(struct evaluation *e, struct finding *finding,
			   struct customer_tally *tally, const struct customer *customer,
			   const struct billing *billing)
{
	bool lists_whole = evaluation_gap(e, &e->account->sources[SOURCE_SCHEDULES]) == REASON_NONE;

	if (customer->disabled == TRI_YES || billing->usable)
		return;
	/* That something is not there can only be said of a list read to its end. */
	if (customer->disabled == TRI_UNKNOWN || billing->maybe || !lists_whole) {
		tally->possible++;
		return;
	}
	tally->certain++;
	evaluation_issue(e, finding, customer, ISSUE_NO_RECURRING_INVOICE,
			 billing_describe(billing));
}

/* A next run in the past: Syncro may not be making that invoice any more. */
static const char *overdue(struct evaluation *e, const struct billing *billing)
{
	const struct account *account = e->account;
	const char *named = "";
	size_t count = 0;

	for (size_t i = 0; i < account->customer_count; i++) {
		if (account->customers[i].disabled == TRI_YES || !billing[i].usable ||
		    billing[i].on_time)
			continue;
		if (count++ < OVERDUE_NAMED)
			named = arena_printf(e->arena, "%s%s%" PRId64, named, *named ? ", " : "",
					     account->customers[i].id);
	}
	if (count == 0)
		return "";
	return arena_printf(
		e->arena,
		"Of %s the next run lies in the past, so Syncro may no longer make that "
		"invoice: %s%s.",
		evaluation_count(e->arena, count, "customer", "customers"), named,
		count > OVERDUE_NAMED ? " and more" : "");
}

void check_billable(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "every active customer has an unpaused recurring invoice with a line "
			    "item",
		.one = "has no unpaused recurring invoice with a line item",
		.many = "have no unpaused recurring invoice with a line item",
		.none = "each has an unpaused recurring invoice with a line item",
		.source = "GET /customers, GET /schedules",
		.invoices = true,
	};
	const struct account *account = e->account;
	struct billing *billing = billing_new(e);
	struct customer_tally tally;
	enum reason gap = evaluation_gap(e, &account->sources[SOURCE_SCHEDULES]);

	customer_tally_init(e, &tally);
	if (gap)
		tally.doubt = gap;
	for (size_t i = 0; i < account->customer_count; i++)
		count_customer(e, finding, &tally, &account->customers[i], &billing[i]);
	customer_tally_decide(e, finding, &tally, &texts);
	finding_add(e->arena, finding, overdue(e, billing));
	free(billing);
}
