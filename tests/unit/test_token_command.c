/* A command that gives the token, and whatever else it does: it ends, and nothing is left. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/str.h"
#include "audit/input/token_command.h"

#define LINE_MOST 64
#define PATIENCE_MS 20000 /* of a slow machine; what hangs, hangs for longer */

static volatile sig_atomic_t stop;

/* `line` NULL: an error that says `message`. */
static void expect(const char *command, int64_t limit_ms, const char *line, const char *message)
{
	struct str out = STR_INIT(LINE_MOST);
	struct error err = { .message = "" };
	const int64_t before = clock_monotonic_ms();
	int result = token_command_read(command, limit_ms, &stop, &out, &err);

	if (clock_monotonic_ms() - before > PATIENCE_MS)
		fail_msg("'%s' took %" PRId64 " ms", command, clock_monotonic_ms() - before);
	if (result != (line ? 0 : -1))
		fail_msg("'%s': %d, '%s'", command, result, err.message);
	if (line)
		assert_string_equal(str_text(&out), line);
	else if (!strstr(err.message, message))
		fail_msg("'%s' does not say '%s'", err.message, message);
	str_release(&out);
}

static void the_first_line_is_taken_and_the_rest_is_drained(void **state)
{
	(void)state;
	expect("echo one; echo two", 60000, "one", NULL);
	expect("printf one", 60000, "one", NULL);
	expect("echo one; head -c 3000000 /dev/zero", 60000, "one", NULL);
	expect("echo; echo two", 60000, "", NULL);
	expect("true", 60000, "", NULL);
}

static void a_line_that_cannot_be_a_token_is_an_error(void **state)
{
	(void)state;
	expect("printf 'on\\000e\\n'", 60000, NULL, "holds a NUL");
	expect("head -c 64 /dev/zero | tr '\\0' a", 60000,
	       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL);
	expect("head -c 65 /dev/zero | tr '\\0' a", 60000, NULL, "more than 64 characters");
	expect("cat /dev/zero | tr '\\0' a", 60000, NULL, "more than 64 characters");
}

static void a_command_that_fails_gives_nothing(void **state)
{
	(void)state;
	expect("echo one; exit 3", 60000, NULL, "ended with status 3");
	expect("echo one; kill -9 $$", 60000, NULL, "ended by a signal");
	expect("echo one; kill -STOP $$", 60000, NULL, "was stopped");
}

static void a_command_that_does_not_end_is_ended(void **state)
{
	(void)state;
	expect("sleep 1000", 300, NULL, "did not end within");
	expect("echo one; sleep 1000", 300, NULL, "did not end within");
	expect("trap '' TERM INT HUP; sleep 1000; sleep 1000", 300, NULL, "did not end within");
	expect("yes", 300, NULL, "did not end within");
}

static bool is_gone(const char *file)
{
	FILE *stream = fopen(file, "r");
	long process = 0;

	assert_non_null(stream);
	assert_int_equal(fscanf(stream, "%ld", &process), 1);
	(void)fclose(stream);
	/* Nobody may be there to wait for it: then it stays as a zombie. */
	for (int i = 0; i < 200; i++, usleep(10000)) {
		char path[64], text[256] = "";
		(void)snprintf(path, sizeof path, "/proc/%ld/stat", process);
		stream = fopen(path, "r");
		if (!stream)
			return true;
		/* It may go between the two: then nothing can be read. */
		const size_t length = fread(text, 1, sizeof text - 1, stream);
		(void)fclose(stream);
		if (length == 0 || strstr(text, ") Z "))
			return true;
	}
	return false;
}

static void a_child_that_holds_the_pipe_is_not_waited_for_and_not_left(void **state)
{
	char path[] = "/tmp/syncro-audit-child-XXXXXX", command[128];
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	(void)snprintf(command, sizeof command, "sleep 1000 & echo $! >%s; echo one", path);
	expect(command, 60000, "one", NULL);
	assert_true(is_gone(path));
	(void)snprintf(command, sizeof command, "sleep 1000 & echo $! >%s; wait", path);
	expect(command, 300, NULL, "did not end within");
	assert_true(is_gone(path));
	close(fd);
	(void)unlink(path);
}

static void a_stop_is_heard(void **state)
{
	(void)state;
	stop = 15;
	expect("sleep 1000", 60000, NULL, "interrupted");
	stop = 0;
}

/* A program that ignores SIGPIPE would write into a closed pipe for ever. */
static void signals_are_as_they_are_by_default(void **state)
{
	(void)state;
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	/* 32 and 33 are the C library's own. */
	expect("ignored=$(sed -n 's/^SigIgn:.//p' /proc/self/status); "
	       "echo $((0x$ignored & 0x7fffffff))",
	       60000, "0", NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)signal(SIGXFSZ, SIG_DFL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_line_is_taken_and_the_rest_is_drained),
		cmocka_unit_test(a_line_that_cannot_be_a_token_is_an_error),
		cmocka_unit_test(a_command_that_fails_gives_nothing),
		cmocka_unit_test(a_command_that_does_not_end_is_ended),
		cmocka_unit_test(a_child_that_holds_the_pipe_is_not_waited_for_and_not_left),
		cmocka_unit_test(a_stop_is_heard),
		cmocka_unit_test(signals_are_as_they_are_by_default),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
