/* What is done in a process of its own comes back whole, or as a failure. */
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/command/beside.h"
#include "audit/core/error.h"
#include "audit/core/malloc.h"

static int here; /* which only this process sees */

static int counts(void *context, size_t *number, struct error *err)
{
	(void)err;
	here++;
	*number = strlen(context);
	return 0;
}

static int fails(void *context, size_t *number, struct error *err)
{
	(void)number;
	return error_set(err, "'%s': No space left on device", (const char *)context);
}

static int is_killed(void *context, size_t *number, struct error *err)
{
	(void)context;
	(void)number;
	(void)err;
	(void)raise(SIGKILL);
	return 0;
}

static int ends(void *context, size_t *number, struct error *err)
{
	(void)context;
	(void)number;
	(void)err;
	_exit(0);
}

static int runs_out_of_memory(void *context, size_t *number, struct error *err)
{
	(void)context;
	(void)number;
	(void)err;
	malloc_refused();
}

static int hangs(void *context, size_t *number, struct error *err)
{
	(void)context;
	(void)number;
	(void)err;
	while (pause() < 0)
		continue;
	return 0;
}

static void begin(struct beside *beside, beside_work *work)
{
	static char context[] = "report.pdf";

	if (!beside_begin(beside, work, context))
		skip(); /* there is one core */
}

static void what_it_found_comes_back(void **state)
{
	struct beside beside;
	struct error err = { .message = "" };
	size_t number = 0;

	(void)state;
	begin(&beside, counts);
	assert_int_equal(beside_end(&beside, &number, &err), 0);
	assert_int_equal(number, 10);
	assert_int_equal(here, 0);
	assert_string_equal(err.message, "");
}

static void what_failed_comes_back(void **state)
{
	struct beside beside;
	struct error err = { .message = "" };
	size_t number = 0;

	(void)state;
	begin(&beside, fails);
	assert_int_equal(beside_end(&beside, &number, &err), -1);
	assert_string_equal(err.message, "'report.pdf': No space left on device");
}

static void who_is_killed_has_failed(void **state)
{
	struct beside beside;
	struct error err = { .message = "" };
	size_t number = 0;

	(void)state;
	begin(&beside, is_killed);
	assert_int_equal(beside_end(&beside, &number, &err), -1);
	assert_string_equal(err.message, "the process that writes it was ended by signal 9");
}

/* A status of 0 says nothing. */
static void who_says_nothing_has_failed(void **state)
{
	struct beside beside;
	struct error err = { .message = "" };
	size_t number = 0;

	(void)state;
	begin(&beside, ends);
	assert_int_equal(beside_end(&beside, &number, &err), -1);
	assert_string_equal(err.message, "the process that writes it ended before it was done");
}

/* One line, said by who waits: with the file's name. */
static void who_runs_out_of_memory_says_so(void **state)
{
	struct beside beside;
	struct error err = { .message = "" };
	size_t number = 0;

	(void)state;
	begin(&beside, runs_out_of_memory);
	assert_int_equal(beside_end(&beside, &number, &err), -1);
	assert_string_equal(err.message, "out of memory");
}

static void who_is_stopped_is_gone(void **state)
{
	struct beside beside;

	(void)state;
	begin(&beside, hangs);
	const pid_t process = beside.process;
	beside_stop(&beside);
	assert_int_equal(kill(process, 0), -1);
	beside_stop(&beside);
}

/* Who is killed leaves nobody behind who goes on writing. */
static void it_ends_with_who_began_it(void **state)
{
	int ends_of[2];
	char byte;

	(void)state;
	assert_int_equal(pipe(ends_of), 0);
	const pid_t above = fork();
	assert_true(above >= 0);
	if (above == 0) {
		struct beside beside;
		if (beside_begin(&beside, hangs, NULL))
			(void)raise(SIGKILL);
		_exit(0);
	}
	assert_int_equal(close(ends_of[1]), 0);
	assert_int_equal(waitpid(above, NULL, 0), above);
	assert_int_equal(read(ends_of[0], &byte, 1), 0); /* when nobody has it any more */
	assert_int_equal(close(ends_of[0]), 0);
}

static void with_one_core_nothing_is_begun(void **state)
{
	struct beside beside;
	cpu_set_t before, one;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
	CPU_ZERO(&one);
	for (size_t i = 0; i < CPU_SETSIZE && !CPU_COUNT(&one); i++)
		if (CPU_ISSET(i, &before))
			CPU_SET(i, &one);
	assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
	const bool begun = beside_begin(&beside, counts, NULL);
	assert_int_equal(sched_setaffinity(0, sizeof before, &before), 0);
	assert_false(begun);
	beside_stop(&beside);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_found_comes_back),
		cmocka_unit_test(what_failed_comes_back),
		cmocka_unit_test(who_is_killed_has_failed),
		cmocka_unit_test(who_says_nothing_has_failed),
		cmocka_unit_test(who_runs_out_of_memory_says_so),
		cmocka_unit_test(who_is_stopped_is_gone),
		cmocka_unit_test(it_ends_with_who_began_it),
		cmocka_unit_test(with_one_core_nothing_is_begun),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
