#include "audit/net/courier.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/net/body.h"
#include "audit/net/ledger.h"
#include "audit/net/limiter.h"
#include "audit/net/retry.h"
#include "audit/net/turns.h"

#define TRY_MOST_MS 120000
#define HOLD_MS 2000
#define HOLD_PART 10 /* of the budget left */
#define WITH_BODY 200
#define TOO_MANY_REQUESTS 429
/* Waiting for a retry takes no place in flight; but they must not pile up. */
#define WAITING_PER_SLOT 4

enum parcel_state { PARCEL_FREE, PARCEL_WAITING, PARCEL_FLYING, PARCEL_DONE };

struct parcel {
	enum parcel_state state;
	struct courier *courier;
	struct errand item;
	int tries;
	int cuts; /* of them, those answered with a 200 whose body is not all there */
	int64_t started;
	int64_t ended;
	int64_t due;	 /* while waiting */
	size_t slot;	 /* in the limiter */
	uint64_t ticket; /* in the ledger */
	bool sent;	 /* the bytes of this try went out */
	bool spoke;
	int status; /* of the last whole answer */
	int64_t bytes;
	struct http_reply reply;
};

struct courier {
	struct http *http;
	struct limiter limiter;
	struct ledger *ledger; /* NULL = no limit */
	int64_t refused_until; /* a start, by the limiter, the ledger or whose turn it is */
	struct turns *turns;   /* borrowed; NULL = nobody else */
	int place;	       /* in them */
	int64_t deadline;
	size_t concurrency;
	struct parcel *parcels;
	size_t count;
};

int64_t courier_wait_ms(const struct courier *courier)
{
	int64_t now = clock_monotonic_ms();
	int64_t wait = limiter_wait_ms(&courier->limiter, now);

	return courier->refused_until - now > wait ? courier->refused_until - now : wait;
}

/* Of all runs' starts, when it is this one's turn: the ms until it should ask again. */
static int64_t take_shared(struct courier *courier, int64_t now, uint64_t *ticket)
{
	int64_t wait = turns_wait_ms(courier->turns, courier->place, now);

	if (wait > 0)
		return wait;
	wait = ledger_take(courier->ledger, now, ticket);
	if (wait > 0)
		turns_put_off(courier->turns, courier->place, now + wait);
	else
		turns_started(courier->turns, courier->place);
	return wait;
}

/* Of this run's starts and of all runs', if there is one left of both. */
static bool take_start(struct courier *courier, struct parcel *parcel)
{
	int64_t now = clock_monotonic_ms();
	int64_t wait = courier_wait_ms(courier);

	if (wait <= 0)
		wait = take_shared(courier, now, &parcel->ticket);
	courier->refused_until = now + wait;
	if (wait > 0)
		return false;
	parcel->slot = limiter_start(&courier->limiter, now);
	return true;
}

/* libcurl sends once more by itself when a connection in use again turns out to be dead; the
 * server may count both. False: that must wait, as a try that was lost. */
static bool may_send(void *context, void *tag)
{
	struct parcel *parcel = tag;
	struct courier *courier = context;
	int64_t now = clock_monotonic_ms();

	if (parcel->sent)
		return take_start(courier, parcel);
	limiter_sent(&courier->limiter, parcel->slot, now);
	ledger_sent(courier->ledger, parcel->ticket, now);
	parcel->sent = true;
	return true;
}

struct courier *courier_new(const struct http_options *options, int rate, struct turns *turns,
			    int64_t deadline)
{
	struct courier *courier = xcalloc(1, sizeof *courier);
	struct http_options http = *options;

	http.may_send = may_send;
	http.context = courier;
	courier->concurrency = options->concurrency > 0 ? (size_t)options->concurrency : 1;
	courier->count = courier->concurrency * (1 + WAITING_PER_SLOT);
	courier->parcels = xcalloc(courier->count, sizeof *courier->parcels);
	courier->deadline = deadline;
	limiter_init(&courier->limiter, rate);
	courier->turns = turns;
	courier->place = TURNS_ALONE;
	if (rate > 0) {
		courier->ledger = ledger_open(options->base_url, rate);
		courier->place = turns_join(turns, options->base_url);
	}
	courier->http = http_new(&http);
	if (!courier->http) {
		courier_free(courier);
		return NULL;
	}
	return courier;
}

void courier_free(struct courier *courier)
{
	if (!courier)
		return;
	http_free(courier->http);
	for (size_t i = 0; i < courier->count; i++)
		str_release(&courier->parcels[i].reply.body);
	free(courier->parcels);
	limiter_release(&courier->limiter);
	ledger_close(courier->ledger);
	turns_leave(courier->turns, courier->place);
	free(courier);
}

void courier_set_deadline(struct courier *courier, int64_t deadline)
{
	courier->deadline = deadline;
}

static size_t count_state(const struct courier *courier, enum parcel_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < courier->count; i++)
		count += courier->parcels[i].state == state;
	return count;
}

bool courier_is_idle(const struct courier *courier)
{
	return count_state(courier, PARCEL_FREE) == courier->count;
}

int64_t courier_open(const struct courier *courier)
{
	return (int64_t)(courier->count - count_state(courier, PARCEL_FREE));
}

static bool has_flight(const struct courier *courier)
{
	return count_state(courier, PARCEL_FLYING) < courier->concurrency;
}

bool courier_has_slot(const struct courier *courier)
{
	return has_flight(courier) && count_state(courier, PARCEL_FREE) > courier->concurrency;
}

int64_t courier_last_minute(const struct courier *courier)
{
	return limiter_last_minute(&courier->limiter, clock_monotonic_ms());
}

/* False: it may not start yet. */
static bool start(struct courier *courier, struct parcel *parcel)
{
	if (!take_start(courier, parcel))
		return false;
	int64_t now = clock_monotonic_ms();
	int64_t left = courier->deadline - now;

	parcel->state = PARCEL_FLYING;
	parcel->tries++;
	parcel->sent = false;
	http_start(courier->http,
		   &(struct http_request){ .method = parcel->item.method,
					   .path = parcel->item.path,
					   .body = parcel->item.body,
					   .timeout_ms = left < TRY_MOST_MS ? left : TRY_MOST_MS,
					   .tag = parcel });
	return true;
}

static struct parcel *first_free(struct courier *courier)
{
	for (size_t i = 0; i < courier->count; i++)
		if (courier->parcels[i].state == PARCEL_FREE)
			return &courier->parcels[i];
	return NULL;
}

bool courier_take(struct courier *courier, const struct errand *item)
{
	struct parcel *parcel = first_free(courier);

	if (!parcel)
		return false;
	*parcel = (struct parcel){ .courier = courier,
				   .item = *item,
				   .started = clock_monotonic_ms() };
	return start(courier, parcel);
}

static struct parcel *earliest_waiting(struct courier *courier)
{
	struct parcel *earliest = NULL;

	for (size_t i = 0; i < courier->count; i++) {
		struct parcel *parcel = &courier->parcels[i];
		if (parcel->state == PARCEL_WAITING && (!earliest || parcel->due < earliest->due))
			earliest = parcel;
	}
	return earliest;
}

/* The limit is per address: a 429 for one is a 429 for all. */
static void hold_everybody(struct courier *courier, const struct retry_case *last, int64_t now)
{
	int64_t wait = retry_backoff_ms(last);
	int64_t brief = last->budget_left_ms / HOLD_PART;

	/* Nobody can sit out a wait beyond the budget; then only a little is waited,
	 * so that the others get to hear their own answer. */
	if (wait >= last->budget_left_ms)
		wait = brief < HOLD_MS ? brief : HOLD_MS;
	limiter_hold(&courier->limiter, now + wait);
	turns_put_off(courier->turns, courier->place, now + wait);
}

static void log_retry(const struct parcel *parcel, int64_t wait)
{
	const struct http_reply *reply = &parcel->reply;

	if (reply->end == HTTP_ANSWERED)
		log_message(LOG_INFO, "%s %s: status %d%s, once more in %" PRId64 " ms",
			    parcel->item.method, parcel->item.path, reply->status,
			    reply->status == WITH_BODY ? " and no whole body" : "", wait);
	else
		log_message(LOG_INFO, "%s %s: %s, once more in %" PRId64 " ms", parcel->item.method,
			    parcel->item.path, reply->sentence, wait);
}

static bool is_cut(const struct http_reply *reply)
{
	return reply->end == HTTP_ANSWERED && reply->status == WITH_BODY &&
	       body_is_cut(str_text(&reply->body), reply->body.length);
}

static void land(struct courier *courier, struct parcel *parcel, const struct http_reply *reply)
{
	int64_t now = clock_monotonic_ms();
	bool answered = reply->end == HTTP_ANSWERED || reply->end == HTTP_UNREADABLE;
	struct retry_case last = { .write = strcmp(parcel->item.method, "GET") != 0,
				   .end = reply->end,
				   .status = reply->status,
				   .cuts = is_cut(reply) ? ++parcel->cuts : 0,
				   .tries = parcel->tries,
				   .retry_after_ms = reply->retry_after_ms,
				   .budget_left_ms = courier->deadline - now };
	int64_t wait = retry_wait_ms(&last);

	parcel->reply = *reply;
	parcel->ended = now;
	parcel->spoke = parcel->spoke || reply->status > 0;
	if (answered) {
		parcel->status = reply->status;
		parcel->bytes = (int64_t)reply->body.length;
	}
	if (answered && reply->status == TOO_MANY_REQUESTS)
		hold_everybody(courier, &last, now);
	if (wait == RETRY_NEVER) {
		parcel->state = PARCEL_DONE;
		return;
	}
	log_retry(parcel, wait);
	str_release(&parcel->reply.body);
	parcel->due = now + wait;
	parcel->state = PARCEL_WAITING;
}

static void start_due(struct courier *courier)
{
	struct parcel *parcel = earliest_waiting(courier);
	int64_t now = clock_monotonic_ms();

	while (parcel && parcel->due <= now && has_flight(courier) && start(courier, parcel))
		parcel = earliest_waiting(courier);
}

/* Until a waiting request may go out again, at the most `wait_ms`. */
static int64_t until_due(struct courier *courier, int64_t wait_ms)
{
	const struct parcel *parcel = earliest_waiting(courier);
	int64_t now = clock_monotonic_ms();
	int64_t wait;

	/* It was refused a start, and will ask again then. */
	if (courier->refused_until > now && courier->refused_until - now < wait_ms)
		wait_ms = courier->refused_until - now;
	/* Without a free slot it is an answer that lets things go on. */
	if (!parcel || !has_flight(courier))
		return wait_ms;
	wait = parcel->due - now;
	if (courier_wait_ms(courier) > wait)
		wait = courier_wait_ms(courier);
	if (wait < 0)
		wait = 0;
	return wait < wait_ms ? wait : wait_ms;
}

void courier_turn(struct courier *courier, int64_t wait_ms)
{
	struct http_reply reply;

	start_due(courier);
	http_wait(courier->http, until_due(courier, wait_ms));
	while (http_finished(courier->http, &reply))
		land(courier, reply.tag, &reply);
}

void courier_expire(struct courier *courier)
{
	for (size_t i = 0; i < courier->count; i++) {
		struct parcel *parcel = &courier->parcels[i];
		if (parcel->state == PARCEL_FLYING) {
			http_cancel(courier->http, parcel, &parcel->reply);
			parcel->ended = clock_monotonic_ms();
		}
		if (parcel->state != PARCEL_FREE)
			parcel->state = PARCEL_DONE;
	}
}

bool courier_deliver(struct courier *courier, struct delivery *out)
{
	for (size_t i = 0; i < courier->count; i++) {
		struct parcel *parcel = &courier->parcels[i];
		if (parcel->state != PARCEL_DONE)
			continue;
		*out = (struct delivery){ .item = parcel->item,
					  .tries = parcel->tries,
					  .started = parcel->started,
					  .took_ms = parcel->ended - parcel->started,
					  .status = parcel->status,
					  .bytes = parcel->bytes,
					  .whole = parcel->reply.end == HTTP_ANSWERED,
					  .spoke = parcel->spoke,
					  .challenge = parcel->reply.challenge,
					  .date = parcel->reply.date,
					  .end = parcel->reply.end };
		memcpy(out->sentence, parcel->reply.sentence, sizeof out->sentence);
		if (out->whole)
			out->body = parcel->reply.body;
		else
			str_release(&parcel->reply.body);
		*parcel = (struct parcel){ .state = PARCEL_FREE };
		return true;
	}
	return false;
}
