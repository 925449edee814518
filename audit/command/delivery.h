/*
 * delivery - how a finished folder is made over to others: which of its machine's users may read
 * it, and who signs it. Options that audit, replay and handover share; a zeroed
 * struct delivery is for the owner, and unsigned.
 */
#ifndef COMMAND_DELIVERY_H
#define COMMAND_DELIVERY_H

#include <stdbool.h>

#include "audit/command/option_checks.h"
#include "audit/core/file/folder.h"
#include "audit/input/signature.h"
#include "audit/option/table.h"

struct error;

/* A member `delivery` of a command's struct of values. */
struct delivery_options {
	const char *mode; /* "600", "640", "660" */
	const char *sign; /* a key; NULL = nobody signs */
};

#define DELIVERY_ROWS(container)                                                                   \
	{ "mode",                                                                                  \
	  0,                                                                                       \
	  OPTION_FIELD(OPTION_TEXT, container, delivery.mode),                                     \
	  .check = option_check_mode,                                                              \
	  .argument = "640|660",                                                                   \
	  .usual = "600",                                                                          \
	  .help = "let the group read (640), or read and write\n"                                  \
		  "(660), what is written; else the owner only" },                                 \
	{                                                                                          \
		"sign", 0, OPTION_FIELD(OPTION_TEXT, container, delivery.sign),                    \
			.is_path = option_any_path, .argument = "KEY",                             \
			.help = "have ssh-keygen sign the manifest with this\n"                    \
				"SSH key; 'verify --signers' has it checked"                       \
	}

struct delivery {
	mode_t group;
	struct signing signing; /* its key is NULL: nobody signs */
};

/* What --mode lets the group do: 0, 040 or 060. */
int delivery_choose_mode(const char *word, mode_t *group, struct error *err);

/* Checks the options, and that the key can be used, before anything is asked. */
int delivery_choose(const struct delivery_options *options, struct delivery *out,
		    struct error *err);

/* Whether the group may write: then nobody can be sure who wrote what is there. */
bool delivery_lets_write(const struct delivery *delivery);

/* A folder that was just reserved; that others may read its evidence is told. */
int delivery_open(const struct delivery *delivery, struct folder *folder, struct error *err);

/* All that may fail, with the signature; the folder's path to standard output, unless it is to be
 * `silent`; and then it is in place. */
int delivery_finish(const struct delivery *delivery, struct folder *folder, const char *report_id,
		    bool silent, struct error *err);

#endif
