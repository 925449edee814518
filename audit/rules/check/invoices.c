/* Recurring invoices that will charge something else than a reader expects. */
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/rules/check/checks.h"
#include "audit/rules/check/customer_total.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/naming.h"

#define HOUR_MS ((int64_t)3600000)

/* Syncro makes invoices at this hour of the account's time zone. */
#define INVOICE_HOUR 6
/* The time zones of the world: so many hours ahead of UTC, and behind. */
#define MOST_AHEAD 14
#define MOST_BEHIND 12

struct warning {
	enum tri (*concerns)(const struct evaluation *e, const struct schedule *schedule);
	const char *expected;
	const char *one;  /* "is due" */
	const char *many; /* "are due" */
	const char *why;  /* what it means when one is */
};

struct seen {
	size_t billing;	 /* certainly unpaused, of an active customer */
	size_t certain;	 /* concerned */
	size_t possible; /* perhaps concerned */
	enum reason doubt;
	struct naming named; /* the certain ones */
};

/* Whether a schedule will bill an active customer. */
static enum tri bills(const struct evaluation *e, const struct schedule *schedule,
		      enum reason *doubt)
{
	const struct customer *customer = account_customer(e->account, schedule->customer_id);
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_CUSTOMERS]);

	*doubt = REASON_MALFORMED;
	if (schedule->paused != TRI_YES && schedule->odd & ODD_CUSTOMER)
		return TRI_UNKNOWN;
	if (schedule->paused == TRI_YES || schedule->customer_id == 0)
		return TRI_NO;
	if (!customer) {
		*doubt = gap;
		return gap ? TRI_UNKNOWN : TRI_NO;
	}
	if (customer->disabled == TRI_YES)
		return TRI_NO;
	return customer->disabled == TRI_NO && schedule->paused == TRI_NO ? TRI_YES : TRI_UNKNOWN;
}

static void add_certain(const struct evaluation *e, struct seen *seen,
			const struct schedule *schedule)
{
	seen->certain++;
	if (naming_count(&seen->named))
		naming_add(e->arena, &seen->named, naming_invoice(e->arena, e->account, schedule));
}

static void look(const struct evaluation *e, const struct warning *warning, struct seen *seen)
{
	for (size_t i = 0; i < e->account->schedule_count; i++) {
		const struct schedule *schedule = &e->account->schedules[i];
		enum reason doubt = REASON_NONE;
		enum tri billing = bills(e, schedule, &doubt);
		enum tri concerned = warning->concerns(e, schedule);
		seen->billing += billing == TRI_YES;
		if (billing == TRI_NO || concerned == TRI_NO)
			continue;
		if (billing == TRI_YES && concerned == TRI_YES) {
			add_certain(e, seen, schedule);
			continue;
		}
		seen->possible++;
		seen->doubt = billing == TRI_UNKNOWN ? doubt : REASON_MALFORMED;
	}
}

/* What is known of all of them: of none it is only said when every one was looked at. */
static const char *share(struct evaluation *e, const struct warning *warning,
			 const struct seen *seen)
{
	const char *all = evaluation_count(e->arena, seen->billing, "active recurring invoice",
					   "active recurring invoices");

	if (seen->billing == 0)
		return "There is no active recurring invoice.";
	if (seen->certain == 0)
		return arena_printf(e->arena, "%s, none of which %s.", all, warning->one);
	return arena_printf(e->arena, "%zu of %s %s.", seen->certain, all,
			    seen->certain == 1 ? warning->one : warning->many);
}

static void observe(struct evaluation *e, struct finding *finding, const struct warning *warning,
		    const struct seen *seen)
{
	const struct observation observation = {
		.object = "schedules",
		.subject = "Recurring invoices of active customers",
		.expected = warning->expected,
		.observed = seen->certain ? naming_list(e->arena, &seen->named, "")
			    : finding->verdict == VERDICT_UNKNOWN ? "not all could be checked"
								  : "none",
		.source = "GET /customers, GET /schedules",
	};

	finding_conclude(e->arena, finding, &observation);
}

static void warn(struct evaluation *e, struct finding *finding, const struct warning *warning)
{
	struct seen seen = { .billing = 0 };

	look(e, warning, &seen);
	const char *found = share(e, warning, &seen);
	enum reason gap = evaluation_gap(e, &e->account->sources[SOURCE_SCHEDULES]);
	enum reason reason = seen.possible ? seen.doubt : gap;
	const char *doubt =
		reason ? arena_printf(e->arena, "Not all recurring invoices could be checked: %s.",
				      reason_text(reason))
		       : "";
	if (seen.certain) {
		finding_decide(finding, VERDICT_INFORMATIONAL, PROOF_PROBED,
			       arena_printf(e->arena, "%s %s", found, warning->why));
		finding_add(e->arena, finding, doubt);
	} else if (reason)
		finding_unknown(finding, reason, doubt);
	else
		finding_decide(finding, VERDICT_NOTAPPLICABLE, PROOF_PROBED, found);
	if (finding->verdict == VERDICT_NOTAPPLICABLE)
		customer_total_note(e, finding);
	observe(e, finding, warning, &seen);
}

/*
 * A date without a time stands for the hour invoices are made, somewhere in the
 * world: what the account's time zone is, nothing says.
 */
static enum tri is_soon(const struct evaluation *e, const struct schedule *schedule)
{
	int64_t first = 0, last = 0, end_of_day = 0;

	if (clock_parse_date(schedule->next_run, &end_of_day) == 0) {
		int64_t hour = end_of_day + 1 - CLOCK_DAY_MS + INVOICE_HOUR * HOUR_MS;
		first = hour - MOST_AHEAD * HOUR_MS;
		last = hour + MOST_BEHIND * HOUR_MS;
	} else if (clock_parse_iso(schedule->next_run, &first) == 0)
		last = first;
	else
		return TRI_UNKNOWN;
	bool soon =
		last >= e->account->started_at && first <= e->account->finished_at + CLOCK_DAY_MS;
	return soon ? TRI_YES : TRI_NO;
}

static enum tri has_computed_line(const struct evaluation *e, const struct schedule *schedule)
{
	(void)e;
	if (!schedule->lines_known)
		return TRI_UNKNOWN;
	for (size_t i = 0; i < schedule->line_count; i++)
		if (schedule->lines[i].computed)
			return TRI_YES;
	return TRI_NO;
}

void check_invoice_soon(struct evaluation *e, struct finding *finding)
{
	static const struct warning warning = {
		.concerns = is_soon,
		.expected = "none due within 24 hours of this audit",
		.one = "is due within 24 hours of this audit",
		.many = "are due within 24 hours of this audit",
		.why = "Changes made today may miss such an invoice. A date without a time counts "
		       "as if the account could be in any time zone.",
	};

	warn(e, finding, &warning);
}

void check_computed_line(struct evaluation *e, struct finding *finding)
{
	static const struct warning warning = {
		.concerns = has_computed_line,
		.expected = "none with a line whose quantity Syncro calculates",
		.one = "has a line whose quantity Syncro calculates",
		.many = "have a line whose quantity Syncro calculates",
		.why = "Syncro recalculates this quantity from assets or contacts and overwrites "
		       "what the integration writes. Map usage to another line.",
	};

	warn(e, finding, &warning);
}
