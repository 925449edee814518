/*
 * place - a folder that is held open: what is written, is written into it, wherever
 * its path leads by now.
 */
#ifndef CORE_FILE_PLACE_H
#define CORE_FILE_PLACE_H

#include <stdbool.h>

struct error;

struct place {
	char *path; /* where it stood when it was opened; NULL = none */
	int fd;
};

/* Opens a folder; a link is none. */
int place_open(struct place *place, const char *path, struct error *err);
/* Makes a folder in another, mode 0700, and opens it. */
int place_add(struct place *place, const struct place *in, const char *name, struct error *err);
/* Whether its path still leads to it, and not to another. */
bool place_is_there(const struct place *place);
/* Removes its files and its folders with theirs, wherever it is; then itself, if its path
 * still leads to it. Closes it. */
void place_remove(struct place *place);
void place_close(struct place *place); /* safe to call twice */

#endif
