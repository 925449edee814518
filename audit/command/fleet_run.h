/*
 * fleet_run - the accounts of a fleet, so many side by side, each in a process of its own.
 *
 * fleet_run returns more than once: in the process that leads, when all are at their end or it was
 * told to stop; and in each account's process, when that is to go on as an audit of it.
 */
#ifndef COMMAND_FLEET_RUN_H
#define COMMAND_FLEET_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/command/fleet_overview.h"
#include "audit/command/fleet_part.h"
#include "audit/core/exit.h"
#include "audit/core/file/place.h"
#include "audit/option/fleet_file.h"

/* How one account ended. */
struct fleet_outcome {
	enum exit_status status;
	const char *trouble; /* why there is no report; NULL = there is one */
	bool kept;	     /* it was finished before; set by the caller, it is not run */
	bool told;	     /* it said where its report is: not silent as --quiet-if-unchanged */
};

struct fleet {
	struct arena *arena;
	struct fleet_file file;
	struct place day; /* where each makes its folder */
	struct fleet_board *boards;
	struct turns *turns;
	struct fleet_outcome *outcomes; /* one for each account */
	struct fleet_dress dress;	/* of the overview */
};

/* 0 = all ended; 1 = this is the process of the account `*own`, which shares `*part`; -1 = stopped,
 * or no process could be started. What did not finish has left nothing. */
int fleet_run(struct fleet *fleet, size_t *own, struct fleet_part *part, struct error *err);

#endif
