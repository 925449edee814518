/*
 * base64 - bytes as text, RFC 4648 section 4, with padding and without line
 * breaks: for what is no text but must stand in a JSON file.
 */
#ifndef CORE_BASE64_H
#define CORE_BASE64_H

#include <stddef.h>

struct arena;

char *base64_encode(struct arena *arena, const void *bytes, size_t size);

/* The bytes, in the arena, and their number; NULL for what base64_encode would not
 * have written. */
unsigned char *base64_decode(struct arena *arena, const char *text, size_t *size);

#endif
