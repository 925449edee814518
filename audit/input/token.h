/*
 * token - where the API token comes from: a file, standard input, a command's
 * first line, or SYNCRO_API_TOKEN. Never an argument.
 */
#ifndef INPUT_TOKEN_H
#define INPUT_TOKEN_H

#include "audit/core/secret.h"

struct error;

struct token_options {
	const char *token_file;
	const char *token_command;
};

/* `out` must be zeroed; the caller releases it. Messages never show the token. */
int token_read(const struct token_options *options, struct secret *out, struct error *err);

/* The MTP's key, from JUMPCLOUD_API_KEY only; before token_read, which may start a
 * program that need not see it. */
int token_read_mtp_key(struct secret *out, struct error *err);

#endif
