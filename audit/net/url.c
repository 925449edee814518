#include "audit/net/url.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"

#define DOMAIN ".syncromsp.com"
#define LABEL_MOST 63
#define HOST_MOST 253
#define URL_MOST 1024

/* What a URL is made of; every text is a copy, "" if it is not there. */
struct parts {
	char scheme[8];
	char host[HOST_MOST + 1]; /* without brackets */
	bool bracketed;
	char port[6];
	const char *path; /* inside the text that was read */
};

static bool copy_lower(char *out, size_t size, const char *text, size_t length)
{
	if (length == 0 || length >= size)
		return false;
	for (size_t i = 0; i < length; i++)
		out[i] = (char)tolower((unsigned char)text[i]);
	out[length] = '\0';
	return true;
}

static bool made_of(const char *text, const char *characters)
{
	return text[strspn(text, characters)] == '\0';
}

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* `at` stands behind the host; moves it behind the port. */
static bool read_port(const char **at, struct parts *parts)
{
	size_t length;
	long port = 0;

	if (**at != ':')
		return true;
	(*at)++;
	length = strspn(*at, DIGITS);
	if (!copy_lower(parts->port, sizeof parts->port, *at, length))
		return false;
	for (size_t i = 0; i < length; i++)
		port = port * 10 + ((*at)[i] - '0');
	*at += length;
	return port >= 1 && port <= 65535;
}

static bool read_host(const char **at, struct parts *parts)
{
	struct in6_addr address;
	size_t length;

	if (**at == '[') {
		length = strcspn(++*at, "]");
		if ((*at)[length] != ']' ||
		    !copy_lower(parts->host, sizeof parts->host, *at, length))
			return false;
		parts->bracketed = true;
		*at += length + 1;
		return inet_pton(AF_INET6, parts->host, &address) == 1;
	}
	length = strcspn(*at, ":/");
	if (!copy_lower(parts->host, sizeof parts->host, *at, length))
		return false;
	*at += length;
	return made_of(parts->host, LETTERS DIGITS ".-") && isalnum((unsigned char)*parts->host);
}

static bool read_scheme(const char **at, struct parts *parts)
{
	const char *end = strstr(*at, "://");

	if (!end || !copy_lower(parts->scheme, sizeof parts->scheme, *at, (size_t)(end - *at)))
		return false;
	*at = end + 3;
	return strcmp(parts->scheme, "https") == 0 || strcmp(parts->scheme, "http") == 0;
}

static bool read_url(const char *text, struct parts *parts)
{
	*parts = (struct parts){ .path = "" };
	if (strlen(text) > URL_MOST || !read_scheme(&text, parts) || !read_host(&text, parts) ||
	    !read_port(&text, parts) || (*text && *text != '/'))
		return false;
	parts->path = text;
	return true;
}

static bool loopback(const struct parts *parts)
{
	struct in6_addr six;
	struct in_addr four;

	if (parts->bracketed)
		return inet_pton(AF_INET6, parts->host, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
	if (inet_pton(AF_INET, parts->host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return strcmp(parts->host, "localhost") == 0;
}

bool url_is_loopback(const char *base_url)
{
	struct parts parts;

	return read_url(base_url, &parts) && loopback(&parts);
}

static bool is_label(const char *name)
{
	return strlen(name) <= LABEL_MOST && *name && *name != '-' &&
	       made_of(name, LETTERS DIGITS "-");
}

/* NAME.syncromsp.com to NAME, in place; false if the host is another one. */
static bool strip_domain(char *host)
{
	size_t length = strlen(host), suffix = sizeof DOMAIN - 1;

	if (length <= suffix || strcmp(host + length - suffix, DOMAIN) != 0)
		return false;
	host[length - suffix] = '\0';
	return true;
}

/* Scheme, host and port: a secret may stand anywhere else in a URL, and there if the text is
 * none. */
static const char *shown(struct arena *arena, const char *text)
{
	const char *host = strstr(text, "://");
	const size_t scheme = strspn(text, LETTERS CAPITALS);

	if (!host || text + scheme != host || strchr(text, '@'))
		return "...";
	host += 3;
	const char *port = host + strspn(host, LETTERS CAPITALS DIGITS ".-");
	const char *end = *port == ':' ? port + 1 + strspn(port + 1, DIGITS) : port;
	if (end - text > HOST_MOST || (*end && *end != '/' && *end != '?' && *end != '#'))
		return "...";
	return arena_printf(arena, "%.*s%s", (int)(end - text), text, *end ? "/..." : "");
}

/* A name as far as it can be one. */
static const char *shown_name(struct arena *arena, const char *text)
{
	const size_t length = strspn(text, LETTERS CAPITALS DIGITS "-._");

	return arena_printf(arena, "%.*s%s", (int)length, text, text[length] ? "..." : "");
}

int url_subdomain(struct arena *arena, const char *text, const char **out, struct error *err)
{
	char name[HOST_MOST + 1] = "";
	struct parts parts;
	bool fine;

	if (strstr(text, "://")) {
		fine = read_url(text, &parts) && !parts.bracketed && !*parts.port &&
		       strip_domain(parts.host) &&
		       copy_lower(name, sizeof name, parts.host, strlen(parts.host));
	} else {
		fine = copy_lower(name, sizeof name, text, strlen(text));
		if (strchr(name, '.'))
			fine = fine && strip_domain(name);
	}
	if (!fine || !is_label(name))
		return error_set(err,
				 "subdomain '%.100s': expected a name of letters, digits and "
				 "hyphens, as in NAME.syncromsp.com",
				 strstr(text, "://") ? shown(arena, text)
						     : shown_name(arena, text));
	*out = arena_strdup(arena, name);
	return 0;
}

static int check_path(struct arena *arena, const char *text, const char *path, struct error *err)
{
	const char *closed = arena_printf(arena, "%s/", path);

	if (!made_of(path, LETTERS CAPITALS DIGITS "/-._~"))
		return error_set(err,
				 "base URL '%.200s': expected a plain path, without user, query, "
				 "fragment or escapes",
				 shown(arena, text));
	if (strstr(closed, "/./") || strstr(closed, "/../") || strstr(closed, "//"))
		return error_set(err, "base URL '%.200s': the path holds an empty or dotted part",
				 shown(arena, text));
	return 0;
}

static int trimmed(struct arena *arena, const char *text, const struct parts *parts,
		   const char **out, struct error *err)
{
	char *path = arena_strdup(arena, parts->path);
	size_t length = strlen(path);

	while (length > 0 && path[length - 1] == '/')
		path[--length] = '\0';
	if (check_path(arena, text, path, err) != 0)
		return -1;
	*out = arena_printf(arena, "%s://%s%s%s%s%s%s", parts->scheme, parts->bracketed ? "[" : "",
			    parts->host, parts->bracketed ? "]" : "", *parts->port ? ":" : "",
			    parts->port, path);
	return 0;
}

int url_base(struct arena *arena, const char *text, const char *subdomain, const char **out,
	     struct error *err)
{
	struct parts parts;

	if (!text) {
		*out = arena_printf(arena, "https://%s" DOMAIN "/api/v1", subdomain);
		return 0;
	}
	if (!read_url(text, &parts))
		return error_set(err, "base URL '%.200s': expected https://HOST[:PORT][/PATH]",
				 shown(arena, text));
	if (strcmp(parts.scheme, "http") == 0 && !loopback(&parts))
		return error_set(err,
				 "base URL '%.200s': http:// would send the token in the clear; it "
				 "is accepted for loopback addresses only",
				 shown(arena, text));
	return trimmed(arena, text, &parts, out, err);
}

void url_counted_host(const char *base_url, char out[URL_COUNTED_HOST])
{
	struct parts parts;

	if (!read_url(base_url, &parts))
		parts = (struct parts){ .host = "" };
	if (strip_domain(parts.host))
		(void)snprintf(out, URL_COUNTED_HOST, "%s", &DOMAIN[1]);
	else
		(void)snprintf(out, URL_COUNTED_HOST, "%s:%s", parts.host,
			       *parts.port			   ? parts.port
			       : strcmp(parts.scheme, "http") == 0 ? "80"
								   : "443");
}
