/*
 * history_parts - what the files of the history share. For history*.c only.
 */
#ifndef COMPARE_HISTORY_PARTS_H
#define COMPARE_HISTORY_PARTS_H

#include "audit/model/history.h"

struct error;

/* Of the same moment, with the same verdicts: one audit, whatever its reports are named. */
bool history_says_the_same(const struct history_audit *a, const struct history_audit *b);
/* Refused where the counts are not those of the findings. */
int history_check_counts(const struct history_audit *audit, struct error *err);

#endif
