/* Deleting a report: all of it or, where anything else is in it, nothing. */
#include <setjmp.h>
#include <stdarg.h>
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
#include "audit/core/file/untrusted.h"
#include "audit/core/mem.h"

static char place[] = "/tmp/test_removal.XXXXXX";
static int parent = -1;

static void write_file(const char *name, const char *text)
{
	FILE *stream = fopen(name, "we");

	assert_non_null(stream);
	assert_true(fputs(text, stream) >= 0);
	assert_int_equal(fclose(stream), 0);
}

/* "one": results.json, evidence/run.json, gradient/report.pdf; and the file "outside". */
static int make_report(void **state)
{
	struct folder folder;
	struct place profile;
	struct error err = { .message = "" };

	(void)state;
	write_file("outside", "not ours");
	assert_int_equal(folder_reserve(&folder, "one", true, &err), 0);
	assert_int_equal(place_add(&profile, &folder.place, "gradient", &err), 0);
	place_close(&profile);
	write_file("one/results.json", "{}");
	write_file("one/evidence/run.json", "{}");
	write_file("one/gradient/report.pdf", "%PDF");
	assert_int_equal(folder_commit(&folder, "an id", &err), 0);
	folder_release(&folder);
	return 0;
}

static int clear(void **state)
{
	(void)state;
	return system("rm -rf one away outside"); /* NOLINT(cert-env33-c) */
}

static void removes_a_report_and_nothing_beside_it(void **state)
{
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(removal_report(parent, "one", &err), 0);
	assert_int_equal(access("one", F_OK), -1);
	assert_int_equal(access("outside", F_OK), 0);
}

/* What somebody may have done to a folder; each makes it one to leave alone. */
static const struct {
	const char *command, *told;
} strange[] = {
	{ "touch one/notes.txt", "'notes.txt' is not what its manifest lists" },
	{ "touch one/evidence/.hidden", "'evidence/.hidden'" },
	{ "mkdir one/mine", "'mine'" },
	{ "echo more >>one/gradient/report.pdf", "'gradient/report.pdf'" },
	{ "ln -s ../outside one/link", "'link'" },
	{ "rm one/results.json && ln -s ../outside one/results.json", "'results.json'" },
	{ "mv one/evidence away && ln -s ../away one/evidence", "'evidence'" },
	{ "rm one/results.json && mkfifo one/results.json", "'results.json'" },
	{ "rm one/results.json && mkdir one/results.json", "'results.json'" },
	{ "rm one/manifest.json", "manifest.json" },
	{ "rm one/manifest.json && ln -s ../outside one/manifest.json", "is a symbolic link" },
	{ "rm one/manifest.json && mkfifo one/manifest.json", "is not a regular file" },
	{ "echo '{}' >one/manifest.json", "schema" },
	{ "sed -i 's|\"results.json\"|\"../outside\"|' one/manifest.json", "/files/" },
	{ "sed -i 's|\"results.json\"|\"a/b/c/d/e/f\"|' one/manifest.json", "'results.json'" },
	{ "mkdir -p one/a/b && ln -s ../../../outside one/a/b/link", "'a'" },
	{ "mv one away && ln -s away one", "Not a directory" },
	{ "rm -r one && touch one", "Not a directory" },
	{ "rm -r one && mkfifo one", "Not a directory" },
};

static char listing[4096], listing_after[4096];

static void list(char *into)
{
	FILE *stream = popen("find . -type p -o -type l -o -type d | sort; " /* NOLINT */
			     "find . -type f -exec md5sum {} + | sort",
			     "re");

	assert_non_null(stream);
	into[fread(into, 1, sizeof listing - 1, stream)] = '\0';
	(void)pclose(stream);
}

static void leaves_alone_what_holds_anything_else(void **state)
{
	for (size_t i = 0; i < COUNT_OF(strange); i++) {
		struct error err = { .message = "" };
		clear(state);
		make_report(state);
		assert_int_equal(system(strange[i].command), 0); /* NOLINT(cert-env33-c) */
		list(listing);
		assert_int_equal(removal_report(parent, "one", &err), -1);
		if (!strstr(err.message, strange[i].told))
			fail_msg("%s: %s", strange[i].command, err.message);
		list(listing_after);
		assert_string_equal(listing, listing_after);
	}
}

static void a_damaged_report_goes_too(void **state)
{
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(system("rm -r one/evidence"), 0); /* NOLINT(cert-env33-c) */
	assert_int_equal(removal_report(parent, "one", &err), 0);
	assert_int_equal(access("one", F_OK), -1);
}

static void a_second_name_of_a_file_stays(void **state)
{
	struct error err = { .message = "" };
	struct stat status;

	(void)state;
	assert_int_equal(link("one/results.json", "away"), 0);
	assert_int_equal(removal_report(parent, "one", &err), 0);
	assert_int_equal(stat("away", &status), 0);
	assert_int_equal(status.st_size, 2);
}

static int enter(void **state)
{
	struct error err;

	(void)state;
	if (!mkdtemp(place) || chdir(place) != 0)
		return -1;
	parent = untrusted_folder(".", &err);
	return parent < 0 ? -1 : 0;
}

static int leave(void **state)
{
	(void)state;
	close(parent);
	return chdir("/") == 0 && rmdir(place) == 0 ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(removes_a_report_and_nothing_beside_it, make_report,
						clear),
		cmocka_unit_test_setup_teardown(leaves_alone_what_holds_anything_else, make_report,
						clear),
		cmocka_unit_test_setup_teardown(a_damaged_report_goes_too, make_report, clear),
		cmocka_unit_test_setup_teardown(a_second_name_of_a_file_stays, make_report, clear),
	};

	mem_init();
	return cmocka_run_group_tests(tests, enter, leave);
}
