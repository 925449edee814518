#include <stdlib.h>

#include "audit/rules/check/billing.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

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

void check_billable(struct evaluation *e, struct finding *finding)
{
	static const struct customer_texts texts = {
		.expected = "every active customer has an unpaused recurring invoice with a line "
			    "item",
		.one = "has no unpaused recurring invoice with a line item",
		.many = "have no unpaused recurring invoice with a line item",
		.none = "each has an unpaused recurring invoice with a line item",
		.source = "GET /customers, GET /schedules",
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
	free(billing);
	customer_tally_decide(e, finding, &tally, &texts);
}
