#include "audit/core/secret.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

void secret_set(struct secret *secret, const char *value, size_t length)
{
	secret_release(secret);
	secret->value = xcalloc(1, length + 1);
	memcpy(secret->value, value, length);
	secret->length = length;
}

bool secret_in(const struct secret *secret, const char *bytes, size_t length)
{
	for (; secret; secret = secret->next)
		if (secret->length && memmem(bytes, length, secret->value, secret->length))
			return true;
	return false;
}

void secret_release(struct secret *secret)
{
	if (secret->value)
		explicit_bzero(secret->value, secret->length);
	free(secret->value);
	*secret = (struct secret){ .value = NULL };
}
