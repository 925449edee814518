/*
 * history - many audits of one account, in any order, made into its course. Pure; the
 * same rules for --history and for the command history.
 */
#ifndef COMPARE_HISTORY_H
#define COMPARE_HISTORY_H

#include "audit/model/history.h"

struct arena;
struct error;
struct results;

/* What a course needs of a report, copied: `results` may go. Refused where the counts are
 * not those of its findings. */
int history_reduce(struct arena *arena, const struct results *results, const char *name,
		   struct history_audit *out, struct error *err);

/* By profile, time and report id. A report that stands in it twice stays once, and so do
 * reports that say the same of the same moment (editions of one audit). Two accounts, or
 * two reports of one id that differ, are refused and named. */
int history_order(struct history_list *list, struct error *err);

/* Of the audits of one profile, in a list that is in order; NULL if there are none. */
const struct history *history_of(struct arena *arena, const struct history_list *list,
				 const char *profile_id);

/* The same, and `audit`, which is evaluated, as the last one: younger reports are left
 * out and counted. Sets its history. */
int history_audit(struct arena *arena, const struct history_list *list, struct audit *audit,
		  struct error *err);

#endif
