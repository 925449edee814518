/*
 * publication - how a finished folder is made over to others: which of its machine's users may read
 * it, and who signs it. Options that audit, replay and handover share; a zeroed
 * struct publication is for the owner, and unsigned.
 */
#ifndef COMMAND_PUBLICATION_H
#define COMMAND_PUBLICATION_H

#include <stdbool.h>

#include "audit/command/option_checks.h"
#include "audit/core/file/folder.h"
#include "audit/input/signature.h"
#include "audit/option/table.h"

struct error;

/* A member `publication` of a command's struct of values. */
struct publication_options {
	const char *mode; /* "600", "640", "660" */
	const char *sign; /* a key; NULL = nobody signs */
};

#define PUBLICATION_ROWS(container)                                                                \
	{ "mode",                                                                                  \
	  0,                                                                                       \
	  OPTION_FIELD(OPTION_TEXT, container, publication.mode),                                  \
	  .check = option_check_mode,                                                              \
	  .argument = "640|660",                                                                   \
	  .usual = "600",                                                                          \
	  .help = "let the group read (640), or read and write\n"                                  \
		  "(660), what is written; else the owner only" },                                 \
	{                                                                                          \
		"sign", 0, OPTION_FIELD(OPTION_TEXT, container, publication.sign),                 \
			.is_path = option_any_path, .argument = "KEY",                             \
			.help = "have ssh-keygen sign the manifest with this\n"                    \
				"SSH key; 'verify --signers' has it checked"                       \
	}

struct publication {
	mode_t group;
	struct signing signing; /* its key is NULL: nobody signs */
};

/* What --mode lets the group do: 0, 040 or 060. */
int publication_choose_mode(const char *word, mode_t *group, struct error *err);

/* Checks the options, and that the key can be used, before anything is asked. */
int publication_choose(const struct publication_options *options, struct publication *out,
		       struct error *err);

/* Whether the group may write: then nobody can be sure who wrote what is there. */
bool publication_lets_write(const struct publication *publication);

/* A folder that was just reserved; that others may read its evidence is told. */
int publication_open(const struct publication *publication, struct folder *folder,
		     struct error *err);

/* All that may fail, with the signature; the folder's path to standard output, unless it is to be
 * `silent`; and then it is in place. */
int publication_finish(const struct publication *publication, struct folder *folder,
		       const char *report_id, bool silent, struct error *err);

#endif
