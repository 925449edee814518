#include "tests/unit/fixture_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/secret.h"

#define REQUEST_MOST 65536
#define TURNS 400
#define TIMEOUT_MS 60000 /* so that a busy machine is no fault */

static int listener = -1;
static unsigned port;

static void must(bool fine, const char *what)
{
	if (fine)
		return;
	perror(what);
	abort();
}

static void close_server(void)
{
	(void)close(listener);
	http_global_release();
}

static void open_server(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t size = sizeof address;
	struct error err = { .message = "" };

	if (listener >= 0)
		return;
	mem_init();
	(void)signal(SIGPIPE, SIG_IGN);
	must(http_global_init(&err) == 0, err.message);
	listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	must(bind(listener, (struct sockaddr *)&address, sizeof address) == 0, "bind");
	must(listen(listener, 16) == 0, "listen");
	must(getsockname(listener, (struct sockaddr *)&address, &size) == 0, "getsockname");
	port = ntohs(address.sin_port);
	(void)atexit(close_server);
}

struct side {
	int fd; /* -1 = nobody has connected yet */
	bool answered;
};

/* Takes connections; answers the first one as soon as its request is there. */
static void serve(struct side *side, struct server_exchange *exchange)
{
	char request[REQUEST_MOST];
	int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (fd >= 0 && exchange->connections++ > 0)
		(void)close(fd);
	else if (fd >= 0)
		side->fd = fd;
	if (side->fd < 0 || side->answered || read(side->fd, request, REQUEST_MOST) <= 0)
		return;
	side->answered = true;
	/* It may have gone away, which is its right. */
	(void)send(side->fd, exchange->answer, exchange->length, MSG_NOSIGNAL);
	(void)shutdown(side->fd, SHUT_WR);
}

static void talk(struct http *http, struct side *side, struct server_exchange *exchange)
{
	const struct http_request request = { .method = exchange->write ? "POST" : "GET",
					      .path = "/me",
					      .body = exchange->write ? "{}" : "",
					      .timeout_ms = TIMEOUT_MS };

	http_start(http, &request);
	for (int turn = 0; turn < TURNS && !exchange->finished; turn++) {
		http_wait(http, side->answered ? 5 : 0);
		serve(side, exchange);
		exchange->finished = http_finished(http, &exchange->reply);
	}
	/* Whoever is still to come. */
	http_wait(http, 0);
	serve(side, exchange);
}

void fixture_server_exchange(struct server_exchange *exchange)
{
	static unsigned number;
	struct side side = { .fd = -1 };
	struct secret token = { .value = NULL };
	char base[64];

	open_server();
	/* An address for each, or those that were used would have to be waited for. */
	number++;
	(void)snprintf(base, sizeof base, "http://127.%u.%u.%u:%u", 1 + (number >> 15) % 250,
		       number >> 7 & 255, 1 + (number & 127), port);
	secret_set(&token, "token", strlen("token"));
	const struct http_options options = { .base_url = base,
					      .user_agent = "test",
					      .token = &token,
					      .token_header = HTTP_BEARER,
					      .concurrency = 1 };
	struct http *http = http_new(&options);
	must(http != NULL, "libcurl");
	talk(http, &side, exchange);
	http_free(http);
	if (side.fd >= 0)
		(void)close(side.fd);
	secret_release(&token);
}
