/*
 * compare_command - "syncro-audit compare OLD NEW": what changed between two reports,
 * each a folder or a results.json.
 */
#ifndef COMMAND_COMPARE_H
#define COMMAND_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/core/exit.h"

struct arena;
struct error;

/* Prints on standard output, nothing if `quiet`. Status 0: nothing changed, 1: something
 * did, or not all could be compared. */
int compare_command(struct arena *arena, char *const *words, size_t count, bool quiet,
		    enum exit_status *status, struct error *err);

#endif
