/*
 * naming - what a sentence calls people, customers, invoices and days; and lists of them,
 * of which the first ten are named.
 *
 *	struct naming list = { .count = 0 };
 *	for (...)
 *		if (naming_count(&list))
 *			naming_add(arena, &list, naming_customer(arena, customer));
 *	naming_list(arena, &list, "Customer findings");
 *		"Acme (17); Blue Ltd (19) and 4 more: sheet Customer findings"
 *
 * Texts live in the arena. Names from outside are shortened to what a line holds; whole
 * they stand in the workbook.
 */
#ifndef RULES_NAMING_H
#define RULES_NAMING_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/model/account.h"

struct arena;

#define NAMING_FIRST 10	  /* so many of a list are named */
#define NAMING_LONGEST 60 /* characters of a name, as a reader counts them */

/* Without blanks at its ends; if it is longer, its beginning and an ellipsis. */
const char *naming_short(struct arena *arena, const char *text);

/* "Ann Lee (user 7)"; without a name "user 7". */
const char *naming_user(struct arena *arena, const struct user *user);
/* The token owner, whether or not there is still such a user. */
const char *naming_owner(struct arena *arena, const struct account *account);

/* "Acme (17)"; without a name "customer 17". */
const char *naming_customer(struct arena *arena, const struct customer *customer);

/* "invoice 5 of Acme (17)". */
const char *naming_invoice(struct arena *arena, const struct account *account,
			   const struct schedule *schedule);

/* "2026-11-24" as "24 November 2026"; what is no day stays as it is. */
const char *naming_day(struct arena *arena, const char *day);

struct naming {
	const char *text; /* the first of them; NULL if there is none */
	size_t count;	  /* all of them */
};

/* One more: whether it is among those to be named. */
bool naming_count(struct naming *list);
void naming_add(struct arena *arena, struct naming *list, const char *name);

/* Ends in how many more there are, and on which sheet of the workbook ("" = on none). */
const char *naming_list(struct arena *arena, const struct naming *list, const char *sheet);

#endif
