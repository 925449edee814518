#include "report/view/invoices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/model/account.h"

#define NOT_KNOWN "not known"

static int by_customer(const void *a, const void *b)
{
	const struct schedule *x = *(const struct schedule *const *)a;
	const struct schedule *y = *(const struct schedule *const *)b;

	return (x->customer_id > y->customer_id) - (x->customer_id < y->customer_id);
}

struct view_invoices_walk view_invoices_begin(struct arena *arena, const struct account *account)
{
	struct view_invoices_walk walk = { .whole = account->sources[SOURCE_SCHEDULES].complete };

	walk.rows = arena_array(arena, account->schedule_count, sizeof *walk.rows);
	for (size_t i = 0; i < account->schedule_count; i++) {
		const struct schedule *schedule = &account->schedules[i];
		if (schedule->odd & ODD_CUSTOMER)
			walk.whole = false;
		else
			walk.rows[walk.count++] = schedule;
	}
	if (walk.count)
		qsort(walk.rows, walk.count, sizeof *walk.rows, by_customer);
	return walk;
}

struct seen {
	size_t count, paused, unclear; /* unclear: whether it is paused */
	bool doubt;		       /* one may run, and nobody knows when */
	char next[CLOCK_TEXT];
};

static void see(struct seen *seen, const struct schedule *schedule)
{
	char day[CLOCK_TEXT];

	seen->count++;
	seen->paused += schedule->paused == TRI_YES;
	seen->unclear += schedule->paused == TRI_UNKNOWN;
	if (schedule->paused == TRI_YES)
		return;
	if (schedule->paused == TRI_UNKNOWN || !schedule_next_day(schedule, day))
		seen->doubt = true;
	else if (!*seen->next || strcmp(day, seen->next) < 0)
		memcpy(seen->next, day, sizeof day);
}

static void tell_number(struct view_invoices *told, const struct seen *seen, bool whole)
{
	int length = 0;

	told->counted = whole && !seen->paused && !seen->unclear;
	if (!seen->count && !whole) {
		(void)snprintf(told->number, sizeof told->number, NOT_KNOWN);
		return;
	}
	if (whole && seen->count && seen->count == seen->paused) {
		(void)snprintf(told->number, sizeof told->number, "%zu paused", seen->count);
		return;
	}
	length = snprintf(told->number, sizeof told->number, "%zu%s", seen->count,
			  whole ? "" : " or more");
	if (seen->paused)
		length += snprintf(told->number + length, sizeof told->number - (size_t)length,
				   ", %zu paused", seen->paused);
	if (seen->unclear)
		(void)snprintf(told->number + length, sizeof told->number - (size_t)length,
			       ", %zu perhaps paused", seen->unclear);
}

static void tell_next(struct view_invoices *told, const struct seen *seen, bool sure)
{
	if (*seen->next && sure)
		memcpy(told->next_day, seen->next, sizeof told->next_day);
	if (*seen->next)
		(void)snprintf(told->next_run, sizeof told->next_run, "%.10s%s", seen->next,
			       sure ? "" : " or earlier");
	else
		(void)snprintf(told->next_run, sizeof told->next_run, "%s",
			       sure ? "none" : NOT_KNOWN);
}

struct view_invoices view_invoices_of(struct view_invoices_walk *walk,
				      const struct customer *customer)
{
	struct view_invoices told = { .count = 0 };
	struct seen seen = { .count = 0 };

	while (walk->at < walk->count && walk->rows[walk->at]->customer_id < customer->id)
		walk->at++;
	for (; walk->at < walk->count && walk->rows[walk->at]->customer_id == customer->id;
	     walk->at++)
		see(&seen, walk->rows[walk->at]);
	told.count = seen.count;
	tell_number(&told, &seen, walk->whole);
	tell_next(&told, &seen, walk->whole && !seen.doubt);
	return told;
}
