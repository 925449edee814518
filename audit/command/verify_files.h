/*
 * verify_files - the files of a report folder against its manifest: each that is
 * listed is there with its size and SHA-256, and nothing else is. For verify_*.c only.
 */
#ifndef COMMAND_VERIFY_FILES_H
#define COMMAND_VERIFY_FILES_H

#include "audit/command/verify_outcome.h"
#include "audit/core/file/manifest.h"

/* `fd` is the folder's. A folder that cannot be listed is told as unreadable, and what is
 * in it then neither as missing nor as all there is. */
void verify_files(const char *path, int fd, const struct manifest *manifest,
		  struct verify_outcome *outcome);

#endif
