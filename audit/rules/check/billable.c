#include <stdlib.h>

#include "audit/core/mem.h"
#include "audit/rules/check/billing.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

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
	customer_tally_add(e, tally, customer);
	evaluation_issue(e, finding, customer, ISSUE_NO_RECURRING_INVOICE,
			 billing_describe(billing));
}

/* A next run in the past: Syncro may not be making that invoice any more. */
static const char *overdue(struct evaluation *e, const struct billing *billing)
{
	const struct account *account = e->account;
	struct naming late = { .count = 0 };

	for (size_t i = 0; i < account->customer_count; i++) {
		if (account->customers[i].disabled == TRI_YES || !billing[i].usable ||
		    billing[i].on_time)
			continue;
		if (naming_count(&late))
			naming_add(e->arena, &late,
				   naming_customer(e->arena, &account->customers[i]));
	}
	if (late.count == 0)
		return "";
	return arena_printf(
		e->arena,
		"For %s the next run is in the past, so Syncro may no longer create that "
		"invoice: %s.",
		evaluation_count(e->arena, late.count, "customer", "customers"),
		naming_list(e->arena, &late, ""));
}

void check_billable(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "every active customer has an active recurring invoice with a line "
			    "item",
		.one = "has no active recurring invoice with a line item",
		.many = "have no active recurring invoice with a line item",
		.none = "each with an active recurring invoice that has a line item",
		.lists = "customers and recurring invoices",
		.source = "GET /customers, GET /schedules",
		.invoices = true,
	};
	const struct account *account = e->account;
	struct billing *billing = billing_new(e);
	struct customer_tally tally;
	enum reason gap = evaluation_gap(e, &account->sources[SOURCE_SCHEDULES]);

	customer_tally_init(e, &tally);
	if (gap) {
		tally.doubt = gap;
		tally.unread = "recurring invoices";
	}
	for (size_t i = 0; i < account->customer_count; i++)
		count_customer(e, finding, &tally, &account->customers[i], &billing[i]);
	customer_tally_decide(e, finding, &tally, &texts);
	finding_add(e->arena, finding, overdue(e, billing));
	free(billing);
}
