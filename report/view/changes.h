/*
 * view_changes - a comparison in the words of a reader; PDF, workbook and the command
 * compare say the same.
 */
#ifndef REPORT_VIEW_CHANGES_H
#define REPORT_VIEW_CHANGES_H

#include "audit/model/comparison.h"

struct arena;

/* In place of a kind, and of a movement, on the sheet of changes. */
#define VIEW_CHANGES_REQUIREMENT "Requirement"
#define VIEW_CHANGES_BETWEEN ": " /* id and title, of one */
/* Of a comparison that is backwards. */
#define VIEW_CHANGES_BACKWARDS                                                                     \
	"the report compared with is the later one: what is told as worse may be better"
/* Where something differs: the versions that made the earlier report and the later one. */
#define VIEW_CHANGES_VERSIONS                                                                      \
	" The earlier report is by version %s and this one by %s: what differs may be what "       \
	"the later version looks at."
#define VIEW_CHANGES_GAP "Not all compared"

const char *view_drift_label(enum drift drift);	     /* "Less certain" */
const char *view_compared_label(enum compared kind); /* "Security groups" */

/* "Since 2026-10-01 08:15 UTC: not ready, now ready. 2 requirements fixed, ..." */
const char *view_changes_sentence(struct arena *arena, const struct comparison *comparison);
/* Of one kind: "2 added, 1 removed, 3 changed"; "" if nothing is. */
const char *view_changes_count(struct arena *arena, const size_t of[MOVEMENT_COUNT]);

/* "Lost", "Added": what became of the thing; the movement such a word stands for, else -1. */
const char *view_row_change(const struct comparison_row *row);
int view_movement_of(const char *label);
/* "User 99 (No. 99)" */
const char *view_row_name(struct arena *arena, const struct comparison_row *row);

/* "Worse", ...: in the order in which a reader must act on them. */
extern const enum drift view_drifts[DRIFT_COUNT];

#endif
