#include "audit/core/hash.h"

#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/malloc.h"
#include "audit/core/mem.h"

#define DIGEST_BYTES 32
#define UUID_BYTES 16

struct hash {
	EVP_MD_CTX *context;
};

/* libcrypto only fails here when memory is refused. */
static void must(int worked)
{
	if (!worked)
		malloc_refused();
}

struct hash *hash_new(void)
{
	struct hash *hash = xcalloc(1, sizeof *hash);

	hash->context = EVP_MD_CTX_new();
	must(hash->context != NULL);
	must(EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL));
	return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t length)
{
	must(EVP_DigestUpdate(hash->context, bytes, length));
}

void hash_add_field(struct hash *hash, const void *bytes, size_t length)
{
	uint8_t size[8];

	for (int i = 0; i < 8; i++)
		size[i] = (uint8_t)((uint64_t)length >> (56 - 8 * i));
	hash_add(hash, size, sizeof size);
	hash_add(hash, bytes, length);
}

void hash_finish(struct hash *hash, char hex[HASH_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[DIGEST_BYTES];

	must(EVP_DigestFinal_ex(hash->context, digest, NULL));
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[HASH_HEX - 1] = '\0';
	EVP_MD_CTX_free(hash->context);
	free(hash);
}

void hash_bytes(const void *bytes, size_t length, char hex[HASH_HEX])
{
	struct hash *hash = hash_new();

	hash_add(hash, bytes, length);
	hash_finish(hash, hex);
}

bool hash_is_hex(const char *text)
{
	return strlen(text) == HASH_HEX - 1 && strspn(text, "0123456789abcdef") == HASH_HEX - 1;
}

void hash_uuid(const char hex[HASH_HEX], char uuid[HASH_UUID])
{
	static const char variants[] = "89ab";

	(void)snprintf(uuid, HASH_UUID, "%.8s-%.4s-8%.3s-%c%.3s-%.12s", hex, hex + 8, hex + 13,
		       variants[(unsigned char)hex[16] % 4], hex + 17, hex + 20);
}

/* Anything that is no digit is skipped. */
static size_t bytes_of(const char *uuid, unsigned char bytes[UUID_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	size_t nibbles = 0;

	for (; *uuid && nibbles < (size_t)2 * UUID_BYTES; uuid++) {
		const char *digit = strchr(digits, *uuid);
		if (!digit)
			continue;
		unsigned value = (unsigned)(digit - digits);
		bytes[nibbles / 2] = (unsigned char)((unsigned)bytes[nibbles / 2] << 4 | value);
		nibbles++;
	}
	return nibbles / 2;
}

void hash_uuid_named(const char space[HASH_UUID], const char *name, char uuid[HASH_UUID])
{
	unsigned char bytes[UUID_BYTES] = { 0 }, digest[EVP_MAX_MD_SIZE];
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	size_t known = bytes_of(space, bytes);
	int length = 0;

	must(context != NULL);
	must(EVP_DigestInit_ex(context, EVP_sha1(), NULL));
	must(EVP_DigestUpdate(context, bytes, known));
	must(EVP_DigestUpdate(context, name, strlen(name)));
	must(EVP_DigestFinal_ex(context, digest, NULL));
	EVP_MD_CTX_free(context);
	digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
	digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
	for (size_t i = 0; i < UUID_BYTES; i++)
		length += snprintf(uuid + length, (size_t)(HASH_UUID - length), "%s%02x",
				   i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
}
