/* A folder that cannot be read to its end is never taken for a short one. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/folder.h"
#include "audit/core/file/removal.h"
#include "audit/core/file/walk.h"
#include "audit/core/mem.h"

static char scratch[] = "/tmp/test_walk.XXXXXX";
static int refused_at; /* the readdir that fails, from 1; 0 = none */
static int calls;

/* In the place of libc's, for the whole of this program. */
struct dirent *readdir(DIR *stream)
{
	static struct dirent *(*next)(DIR * stream);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "readdir");
	if (++calls == refused_at) {
		errno = EIO;
		return NULL;
	}
	return next(stream);
}

static void refuse(int at)
{
	refused_at = at;
	calls = 0;
}

static int open_folder(const char *name)
{
	int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_true(fd >= 0);
	return fd;
}

static void run(const char *command)
{
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
}

static int make(void **state)
{
	(void)state;
	refuse(0);
	run("mkdir -p here/sub/deep here/empty && cd here && touch a sub/b sub/deep/c .hidden &&"
	    " printf 12345 >size && ln -s sub link && mkfifo pipe");
	return 0;
}

static int clear(void **state)
{
	(void)state;
	refuse(0);
	run("rm -rf here one away");
	return 0;
}

static size_t count_names(int *result)
{
	struct walk walk;
	size_t count = 0;

	walk_begin(&walk, open_folder("here"));
	for (const char *name; (name = walk_next(&walk)); count++) {
		assert_int_not_equal(strcmp(name, "."), 0);
		assert_int_not_equal(strcmp(name, ".."), 0);
	}
	*result = walk_end(&walk);
	return count;
}

static void every_name_but_the_dots_is_told(void **state)
{
	int result = -1;

	(void)state;
	assert_int_equal(count_names(&result), 7);
	assert_int_equal(result, 0);
}

static void a_failure_is_not_the_end_whichever_entry_it_meets(void **state)
{
	const int all = 7 + 2 + 1; /* the dots, and the end */

	(void)state;
	for (int at = 1; at <= all; at++) {
		int result = 0;
		refuse(at);
		errno = 0;
		(void)count_names(&result);
		assert_int_equal(result, -1);
		assert_int_equal(errno, EIO);
	}
	refuse(all + 1);
	int result = -1;
	assert_int_equal(count_names(&result), 7);
	assert_int_equal(result, 0);
}

static void a_folder_that_cannot_be_opened_is_told_with_its_reason(void **state)
{
	struct walk walk;

	(void)state;
	walk_begin(&walk, open("nowhere", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	assert_null(walk_next(&walk));
	errno = 0;
	assert_int_equal(walk_end(&walk), -1);
	assert_int_equal(errno, ENOENT);
	int file = open("here/a", O_RDONLY | O_CLOEXEC);
	walk_begin(&walk, file);
	assert_null(walk_next(&walk));
	assert_int_equal(walk_end(&walk), -1);
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(fcntl(file, F_GETFD), -1);
}

static void who_stops_early_has_no_error(void **state)
{
	struct walk walk;

	(void)state;
	walk_begin(&walk, open_folder("here"));
	assert_non_null(walk_next(&walk));
	int fd = walk.fd;
	assert_int_equal(walk_end(&walk), 0);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
}

static void a_tree_is_all_that_is_below_by_name(void **state)
{
	static const struct {
		const char *name;
		mode_t kind;
	} expected[] = {
		{ "", S_IFDIR },	 { ".hidden", S_IFREG },    { "a", S_IFREG },
		{ "empty", S_IFDIR },	 { "link", S_IFLNK },	    { "pipe", S_IFIFO },
		{ "size", S_IFREG },	 { "sub", S_IFDIR },	    { "sub/b", S_IFREG },
		{ "sub/deep", S_IFDIR }, { "sub/deep/c", S_IFREG },
	};
	struct walk_tree tree;
	int fd = open_folder("here");

	(void)state;
	walk_tree(&tree, fd);
	assert_int_equal(tree.count, COUNT_OF(expected));
	for (size_t i = 0; i < tree.count; i++) {
		assert_string_equal(tree.entries[i].name, expected[i].name);
		assert_int_equal(tree.entries[i].mode & S_IFMT, expected[i].kind);
		assert_int_equal(tree.entries[i].device, tree.entries[0].device);
		assert_int_equal(tree.entries[i].error, 0);
	}
	assert_int_equal(tree.entries[6].size, 5);
	walk_tree_release(&tree);
	walk_tree_release(&tree);
	close(fd);
}

static void a_folder_of_the_tree_that_is_not_read_to_its_end_says_so(void **state)
{
	int fd = open_folder("here");
	struct walk_tree tree;

	(void)state;
	walk_tree(&tree, fd);
	walk_tree_release(&tree);
	const int all = calls;
	assert_true(all > 20);
	for (int at = 1; at <= all; at++) {
		size_t told = 0;
		refuse(at);
		walk_tree(&tree, fd);
		for (size_t i = 0; i < tree.count; i++) {
			assert_true(!tree.entries[i].error || S_ISDIR(tree.entries[i].mode));
			told += tree.entries[i].error == EIO;
		}
		assert_int_equal(told, 1);
		walk_tree_release(&tree);
	}
	close(fd);
}

/* Somebody may have made folders in folders in folders. */
static void no_depth_uses_up_time_and_memory(void **state)
{
	struct walk_tree tree;
	int top = open_folder("here"), fd = open_folder("here");
	size_t depth = 0, told = 0;

	(void)state;
	for (; depth < 200; depth++) {
		assert_int_equal(mkdirat(fd, "d", 0700), 0);
		int next = openat(fd, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		assert_true(next >= 0);
		close(fd);
		fd = next;
	}
	close(fd);
	walk_tree(&tree, top);
	for (size_t i = 0; i < tree.count; i++) {
		if (!tree.entries[i].error)
			continue;
		assert_int_equal(tree.entries[i].error, ENAMETOOLONG);
		assert_int_equal(strlen(tree.entries[i].name), 2 * WALK_DEEPEST + 1);
		told++;
	}
	assert_int_equal(told, 1);
	walk_tree_release(&tree);
	close(top);
}

/* "one": results.json and evidence/run.json. */
static void make_report(void)
{
	struct folder folder;
	struct error err = { .message = "" };

	assert_int_equal(folder_reserve(&folder, "one", true, &err), 0);
	run("echo '{}' >one/results.json && echo '{}' >one/evidence/run.json");
	assert_int_equal(folder_commit(&folder, "an id", &err), 0);
	folder_release(&folder);
}

static void a_report_that_cannot_be_seen_whole_is_not_removed(void **state)
{
	static const char *const notes[] = { "one/zz-notes.txt", "one/evidence/zz-notes.txt" };
	struct error err = { .message = "" };
	int here = open_folder(".");
	char command[256];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		make_report();
		(void)snprintf(command, sizeof command, "touch %s && cp -a one away", notes[i]);
		run(command);
		refuse(0);
		assert_int_equal(removal_report(here, "one", &err), -1);
		assert_non_null(strstr(err.message, "zz-notes.txt' is not what"));
		const int all = calls;
		for (int at = 1; at <= all; at++) {
			refuse(at);
			assert_int_equal(removal_report(here, "one", &err), -1);
			assert_non_null(strstr(err.message, "is left as it is: "));
			assert_non_null(strstr(err.message, "cannot be read: Input/output error"));
			run("diff -r away one");
		}
		clear(NULL);
	}
	close(here);
}

static void no_manifest_is_written_of_what_cannot_be_seen_whole(void **state)
{
	(void)state;
	for (int at = 1; at <= 6; at++) {
		struct folder folder;
		struct error err = { .message = "" };
		assert_int_equal(folder_reserve(&folder, "one", true, &err), 0);
		run("touch one/results.json");
		refuse(at);
		assert_int_equal(folder_commit(&folder, "an id", &err), -1);
		assert_string_equal(err.message, "report folder 'one': Input/output error");
		folder_release(&folder);
		assert_int_equal(access("one", F_OK), -1);
	}
}

static int enter(void **state)
{
	(void)state;
	return mkdtemp(scratch) && chdir(scratch) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(scratch) == 0 ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_name_but_the_dots_is_told),
		TEST(a_failure_is_not_the_end_whichever_entry_it_meets),
		TEST(a_folder_that_cannot_be_opened_is_told_with_its_reason),
		TEST(who_stops_early_has_no_error),
		TEST(a_tree_is_all_that_is_below_by_name),
		TEST(a_folder_of_the_tree_that_is_not_read_to_its_end_says_so),
		TEST(no_depth_uses_up_time_and_memory),
		TEST(a_report_that_cannot_be_seen_whole_is_not_removed),
		TEST(no_manifest_is_written_of_what_cannot_be_seen_whole),
	};

	mem_init();
	return cmocka_run_group_tests(tests, enter, leave);
}
