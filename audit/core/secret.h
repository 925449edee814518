/*
 * secret - a token in memory. Never in argv, a log, a report, an error message
 * or a struct that is written; wiped when released.
 */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

struct secret {
	char *value; /* NUL-terminated, printable ASCII, no white space; NULL = none */
	size_t length;
};

void secret_set(struct secret *secret, const char *value, size_t length);
bool secret_in(const struct secret *secret, const char *bytes, size_t length);
void secret_release(struct secret *secret);

#endif
