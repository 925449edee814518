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
/* Of a comparison that is backwards. */
#define VIEW_CHANGES_BACKWARDS                                                                     \
	"the report compared with is the later one: what is told as worse may be better"
#define VIEW_CHANGES_GAP "Not all compared"

const char *view_change_label(enum change change);	 /* "Got worse" */
const char *view_compared_label(enum compared kind);	 /* "Security groups" */
const char *view_movement_label(enum movement movement); /* "Added" */

/* "Since 2026-10-01 08:15 UTC: not ready, now ready. 2 requirements fixed, ..." */
const char *view_changes_sentence(struct arena *arena, const struct comparison *comparison);
/* Of one kind: "2 added, 1 removed, 3 changed"; "" if nothing is. */
const char *view_changes_count(struct arena *arena, const size_t of[MOVEMENT_COUNT]);

/* What a row says was and is: verdicts in words, "" = nothing was there. */
const char *view_row_before(const struct comparison_row *row);
const char *view_row_after(const struct comparison_row *row);

#endif
