/*
 * fleet_dress - how the overview of many accounts is dressed, as options say it.
 */
#ifndef COMMAND_FLEET_DRESS_H
#define COMMAND_FLEET_DRESS_H

#include "audit/command/fleet_overview.h"

/* `paper`: its word, NULL = as the locale has it; `brand`: a file, NULL = none. In the arena. */
int fleet_dress_choose(struct arena *arena, const char *paper, const char *brand,
		       struct fleet_dress *out, struct error *err);

#endif
