/*
 * view_history - the course of audits in the words of a reader; PDF and workbook say the
 * same.
 */
#ifndef REPORT_VIEW_HISTORY_H
#define REPORT_VIEW_HISTORY_H

#include "audit/model/history.h"

struct arena;
struct audit;
struct comparison;

/* "14 audits, from 2025-11-24 08:15 UTC to ...: not ready, now ready. ..." */
const char *view_history_sentence(struct arena *arena, const struct history *history);
/* What `~` stands for here, and reports that are left out; "" = there are none. */
const char *view_history_mixed(struct arena *arena, const struct history *history);
const char *view_history_later(struct arena *arena, const struct history *history);

/* Of the audits that are shown, the first: at most so many, the newest. */
size_t view_history_first(const struct history *history, size_t most);
/* That older ones are not; "" = all are. */
const char *view_history_older(struct arena *arena, size_t first);

/* Of a cell whose audit did not have the requirement. */
#define VIEW_HISTORY_NOT_ASKED "n/a: not part of that audit"
/* "Pass", "Fail, accepted", "n/a: ...". */
const char *view_history_label(struct arena *arena, const struct history_cell *cell);

/* The counts of one audit, in the order of the report. */
#define VIEW_HISTORY_COUNTS (VERDICT_COUNT + 1)
const char *view_history_count_label(size_t which); /* "Could not check", "Accepted" */
size_t view_history_count(const struct counts *counts, size_t which);
/* How many requirements of one audit came out how, and how many it had: as the summary counts,
 * without what this profile only notes. */
size_t view_history_tally(const struct audit *audit, size_t which, size_t of[VERDICT_COUNT]);
/* That the baseline is not the newest of the earlier audits; "" = it is, or there is none. */
const char *view_history_skipped(struct arena *arena, const struct history *history,
				 const struct comparison *comparison);
/* Of the verdict counts, which are the first ones. */
enum verdict view_history_count_verdict(size_t which);

#endif
