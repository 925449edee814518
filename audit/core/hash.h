/*
 * hash - SHA-256 (by libcrypto) and the ids made of it.
 */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>

#define HASH_HEX 65 /* 64 lower-case digits and a NUL */
#define HASH_UUID 37

struct hash;

struct hash *hash_new(void);
void hash_add(struct hash *hash, const void *bytes, size_t length);
/* Adds the length too, so that ("ab","c") and ("a","bc") differ. */
void hash_add_field(struct hash *hash, const void *bytes, size_t length);
void hash_finish(struct hash *hash, char hex[HASH_HEX]); /* frees it */

void hash_bytes(const void *bytes, size_t length, char hex[HASH_HEX]);

/* A version 8 UUID (RFC 9562) out of the first 128 bits of a digest. */
void hash_uuid(const char hex[HASH_HEX], char uuid[HASH_UUID]);

/* A version 5 UUID (RFC 9562) of a name within `space`, a UUID too: for formats that know
 * no version 8. */
void hash_uuid_named(const char space[HASH_UUID], const char *name, char uuid[HASH_UUID]);

#endif
