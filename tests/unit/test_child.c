/* A program that is run: what it gets, what it gives, and how it ended. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "audit/input/child.h"

static struct error err;

static int take(void *context, const char *bytes, size_t length, struct error *why)
{
	return str_add(context, bytes, length) == 0 ? 0 : error_set(why, "prints too much");
}

static struct child shell(const char **argv, const char *script, struct str *out)
{
	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] = script;
	argv[3] = NULL;
	return (struct child){ .argv = argv,
			       .input = -1,
			       .extra = -1,
			       .limit_ms = 60000,
			       .take = take,
			       .context = out };
}

static int file_of(const char *text)
{
	char name[] = "/tmp/test-child-XXXXXX";
	int fd = mkostemp(name, O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(unlink(name), 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void variables_are_withheld_by_their_whole_name(void **state)
{
	static const char *const without[] = { "CHILD_A", "CHILD_B", NULL };
	struct str out = STR_INIT(STR_LINE);
	const char *argv[4];
	struct child child = shell(argv, "echo $CHILD_A,$CHILD_AA,$CHILD_B,$CHILD", &out);

	(void)state;
	assert_int_equal(setenv("CHILD_A", "a", 1), 0);
	assert_int_equal(setenv("CHILD_AA", "aa", 1), 0);
	assert_int_equal(setenv("CHILD_B", "b", 1), 0);
	assert_int_equal(setenv("CHILD", "c", 1), 0);
	child.without = without;
	assert_int_equal(child_run(&child, NULL, &err), 0);
	assert_string_equal(str_text(&out), ",aa,,c\n");
	assert_string_equal(getenv("CHILD_A"), "a");
	str_release(&out);
}

static void files_are_handed_over(void **state)
{
	struct str out = STR_INIT(STR_LINE);
	const char *argv[4];
	struct child child = shell(argv, "cat; cat " CHILD_EXTRA_PATH, &out);

	(void)state;
	child.input = file_of("one\n");
	child.extra = file_of("two\n");
	assert_int_equal(child_run(&child, NULL, &err), 0);
	assert_string_equal(str_text(&out), "one\ntwo\n");
	close(child.input);
	close(child.extra);
	str_release(&out);
}

static void how_it_ended_is_told(void **state)
{
	struct str out = STR_INIT(STR_LINE);
	const char *argv[4];
	int status = 0;
	struct child child = shell(argv, "exit 3", &out);

	(void)state;
	assert_int_equal(child_run(&child, &status, &err), -1);
	assert_int_equal(status, 3);
	assert_string_equal(err.message, "ended with status 3");
	argv[2] = "kill -9 $$";
	assert_int_equal(child_run(&child, &status, &err), -1);
	assert_int_equal(status, -1);
	argv[0] = "no-such-program-anywhere";
	assert_int_equal(child_run(&child, &status, &err), -1);
	assert_int_equal(status, -1);
	assert_non_null(strstr(err.message, "cannot be run"));
	str_release(&out);
}

static void what_prints_too_much_is_ended(void **state)
{
	struct str out = STR_INIT(STR_LINE);
	const char *argv[4];
	const struct child child = shell(argv, "cat /dev/zero", &out);

	(void)state;
	assert_int_equal(child_run(&child, NULL, &err), -1);
	assert_string_equal(err.message, "prints too much");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(variables_are_withheld_by_their_whole_name),
		cmocka_unit_test(files_are_handed_over),
		cmocka_unit_test(how_it_ended_is_told),
		cmocka_unit_test(what_prints_too_much_is_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
