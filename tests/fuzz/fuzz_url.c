/*
 * Which host a token is sent to: what url accepts is read alike by libcurl, which
 * sends the request; and it names nobody but Syncro, the given host, or loopback.
 */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/net/url.h"
#include "tests/fuzz/property.h"

#define LABEL "abcdefghijklmnopqrstuvwxyz0123456789-"

static const char *subdomain(struct arena *arena, const char *text)
{
	struct error err = { .message = "" };
	const char *name = NULL;

	if (url_subdomain(arena, text, &name, &err) == 0)
		return name;
	HOLDS(!name && *err.message);
	return NULL;
}

static void check_subdomain(struct arena *arena, const char *text)
{
	const char *name = subdomain(arena, text);

	if (!name)
		return;
	HOLDS(strlen(name) >= 1 && strlen(name) <= 63);
	HOLDS(name[strspn(name, LABEL)] == '\0' && *name != '-');
	const char *const again[] = {
		subdomain(arena, name),
		subdomain(arena, arena_printf(arena, "%s.syncromsp.com", name)),
		subdomain(arena, arena_printf(arena, "https://%s.syncromsp.com", name)),
		subdomain(arena, arena_printf(arena, "HTTPS://%s.SyncroMSP.com/", name)),
	};
	for (size_t i = 0; i < COUNT_OF(again); i++)
		HOLDS(again[i] && strcmp(again[i], name) == 0);
}

/* What libcurl takes it for; the part is "" where there is none. */
static char *part_of(CURLU *url, CURLUPart which)
{
	char *part = NULL;

	if (curl_url_get(url, which, &part, 0) != CURLUE_OK)
		part = NULL;
	char *copy = xstrdup(part ? part : "");
	curl_free(part);
	return copy;
}

static bool is_loopback(const char *host)
{
	struct in_addr four;
	struct in6_addr six;

	if (strcmp(host, "localhost") == 0)
		return true;
	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	char *bare = xstrdup(*host == '[' ? host + 1 : host);
	bare[strcspn(bare, "]")] = '\0';
	bool result = inet_pton(AF_INET6, bare, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
	free(bare);
	return result;
}

/* libcurl writes an address its own way, "127.1" as "127.0.0.1" and "[0::1]" as "[::1]". */
static bool is_address(const char *host)
{
	return *host == '[' || host[strspn(host, "0123456789.")] == '\0';
}

static void check_meaning(const char *base)
{
	static const CURLUPart unwanted[] = { CURLUPART_USER,	 CURLUPART_PASSWORD,
					      CURLUPART_QUERY,	 CURLUPART_FRAGMENT,
					      CURLUPART_OPTIONS, CURLUPART_ZONEID };
	CURLU *url = curl_url();

	HOLDS(curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK);
	char *scheme = part_of(url, CURLUPART_SCHEME), *host = part_of(url, CURLUPART_HOST);
	const char *authority = strstr(base, "://") + 3;
	if (!is_address(host)) {
		HOLDS(strncmp(authority, host, strlen(host)) == 0);
		HOLDS(strchr("/:", authority[strlen(host)]) != NULL);
	}
	HOLDS(strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && is_loopback(host)));
	HOLDS(!url_is_loopback(base) || is_loopback(host));
	for (size_t i = 0; i < COUNT_OF(unwanted); i++) {
		char *part = part_of(url, unwanted[i]);
		HOLDS(!*part);
		free(part);
	}
	free(scheme);
	free(host);
	curl_url_cleanup(url);
}

static void check_base(struct arena *arena, const char *text)
{
	struct error err = { .message = "" };
	const char *base = NULL, *again = NULL;

	if (url_base(arena, text, "acme", &base, &err) != 0) {
		HOLDS(!base && *err.message);
		return;
	}
	HOLDS(url_base(arena, base, "acme", &again, &err) == 0 && strcmp(base, again) == 0);
	HOLDS(base[strlen(base) - 1] != '/');
	check_meaning(base);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *text = property_text(data, size);

	check_subdomain(arena, text);
	check_base(arena, text);
	(void)url_is_loopback(text);
	free(text);
	arena_free(arena);
	return 0;
}
