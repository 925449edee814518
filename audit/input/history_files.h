/*
 * history_files - the reports of a history: report folders, results.json files, and
 * folders that hold report folders, as a timer leaves them.
 */
#ifndef INPUT_HISTORY_FILES_H
#define INPUT_HISTORY_FILES_H

#include <stddef.h>

#include "audit/model/history.h"

struct arena;
struct error;
struct evidence_input;

/* Of a folder that is no report, those of its folders are read that are finished reports, or
 * that hold one by the name `below`, as the days of a fleet do (NULL = none); the rest is left
 * alone, and so are links. The list is in order (history_order) and may be empty. Everything
 * lives in the arena. The error names the file. */
int history_files_read(struct arena *arena, const char *const *paths, size_t count,
		       const char *below, struct history_list *out, struct error *err);

/* The same list out of the copies in an evidence folder, and those copies. */
int history_files_recorded(struct arena *arena, const struct evidence_input *copies, size_t count,
			   struct history_list *out, struct error *err);
int history_files_copies(struct arena *arena, const struct history_list *list,
			 struct evidence_input **out, struct error *err);

#endif
