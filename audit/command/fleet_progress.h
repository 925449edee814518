/*
 * fleet_progress - what a person at a terminal sees of a fleet under way: a line for each account
 * in flight, and one for the whole.
 */
#ifndef COMMAND_FLEET_PROGRESS_H
#define COMMAND_FLEET_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

struct fleet;
struct str;

/* `flying`: the accounts in flight; `ended`: how many are through. */
void fleet_progress_text(const struct fleet *fleet, const size_t *flying, size_t count,
			 size_t ended, int64_t elapsed_ms, struct str *out);
/* Draws it; `began_at` is on the monotonic clock. */
void fleet_progress_draw(const struct fleet *fleet, const size_t *flying, size_t count,
			 size_t ended, int64_t began_at);

#endif
