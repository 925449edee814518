/* The manifest, read strictly; and files opened below a folder and nowhere else. */
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
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILE_OF(name) "{\"name\":\"" name "\",\"size\":3,\"sha256\":\"" DIGEST "\"}"
#define MANIFEST_OF(files)                                                                         \
	"{\"schema\":\"syncro-audit/manifest/1\",\"report_id\":\"id\",\"files\":[" files "]}"

static void reads_files_by_name(void **state)
{
	const char *text = MANIFEST_OF(FILE_OF("b") "," FILE_OF("a/c"));
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct manifest manifest;

	(void)state;
	assert_int_equal(manifest_read(arena, text, strlen(text), &manifest, &err), 0);
	assert_string_equal(manifest.report_id, "id");
	assert_int_equal(manifest.count, 2);
	assert_string_equal(manifest.files[0].name, "a/c");
	assert_int_equal(manifest.files[0].size, 3);
	assert_string_equal(manifest.files[0].sha256, DIGEST);
	assert_ptr_equal(manifest_find(&manifest, "b"), &manifest.files[1]);
	assert_null(manifest_find(&manifest, "c"));
	arena_free(arena);
}

/* A sheet that people write into has no hash to be held to. */
static void one_file_is_editable(void **state)
{
	const char *text = MANIFEST_OF("{\"name\":\"p/work.xlsx\",\"editable\":true}");
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct manifest manifest;

	(void)state;
	assert_int_equal(manifest_read(arena, text, strlen(text), &manifest, &err), 0);
	assert_true(manifest.files[0].editable);
	arena_free(arena);
}

static void refuses_what_is_not_strict(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ "", "not JSON" },
		{ "[]", "an object" },
		{ "{}", "/schema" },
		{ "{\"schema\":\"other\",\"report_id\":\"i\",\"files\":[]}", "/schema" },
		{ MANIFEST_OF("1"), "/files/0" },
		{ MANIFEST_OF("{}"), "/files/0/name" },
		{ MANIFEST_OF(FILE_OF("a") "," FILE_OF("a")), "twice" },
		{ MANIFEST_OF(FILE_OF("manifest.json")), "/files/0/name" },
		{ MANIFEST_OF("{\"name\":\"results.json\",\"editable\":true}"), "/editable" },
		{ MANIFEST_OF("{\"name\":\"work.xlsx\",\"editable\":false}"), "/editable" },
		{ MANIFEST_OF("{\"name\":\"work.xlsx\",\"editable\":true,\"size\":3}"), "/size" },
		{ MANIFEST_OF("{\"name\":\"a\",\"size\":-1,\"sha256\":\"" DIGEST "\"}"), "/size" },
		{ MANIFEST_OF("{\"name\":\"a\",\"size\":1.5,\"sha256\":\"" DIGEST "\"}"), "/size" },
		{ MANIFEST_OF("{\"name\":\"a\",\"size\":1,\"sha256\":\"ABC\"}"), "/sha256" },
		{ MANIFEST_OF("{\"name\":\"a\",\"size\":1,\"sha256\":\"" DIGEST "0\"}"),
		  "/sha256" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena *arena = arena_new();
		struct error err = { .message = "" };
		struct manifest manifest = { .count = 77 };
		assert_int_equal(
			manifest_read(arena, cases[i].text, strlen(cases[i].text), &manifest, &err),
			-1);
		assert_non_null(strstr(err.message, cases[i].message));
		assert_int_equal(manifest.count, 77);
		arena_free(arena);
	}
}

static void names_lead_below_the_folder(void **state)
{
	static const char *const good[] = { "a", "a/b", "...", ".a", "a..b", "a b" };
	static const char *const bad[] = { "",	   "/",	     "/a",    ".",    "..", "../a",
					   "a/..", "a/../b", "a/./b", "a//b", "a/" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_true(safe_name(good[i]));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(safe_name(bad[i]));
}

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	(void)fputs(text, file);
	(void)fclose(file);
}

static void expect(int folder, const char *name, const char *text, const char *message)
{
	struct str bytes = STR_INIT((size_t)8);
	struct error err = { .message = "" };
	int result = safe_read(folder, name, &bytes, &err);

	assert_int_equal(result, text ? 0 : -1);
	if (text)
		assert_string_equal(str_text(&bytes), text);
	else
		assert_non_null(strstr(err.message, message));
	str_release(&bytes);
}

static void no_link_is_followed(void **state)
{
	char path[] = "/tmp/syncro-audit-untrusted-XXXXXX";
	struct error err = { .message = "" };

	(void)state;
	assert_non_null(mkdtemp(path));
	assert_int_equal(chdir(path), 0);
	assert_int_equal(mkdir("real", 0700), 0);
	write_text("real/file", "text");
	write_text("long", "123456789");
	assert_int_equal(symlink("real", "folder"), 0);
	assert_int_equal(symlink("real/file", "link"), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	int folder = safe_folder(".", &err);
	expect(folder, "real/file", "text", NULL);
	expect(folder, "link", NULL, "symbolic link");
	expect(folder, "folder/file", NULL, "");
	expect(folder, "real", NULL, "not a regular file");
	expect(folder, "pipe", NULL, "not a regular file");
	expect(folder, "long", NULL, "larger than 8 bytes");
	expect(folder, "none", NULL, "No such file");
	expect(folder, "../etc", NULL, "no name of a file in the folder");
	assert_int_equal(safe_folder("none", &err), -1);
	close(folder);
	(void)unlink("real/file");
	(void)unlink("long");
	(void)unlink("folder");
	(void)unlink("link");
	(void)unlink("pipe");
	(void)rmdir("real");
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(path), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_files_by_name),
		cmocka_unit_test(one_file_is_editable),
		cmocka_unit_test(refuses_what_is_not_strict),
		cmocka_unit_test(names_lead_below_the_folder),
		cmocka_unit_test(no_link_is_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
