/*
 * folder - the report folder: reserved by creating it, complete once its
 * manifest.json stands in it, removed with all it holds when the run fails.
 */
#ifndef CORE_FOLDER_H
#define CORE_FOLDER_H

#include <stdbool.h>

struct error;

struct folder {
	char *path;
	char *evidence; /* path/evidence, or NULL */
	bool committed;
	int fd; /* of the folder, while `path` is not NULL */
};

/* Creates `path` (it must not exist) and, if asked, path/evidence; mode 0700. */
int folder_reserve(struct folder *folder, const char *path, bool with_evidence,
		   struct error *err);
/* Creates a folder inside it, mode 0700. */
int folder_add(const struct folder *folder, const char *name, struct error *err);
/* Writes manifest.json: every file below with its size and SHA-256, by name. Fails if
 * something else stands where the folder was made. */
int folder_commit(struct folder *folder, const char *report_id, struct error *err);
/* Removes the folder unless it was committed or something else stands there; frees.
 * Safe to call twice. */
void folder_release(struct folder *folder);

#endif
