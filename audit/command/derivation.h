/*
 * derivation - the reports that the evidence of a report folder gives once more, as they
 * were asked for when it was written: with the recorded inputs, clock and presentation.
 * For verify*.c only.
 */
#ifndef COMMAND_DERIVATION_H
#define COMMAND_DERIVATION_H

#include <stddef.h>

struct arena;
struct audit;

/* Zeroed = there is no evidence. */
struct derivation {
	const char *tool_version; /* that wrote the evidence */
	struct audit **audits;	  /* one for each profile; none if it was another version */
	size_t count;
	const char *trouble; /* why nothing could be derived; then the others are not set */
};

/* `folder` is the report's. Everything lives in the arena. */
void derivation_load(struct arena *arena, const char *folder, struct derivation *out);

/* The audit whose report stands in "" or "ID/" of the folder; NULL if there is none. */
const struct audit *derivation_find(const struct derivation *derivation, const char *folder);

/* Where it stands. */
const char *derivation_folder(struct arena *arena, const struct derivation *derivation,
			      size_t number);

#endif
