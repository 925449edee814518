/*
 * verify_command - `syncro-audit verify FOLDER`: whether a report folder is as it was
 * written, and whether its files agree. What was found goes to standard output.
 */
#ifndef COMMAND_VERIFY_H
#define COMMAND_VERIFY_H

#include <stdbool.h>

#include "audit/core/exit.h"

struct arena;
struct error;

/* Status 0 or 1; -1 if a file, or all of it, cannot be read and nothing else differs.
 * `quiet`: nothing is printed when all is well. */
int verify_command(struct arena *arena, const char *folder, bool quiet, enum exit_status *status,
		   struct error *err);

#endif
