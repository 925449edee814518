/*
 * url - which API root a subdomain or --base-url stands for.
 */
#ifndef NET_URL_H
#define NET_URL_H

#include <stdbool.h>

struct arena;
struct error;

/* NAME, NAME.syncromsp.com or its URL, to NAME: [a-z0-9][a-z0-9-]{0,62}. */
int url_subdomain(struct arena *arena, const char *text, const char **out, struct error *err);
/* https anywhere, http on loopback only; no user, query or fragment; without the
 * slash at the end. `text` NULL: Syncro's own for the subdomain. */
int url_base(struct arena *arena, const char *text, const char *subdomain, const char **out,
	     struct error *err);
bool url_is_loopback(const char *base_url);
/* Whose limit a request counts for: HOST:PORT, and one name for all of Syncro's accounts. */
#define URL_COUNTED_HOST 272
void url_counted_host(const char *base_url, char out[URL_COUNTED_HOST]);

#endif
