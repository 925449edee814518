#include <stdlib.h>

#include "audit/core/mem.h"
#include "audit/rules/checks.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"

/* What is known of the recurring invoices of one customer. */
struct billing {
	bool usable;   /* one is unpaused and has a line */
	bool maybe;    /* one may be, but could not be understood */
	bool paused;   /* one was seen that is paused */
	bool lineless; /* one was seen that has no line */
};

static void read_schedules(const struct evaluation *e, struct billing *billing)
{
	for (size_t i = 0; i < e->account->schedule_count; i++) {
		const struct schedule *schedule = &e->account->schedules[i];
		const struct customer *customer = evaluation_customer(e, schedule->customer_id);
		if (!customer)
			continue;
		struct billing *of = &billing[customer - e->account->customers];
		bool lineless = schedule->lines_known && schedule->line_count == 0;
		if (schedule->paused == TRI_YES)
			of->paused = true;
		else if (lineless)
			of->lineless = true;
		else if (schedule->paused == TRI_NO && schedule->lines_known)
			of->usable = true;
		else
			of->maybe = true;
	}
}

static const char *describe(const struct billing *billing)
{
	if (billing->paused && billing->lineless)
		return "Its recurring invoices are paused or have no line item.";
	if (billing->paused)
		return "Its recurring invoice is paused.";
	if (billing->lineless)
		return "Its recurring invoice has no line item.";
	return "It has no recurring invoice.";
}

static void count_customer(struct evaluation *e, struct finding *finding,
			   struct customer_tally *tally, const struct customer *customer,
			   const struct billing *billing)
{
	bool lists_whole = evaluation_gap(e, &e->account->schedules_source) == REASON_NONE;

	if (customer->disabled == TRI_YES || billing->usable)
		return;
	/* That something is not there can only be said of a list read to its end. */
	if (customer->disabled == TRI_UNKNOWN || billing->maybe || !lists_whole) {
		tally->possible++;
		return;
	}
	tally->certain++;
	evaluation_issue(e, finding, customer, ISSUE_NO_RECURRING_INVOICE, describe(billing));
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
	struct billing *billing = xcalloc(account->customer_count, sizeof *billing);
	struct customer_tally tally;
	enum reason gap = evaluation_gap(e, &account->schedules_source);

	customer_tally_init(e, &tally);
	if (gap)
		tally.doubt = gap;
	read_schedules(e, billing);
	for (size_t i = 0; i < account->customer_count; i++)
		count_customer(e, finding, &tally, &account->customers[i], &billing[i]);
	free(billing);
	customer_tally_decide(e, finding, &tally, &texts);
}
