#include "audit/pull/collect.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/net/courier.h"
#include "audit/pull/agenda.h"
#include "audit/pull/jumpcloud.h"
#include "audit/pull/reception.h"
#include "audit/syncro/assemble.h"

#define PROGRESS_MS 50
/* Of the budget, what is kept for the closing /me. */
#define RESERVE_MOST_MS 2000
#define RESERVE_PART 10
/* With more of the budget left, no order of requests is better for what is lost at its end. */
#define AMPLE_MS 120000

struct run {
	const struct collect_options *options;
	struct error *err;
	struct courier *courier;
	struct agenda agenda;
	struct intake intake;
	struct reception reception;
	bool agenda_open; /* whether requests may be taken from it */
	bool has_next;	  /* taken from the agenda, not started yet */
	struct errand next;
	int64_t started; /* monotonic */
	int64_t deadline;
	int64_t answered;
	int64_t busy_ms;
	int64_t progressed_at;
	enum list last_list;
	const char *last_path;
	struct delivery first; /* how /me went: only what is no pointer */
};

static const struct errand me_item = {
	.method = "GET", .path = SOURCE_ME_PATH, .body = "", .keep = true
};

/* Progress */

static const char *what_is_read(const struct run *run)
{
	if (run->last_list != LIST_NONE)
		return list_rows[run->last_list].key;
	if (strncmp(run->last_path, "/users/", 7) == 0)
		return "user details";
	return strcmp(run->last_path, SOURCE_ME_PATH) == 0 ? "the token" : "permissions";
}

static void tell_progress(struct run *run, int64_t now)
{
	const struct paging *paging = listing_going_on(&run->intake.lists[run->last_list]);
	struct progress progress = { .what = what_is_read(run),
				     .pages = paging->counted,
				     .expected_pages = paging_promised(paging),
				     .answered = run->answered };

	if (now - run->progressed_at < PROGRESS_MS)
		return;
	run->progressed_at = now;
	progress.queued = courier_open(run->courier) + run->has_next;
	if (run->agenda_open) {
		progress.queued += agenda_left(&run->agenda);
		progress.foreseen = agenda_is_foreseen(&run->agenda);
	}
	progress.rate = run->options->rate;
	progress.last_minute = courier_last_minute(run->courier);
	progress.waiting_ms = courier_wait_ms(run->courier);
	progress.elapsed_ms = now - run->started;
	progress.busy_ms = run->busy_ms;
	watch_progress(&run->options->watch, &progress);
}

/* The loop */

static int receive_all(struct run *run)
{
	struct delivery delivery;

	while (courier_deliver(run->courier, &delivery)) {
		run->answered++;
		run->last_list = delivery.item.list;
		run->last_path = delivery.item.path;
		if (run->answered == 1) {
			run->first = delivery;
			run->first.body = (struct str)STR_INIT(0);
		}
		if (reception_receive(&run->reception, &delivery, run->err) != 0)
			return -1;
		if (run->agenda_open)
			agenda_back(&run->agenda, &delivery.item);
	}
	return 0;
}

/* Starts what may start now. */
static void feed(struct run *run)
{
	const bool ample = run->deadline - clock_monotonic_ms() > AMPLE_MS;

	run->agenda.company = ample ? (size_t)run->options->concurrency - 1 : 0;
	while (courier_has_slot(run->courier)) {
		if (!run->has_next && run->agenda_open)
			run->has_next = agenda_next(&run->agenda, &run->next);
		if (!run->has_next || !courier_take(run->courier, &run->next))
			return;
		run->has_next = false;
	}
}

/* Nothing is under way, and the next may not start before the time is up. */
static bool is_hopeless(const struct run *run, int64_t deadline, int64_t now)
{
	return courier_is_idle(run->courier) && now + courier_wait_ms(run->courier) >= deadline;
}

static void turn(struct run *run, int64_t wait_ms)
{
	const bool busy = !courier_is_idle(run->courier);
	const int64_t from = clock_monotonic_ms();

	courier_turn(run->courier, wait_ms);
	run->busy_ms += busy ? clock_monotonic_ms() - from : 0;
}

/* Works until there is nothing left to do or the deadline has come. */
static int work(struct run *run, int64_t deadline)
{
	courier_set_deadline(run->courier, deadline);
	for (;;) {
		int64_t now = clock_monotonic_ms();
		if (watch_wants_stop(&run->options->watch))
			return error_set(run->err, "interrupted");
		if (now >= deadline)
			break;
		feed(run);
		if (!run->has_next && courier_is_idle(run->courier))
			return 0;
		if (is_hopeless(run, deadline, now))
			break;
		turn(run, deadline - now < WATCH_TURN_MS ? deadline - now : WATCH_TURN_MS);
		if (receive_all(run) != 0)
			return -1;
		tell_progress(run, clock_monotonic_ms());
	}
	courier_expire(run->courier);
	return receive_all(run);
}

/* Logs what there was no time for. */
static int skip_rest(struct run *run)
{
	int64_t now = clock_monotonic_ms();

	run->agenda.company = 0;
	while (run->has_next || (run->agenda_open && agenda_next(&run->agenda, &run->next))) {
		run->has_next = false;
		if (reception_skip(&run->reception, &run->next, now, run->err) != 0)
			return -1;
	}
	return 0;
}

/* The steps */

static int64_t reserve_ms(const struct run *run)
{
	int64_t part = run->options->time_budget_ms / RESERVE_PART;

	return part < RESERVE_MOST_MS ? part : RESERVE_MOST_MS;
}

static int ask_for_me(struct run *run)
{
	run->next = me_item;
	run->has_next = true;
	return work(run, run->deadline);
}

static int ask_me_again(struct run *run)
{
	return ask_for_me(run) != 0 || skip_rest(run) != 0 ? -1 : 0;
}

/* Whose token is it? Without an answer from anybody there is no report. */
static int ask_me(struct run *run)
{
	if (ask_for_me(run) != 0)
		return -1;
	/* A refusal that would fail the first requirement has to stand. */
	if (run->intake.me.rejected && ask_me_again(run) != 0)
		return -1;
	if (run->answered == 0 || !run->first.spoke)
		return error_set(run->err, "'%s' cannot be reached: %s", run->options->base_url,
				 run->answered && *run->first.sentence
					 ? run->first.sentence
					 : "the time budget ended before an answer came");
	return 0;
}

static int ask_everything(struct run *run)
{
	run->agenda_open = true;
	if (work(run, run->deadline - reserve_ms(run)) != 0 || skip_rest(run) != 0)
		return -1;
	run->agenda_open = false;
	return 0;
}

/* Everything would be told under a wrong name. */
static int check_account(const struct run *run)
{
	const char *subdomain = run->options->subdomain;
	const char *stranger = intake_stranger(&run->intake, subdomain);
	const int64_t other = intake_other_user(&run->intake);

	if (stranger)
		return error_set(run->err,
				 "'%s' was asked for, but GET /me answers for the account '%s': "
				 "is the token one of '%s'?",
				 subdomain, stranger, subdomain);
	return other ? error_set(run->err,
				 "GET /me answers for user %" PRId64
				 " at the start and for user %" PRId64
				 " at the end: whose token it is cannot be told",
				 run->intake.me.user_id, other)
		     : 0;
}

/* The agenda asked already, or had no time for the answer. */
static bool wants_closing(const struct intake *intake)
{
	return intake->refused > 0 &&
	       (!intake_is_closed(intake) || intake->closing_outcome == OUTCOME_NOT_SENT ||
		intake->closing_outcome == OUTCOME_TIMEOUT);
}

static int pull(struct run *run)
{
	if (ask_me(run) != 0 || check_account(run) != 0)
		return -1;
	if (!run->intake.me.known)
		return 0;
	if (ask_everything(run) != 0)
		return -1;
	/* Were the refusals about permissions, or was the token revoked meanwhile? */
	if (wants_closing(&run->intake) && ask_me_again(run) != 0)
		return -1;
	return check_account(run);
}

/* Last, so that it takes no time from Syncro; and not if nothing came from there. */
static int pull_mtp(struct run *run)
{
	const struct collect_mtp *mtp = run->options->mtp;

	if (!mtp || !run->intake.me.known)
		return 0;
	return mtp_pull(&(struct http_options){ .base_url = mtp->base_url,
						.user_agent = run->options->user_agent,
						.token = mtp->key,
						.token_header = HTTP_API_KEY,
						.concurrency = 1 },
			&run->options->watch, &run->reception, run->deadline, run->err);
}

static void expect_mtp(struct run *run)
{
	const struct collect_options *options = run->options;

	if (options->mtp)
		intake_expect_mtp(&run->intake,
				  &(struct mtp_target){ .provider = options->mtp->provider,
							.base_url = options->mtp->base_url,
							.subdomain = options->subdomain });
}

static int begin(struct run *run, struct arena *arena, const struct plan *plan)
{
	const struct collect_options *options = run->options;

	run->started = clock_monotonic_ms();
	run->deadline = run->started + options->time_budget_ms;
	run->last_path = "";
	intake_init(&run->intake, arena, plan);
	expect_mtp(run);
	agenda_init(&run->agenda, arena, plan, &run->intake);
	run->reception = (struct reception){ .arena = arena,
					     .token = options->token,
					     .intake = &run->intake,
					     .wall_offset = clock_wall_ms() - run->started };
	run->courier = courier_new(&(struct http_options){ .base_url = options->base_url,
							   .user_agent = options->user_agent,
							   .token = options->token,
							   .token_header = HTTP_BEARER,
							   .concurrency = options->concurrency },
				   options->rate, options->turns, run->deadline);
	if (!run->courier)
		return error_set(run->err, "the network library cannot be set up");
	return evidence_log_open(&run->reception.log, options->evidence_folder, run->err);
}

static int64_t whole_seconds(int64_t ms)
{
	return ms / 1000 * 1000;
}

static struct account *finish(struct run *run, struct arena *arena)
{
	struct account *account = arena_alloc(arena, sizeof *account);
	int64_t offset = run->reception.wall_offset;

	account->subdomain = arena_strdup(arena, run->options->subdomain);
	account->base_url = arena_strdup(arena, run->options->base_url);
	account->started_at = whole_seconds(offset + run->started);
	account->finished_at = whole_seconds(offset + clock_monotonic_ms());
	assemble_account(&run->intake, account);
	return account;
}

int collect(struct arena *arena, const struct collect_options *options, const struct plan *plan,
	    struct account **out, struct error *err)
{
	struct run run = { .options = options, .err = err };
	int result = begin(&run, arena, plan);

	if (result == 0)
		result = pull(&run);
	if (result == 0)
		result = pull_mtp(&run);
	if (result == 0) {
		result = evidence_log_commit(run.reception.log, err);
		run.reception.log = NULL;
	}
	if (result == 0)
		*out = finish(&run, arena);
	evidence_log_free(run.reception.log);
	reception_release(&run.reception);
	courier_free(run.courier);
	agenda_release(&run.agenda);
	intake_release(&run.intake);
	return result;
}
