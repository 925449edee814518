/*
 * safe - reading files of a folder that may come from elsewhere: nothing
 * outside it, no links, no devices, nothing endless.
 *
 * Names are relative, "evidence/run.json"; no part of one may be a link. The folder
 * itself is the user's own choice. Descriptors are the caller's to close.
 */
#ifndef CORE_FILE_SAFE_H
#define CORE_FILE_SAFE_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/core/hash.h"

struct error;
struct str;

/* A descriptor of the folder, or -1. */
int safe_folder(const char *path, struct error *err);
/* Whether a name can only lead below the folder. */
bool safe_name(const char *name);
/* A descriptor of a regular file, or -1 and why, without its name. */
int safe_open(int folder, const char *name, struct error *err);
/* Appends a regular file to `out`, whose limit is the cap. */
int safe_read(int folder, const char *name, struct str *out, struct error *err);
/* The SHA-256 of an open file; -1 if it has not `size` bytes or cannot be read. */
int safe_hash(int fd, int64_t size, char sha256[HASH_HEX]);
/* A descriptor of a folder below it ("" = a second one of itself), or -1 and why, errno
 * kept. */
int safe_subfolder(int folder, const char *name, struct error *err);
/* Removes a file, or an empty folder, below it; one that is not there is no error. */
int safe_remove(int folder, const char *name, bool is_folder, struct error *err);

#endif
