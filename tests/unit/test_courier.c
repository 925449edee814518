/* How requests follow each other on a clock and a network that are made up: none too many in any
 * minute, and none later than need be, with answers that are lost too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/net/courier.h"
#include "audit/net/limiter.h"
#include "tests/unit/fixture_folder.h"

#define BASE "http://127.0.0.1:8080/api/v1"
#define RATE 180
#define IN_FLIGHT 8
#define LATENCY_MS 100
#define MINUTE_MS 60000
/* Within 2 % of the rate. */
#define PACE_MOST_MS 61200
#define IDLE_MS 50000  /* after so long the server has closed every connection */
#define CONNECT_MS 200 /* what a new one takes, TLS and all */
#define JITTER_MS 25   /* of the way to the server */
#define WORK_MS 1      /* of each turn of the program */
#define LOOK_MS 100    /* how long the collector's turns are */
#define ARRIVALS (RATE * 8)

struct flight {
	void *tag; /* NULL = none */
	int64_t sent_at, answered_at;
	bool sent;
	enum http_end end;
};

/* The network, and the clock of everybody. */
static struct {
	int64_t now;
	struct http_options options;
	struct flight flights[IN_FLIGHT];
	int64_t arrivals[ARRIVALS]; /* by the server's clock */
	size_t count;
	int64_t last_sent;
	size_t lost_every; /* 0 = none */
	uint32_t seed;
} net;

int64_t __wrap_clock_monotonic_ms(void);
struct http *__wrap_http_new(const struct http_options *options);
void __wrap_http_free(struct http *http);
void __wrap_http_start(struct http *http, const struct http_request *request);
void __wrap_http_wait(struct http *http, int64_t wait_ms);
bool __wrap_http_finished(struct http *http, struct http_reply *reply);
void __wrap_http_cancel(struct http *http, const void *tag, struct http_reply *reply);

int64_t __wrap_clock_monotonic_ms(void)
{
	return net.now;
}

struct http *__wrap_http_new(const struct http_options *options)
{
	net.options = *options;
	return (struct http *)&net;
}

void __wrap_http_free(struct http *http)
{
	(void)http;
}

static int64_t any_below(uint32_t most)
{
	net.seed = net.seed * 1103515245 + 12345;
	return (net.seed >> 8) % most;
}

void __wrap_http_start(struct http *http, const struct http_request *request)
{
	struct flight *flight = net.flights;
	const bool idle = net.now - net.last_sent > IDLE_MS;

	(void)http;
	while (flight->tag)
		flight++;
	assert_true(flight < net.flights + IN_FLIGHT);
	*flight = (struct flight){ .tag = request->tag,
				   .sent_at = net.now + (idle ? CONNECT_MS : 0) };
	flight->answered_at = flight->sent_at + LATENCY_MS + any_below(JITTER_MS);
}

static void send_out(struct flight *flight)
{
	assert_true(net.options.may_send(net.options.context, flight->tag));
	flight->sent = true;
	flight->end = HTTP_ANSWERED;
	net.last_sent = net.now;
	if (net.count < ARRIVALS)
		net.arrivals[net.count] = net.now + any_below(JITTER_MS);
	net.count++;
	if (net.lost_every && net.count % net.lost_every == 0)
		flight->end = HTTP_NO_CONNECTION;
}

static int64_t next_event(int64_t latest)
{
	for (size_t i = 0; i < IN_FLIGHT; i++) {
		const struct flight *flight = &net.flights[i];
		const int64_t at = flight->sent ? flight->answered_at : flight->sent_at;
		if (flight->tag && at < latest)
			latest = at;
	}
	return latest;
}

void __wrap_http_wait(struct http *http, int64_t wait_ms)
{
	const int64_t event = next_event(net.now + wait_ms);

	(void)http;
	net.now = (event > net.now ? event : net.now) + WORK_MS;
	for (size_t i = 0; i < IN_FLIGHT; i++)
		if (net.flights[i].tag && !net.flights[i].sent && net.flights[i].sent_at <= net.now)
			send_out(&net.flights[i]);
}

bool __wrap_http_finished(struct http *http, struct http_reply *reply)
{
	(void)http;
	for (size_t i = 0; i < IN_FLIGHT; i++) {
		struct flight *flight = &net.flights[i];
		if (!flight->tag || !flight->sent || flight->answered_at > net.now)
			continue;
		*reply = (struct http_reply){ .tag = flight->tag, .end = flight->end };
		reply->status = flight->end == HTTP_ANSWERED ? 204 : 0;
		flight->tag = NULL;
		return true;
	}
	return false;
}

void __wrap_http_cancel(struct http *http, const void *tag, struct http_reply *reply)
{
	(void)http, (void)tag, (void)reply;
	fail_msg("the time is not up");
}

/* A courier of its own, at a minute of its own: what others sent has left the ledger. */
static struct courier *set_out(int rate, size_t lost_every)
{
	static const struct secret token = { .value = NULL };
	static int64_t noon = 1000007;

	memset(&net, 0, sizeof net);
	noon += ARRIVALS / RATE * 3 * LIMITER_WINDOW_MS;
	net.now = noon;
	net.last_sent = noon;
	net.lost_every = lost_every;
	return courier_new(&(struct http_options){ .base_url = BASE,
						   .user_agent = "",
						   .token = &token,
						   .token_header = HTTP_BEARER,
						   .concurrency = IN_FLIGHT },
			   rate, NULL, INT64_MAX);
}

/* As the collector does, until so many have come; there is always more to ask. */
static void carry(struct courier *courier, size_t most)
{
	static const struct errand errand = { .method = "GET", .path = "/customers", .body = "" };
	struct delivery delivery;

	while (net.count < most) {
		while (courier_has_slot(courier) && courier_take(courier, &errand))
			;
		courier_turn(courier, LOOK_MS);
		while (courier_deliver(courier, &delivery))
			str_release(&delivery.body);
	}
}

static int by_number(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void keeps_to_the_rate_and_near_it(size_t lost_every)
{
	struct courier *courier = set_out(RATE, lost_every);

	carry(courier, ARRIVALS);
	qsort(net.arrivals, ARRIVALS, sizeof *net.arrivals, by_number);
	for (size_t i = RATE; i < ARRIVALS; i++) {
		const int64_t took = net.arrivals[i] - net.arrivals[i - RATE];
		if (took < MINUTE_MS || took > PACE_MOST_MS)
			fail_msg("until request %zu: %d ms", i, (int)took);
	}
	courier_free(courier);
}

static void any_180_starts_take_a_minute_and_two_percent_at_most(void **state)
{
	(void)state;
	keeps_to_the_rate_and_near_it(0);
}

static void nor_longer_where_answers_are_lost(void **state)
{
	(void)state;
	keeps_to_the_rate_and_near_it(100);
	keeps_to_the_rate_and_near_it(20);
}

/* Not at the next look, up to LOOK_MS later: that would add up, minute by minute. */
static void a_start_that_was_refused_comes_as_soon_as_it_may(void **state)
{
	struct courier *courier = set_out(1, 0);

	(void)state;
	carry(courier, 4);
	for (size_t i = 1; i < 4; i++)
		assert_in_range(net.arrivals[i] - net.arrivals[i - 1],
				LIMITER_WINDOW_MS + CONNECT_MS - JITTER_MS,
				LIMITER_WINDOW_MS + CONNECT_MS + JITTER_MS + 3 * WORK_MS);
	courier_free(courier);
}

static int make(void **state)
{
	int result = fixture_folder_make(state);
	const struct fixture_folder *folder = *state;

	return result != 0 ? result : setenv("XDG_RUNTIME_DIR", folder->path, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_180_starts_take_a_minute_and_two_percent_at_most),
		cmocka_unit_test(nor_longer_where_answers_are_lost),
		cmocka_unit_test(a_start_that_was_refused_comes_as_soon_as_it_may),
	};

	return cmocka_run_group_tests(tests, make, fixture_folder_remove);
}
