/*
 * verify_files - the files of a report folder against its manifest: each that is
 * listed is there with its size and SHA-256, and nothing else is. For verify_*.c only.
 */
#ifndef AUDIT_VERIFY_FILES_H
#define AUDIT_VERIFY_FILES_H

#include "audit/core/manifest.h"
#include "audit/verify_outcome.h"

struct error;

/* `fd` is the folder's. -1 only if the folder cannot be listed. */
int verify_files(const char *path, int fd, const struct manifest *manifest,
		 struct verify_outcome *outcome, struct error *err);

#endif
