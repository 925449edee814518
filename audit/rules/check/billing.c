#include "audit/rules/check/billing.h"

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"

struct billing *billing_new(const struct evaluation *e)
{
	struct billing *billing = xcalloc(e->account->customer_count, sizeof *billing);

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
	return billing;
}

const char *billing_describe(const struct billing *billing)
{
	if (billing->paused && billing->lineless)
		return "Its recurring invoices are paused or have no line item.";
	if (billing->paused)
		return "Its recurring invoice is paused.";
	if (billing->lineless)
		return "Its recurring invoice has no line item.";
	return "It has no recurring invoice.";
}
