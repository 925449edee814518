/*
 * http_header - what the last headers of an answer say. For http.c only.
 */
#ifndef NET_HTTP_HEADER_H
#define NET_HTTP_HEADER_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

/* Borrowed from libcurl; NULL = not there. */
const char *http_header(CURL *easy, const char *name);
/* WWW-Authenticate asks for a token. */
bool http_header_challenge(CURL *easy);
/* The server's clock, in seconds since 1970; 0 = not told, or no date. */
int64_t http_header_date(CURL *easy);

#endif
