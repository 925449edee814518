/*
 * fleet_part - the process of one account of a fleet, and what it shares with the one that leads:
 * whose turn it is to send, how far it is, and why it failed. Everything else is its own: no
 * account's token, customers or fault can get into another's report.
 */
#ifndef COMMAND_FLEET_PART_H
#define COMMAND_FLEET_PART_H

#include "audit/core/error.h"
#include "audit/net/turns.h"
#include "audit/pull/watch.h"

/* In memory that both see. One writes, the other looks: it may see half of a change. */
struct fleet_board {
	struct progress progress; /* its words are in `what` */
	char what[64];
	struct error trouble; /* why there is no report */
};

struct fleet_part {
	const char *name;
	struct turns *turns; /* NULL = nobody to take turns with */
	struct fleet_board *board;
};

/* NULL: none, which is fine. */
struct turns *fleet_part_turns(const struct fleet_part *part);
/* Who looks on while it pulls. */
struct watch fleet_part_watch(const struct fleet_part *part);

/* Shared memory for so many; NULL: the system has none. */
struct fleet_board *fleet_boards_new(size_t count);
void fleet_boards_free(struct fleet_board *boards, size_t count);

#endif
