/*
 * walk - what stands in a folder: one level of it, or all that is below. A folder that
 * cannot be read to its end is an error, and never a short one. No link is followed.
 *
 *	walk_begin(&walk, fd);
 *	while ((name = walk_next(&walk)))
 *		...
 *	if (walk_end(&walk) != 0)
 *		strerror(errno) says why there may be more
 */
#ifndef CORE_FILE_WALK_H
#define CORE_FILE_WALK_H

#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct walk {
	int fd; /* the folder's, until walk_end */
	DIR *stream;
	int error; /* errno */
};

/* Takes the descriptor: of a clean-up after a failure there may be no second one. -1 is a
 * folder that could not be opened, which walk_end tells with the errno of now. */
void walk_begin(struct walk *walk, int fd);
/* The next name, in no order, without "." and ".."; NULL at the end and at a failure. What
 * is read may be removed. */
const char *walk_next(struct walk *walk);
/* Also before the end, when nobody asks for more. -1 and errno: not all could be read. */
int walk_end(struct walk *walk);

struct walk_entry {
	char *name; /* below the folder, "evidence/run.json"; its own is "" */
	mode_t mode;
	dev_t device;
	int64_t size;
	int error; /* errno: what it is, or all that is in it, cannot be seen */
};

struct walk_tree {
	struct walk_entry *entries; /* by name */
	size_t count, capacity;
};

#define WALK_DEEPEST 32 /* a report has 2 */

/* The folder `fd`, which stays open, and all that is below it; a folder deeper than
 * WALK_DEEPEST is not read, which its error says. */
void walk_tree(struct walk_tree *tree, int fd);
void walk_tree_release(struct walk_tree *tree);

#endif
