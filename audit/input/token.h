/*
 * token - where the API token comes from: a file, standard input, a command's
 * first line, or SYNCRO_API_TOKEN. Never an argument.
 */
#ifndef INPUT_TOKEN_H
#define INPUT_TOKEN_H

#include <signal.h>
#include <stdbool.h>

#include "audit/core/secret.h"

struct error;

struct token_options {
	const char *token_file;
	const char *token_command;
};

/* "-" is none. */
bool token_is_path(const char *token_file);

/* `out` must be zeroed; the caller releases it. Messages never show the token, nor what might
 * be one in the place of a file's name. A pipe or a command that says nothing is given up
 * after a minute, and once *stop is not 0. */
int token_read(const struct token_options *options, const volatile sig_atomic_t *stop,
	       struct secret *out, struct error *err);

/* The MTP's key, from JUMPCLOUD_API_KEY only; before token_read, which may start a
 * program that need not see it. */
int token_read_mtp_key(struct secret *out, struct error *err);

#endif
