/*
 * fleet_parts - how a fleet is put together. For the files of this room only.
 */
#ifndef REPORT_FLEET_INTERNAL_H
#define REPORT_FLEET_INTERNAL_H

#include "report/fleet/fleet.h"

/* A copy of what the overview needs of one report. */
struct fleet_report *fleet_take(struct arena *arena, const struct fleet_from *from,
				const struct results *results, const struct view *view);

/* Of accounts that are in order. */
void fleet_add_jobs(struct fleet_overview *fleet);
void fleet_add_dates(struct fleet_overview *fleet);

/* Its sentences. */
void fleet_say(struct fleet_overview *fleet);

#endif
