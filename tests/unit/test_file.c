/* Files out are complete or not there; an existing folder is never touched. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/folder.h"
#include "audit/core/hash.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

static char scratch[] = "/tmp/syncro-audit-test-XXXXXX";
static struct place scratch_place;
static char path_buffer[256];

static const char *at(const char *name)
{
	(void)snprintf(path_buffer, sizeof path_buffer, "%s/%s", scratch, name);
	return path_buffer;
}

static bool exists(const char *name)
{
	return access(at(name), F_OK) == 0;
}

static void a_file_has_its_name_only_when_committed(void **state)
{
	struct outfile file = OUTFILE_INIT;
	struct error err = { .message = "" };
	struct stat status;

	(void)state;
	assert_int_equal(outfile_open(&file, &scratch_place, "a.txt", &err), 0);
	(void)fputs("text", file.stream);
	assert_false(exists("a.txt"));
	assert_int_equal(outfile_commit(&file, &err), 0);
	assert_true(exists("a.txt"));
	assert_int_equal(stat(at("a.txt"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	outfile_discard(&file);
	assert_true(exists("a.txt"));
}

static void a_discarded_file_leaves_nothing(void **state)
{
	struct outfile file = OUTFILE_INIT;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(outfile_open(&file, &scratch_place, "b.txt", &err), 0);
	(void)fputs("text", file.stream);
	outfile_discard(&file);
	outfile_discard(&file);
	assert_false(exists("b.txt"));
	assert_false(exists("b.txt.part"));
}

static void a_full_disk_is_an_error_and_leaves_nothing(void **state)
{
	struct outfile file = OUTFILE_INIT;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(outfile_open(&file, &scratch_place, "full.txt", &err), 0);
	file.stream = freopen("/dev/full", "w", file.stream);
	assert_non_null(file.stream);
	(void)fputs("text", file.stream);
	assert_int_equal(outfile_commit(&file, &err), -1);
	assert_non_null(strstr(err.message, "No space left"));
	assert_false(exists("full.txt"));
	assert_false(exists("full.txt.part"));
}

static void a_link_in_the_way_is_not_followed(void **state)
{
	struct outfile file = OUTFILE_INIT;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(symlink("/etc/passwd", at("c.txt.part")), 0);
	assert_int_equal(outfile_open(&file, &scratch_place, "c.txt", &err), -1);
	assert_non_null(strstr(err.message, "cannot be created"));
	assert_int_equal(unlink(at("c.txt.part")), 0);
}

static void reading_is_capped_and_regular_files_only(void **state)
{
	struct str text = STR_INIT(3);
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(file_read(at("a.txt"), &text, &err), -1);
	assert_non_null(strstr(err.message, "is larger than 3 bytes"));
	str_release(&text);
	assert_int_equal(file_read(scratch, &text, &err), -1);
	assert_non_null(strstr(err.message, "is not a regular file"));
	assert_int_equal(mkfifo(at("pipe"), 0600), 0);
	assert_int_equal(file_read(at("pipe"), &text, &err), -1);
	assert_non_null(strstr(err.message, "is not a regular file"));
	assert_int_equal(file_read(at("nothing"), &text, &err), -1);
	assert_non_null(strstr(err.message, "No such file"));
	str_release(&text);
}

static void put(const struct place *folder, const char *name, const char *text)
{
	struct outfile file = OUTFILE_INIT;
	struct error err = { .message = "" };

	assert_int_equal(outfile_open(&file, folder, name, &err), 0);
	(void)fputs(text, file.stream);
	assert_int_equal(outfile_commit(&file, &err), 0);
}

static void a_folder_is_removed_unless_committed(void **state)
{
	struct folder folder;
	struct error err = { .message = "" };
	struct stat status;
	char path[256];

	(void)state;
	(void)snprintf(path, sizeof path, "%s", at("report"));
	assert_int_equal(folder_reserve(&folder, path, true, &err), 0);
	assert_int_equal(stat(folder.evidence.path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	put(&folder.evidence, "me.json", "{}");
	folder_release(&folder);
	assert_false(exists("report"));
	folder_release(&folder);
}

static void what_came_in_its_place_is_not_touched(void **state)
{
	struct folder folder;
	struct error err = { .message = "" };
	struct place others;
	char path[256], evidence[300];

	(void)state;
	(void)snprintf(path, sizeof path, "%s", at("report"));
	(void)snprintf(evidence, sizeof evidence, "%s/evidence", path);
	assert_int_equal(folder_reserve(&folder, path, true, &err), 0);
	assert_int_equal(rmdir(evidence), 0);
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(place_open(&others, path, &err), 0);
	put(&others, "mine.json", "{}");
	place_close(&others);
	assert_int_equal(folder_commit(&folder, "an-id", &err), -1);
	assert_non_null(strstr(err.message, "was moved or removed meanwhile"));
	folder_release(&folder);
	assert_true(exists("report/mine.json"));
	assert_false(exists("report/manifest.json"));
	assert_int_equal(unlink(at("report/mine.json")), 0);
	assert_int_equal(rmdir(path), 0);
}

static void what_is_written_follows_the_folder(void **state)
{
	struct folder folder;
	struct outfile file = OUTFILE_INIT;
	struct error err = { .message = "" };
	char path[256], moved[256];

	(void)state;
	(void)snprintf(path, sizeof path, "%s", at("report"));
	(void)snprintf(moved, sizeof moved, "%s", at("moved"));
	assert_int_equal(folder_reserve(&folder, path, true, &err), 0);
	assert_int_equal(rename(path, moved), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	put(&folder.evidence, "me.json", "{}");
	assert_int_equal(outfile_reserve(&file, &folder.place, "report.pdf", &err), 0);
	assert_int_equal(access(file.temporary, W_OK), 0);
	assert_true(exists("moved/report.pdf.part"));
	assert_int_equal(outfile_commit(&file, &err), 0);
	assert_true(exists("moved/report.pdf") && exists("moved/evidence/me.json"));
	assert_int_equal(folder_check(&folder, &err), -1);
	assert_int_equal(folder_commit(&folder, "an-id", &err), -1);
	assert_non_null(strstr(err.message, "was moved or removed meanwhile"));
	folder_release(&folder);
	/* Empty, both of them: what was written is gone, and nothing came here. */
	assert_int_equal(rmdir(moved), 0);
	assert_int_equal(rmdir(path), 0);
}

static void a_link_or_a_file_is_no_place(void **state)
{
	struct place place = { .path = NULL };
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(symlink(scratch, at("link")), 0);
	assert_int_equal(place_open(&place, at("link"), &err), -1);
	assert_non_null(strstr(err.message, "/link'"));
	assert_int_equal(place_open(&place, "/dev/null", &err), -1);
	assert_non_null(strstr(err.message, "'/dev/null'"));
	assert_null(place.path);
	assert_int_equal(unlink(at("link")), 0);
}

static void a_committed_folder_has_a_manifest_of_all_files(void **state)
{
	struct folder folder;
	struct error err = { .message = "" };
	struct str manifest = STR_INIT(STR_BODY);
	char path[256], digest[HASH_HEX];

	(void)state;
	(void)snprintf(path, sizeof path, "%.200s//", at("report"));
	assert_int_equal(folder_reserve(&folder, path, true, &err), 0);
	put(&folder.place, "results.json", "{}");
	put(&folder.evidence, "me.json", "{\"a\":1}");
	assert_int_equal(folder_commit(&folder, "an-id", &err), 0);
	folder_release(&folder);
	assert_int_equal(file_read(at("report/manifest.json"), &manifest, &err), 0);
	hash_bytes("{}", 2, digest);
	assert_non_null(strstr(str_text(&manifest), digest));
	assert_non_null(strstr(str_text(&manifest), "\"evidence/me.json\""));
	assert_non_null(strstr(str_text(&manifest), "\"results.json\""));
	assert_non_null(strstr(str_text(&manifest), "\"size\": 7"));
	assert_null(strstr(str_text(&manifest), "manifest.json"));
	str_release(&manifest);

	/* And nobody touches it again. */
	assert_int_equal(folder_reserve(&folder, path, true, &err), -1);
	assert_non_null(strstr(err.message, "exists already"));
	folder_release(&folder);
	assert_true(exists("report/manifest.json"));
}

static void hashes_are_sha256_and_ids_are_uuids(void **state)
{
	char hex[HASH_HEX], uuid[HASH_UUID];

	(void)state;
	hash_bytes("abc", 3, hex);
	assert_string_equal(hex,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hash_uuid(hex, uuid);
	assert_string_equal(uuid, "ba7816bf-8f01-8fea-8141-40de5dae2223");
}

/* The second is the example of RFC 9562, appendix A.4. */
static void a_name_in_a_space_has_one_uuid(void **state)
{
	static const char space[] = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
	static const struct {
		const char *name, *uuid;
	} rows[] = {
		{ "python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d" },
		{ "www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2" },
	};
	char uuid[HASH_UUID];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		hash_uuid_named(space, rows[i].name, uuid);
		assert_string_equal(uuid, rows[i].uuid);
	}
}

static void fields_do_not_run_into_each_other(void **state)
{
	char one[HASH_HEX], two[HASH_HEX];
	struct hash *hash = hash_new();

	(void)state;
	hash_add_field(hash, "ab", 2);
	hash_add_field(hash, "c", 1);
	hash_finish(hash, one);
	hash = hash_new();
	hash_add_field(hash, "a", 1);
	hash_add_field(hash, "bc", 2);
	hash_finish(hash, two);
	assert_string_not_equal(one, two);
}

static int make_scratch(void **state)
{
	(void)state;
	struct error err = { .message = "" };

	return mkdtemp(scratch) ? place_open(&scratch_place, scratch, &err) : -1;
}

static int remove_scratch(void **state)
{
	struct folder folder = { .place = scratch_place };
	struct place report;
	struct error err = { .message = "" };

	if (place_open(&report, at("report"), &err) != 0)
		return -1;
	place_remove(&report);

	(void)state;
	folder_release(&folder);
	return access(scratch, F_OK) == 0 ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_has_its_name_only_when_committed),
		cmocka_unit_test(a_discarded_file_leaves_nothing),
		cmocka_unit_test(a_full_disk_is_an_error_and_leaves_nothing),
		cmocka_unit_test(a_link_in_the_way_is_not_followed),
		cmocka_unit_test(reading_is_capped_and_regular_files_only),
		cmocka_unit_test(a_folder_is_removed_unless_committed),
		cmocka_unit_test(what_came_in_its_place_is_not_touched),
		cmocka_unit_test(what_is_written_follows_the_folder),
		cmocka_unit_test(a_link_or_a_file_is_no_place),
		cmocka_unit_test(a_committed_folder_has_a_manifest_of_all_files),
		cmocka_unit_test(hashes_are_sha256_and_ids_are_uuids),
		cmocka_unit_test(a_name_in_a_space_has_one_uuid),
		cmocka_unit_test(fields_do_not_run_into_each_other),
	};

	return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
