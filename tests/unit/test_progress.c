/* What a terminal is told while a pull goes on: how far it is, and about how long it takes yet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/command/progress.h"
#include "audit/core/array.h"
#include "audit/net/limiter.h"

static struct progress halfway(void)
{
	return (struct progress){ .what = "customers",
				  .pages = 12,
				  .expected_pages = 40,
				  .answered = 50,
				  .queued = 50,
				  .foreseen = true,
				  .rate = 180,
				  .last_minute = 50,
				  .elapsed_ms = 40000,
				  .busy_ms = 40000 };
}

static void assert_told(const struct progress *progress, const char *wanted)
{
	char text[256];

	progress_text(progress, text, sizeof text);
	assert_string_equal(text, wanted);
}

static void how_far_it_is_and_how_long_it_takes(void **state)
{
	struct progress progress = halfway();

	(void)state;
	assert_told(&progress, "[##########          ] about 40 s left · customers page 12 of 40 · "
			       "50 answered, 50 to go");
	progress.waiting_ms = 5000;
	progress.expected_pages = -1;
	assert_told(&progress, "[##########          ] about 45 s left · customers page 12 · "
			       "50 answered, 50 to go · waiting 5 s");
}

static void nothing_is_told_of_the_time_while_it_cannot_be_known(void **state)
{
	struct progress progress = halfway();

	(void)state;
	/* A list has not told its length. */
	progress.foreseen = false;
	assert_int_equal(progress_left_ms(&progress), -1);
	assert_told(&progress, "customers page 12 of 40 · 50 answered, 50 to go");
	/* Hardly anything was answered. */
	progress = halfway();
	progress.answered = 23;
	progress.queued = 477;
	progress.pages = 0;
	progress.expected_pages = -1;
	assert_int_equal(progress_left_ms(&progress), -1);
	assert_told(&progress, "[                    ] customers · 23 answered, 477 to go");
}

static void nothing_at_all_is_told_too(void **state)
{
	const struct progress nothing = { .what = "the token", .expected_pages = -1 };

	(void)state;
	assert_told(&nothing, "the token · 0 answered, 0 to go");
}

static void a_guess_is_told_in_round_numbers(void **state)
{
	static const struct {
		int64_t each_ms; /* of 50 requests */
		const char *told;
	} cases[] = {
		{ 0, "a few seconds left" },	 { 100, "a few seconds left" },
		{ 101, "about 10 s left" },	 { 800, "about 40 s left" },
		{ 1099, "about 55 s left" },	 { 1101, "about 1 min left" },
		{ 1201, "about 2 min left" },	 { 12000, "about 10 min left" },
		{ 106000, "about 89 min left" }, { 107000, "about 2 h left" },
		{ 1440000, "about 20 h left" },
	};
	char text[256];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct progress progress = halfway();
		progress.rate = 0;
		progress.busy_ms = cases[i].each_ms * progress.answered;
		progress_text(&progress, text, sizeof text);
		if (!strstr(text, cases[i].told))
			fail_msg("%d: '%s' instead of '%s'", (int)cases[i].each_ms, text,
				 cases[i].told);
	}
}

/* A pull under a clock that the test turns: so many requests, each takes so long, so many at
 * once, and the limiter that the program has. */
struct fake {
	int64_t requests, took_ms, at_once, rate;
	int64_t now, ends[64]; /* of those in flight */
	int64_t in_flight, started, answered, busy_ms;
	struct limiter limiter;
};

static void step(struct fake *fake)
{
	for (int64_t i = 0; i < fake->in_flight;)
		if (fake->ends[i] <= fake->now) {
			fake->ends[i] = fake->ends[--fake->in_flight];
			fake->answered++;
		} else {
			i++;
		}
	while (fake->in_flight < fake->at_once && fake->started < fake->requests &&
	       limiter_wait_ms(&fake->limiter, fake->now) == 0) {
		(void)limiter_start(&fake->limiter, fake->now);
		fake->ends[fake->in_flight++] = fake->now + fake->took_ms;
		fake->started++;
	}
	fake->busy_ms += fake->in_flight ? 10 : 0;
	fake->now += 10;
}

static struct progress seen(const struct fake *fake)
{
	const int64_t begun = 1000000;

	return (struct progress){ .what = "customers",
				  .expected_pages = -1,
				  .answered = fake->answered,
				  .queued = fake->requests - fake->answered,
				  .foreseen = true,
				  .rate = fake->rate,
				  .last_minute = limiter_last_minute(&fake->limiter, fake->now),
				  .waiting_ms = limiter_wait_ms(&fake->limiter, fake->now),
				  .elapsed_ms = fake->now - begun,
				  .busy_ms = fake->busy_ms };
}

#define TOLD_MOST 4096

/* To a third and ten seconds. What was told all along is held against what it then took. */
static void what_is_told_comes_about(void **state)
{
	static const struct fake cases[] = {
		{ .requests = 60, .took_ms = 200, .at_once = 8, .rate = 180 },
		{ .requests = 60, .took_ms = 3000, .at_once = 1, .rate = 180 },
		{ .requests = 1000, .took_ms = 200, .at_once = 8, .rate = 180 },
		{ .requests = 1000, .took_ms = 2000, .at_once = 8, .rate = 180 },
		{ .requests = 1000, .took_ms = 5000, .at_once = 8, .rate = 180 },
		{ .requests = 500, .took_ms = 100, .at_once = 8, .rate = 30 },
		{ .requests = 2000, .took_ms = 100, .at_once = 8, .rate = 0 },
	};
	static int64_t told[TOLD_MOST], at[TOLD_MOST];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fake fake = cases[i];
		size_t count = 0;
		fake.now = 1000000;
		limiter_init(&fake.limiter, (int)fake.rate);
		for (int64_t round = 0; fake.answered < fake.requests; round++) {
			step(&fake);
			const struct progress progress = seen(&fake);
			const int64_t left = progress_left_ms(&progress);
			if (round % 100 || left < 0 || count == TOLD_MOST)
				continue;
			told[count] = left;
			at[count++] = fake.now;
		}
		assert_true(count > 0);
		for (size_t t = 0; t < count; t++) {
			const int64_t took = fake.now - at[t];
			if (told[t] > took + took / 3 + 10000 || told[t] < took - took / 3 - 10000)
				fail_msg("case %zu, %d ms to go: told %d", i, (int)took,
					 (int)told[t]);
		}
		limiter_release(&fake.limiter);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(how_far_it_is_and_how_long_it_takes),
		cmocka_unit_test(nothing_is_told_of_the_time_while_it_cannot_be_known),
		cmocka_unit_test(nothing_at_all_is_told_too),
		cmocka_unit_test(a_guess_is_told_in_round_numbers),
		cmocka_unit_test(what_is_told_comes_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
