/*
 * http - requests to one API root, several at a time. http.c alone knows
 * libcurl.
 *
 * http_start hands a request over, http_wait lets the network work, and
 * http_finished gives back what is done, one at a time. The token travels in
 * one header of the requests to this root and nowhere else; redirects are not followed,
 * certificates always checked, TLS 1.2 at least. A body is cut off at
 * HTTP_BODY_MOST, counted after decompression.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/core/secret.h"
#include "audit/net/reply.h"

#define HTTP_BODY_MOST STR_BODY

#define HTTP_BEARER "Authorization: Bearer "
#define HTTP_API_KEY "x-api-key: "

struct error;

struct http_options {
	const char *base_url;
	const char *user_agent;
	const struct secret *token;
	const char *token_header; /* what stands before it: HTTP_BEARER */
	int concurrency;
	/* Called when the bytes of a request are about to go out; false = not now, which ends
	 * it as a connection that was lost. */
	bool (*may_send)(void *context, void *tag);
	void *context;
};

struct http_request {
	const char *method;
	const char *path;   /* appended to the API root */
	const char *body;   /* "" for GET; JSON, borrowed until it is finished */
	int64_t timeout_ms; /* for the whole try */
	void *tag;	    /* given back with the reply */
};

struct http;

/* Whether this machine has libcurl. What this process forks has no need to load it again. */
int http_ready(struct error *err);

/* Once per process, before and after everything else here; there is nothing to release where it
 * failed. SIGPIPE must be ignored: a connection may break while it is written to. */
int http_global_init(struct error *err);
void http_global_release(void);

struct http *http_new(const struct http_options *options); /* NULL if libcurl cannot */
void http_free(struct http *http); /* ends what is under way; NULL is fine */

/* At most `concurrency` at a time. */
void http_start(struct http *http, const struct http_request *request);
/* Returns when something moved, and after `wait_ms` at the latest. */
void http_wait(struct http *http, int64_t wait_ms);
bool http_finished(struct http *http, struct http_reply *reply);
/* Ends the request with that tag, as one that timed out; the reply has no body. */
void http_cancel(struct http *http, const void *tag, struct http_reply *reply);

#endif
