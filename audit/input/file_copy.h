/*
 * file_copy - an input file kept as it was read, so that the evidence folder can
 * hold an exact copy of it.
 */
#ifndef INPUT_FILE_COPY_H
#define INPUT_FILE_COPY_H

struct arena;
struct error;
struct evidence_input;

/* Reads a file of UTF-8 text into the arena; messages start with `what`. */
int file_copy_read(struct arena *arena, const char *what, const char *path,
		   struct evidence_input *out, struct error *err);

#endif
