/*
 * A server that answers anything: the input is what it sends, over loopback and
 * through libcurl. One answer, or one reason why there is none; never half a body
 * for a whole one, no second request wherever a redirect leads, and a Retry-After
 * that is a sane number of milliseconds.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "audit/core/mem.h"
#include "audit/core/secret.h"
#include "audit/core/str.h"
#include "audit/syncro/http.h"
#include "audit/syncro/retry.h"
#include "tests/fuzz/property.h"

#define BODY_MOST 65536 /* of a request, all of which is read before the answer */
#define TURNS 400
#define TIMEOUT_MS 1000

static int listener = -1;
static unsigned port;

static void open_server(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t size = sizeof address;

	if (listener >= 0)
		return;
	mem_init();
	http_global_init();
	(void)atexit(http_global_release);
	listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	HOLDS(bind(listener, (struct sockaddr *)&address, sizeof address) == 0);
	HOLDS(listen(listener, 16) == 0);
	HOLDS(getsockname(listener, (struct sockaddr *)&address, &size) == 0);
	port = ntohs(address.sin_port);
}

struct exchange {
	const char *answer;
	size_t length;
	int fd; /* -1 = nobody has connected yet */
	bool answered;
	size_t connections;
};

/* Takes connections; answers the first one as soon as its request is there. */
static void serve(struct exchange *exchange)
{
	char request[BODY_MOST];
	int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (fd >= 0 && exchange->connections++ > 0)
		(void)close(fd);
	else if (fd >= 0)
		exchange->fd = fd;
	if (exchange->fd < 0 || exchange->answered || read(exchange->fd, request, BODY_MOST) <= 0)
		return;
	exchange->answered = true;
	HOLDS(send(exchange->fd, exchange->answer, exchange->length, MSG_NOSIGNAL) ==
	      (ssize_t)exchange->length);
	(void)shutdown(exchange->fd, SHUT_WR);
}

static bool receive(struct http *http, struct exchange *exchange, struct http_reply *reply)
{
	for (int turn = 0; turn < TURNS; turn++) {
		http_wait(http, exchange->answered ? 5 : 0);
		serve(exchange);
		if (http_finished(http, reply))
			return true;
	}
	return false;
}

/* "HTTP/1.1 200 OK", a length, nothing else: then what follows must be all there. */
static bool is_cut_short(const struct exchange *exchange)
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

static void check_reply(const struct exchange *exchange, const struct http_reply *reply)
{
	struct retry_case last = { .end = reply->end,
				   .status = reply->status,
				   .tries = 1,
				   .retry_after_ms = reply->retry_after_ms,
				   .budget_left_ms = 60000 };
	int64_t wait = retry_wait_ms(&last);

	HOLDS(reply->status >= 0 && reply->status <= 999);
	HOLDS((reply->end == HTTP_ANSWERED) == !*reply->sentence);
	/* libcurl takes "HTTP/204 x" for HTTP/2 and status 4: no success, and said as it is. */
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

static void exchange_one(struct http *http, struct exchange *exchange, bool write)
{
	const struct http_request request = { .method = write ? "POST" : "GET",
					      .path = "/me",
					      .body = write ? "{}" : "",
					      .timeout_ms = TIMEOUT_MS };
	struct http_reply reply;

	http_start(http, &request);
	HOLDS(receive(http, exchange, &reply));
	/* Nobody else is asked. */
	http_wait(http, 0);
	serve(exchange);
	HOLDS(exchange->connections == 1);
	check_reply(exchange, &reply);
	str_release(&reply.body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned number;
	char base[64];
	struct secret token = { .value = NULL };

	if (size < 1)
		return 0;
	open_server();
	/* An address for each, or those that were used would have to be waited for. */
	number++;
	(void)snprintf(base, sizeof base, "http://127.%u.%u.%u:%u", 1 + (number >> 16) % 250,
		       number >> 8 & 255, 1 + (number & 127), port);
	char *answer = property_text(data + 1, size - 1);
	struct exchange exchange = { .answer = answer, .length = size - 1, .fd = -1 };
	secret_set(&token, "token", 5);
	const struct http_options options = {
		.base_url = base, .user_agent = "fuzz", .token = &token, .concurrency = 1
	};
	struct http *http = http_new(&options);
	exchange_one(http, &exchange, data[0] & 1);
	http_free(http);
	if (exchange.fd >= 0)
		(void)close(exchange.fd);
	secret_release(&token);
	free(answer);
	return 0;
}
