/*
 * manifest - the list of files of a report folder, read strictly: every name leads
 * below the folder, none stands there twice. Written by folder_commit.
 */
#ifndef CORE_FILE_MANIFEST_H
#define CORE_FILE_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/hash.h"

#define MANIFEST_NAME "manifest.json"
#define MANIFEST_SIGNATURE "manifest.json.sig" /* beside it, and not listed */
#define MANIFEST_EDITABLE "work.xlsx"	       /* in a report's folder: for people to write into */
#define MANIFEST_SCHEMA "syncro-audit/manifest/1"

struct arena;
struct error;

struct manifest_file {
	const char *name; /* "evidence/run.json" */
	bool editable;	  /* neither size nor hash hold it to what was written */
	int64_t size;
	char sha256[HASH_HEX];
};

struct manifest {
	const char *report_id;
	struct manifest_file *files; /* by name */
	size_t count;
};

/* Everything lives in the arena. */
int manifest_read(struct arena *arena, const char *bytes, size_t length, struct manifest *out,
		  struct error *err);
/* That of a report folder (safe_folder), which may come from elsewhere. */
int manifest_load(struct arena *arena, int folder, struct manifest *out, struct error *err);
/*
 * The id of a folder: that of its only report, else one made of the ids of all of
 * them, in whatever order they are given.
 */
void manifest_report_id(const char *const *report_ids, size_t count, char out[HASH_UUID]);

/* Whether a file of that name is one for people to write into. */
bool manifest_is_editable(const char *name);

/* NULL if it is not listed. */
const struct manifest_file *manifest_find(const struct manifest *manifest, const char *name);

#endif
