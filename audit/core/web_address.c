#include "audit/core/web_address.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define HOST_MOST 253
#define LABEL_MOST 63

/* Each returns what stands behind, or NULL. */
static const char *scheme(const char *text)
{
	if (strncasecmp(text, "https://", 8) == 0)
		return text + 8;
	return strncasecmp(text, "http://", 7) == 0 ? text + 7 : NULL;
}

static const char *address_of_six(const char *text)
{
	char host[INET6_ADDRSTRLEN];
	struct in6_addr address;
	size_t length = strcspn(text, "]");

	if (text[length] != ']' || length >= sizeof host)
		return NULL;
	(void)snprintf(host, sizeof host, "%.*s", (int)length, text);
	return inet_pton(AF_INET6, host, &address) == 1 ? text + length + 1 : NULL;
}

/* Labels with dots between; one dot may end them. */
static bool is_name(const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		const size_t label = strcspn(text, ".:/?#");
		if (label == 0 || label > LABEL_MOST)
			return false;
		text += label + 1;
	}
	return length > 0 && length <= HOST_MOST;
}

static const char *host(const char *text)
{
	const size_t length = strspn(text, LETTERS DIGITS "-._");

	if (*text == '[')
		return address_of_six(text + 1);
	return is_name(text, length) && isalnum((unsigned char)*text) ? text + length : NULL;
}

static const char *port(const char *text)
{
	const size_t digits = *text == ':' ? strspn(text + 1, DIGITS) : 0;
	int number = 0;

	if (*text != ':')
		return text;
	if (digits == 0 || digits > 5)
		return NULL;
	for (size_t i = 1; i <= digits; i++)
		number = number * 10 + (text[i] - '0');
	return number >= 1 && number <= 65535 ? text + 1 + digits : NULL;
}

static bool is_path(const char *text)
{
	bool fragment = false;

	if (*text && !strchr("/?#", *text))
		return false;
	for (; *text; text++) {
		if (*text == '%') {
			if (!isxdigit((unsigned char)text[1]) || !isxdigit((unsigned char)text[2]))
				return false;
		} else if (*text == '#') {
			if (fragment)
				return false;
			fragment = true;
		} else if (!strchr(LETTERS DIGITS "-._~!$&'()*+,;=:@/?", *text)) {
			return false;
		}
	}
	return true;
}

bool web_address(const char *text)
{
	static const char *(*const parts[])(const char *) = { scheme, host, port };

	for (size_t i = 0; text && i < sizeof parts / sizeof *parts; i++)
		text = parts[i](text);
	return text && is_path(text);
}
