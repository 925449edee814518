/*
 * previous - what an earlier audit found: the results of a report folder, or a
 * results.json by itself. They come from wherever the user keeps them: no link inside a
 * folder is followed, and what the folder's manifest says of a file must hold.
 */
#ifndef INPUT_PREVIOUS_H
#define INPUT_PREVIOUS_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/results/results.h"

struct arena;
struct error;
struct evidence_input;

struct previous {
	const char *name; /* of the file */
	const char *text; /* as it was read; NULL if it was not to be kept */
	const struct results *results;
};

struct previous_list {
	struct previous *items; /* one for each profile; at least one */
	size_t count;
};

/* Everything lives in the arena. The error names the file. */
int previous_read(struct arena *arena, const char *path, bool keep_text, struct previous_list *out,
		  struct error *err);
/* The same, of a report folder that is open; `path` is for messages. */
int previous_read_open(struct arena *arena, const char *path, int fd, bool keep_text,
		       struct previous_list *out, struct error *err);
/* The same, of copies that an evidence folder holds. */
int previous_recorded(struct arena *arena, const struct evidence_input *copies, size_t count,
		      struct previous_list *out, struct error *err);

/* The one of that profile, else the first one, which is not comparable then. */
const struct results *previous_of(const struct previous_list *list, const char *profile_id);

#endif
