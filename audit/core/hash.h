/*
 * hash - SHA-256 (by libcrypto) and the ids made of it; FNV-1a for tables in memory.
 */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_HEX 65 /* 64 lower-case digits and a NUL */
#define HASH_UUID 37

struct hash;

struct hash *hash_new(void);
void hash_add(struct hash *hash, const void *bytes, size_t length);
/* Adds the length too, so that ("ab","c") and ("a","bc") differ. */
void hash_add_field(struct hash *hash, const void *bytes, size_t length);
void hash_finish(struct hash *hash, char hex[HASH_HEX]); /* frees it */

void hash_bytes(const void *bytes, size_t length, char hex[HASH_HEX]);

bool hash_is_hex(const char *text); /* whether it is what stands in such a `hex` */

/* A version 8 UUID (RFC 9562) out of the first 128 bits of a digest. */
void hash_uuid(const char hex[HASH_HEX], char uuid[HASH_UUID]);

/* A version 5 UUID (RFC 9562) of a name within `space`, a UUID too: for formats that know
 * no version 8. */
void hash_uuid_named(const char space[HASH_UUID], const char *name, char uuid[HASH_UUID]);

/* FNV-1a: quick, and no match for who wants two texts to collide. Begin with HASH_BEGIN. */
#define HASH_BEGIN 2166136261U

static inline uint32_t hash_step(uint32_t hash, uint32_t unit)
{
	return (hash ^ unit) * 16777619U;
}

static inline uint32_t hash_steps(uint32_t hash, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		hash = hash_step(hash, (unsigned char)bytes[i]);
	return hash;
}

#endif
