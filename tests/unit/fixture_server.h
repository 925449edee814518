/*
 * fixture_server - a server on loopback that sends bytes given by the test, whatever
 * they are, and one request to it through audit/syncro/http, in one thread.
 */
#ifndef TESTS_FIXTURE_SERVER_H
#define TESTS_FIXTURE_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/net/http.h"

struct server_exchange {
	const char *answer; /* sent when the request is there; then the server says no more */
	size_t length;
	bool write; /* a POST, not a GET */

	/* Filled in: */
	bool finished;		 /* within two seconds or so */
	size_t connections;	 /* 1, unless a redirect was followed */
	struct http_reply reply; /* its body is the caller's to release */
};

void fixture_server_exchange(struct server_exchange *exchange);

#endif
