/*
 * folder - the report folder: reserved by creating it, complete once its
 * manifest.json stands in it, removed with all it holds when the run fails.
 */
#ifndef CORE_FILE_FOLDER_H
#define CORE_FILE_FOLDER_H

#include <stdbool.h>

#include "audit/core/file/file.h"
#include "audit/core/file/place.h"

struct error;
struct str;

struct folder {
	struct place place;
	struct place evidence;		    /* in it; its path is NULL if there is none */
	struct outfile manifest, signature; /* made, and not in place yet */
	bool committed;
};

/* Who signs a manifest. */
struct seal {
	/* Appends the signature of what `fd` holds from its beginning. */
	int (*sign)(const struct seal *seal, int fd, struct str *out, struct error *err);
	const void *with; /* the signer's own */
};

/* Fails if `path` would stand inside a folder with a manifest, which would not know it. */
int folder_check_around(const char *path, struct error *err);
/* Creates `path` (it must not exist, nor stand inside a folder with a manifest) and, if asked,
 * path/evidence; for the owner alone. */
int folder_reserve(struct folder *folder, const char *path, bool with_evidence, struct error *err);
/* Lets the group at all that is written from now on: see place_share. */
int folder_share(struct folder *folder, mode_t group, struct error *err);
/* Whether a folder is `outer` or stands in it, whatever ways lead there. */
bool folder_is_within(const char *path, const char *outer);
/* Fails if its path, or that of the evidence, leads to something else by now. */
int folder_check(const struct folder *folder, struct error *err);
/*
 * Everything that may still fail: manifest.json (every file below with its size and SHA-256, by
 * name; of one that people write into only the name) and, unless `seal` is NULL, manifest.json.sig,
 * made and not in place yet.
 */
int folder_prepare(struct folder *folder, const char *report_id, const struct seal *seal,
		   struct error *err);
/* Puts them in place, the manifest last; prepares first, unsigned, what is not prepared. */
int folder_commit(struct folder *folder, const char *report_id, struct error *err);
/* Removes what was made, unless it was committed, and nothing that stands in its place;
 * frees. Safe to call twice. */
void folder_release(struct folder *folder);

#endif
