/*
 * file - whole files in, and files out that are either complete or not there.
 *
 * An outfile is written under a temporary name in the place it belongs to (which must
 * stay open) and renamed by outfile_commit; outfile_discard (safe after a commit) removes what
 * is left. Readable by the owner, and by whom the place says; a symbolic link in its way is not
 * followed. What is read is the user's own choice of a file, where a link is fine (evidence is not
 * read here).
 */
#ifndef CORE_FILE_FILE_H
#define CORE_FILE_FILE_H

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

struct error;
struct place;
struct str;

/* Appends a regular file to `out` (whose limit is the cap). */
int file_read(const char *path, struct str *out, struct error *err);

struct outfile {
	FILE *stream;
	int folder;
	mode_t mode;
	char *path;	 /* for people */
	char *name;	 /* in the folder; the temporary one is this and ".part" */
	char *part;	 /* NULL once it is in place */
	char *temporary; /* a path that leads to the temporary one, wherever the folder is */
};

#define OUTFILE_INIT                                                                               \
	{                                                                                          \
		.stream = NULL                                                                     \
	}

int outfile_open(struct outfile *file, const struct place *folder, const char *name,
		 struct error *err);
/* For a library that opens files itself, by `temporary`; `stream` stays NULL. */
int outfile_reserve(struct outfile *file, const struct place *folder, const char *name,
		    struct error *err);
int outfile_commit(struct outfile *file, struct error *err);
void outfile_discard(struct outfile *file);

#endif
