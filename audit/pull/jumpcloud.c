#include "audit/pull/jumpcloud.h"

#include "audit/core/clock.h"
#include "audit/core/error.h"

/* JumpCloud tells no limit; the usual one of Syncro's is kept to here, too. */
#define RATE 180

struct visit {
	const struct watch *watch;
	struct reception *reception;
	struct courier *courier;
	int64_t deadline;
	int64_t answered;
};

static void tell_progress(struct visit *visit)
{
	const struct progress progress = {
		.what = "the MTP",
		.expected_pages = -1,
		.answered = visit->answered,
		.queued = courier_open(visit->courier),
		.last_minute = courier_last_minute(visit->courier),
		.waiting_ms = courier_wait_ms(visit->courier),
	};

	watch_progress(visit->watch, &progress);
}

/* Until the one request under way has its final answer. */
static int wait_for(struct visit *visit, struct delivery *delivery, struct error *err)
{
	while (!courier_deliver(visit->courier, delivery)) {
		int64_t now = clock_monotonic_ms();
		if (watch_wants_stop(visit->watch))
			return error_set(err, "interrupted");
		tell_progress(visit);
		if (now >= visit->deadline)
			courier_expire(visit->courier);
		else
			courier_turn(visit->courier, visit->deadline - now < WATCH_TURN_MS
							     ? visit->deadline - now
							     : WATCH_TURN_MS);
	}
	visit->answered++;
	return 0;
}

/* Within the rate and before the deadline, or not at all. */
static int start(struct visit *visit, const struct errand *item, bool *started, struct error *err)
{
	int64_t now = clock_monotonic_ms();

	while (now < visit->deadline && !(*started = courier_take(visit->courier, item))) {
		if (watch_wants_stop(visit->watch))
			return error_set(err, "interrupted");
		tell_progress(visit);
		courier_turn(visit->courier, WATCH_TURN_MS);
		now = clock_monotonic_ms();
	}
	return 0;
}

static int ask(struct visit *visit, const char *path, struct error *err)
{
	const struct errand item = {
		.method = "GET", .path = path, .body = "", .keep = true, .api = API_MTP
	};
	struct delivery delivery;
	bool started = false;

	if (start(visit, &item, &started, err) != 0)
		return -1;
	if (!started)
		return reception_skip(visit->reception, &item, clock_monotonic_ms(), err);
	return wait_for(visit, &delivery, err) != 0
		       ? -1
		       : reception_receive(visit->reception, &delivery, err);
}

int mtp_pull(const struct http_options *options, const struct watch *watch,
	     struct reception *reception, int64_t deadline, struct error *err)
{
	struct visit visit = { .watch = watch,
			       .reception = reception,
			       .courier = courier_new(options, RATE, NULL, deadline),
			       .deadline = deadline };
	const char *path;
	int result = 0;

	if (!visit.courier)
		return error_set(err, "the network library cannot be set up");
	while (result == 0 && (path = mtp_intake_next(reception->intake->mtp)))
		result = ask(&visit, path, err);
	courier_free(visit.courier);
	return result;
}
