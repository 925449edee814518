#include "audit/core/hash.h"

#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

#define DIGEST_BYTES 32

struct hash {
	EVP_MD_CTX *context;
};

/* libcrypto only fails here when memory is refused. */
static void must(int worked)
{
	if (!worked)
		mem_refused();
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
	unsigned char digest[DIGEST_BYTES];

	must(EVP_DigestFinal_ex(hash->context, digest, NULL));
	for (size_t i = 0; i < DIGEST_BYTES; i++)
		(void)snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	EVP_MD_CTX_free(hash->context);
	free(hash);
}

void hash_bytes(const void *bytes, size_t length, char hex[HASH_HEX])
{
	struct hash *hash = hash_new();

	hash_add(hash, bytes, length);
	hash_finish(hash, hex);
}

void hash_uuid(const char hex[HASH_HEX], char uuid[HASH_UUID])
{
	static const char variants[] = "89ab";

	(void)snprintf(uuid, HASH_UUID, "%.8s-%.4s-8%.3s-%c%.3s-%.12s", hex, hex + 8, hex + 13,
		       variants[(unsigned char)hex[16] % 4], hex + 17, hex + 20);
}
