/*
 * history_copy - what the course needs of a report as a small JSON text, for the evidence:
 * a results.json lists every customer, this only verdicts.
 */
#ifndef COMPARE_HISTORY_COPY_H
#define COMPARE_HISTORY_COPY_H

#include <stddef.h>

struct arena;
struct error;
struct history_audit;

#define HISTORY_COPY_SCHEMA "syncro-audit/history/1"

/* Into the arena; the same audit gives the same bytes. */
int history_copy_text(struct arena *arena, const struct history_audit *audit, const char **out,
		      struct error *err);

/* Everything lives in the arena, `name` is borrowed. The error names the place, not the
 * file. */
int history_copy_read(struct arena *arena, const char *name, const char *text, size_t length,
		      struct history_audit *out, struct error *err);

#endif
