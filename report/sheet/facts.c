#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "report/look/wording.h"
#include "report/sheet/internal.h"

#define SHORT_NAME 60 /* bytes */

struct sheet_facts {
	const struct audit *audit;
	enum sheet_state (*found)[ISSUE_COUNT]; /* by customer: what an issue says */
	const struct schedule **schedules;	/* by customer, then id */
};

static int by_customer(const void *a, const void *b)
{
	const struct schedule *x = *(const struct schedule *const *)a;
	const struct schedule *y = *(const struct schedule *const *)b;

	if (x->customer_id != y->customer_id)
		return x->customer_id < y->customer_id ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

struct sheet_facts *sheet_facts_new(struct arena *arena, const struct audit *audit)
{
	const struct account *account = audit->account;
	struct sheet_facts *facts = arena_alloc(arena, sizeof *facts);

	facts->audit = audit;
	facts->found = arena_array(arena, account->customer_count, sizeof *facts->found);
	for (size_t i = 0; i < audit->issue_count; i++) {
		const struct customer_issue *issue = &audit->issues[i];
		facts->found[issue->customer - account->customers][issue->kind] =
			issue->waived ? SHEET_ACCEPTED : SHEET_IN_THE_WAY;
	}
	facts->schedules =
		arena_array(arena, account->schedule_count, sizeof(const struct schedule *));
	for (size_t i = 0; i < account->schedule_count; i++)
		facts->schedules[i] = &account->schedules[i];
	if (account->schedule_count)
		qsort(facts->schedules, account->schedule_count, sizeof *facts->schedules,
		      by_customer);
	return facts;
}

/* That nothing was found says something only where everything was looked at. The business
 * name is the record's own: what another record holds does not matter for it. */
static enum sheet_state state_of(const struct sheet_facts *facts, const struct customer *customer,
				 enum issue_kind kind)
{
	const struct issue_look *look = &facts->audit->looks[kind];
	const enum sheet_state found =
		facts->found[customer - facts->audit->account->customers][kind];

	if (!look->asked)
		return SHEET_NOT_ASKED;
	if (found != SHEET_UNCHECKED)
		return found;
	if (!look->open)
		return SHEET_FINE;
	return kind == ISSUE_NO_BUSINESS_NAME && !(customer->odd & ODD_NAME) &&
			       !text_is_blank(customer->business_name)
		       ? SHEET_FINE
		       : SHEET_UNCHECKED;
}

static void add_check(struct sheet *sheet, struct arena *arena, const struct sheet_facts *facts,
		      const struct customer *customer, enum issue_kind kind)
{
	const struct sheet_words *words = &sheet_words[kind];
	struct sheet_check *check = &sheet->checks[kind];

	check->state = state_of(facts, customer, kind);
	check->title = words->title;
	if (check->state == SHEET_UNCHECKED)
		check->found = arena_printf(arena, "Nobody knows yet: %s.",
					    sheet_reason(facts->audit->looks[kind].open));
	else if (check->state == SHEET_NOT_ASKED)
		check->found = arena_printf(arena, "%s does not ask for it, so nobody looked.",
					    facts->audit->profile->vendor);
	else
		check->found = words->of[check->state];
}

static void add_tasks(struct sheet *sheet, struct arena *arena, const struct audit *audit)
{
	bool open = false;

	for (int i = 0; i < ISSUE_COUNT; i++) {
		open = open || sheet->checks[i].state == SHEET_UNCHECKED;
		if (sheet->checks[i].state != SHEET_IN_THE_WAY)
			continue;
		sheet->tasks[sheet->task_count++] =
			(struct sheet_task){ sheet_words[i].task,
					     arena_printf(arena, "Before usage of %s is billed",
							  audit->profile->vendor) };
		if (sheet_words[i].ask)
			sheet->asks[sheet->ask_count++] = sheet_words[i].ask;
	}
	if (open)
		sheet->tasks[sheet->task_count++] = (struct sheet_task){
			"We read again what could not be read, and send you a new sheet.",
			"With our next check"
		};
	if (!sheet->task_count)
		sheet->tasks[sheet->task_count++] = (struct sheet_task){
			"Nothing has to be done. We look at your record again.",
			"With our next check"
		};
	if (!sheet->ask_count)
		sheet->asks[sheet->ask_count++] =
			"Nothing for now. Tell us when your name, your addresses or who receives "
			"your invoices change.";
}

static const char *next_run(struct arena *arena, const struct schedule *schedule)
{
	char day[CLOCK_TEXT];
	int64_t end_of_day;

	return schedule_next_day(schedule, day) && clock_parse_date(day, &end_of_day) == 0
		       ? sheet_day(arena, end_of_day)
		       : "Not known";
}

/* Where that customer's begin, or would. */
static size_t first_of(const struct sheet_facts *facts, int64_t customer)
{
	size_t low = 0, high = facts->audit->account->schedule_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (facts->schedules[middle]->customer_id < customer)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Of those that are known to be this customer's; what they are called is the account's own. */
static void add_invoices(struct sheet *sheet, struct arena *arena, const struct sheet_facts *facts)
{
	static const char *const states[] = {
		[TRI_UNKNOWN] = "Not known", [TRI_YES] = "Paused", [TRI_NO] = "Active"
	};
	const struct account *account = facts->audit->account;
	const struct source *source = &account->sources[SOURCE_SCHEDULES];

	for (size_t i = first_of(facts, sheet->id); i < account->schedule_count; i++) {
		const struct schedule *schedule = facts->schedules[i];
		if (schedule->customer_id != sheet->id)
			break;
		if (schedule->odd & ODD_CUSTOMER)
			continue;
		if (sheet->invoice_count < SHEET_INVOICES)
			sheet->invoices[sheet->invoice_count] =
				(struct sheet_invoice){ schedule->id, schedule->frequency,
							next_run(arena, schedule),
							states[schedule->paused] };
		sheet->invoice_count++;
	}
	sheet->invoices_note = source->complete
				       ? ""
				       : arena_printf(arena, "%s: %s.",
						      sheet->invoice_count ? "There may be others"
									   : "None could be read",
						      sheet_reason(source->reason));
}

struct sheet *sheet_facts_of(const struct sheet_facts *facts, struct arena *arena,
			     const struct customer *customer)
{
	const struct audit *audit = facts->audit;
	const char *name = customer_name(customer);
	struct sheet *sheet = arena_alloc(arena, sizeof *sheet);

	*sheet = (struct sheet){ .id = customer->id, .report_id = audit->report_id };
	sheet->name = text_is_blank(name)
			      ? arena_printf(arena, "Customer %lld", (long long)customer->id)
			      : name;
	const int cut = text_cut(sheet->name, SHORT_NAME);
	sheet->short_name =
		arena_printf(arena, "%.*s%s", cut, sheet->name, sheet->name[cut] ? "…" : "");
	sheet->day = sheet_day(arena, audit->assessed_at);
	sheet->brand = wording_fill(
		arena, audit->presentation.brand ? audit->presentation.brand : &wording_no_brand,
		sheet->short_name, audit->account->subdomain);
	sheet->title = *sheet->brand->title
			       ? sheet->brand->title
			       : arena_printf(arena, "Your record and %s", audit->profile->vendor);
	for (int i = 0; i < ISSUE_COUNT; i++)
		add_check(sheet, arena, facts, customer, (enum issue_kind)i);
	add_invoices(sheet, arena, facts);
	add_tasks(sheet, arena, audit);
	sheet_say(sheet, arena, audit);
	return sheet;
}
