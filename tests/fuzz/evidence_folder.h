/*
 * evidence_folder - a whole evidence folder made from one input, and what may be
 * asked of the account that is loaded from it.
 *
 * The input is cut at lines "== KIND NAME": f a file with what follows, l a symbolic
 * link to it, d a folder. In the log and in run.json, @NAME@ stands for the SHA-256 of
 * that file, so that a fuzzer can change bodies without having to guess their hashes.
 */
#ifndef TESTS_FUZZ_EVIDENCE_FOLDER_H
#define TESTS_FUZZ_EVIDENCE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/account.h"

#define EVIDENCE_FOLDER_FILES 24

struct evidence_part {
	char name[101];
	const char *bytes;
	size_t length;
};

struct evidence_folder {
	struct evidence_part parts[EVIDENCE_FOLDER_FILES];
	size_t count;
};

/* Writes it into stage_folder(), which is empty; `text` is cut and must live as long. */
void evidence_folder_write(struct evidence_folder *folder, char *text, size_t length);
/* A part by its name; NULL if there is none. */
const struct evidence_part *evidence_folder_find(const struct evidence_folder *folder,
						 const char *name);

/* That the account holds nothing that its log and the bodies do not tell. */
void evidence_folder_check(const struct evidence_folder *folder, const struct account *account);

#endif
