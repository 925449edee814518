/*
 * fleet_reading - report folders read one after the other into the rows of an overview.
 */
#ifndef COMMAND_FLEET_READING_H
#define COMMAND_FLEET_READING_H

#include "audit/command/fleet_overview.h"
#include "report/fleet/fleet.h"

/* `place` is the folder that the overview stands in. What an error would tell is a row that says
 * so. Free it with fleet_overview_free. */
struct fleet_overview *fleet_reading(const struct fleet_account *accounts, size_t count,
				     const char *place, const struct fleet_about *about);

#endif
