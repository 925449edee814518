#include "audit/net/body.h"

#include <string.h>

/* Behind the text that begins at `at`, behind its quote; `length` if it does not end. */
static size_t skip_text(const char *bytes, size_t at, size_t length)
{
	while (at < length && bytes[at] != '"')
		at += bytes[at] == '\\' ? 2 : 1;
	return at < length ? at + 1 : length;
}

static bool is_open(const char *bytes, size_t at, size_t length)
{
	size_t depth = 0;

	while (at < length) {
		const char byte = bytes[at++];
		if (byte == '"') {
			at = skip_text(bytes, at, length);
		} else if (byte == '{' || byte == '[') {
			depth++;
		} else if ((byte == '}' || byte == ']') && --depth == 0) {
			return false;
		}
	}
	return true;
}

bool body_is_cut(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length && memchr(" \t\r\n", bytes[at], 4))
		at++;
	if (at == length)
		return true;
	return (bytes[at] == '{' || bytes[at] == '[') && is_open(bytes, at, length);
}
