/*
 * verbatim - an input file kept as it was read, so that the evidence folder can
 * hold an exact copy of it.
 */
#ifndef INPUT_VERBATIM_H
#define INPUT_VERBATIM_H

struct arena;
struct error;
struct evidence_input;

/* Reads a file of UTF-8 text into the arena; messages start with `what`. */
int verbatim_read(struct arena *arena, const char *what, const char *path,
		  struct evidence_input *out, struct error *err);

#endif
