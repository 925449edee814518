/* run.json and the logo beside it come back byte for byte, or are refused by name. */
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
#include "audit/evidence/evidence.h"
#include "audit/model/brand.h"
#include "tests/unit/fixture_folder.h"

#define SMILE "🙂"

static const struct evidence_run written = {
	.tool_version = "0.1.0",
	.subdomain = "acme",
	.base_url = "https://acme.syncromsp.com/api/v1",
	.started_at = INT64_C(1795508100000),
	.finished_at = INT64_C(1795508103000),
	.assessed_at = INT64_C(1795508104000),
	.options = (struct evidence_option[]){ { "write_probes", "true", true },
					       { "edition", "internal", false },
					       { "customer", "30001", true } },
	.option_count = 3,
	.catalogue = { "permissions.json", "{\n\t\"a\": \"\\u00e9 " SMILE "\"\n}\n" },
	.profiles = (struct evidence_input[]){ { "a.json", "{}" }, { "b.json", "[]\r\n" } },
	.profile_count = 2,
	.waivers = { "w.json", "" },
	.brand = { "brand.json", "{\"footer\": \"é\"}" },
	.logo = { "our.png", (const unsigned char *)"\x89PNG\r\n\x1a\n\0\xff", 10 },
};

static void the_run_comes_back_byte_for_byte(void **state)
{
	struct fixture_folder *stage = *state;
	struct evidence_run *run_read = NULL;

	assert_int_equal(evidence_save_run(&stage->place, &written, &stage->err), 0);
	assert_int_equal(evidence_load_run(stage->arena, stage->path, &run_read, &stage->err), 0);
	assert_string_equal(run_read->tool_version, written.tool_version);
	assert_string_equal(run_read->subdomain, written.subdomain);
	assert_string_equal(run_read->base_url, written.base_url);
	assert_int_equal(run_read->started_at, written.started_at);
	assert_int_equal(run_read->finished_at, written.finished_at);
	assert_int_equal(run_read->assessed_at, written.assessed_at);
	assert_int_equal(run_read->option_count, written.option_count);
	for (size_t i = 0; i < written.option_count; i++) {
		assert_string_equal(run_read->options[i].name, written.options[i].name);
		assert_string_equal(run_read->options[i].text, written.options[i].text);
		assert_int_equal(run_read->options[i].bare, written.options[i].bare);
	}
	assert_string_equal(run_read->catalogue.text, written.catalogue.text);
	assert_int_equal(run_read->profile_count, 2);
	assert_string_equal(run_read->profiles[1].name, "b.json");
	assert_string_equal(run_read->profiles[1].text, "[]\r\n");
	assert_null(run_read->attestations.text);
	assert_string_equal(run_read->waivers.text, "");
	assert_int_equal(run_read->baseline_count, 0);
	assert_string_equal(run_read->brand.name, "brand.json");
	assert_string_equal(run_read->brand.text, "{\"footer\": \"é\"}");
	assert_string_equal(run_read->logo.name, "our.png");
	assert_int_equal(run_read->logo.size, written.logo.size);
	assert_memory_equal(run_read->logo.bytes, written.logo.bytes, written.logo.size);
}

static const struct {
	const char *from;
	const char *to;
	const char *message;
} changes[] = {
	{ "run/1", "run/2", "'schema' must be 'syncro-audit/run/1'" },
	{ "https://acme", "http://acme", "run.json: base URL" },
	{ "\"subdomain\": \"acme\"", "\"subdomain\": \"a/b\"", "run.json: subdomain 'a...'" },
	{ "\"subdomain\": \"acme\"", "\"subdomain\": 7", "'subdomain' must be a text" },
	{ "\"started_at\": \"2026", "\"started_at\": \"yesterday", "'started_at'" },
	{ "\"catalogue\": {", "\"catalogue\": 7, \"x\": {", "'catalogue'" },
	{ "\"profiles\": [", "\"profiles\": [], \"x\": [", "'profiles'" },
	{ "\"attestations\": null", "\"attestations\": []", "'attestations'" },
	{ "\"name\": \"our.png\"", "\"name\": 7", "'name' must be a text" },
	{ "\"logo\": {", "\"logo\": 7, \"x\": {", "'name' must be a text" },
	{ "\"sha256\"", "\"sha512\"", "'sha256' must be a text" },
	{ "}", "", "is not JSON" },
};

static void a_run_that_makes_no_sense_is_refused(void **state)
{
	struct fixture_folder *stage = *state;

	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		struct evidence_run *run_read = NULL;
		assert_int_equal(evidence_save_run(&stage->place, &written, &stage->err), 0);
		fixture_folder_change(stage, "run.json", changes[i].from, changes[i].to);
		int result = evidence_load_run(stage->arena, stage->path, &run_read, &stage->err);
		if (result == 0 || run_read || !strstr(stage->err.message, changes[i].message))
			fail_msg("%s: '%s'", changes[i].to, stage->err.message);
	}
}

static void run_refused(struct fixture_folder *stage, const char *message)
{
	struct evidence_run *run_read = NULL;

	assert_int_equal(evidence_load_run(stage->arena, stage->path, &run_read, &stage->err), -1);
	assert_null(run_read);
	if (!strstr(stage->err.message, message))
		fail_msg("'%s' does not tell '%s'", stage->err.message, message);
}

/* As its bodies are: changed, gone, a link, a pipe, too large. */
static void the_logo_is_read_as_strictly_as_the_rest(void **state)
{
	struct fixture_folder *stage = *state;

	assert_int_equal(evidence_save_run(&stage->place, &written, &stage->err), 0);
	assert_int_equal(
		rename(fixture_folder_file(stage, "logo.png"), fixture_folder_file(stage, "aside")),
		0);
	run_refused(stage, "evidence file 'logo.png': No such file");
	assert_int_equal(symlink("aside", fixture_folder_file(stage, "logo.png")), 0);
	run_refused(stage, "evidence file 'logo.png': is a symbolic link");
	assert_int_equal(remove(fixture_folder_file(stage, "logo.png")), 0);
	assert_int_equal(mkfifo(fixture_folder_file(stage, "logo.png"), 0600), 0);
	run_refused(stage, "evidence file 'logo.png': is not a regular file");
	assert_int_equal(remove(fixture_folder_file(stage, "logo.png")), 0);
	fixture_folder_write(stage, "logo.png", "\x89PNG");
	run_refused(stage, "evidence file 'logo.png': its SHA-256 is not the one in run.json");
	assert_int_equal(
		truncate(fixture_folder_file(stage, "logo.png"), (off_t)BRAND_LOGO_MOST + 1), 0);
	run_refused(stage, "evidence file 'logo.png': is larger than 2097152 bytes");
}

static void a_logo_within_the_run_as_0_1_0_kept_it_is_none(void **state)
{
	struct fixture_folder *stage = *state;
	struct evidence_run *run_read = NULL;

	assert_int_equal(evidence_save_run(&stage->place, &written, &stage->err), 0);
	assert_int_equal(remove(fixture_folder_file(stage, "logo.png")), 0);
	fixture_folder_change(stage, "run.json", "\"sha256\"", "\"text\"");
	assert_int_equal(evidence_load_run(stage->arena, stage->path, &run_read, &stage->err), 0);
	assert_null(run_read->logo.bytes);
	assert_string_equal(run_read->brand.name, "brand.json");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_folder_make, fixture_folder_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_run_comes_back_byte_for_byte),
		TEST(a_run_that_makes_no_sense_is_refused),
		TEST(the_logo_is_read_as_strictly_as_the_rest),
		TEST(a_logo_within_the_run_as_0_1_0_kept_it_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
