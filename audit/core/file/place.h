/*
 * place - a folder that is held open: what is written, is written into it, wherever
 * its path leads by now.
 */
#ifndef CORE_FILE_PLACE_H
#define CORE_FILE_PLACE_H

#include <stdbool.h>
#include <sys/types.h>

struct error;

struct place {
	char *path; /* where it stood when it was opened; NULL = none */
	int fd;
	mode_t group; /* what the group may do with its files: 0, 040 or 060 */
};

/* Opens a folder; a link is none. */
int place_open(struct place *place, const char *path, struct error *err);
/* Makes a folder in another, for the same group as that one, and opens it. */
int place_add(struct place *place, const struct place *in, const char *name, struct error *err);
/* Lets the group read, or read and write, what is in it: the folder itself now. */
int place_share(struct place *place, mode_t group, struct error *err);
/* The same of a folder that is not open. */
int place_share_at(const char *path, mode_t group, struct error *err);
/* 0600, and what the group may do. */
mode_t place_file_mode(const struct place *place);
/* Whether its path still leads to it, and not to another. */
bool place_is_there(const struct place *place);
/* Removes its files and its folders with theirs, wherever it is; then itself, if its path
 * still leads to it. Closes it. */
void place_remove(struct place *place);
void place_close(struct place *place); /* safe to call twice */

#endif
