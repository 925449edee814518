#include "audit/core/secret.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

#define WINDOW ((size_t)64 << 10)

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

static size_t longest(const struct secret *secret)
{
	size_t length = 0;

	for (; secret; secret = secret->next)
		if (secret->length > length)
			length = secret->length;
	return length;
}

bool secret_in_stream(const struct secret *secret, FILE *stream)
{
	const size_t most = longest(secret), size = WINDOW + most;
	char *window = xmalloc(size);
	size_t kept = 0, got;
	bool found = false;

	/* What might be its beginning is looked at again with what follows. */
	while (most && !found && (got = fread(window + kept, 1, size - kept, stream)) > 0) {
		found = secret_in(secret, window, kept + got);
		size_t next = kept + got < most ? kept + got : most - 1;
		memmove(window, window + kept + got - next, next);
		kept = next;
	}
	explicit_bzero(window, size);
	free(window);
	return found;
}

void secret_release(struct secret *secret)
{
	if (secret->value)
		explicit_bzero(secret->value, secret->length);
	free(secret->value);
	*secret = (struct secret){ .value = NULL };
}

const char *secret_hint(struct arena *arena, const char *text)
{
	return strlen(text) < SECRET_SHORTEST ? text : arena_printf(arena, "%.4s...", text);
}
