/*
 * A server that answers anything: the input is what it sends, over loopback and
 * through libcurl. One answer, or one reason why there is none; never half a body
 * for a whole one, no second request wherever a redirect leads, and a Retry-After
 * that is a sane number of milliseconds.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/core/str.h"
#include "audit/net/retry.h"
#include "tests/fuzz/property.h"
#include "tests/unit/fixture_server.h"

/* "HTTP/1.1 200 OK", a length, nothing else: then what follows must be all there. */
static bool is_cut_short(const struct server_exchange *exchange)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Length: ";
	const char *at = exchange->answer + sizeof head - 1;
	char *end = NULL;

	if (exchange->length < sizeof head + 4 ||
	    memcmp(exchange->answer, head, sizeof head - 1) != 0 || *at < '1' || *at > '9')
		return false;
	unsigned long length = strtoul(at, &end, 10);
	size_t before = (size_t)(end - exchange->answer) + 4;
	return exchange->length >= before && memcmp(end, "\r\n\r\n", 4) == 0 && length < 1u << 30 &&
	       exchange->length - before < length;
}

static void check_reply(const struct server_exchange *exchange)
{
	const struct http_reply *reply = &exchange->reply;
	struct retry_case last = { .end = reply->end,
				   .status = reply->status,
				   .tries = 1,
				   .retry_after_ms = reply->retry_after_ms,
				   .budget_left_ms = 60000 };
	int64_t wait = retry_wait_ms(&last);

	HOLDS(reply->status == 0 || (reply->status >= 100 && reply->status <= 999));
	HOLDS((reply->end == HTTP_ANSWERED) == !*reply->sentence);
	HOLDS(reply->end != HTTP_ANSWERED || reply->status > 0);
	HOLDS(reply->end != HTTP_ANSWERED || !is_cut_short(exchange));
	HOLDS(reply->end != HTTP_TIMED_OUT && reply->end != HTTP_UNTRUSTED);
	HOLDS(memchr(reply->sentence, '\0', sizeof reply->sentence));
	HOLDS(reply->retry_after_ms >= 0 && reply->retry_after_ms <= INT64_MAX / 2);
	HOLDS(reply->retry_after_ms == 0 || strcasestr(exchange->answer, "retry-after") ||
	      memchr(exchange->answer, '\0', exchange->length));
	HOLDS(wait == RETRY_NEVER || (wait > 0 && wait < 60000));
	HOLDS(reply->body.length <= HTTP_BODY_MOST);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	char *answer = property_text(data + 1, size - 1);
	struct server_exchange exchange = { .answer = answer,
					    .length = size - 1,
					    .write = data[0] & 1 };
	fixture_server_exchange(&exchange);
	HOLDS(exchange.finished);
	HOLDS(exchange.connections == 1);
	check_reply(&exchange);
	str_release(&exchange.reply.body);
	free(answer);
	return 0;
}
