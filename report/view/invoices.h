/*
 * invoices - what is known of each customer's recurring invoices. A zero, or "none", is only
 * what Syncro told; what was not read is said.
 */
#ifndef REPORT_VIEW_INVOICES_H
#define REPORT_VIEW_INVOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/clock.h"

struct account;
struct arena;
struct customer;

#define VIEW_INVOICES_TEXT 48

struct view_invoices {
	size_t count;			 /* known to be this customer's */
	bool counted;			 /* which says it all: there is no other, none is paused */
	char number[VIEW_INVOICES_TEXT]; /* "3", "3, 1 paused", "1 paused", "2 or more", "not known"
					  */
	char next_day[CLOCK_TEXT];	 /* "2026-12-01"; "" = only the words say it */
	char next_run[VIEW_INVOICES_TEXT]; /* that, "2026-12-01 or earlier", "none", "not known" */
};

/* Past the customers, whose ids grow from call to call. */
struct view_invoices_walk {
	const struct schedule **rows; /* by customer */
	size_t count, at;
	bool whole; /* every one was read, and whose it is */
};

struct view_invoices_walk view_invoices_begin(struct arena *arena, const struct account *account);
struct view_invoices view_invoices_of(struct view_invoices_walk *walk,
				      const struct customer *customer);

#endif
