#include "tests/standin/query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool query_path(const char *target, char *out, size_t size)
{
	size_t length = strcspn(target, "?");

	if (length >= size)
		return false;
	memcpy(out, target, length);
	out[length] = '\0';
	return true;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static void decode(const char *text, size_t length, char out[QUERY_VALUE])
{
	size_t used = 0;

	for (size_t i = 0; i < length && used + 1 < QUERY_VALUE; i++) {
		int high = text[i] == '%' && i + 2 < length ? hex_digit(text[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(text[i + 2]) : -1;

		if (low >= 0) {
			out[used++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[used++] = text[i] == '+' ? ' ' : text[i];
		}
	}
	out[used] = '\0';
}

bool query_value(const char *target, const char *name, char out[QUERY_VALUE])
{
	const char *at = strchr(target, '?');
	size_t wanted = strlen(name);

	while (at && *at) {
		at++;
		size_t length = strcspn(at, "&");
		if (length >= wanted && strncmp(at, name, wanted) == 0 &&
		    (length == wanted || at[wanted] == '=')) {
			size_t skip = length == wanted ? wanted : wanted + 1;
			decode(at + skip, length - skip, out);
			return true;
		}
		at += length;
	}
	return false;
}

static bool whole_number(const char *text, size_t length, int64_t *out)
{
	char copy[24];
	char *end = NULL;

	if (length == 0 || length >= sizeof copy || strspn(text, "0123456789") < length)
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	errno = 0;
	long long number = strtoll(copy, &end, 10);
	if (errno || *end)
		return false;
	*out = number;
	return true;
}

int64_t query_number(const char *target, const char *name, int64_t otherwise)
{
	char value[QUERY_VALUE];
	int64_t number = otherwise;

	if (query_value(target, name, value))
		(void)whole_number(value, strlen(value), &number);
	return number;
}

bool query_fits(const char *path, const char *pattern, int64_t *id)
{
	int64_t found = -1;

	while (*pattern) {
		if (*pattern != '{') {
			if (*path++ != *pattern++)
				return false;
			continue;
		}
		size_t length = strcspn(path, "/");
		if (length == 0)
			return false;
		(void)whole_number(path, length, &found);
		path += length;
		pattern += strcspn(pattern, "}") + 1;
	}
	if (*path)
		return false;
	if (id)
		*id = found;
	return true;
}
