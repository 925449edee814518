/*
 * retention - which reports --keep lets go, and letting them go.
 *
 * Of the finished reports beside the new one (see siblings) the newest N stay, the new one
 * counted. Beyond them, the newest ready one stays too, the baseline in use, and what was
 * assessed later than the new one.
 */
#ifndef COMMAND_RETENTION_H
#define COMMAND_RETENTION_H

#include "audit/input/siblings.h"

/* Pure. Sets doomed[i] for each of `all`; `own` is the index of the new report, or
 * all->count, when all stay; in_use[i] says which are the baseline. `keep` is at least 1. */
void retention_choose(const struct siblings *all, size_t own, const bool *in_use, size_t keep,
		      bool *doomed);

/* After the report `path` was written; `of_fleet`: among a fleet's, whose days go with the last
 * report in them. What cannot be deleted is told,
 * and no failure: the report is there. */
void retention_apply(const char *path, bool of_fleet, const char *subdomain,
		     struct audit *const *audits, size_t audit_count, size_t keep);

#endif
