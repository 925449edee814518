/*
 * reply - what one try of a request brought.
 */
#ifndef NET_REPLY_H
#define NET_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/core/str.h"

#define HTTP_SENTENCE 320

/* How one try ended. */
enum http_end {
	HTTP_NO_CONNECTION, /* no name, no route, refused, reset, a body cut short */
	HTTP_ANSWERED,	    /* a whole answer came, whatever its status */
	HTTP_TIMED_OUT,
	HTTP_UNTRUSTED,	 /* no TLS that can be trusted */
	HTTP_UNREADABLE, /* an answer whose body is endless or garbled */
	HTTP_IMPOSSIBLE, /* libcurl cannot do it at all */
};

struct http_reply {
	void *tag;
	enum http_end end;
	int status;		      /* 0 = no status line came */
	int64_t retry_after_ms;	      /* 0 = not told */
	bool challenge;		      /* WWW-Authenticate asks for a token */
	int64_t date;		      /* the server's clock, in seconds since 1970; 0 = not told */
	struct str body;	      /* the taker's to release */
	char sentence[HTTP_SENTENCE]; /* why there is no whole answer; "" if there is */
};

#endif
