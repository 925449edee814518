/* The accounts of a fleet take turns to send, request by request, and none waits for one that is
 * gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/net/turns.h"

#define SYNCRO "https://a.syncromsp.com/api/v1"
#define NOON ((int64_t)1000000)

static bool may_start(struct turns *turns, int place, int64_t now)
{
	if (turns_wait_ms(turns, place, now) > 0)
		return false;
	turns_started(turns, place);
	return true;
}

static void one_with_thousands_holds_up_none_with_thirty(void **state)
{
	struct turns *turns = turns_new(4);
	const int large = turns_join(turns, SYNCRO);
	const int small = turns_join(turns, "https://b.syncromsp.com/api/v1");
	int of_large = 0, of_small = 0;

	(void)state;
	for (int64_t now = NOON; of_small < 30 && of_large < 1000; now++) {
		of_large += may_start(turns, large, now);
		of_small += may_start(turns, small, now);
	}
	assert_in_range(of_large, 29, 31);
	turns_free(turns);
}

static void each_starts_one_before_any_starts_a_second(void **state)
{
	struct turns *turns = turns_new(8);
	int places[5], starts[5] = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++)
		places[i] = turns_join(turns, SYNCRO);
	for (size_t i = 0; i < COUNT_OF(places); i++)
		(void)turns_wait_ms(turns, places[i], NOON);
	/* The last one is the quickest; each that started has more to ask. */
	for (int64_t now = NOON; now < NOON + 400; now++)
		for (size_t i = COUNT_OF(places); i-- > 0;)
			while (now % (int64_t)(5 - i) == 0 && may_start(turns, places[i], now))
				starts[i]++;
	assert_true(starts[0] > 10);
	for (size_t i = 1; i < COUNT_OF(places); i++)
		assert_in_range(starts[i], starts[0] - 1, starts[0] + 1);
	turns_free(turns);
}

static void nobody_waits_for_one_that_asks_no_more(void **state)
{
	struct turns *turns = turns_new(2);
	const int first = turns_join(turns, SYNCRO), second = turns_join(turns, SYNCRO);

	(void)state;
	assert_true(may_start(turns, second, NOON));
	/* It is the first one's turn, which wants to and does not ask again. */
	turns_put_off(turns, second, NOON + 50);
	assert_int_equal(turns_wait_ms(turns, first, NOON), 50);
	assert_int_equal(turns_wait_ms(turns, second, NOON + 60), TURNS_STEP_MS);
	assert_true(may_start(turns, second, NOON + 2000));
	turns_free(turns);
}

static void one_that_has_nothing_to_ask_is_not_in_the_line(void **state)
{
	struct turns *turns = turns_new(2);
	const int idle = turns_join(turns, SYNCRO), busy = turns_join(turns, SYNCRO);

	(void)state;
	for (int64_t now = NOON; now < NOON + 10; now++)
		assert_true(may_start(turns, busy, now));
	assert_true(may_start(turns, idle, NOON + 10));
	turns_free(turns);
}

/* The limit is one for an address: what one is told concerns all. */
static void a_wait_at_one_host_is_a_wait_for_all_that_ask_it(void **state)
{
	struct turns *turns = turns_new(3);
	const int told = turns_join(turns, SYNCRO), other = turns_join(turns, SYNCRO);
	const int elsewhere = turns_join(turns, "http://127.0.0.1:8080/api/v1");

	(void)state;
	turns_put_off(turns, told, NOON + 3000);
	assert_int_equal(turns_wait_ms(turns, other, NOON), 3000);
	assert_int_equal(turns_wait_ms(turns, elsewhere, NOON), 0);
	turns_put_off(turns, told, NOON + 1000); /* an earlier moment changes nothing */
	assert_int_equal(turns_wait_ms(turns, other, NOON), 3000);
	turns_free(turns);
}

static void without_turns_or_without_room_one_is_alone(void **state)
{
	struct turns *turns = turns_new(1);

	(void)state;
	assert_int_equal(turns_join(NULL, SYNCRO), TURNS_ALONE);
	assert_int_equal(turns_join(turns, SYNCRO), 0);
	assert_int_equal(turns_join(turns, SYNCRO), TURNS_ALONE);
	assert_int_equal(turns_wait_ms(turns, TURNS_ALONE, NOON), 0);
	assert_int_equal(turns_wait_ms(NULL, TURNS_ALONE, NOON), 0);
	turns_started(turns, TURNS_ALONE);
	turns_put_off(turns, TURNS_ALONE, NOON);
	turns_leave(turns, TURNS_ALONE);
	turns_leave(turns, 0);
	assert_int_equal(turns_join(turns, SYNCRO), 0);
	turns_free(turns);
	turns_free(NULL);
}

static void what_a_process_that_died_held_is_free_again(void **state)
{
	struct turns *turns = turns_new(1);
	const pid_t process = fork();
	int status;

	(void)state;
	if (process == 0) {
		(void)turns_wait_ms(turns, turns_join(turns, SYNCRO), NOON);
		(void)raise(SIGKILL);
	}
	assert_int_equal(waitpid(process, &status, 0), process);
	assert_int_equal(turns_join(turns, SYNCRO), TURNS_ALONE);
	turns_forget(turns, process);
	assert_int_equal(turns_join(turns, SYNCRO), 0);
	turns_free(turns);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_with_thousands_holds_up_none_with_thirty),
		cmocka_unit_test(each_starts_one_before_any_starts_a_second),
		cmocka_unit_test(nobody_waits_for_one_that_asks_no_more),
		cmocka_unit_test(one_that_has_nothing_to_ask_is_not_in_the_line),
		cmocka_unit_test(a_wait_at_one_host_is_a_wait_for_all_that_ask_it),
		cmocka_unit_test(without_turns_or_without_room_one_is_alone),
		cmocka_unit_test(what_a_process_that_died_held_is_free_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
