/*
 * progress - the line that tells a person at a terminal how the pull goes.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <stddef.h>

#include "audit/pull/watch.h"

/* "customers 12/40 · 87 answered, 31 to go · 43 in the last minute · 58:12 left" */
void progress_text(const struct progress *progress, char *out, size_t size);

/* For collect_options.progress: draws it, at most ten times a second. */
void progress_draw(void *context, const struct progress *progress);

#endif
