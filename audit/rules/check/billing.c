#include "audit/rules/check/billing.h"

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"

/* Whether it has a line that a quantity can be written to again and again. */
static enum tri has_recurring_line(const struct schedule *schedule)
{
	enum tri found = schedule->lines_known ? TRI_NO : TRI_UNKNOWN;

	for (size_t i = 0; i < schedule->line_count; i++) {
		if (schedule->lines[i].one_time == TRI_NO)
			return TRI_YES;
		if (schedule->lines[i].one_time == TRI_UNKNOWN)
			found = TRI_UNKNOWN;
	}
	return found;
}

static void add_schedule(struct billing *of, const struct schedule *schedule, bool overdue)
{
	enum tri recurring = has_recurring_line(schedule);

	if (schedule->paused == TRI_YES)
		of->paused = true;
	else if (recurring == TRI_NO && schedule->line_count == 0)
		of->lineless = true;
	else if (recurring == TRI_NO)
		of->one_time = true;
	else if (schedule->paused == TRI_UNKNOWN || recurring == TRI_UNKNOWN)
		of->maybe = true;
	else {
		of->usable = true;
		of->on_time = of->on_time || !overdue;
	}
}

/* A day is over when it is over everywhere: the account's time zone nothing tells. */
static bool is_overdue(const struct evaluation *e, const struct schedule *schedule)
{
	int64_t run = 0;

	if (clock_parse_date(schedule->next_run, &run) != 0 &&
	    clock_parse_iso(schedule->next_run, &run) != 0)
		return false;
	return run + CLOCK_DAY_MS < e->account->started_at;
}

struct billing *billing_new(const struct evaluation *e)
{
	const size_t count = e->account->customer_count;
	struct billing *billing = xcalloc(count, sizeof *billing);
	struct billing anyone = { .usable = false };

	for (size_t i = 0; i < e->account->schedule_count; i++) {
		const struct schedule *schedule = &e->account->schedules[i];
		const struct customer *customer =
			account_customer(e->account, schedule->customer_id);
		if (schedule->odd & ODD_CUSTOMER)
			add_schedule(&anyone, schedule, false);
		else if (customer)
			add_schedule(&billing[customer - e->account->customers], schedule,
				     is_overdue(e, schedule));
	}
	for (size_t i = 0; i < count; i++)
		billing[i].maybe = billing[i].maybe || anyone.usable || anyone.maybe;
	return billing;
}

const char *billing_describe(const struct billing *billing)
{
	if (billing->one_time && (billing->paused || billing->lineless))
		return "Recurring invoices are paused or have no recurring line item";
	if (billing->paused && billing->lineless)
		return "Recurring invoices are paused or have no line item";
	if (billing->one_time)
		return "Recurring invoice has one-time charges only";
	if (billing->paused)
		return "Recurring invoice is paused";
	if (billing->lineless)
		return "Recurring invoice has no line item";
	return "No recurring invoice";
}
