/*
 * fleet_kept - whether a report that was finished before is the one that a fleet's file asks for:
 * the file may be another one by now.
 */
#ifndef COMMAND_FLEET_KEPT_H
#define COMMAND_FLEET_KEPT_H

#include "audit/input/previous.h"
#include "audit/option/table.h"

struct arena;
struct error;

/* The reports of an account's folder, and its options: 0 = of that account, one for each of those
 * profiles. */
int fleet_kept_check(struct arena *arena, const struct options *asked,
		     const struct previous_list *reports, struct error *err);

#endif
