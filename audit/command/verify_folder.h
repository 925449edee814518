/*
 * verify_folder - a folder with a manifest, held against that, its evidence and itself. For
 * verify*.c only.
 */
#ifndef COMMAND_VERIFY_FOLDER_H
#define COMMAND_VERIFY_FOLDER_H

#include "audit/command/verify_outcome.h"

struct arena;
struct error;

/*
 * `fd` has it open; `signers`: NULL = nobody has to have signed it. -1: it cannot be read at
 * all.
 */
int verify_folder(struct arena *arena, const char *folder, int fd, const char *signers,
		  struct verify_outcome *outcome, struct error *err);

#endif
