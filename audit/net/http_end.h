/*
 * http_end - why a transfer brought no whole answer, in words for people. For http.c only.
 */
#ifndef NET_HTTP_END_H
#define NET_HTTP_END_H

#include <curl/curl.h>

#include "audit/net/reply.h"

/* Sets the reply's `end` and `sentence`. `words` are libcurl's own, "" if it has none; `connected`
 * is whether the host, or the proxy before it, took a connection. */
void http_end_tell(CURL *easy, CURLcode code, const char *words, bool connected,
		   struct http_reply *reply);

#endif
