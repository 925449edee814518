/*
 * secret - a token in memory. Never in argv, a log, a report, an error message
 * or a struct that is written; wiped when released.
 *
 * A run may hold several: `next` chains them, so that whatever is searched for
 * one is searched for all. Only `value` of the secret itself is ever sent.
 */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arena;

struct secret {
	char *value; /* NUL-terminated, printable ASCII, no white space; NULL = none */
	size_t length;
	const struct secret *next; /* another one of this run, or NULL; borrowed */
};

void secret_set(struct secret *secret, const char *value, size_t length);
/* Whether it, or one it is chained to, stands in the bytes. */
bool secret_in(const struct secret *secret, const char *bytes, size_t length);
/* The same of all that can be read from the stream, which may be long; a read that fails is
 * told by ferror. */
bool secret_in_stream(const struct secret *secret, FILE *stream);
void secret_release(struct secret *secret);

/* What a message may repeat of a text that could be a token in the wrong place: its first
 * characters, or all of it if no token is as short. */
#define SECRET_SHORTEST 8
const char *secret_hint(struct arena *arena, const char *text);

#endif
