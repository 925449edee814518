/*
 * answer - what is sent back for one request, and how it is sent.
 */
#ifndef STANDIN_ANSWER_H
#define STANDIN_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/core/str.h"

#define ANSWER_LIMIT ((size_t)1 << 30)
#define ANSWER_REFUSED                                                                             \
	"{\"error\":\"Not authorized. Please ask account admin to update your group "              \
	"permissions.\"}"

enum delivery {
	DELIVERY_WHOLE,
	DELIVERY_CUT,	     /* Content-Length says more than is sent */
	DELIVERY_LONG,	     /* ... says less than is sent */
	DELIVERY_DRIP,	     /* a byte every pace_ms */
	DELIVERY_ENDLESS,    /* never ends */
	DELIVERY_STALL,	     /* nothing for pace_ms, then the connection closes */
	DELIVERY_STALL_BODY, /* half of the body, then nothing */
	DELIVERY_CLOSE,	     /* the connection closes without an answer */
	DELIVERY_RESET,	     /* ... by a reset */
	DELIVERY_GARBAGE,    /* bytes that are not HTTP */
};

struct answer {
	unsigned status; /* 0 = none will come: for the log */
	struct str body;
	const char *type;
	const char *encoding; /* Content-Encoding, or NULL */
	char retry_after[64]; /* header, "" = none */
	char location[1024];  /* header, "" = none */
	enum delivery delivery;
	int64_t pace_ms;
	bool mutation; /* something would have been created or changed */
};

void answer_init(struct answer *answer);
void answer_release(struct answer *answer);
/* Replaces status and body; JSON. */
void answer_set(struct answer *answer, unsigned status, const char *json);
/* Replaces the body by its gzip; `spaces` bytes of white space are put behind it first. */
void answer_gzip(struct answer *answer, uint64_t spaces);

#endif
