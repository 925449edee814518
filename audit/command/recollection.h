/*
 * recollection - the audit that a report tells of, made again out of its results.json: enough
 * for a view of verdicts, findings, jobs and dates. Nothing is evaluated anew.
 *
 * What results.json does not hold (actions, jobs, why a thing matters) comes from the profile:
 * the evidence's own copy, else the installed one, if it is the very same file. Where there is
 * none of it, those texts are "". It is that of `known`, and must not be released before.
 */
#ifndef COMMAND_RECOLLECTION_H
#define COMMAND_RECOLLECTION_H

#include <stddef.h>

#include "audit/model/audit.h"

struct arena;
struct error;
struct results;
struct yardsticks;

/* `path` is a report folder or a results.json. One audit for each profile, in the arena. The
 * error names the file and the place. */
int recollection_load(struct arena *arena, const char *path, struct yardsticks *known,
		      const struct audit ***out, size_t *count, struct error *err);
/* The same of one that is read already, of the report folder `path`; named in no error. */
int recollection_of(struct arena *arena, const char *path, const struct results *results,
		    struct yardsticks *known, const struct audit **out, struct error *err);

#endif
