/*
 * folder - the report folder: reserved by creating it, complete once its
 * manifest.json stands in it, removed with all it holds when the run fails.
 */
#ifndef CORE_FILE_FOLDER_H
#define CORE_FILE_FOLDER_H

#include <stdbool.h>

#include "audit/core/file/place.h"

struct error;

struct folder {
	struct place place;
	struct place evidence; /* in it; its path is NULL if there is none */
	bool committed;
};

/* Creates `path` (it must not exist) and, if asked, path/evidence; mode 0700. */
int folder_reserve(struct folder *folder, const char *path, bool with_evidence, struct error *err);
/* Whether a folder is `outer` or stands in it, whatever ways lead there. */
bool folder_is_within(const char *path, const char *outer);
/* Fails if its path, or that of the evidence, leads to something else by now. */
int folder_check(const struct folder *folder, struct error *err);
/* Writes manifest.json: every file below with its size and SHA-256, by name; and checks. */
int folder_commit(struct folder *folder, const char *report_id, struct error *err);
/* Removes what was made, unless it was committed, and nothing that stands in its place;
 * frees. Safe to call twice. */
void folder_release(struct folder *folder);

#endif
