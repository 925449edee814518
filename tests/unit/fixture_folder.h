/*
 * fixture_folder - a folder for one test, whose files can be written and changed as
 * somebody would who means no good.
 */
#ifndef TESTS_FIXTURE_FOLDER_H
#define TESTS_FIXTURE_FOLDER_H

#include "audit/core/error.h"
#include "audit/core/file/place.h"

struct arena;
struct str;

struct fixture_folder {
	struct arena *arena;
	char path[64];
	struct place place; /* the same */
	struct error err;
};

/* For cmocka: *state is the folder. It is removed with all that is in it. */
int fixture_folder_make(void **state);
int fixture_folder_remove(void **state);

/* The path of a file in it, in the arena. */
const char *fixture_folder_file(struct fixture_folder *folder, const char *name);
void fixture_folder_read(struct fixture_folder *folder, const char *name, struct str *out);
void fixture_folder_write(struct fixture_folder *folder, const char *name, const char *text);
/* In one file, one piece of text for another of any length. */
void fixture_folder_change(struct fixture_folder *folder, const char *name, const char *from,
			   const char *to);

#endif
