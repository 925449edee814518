/*
 * What is written can be read back field by field; what somebody changed
 * afterwards, or put there to be followed, is refused by name.
 */
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

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/place.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/pull/replay.h"
#include "audit/syncro/assemble.h"
#include "tests/unit/fixture_pull.h"

#define CUSTOMERS "/customers?include_disabled=true&page="
#define SMILE "\xF0\x9F\x99\x82"

static const struct pull_answer run[] = {
	{ "/me", 200, PULL_ME },
	{ "/users?page=1", 200, "{\"users\":[[1,\"Ann " SMILE "\"]]}" },
	{ "/users?page=2", 200, "{\"users\":[]}" },
	{ "/users/1", 200, "{\"user\":{\"id\":1,\"email\":\"a@x.org\",\"group\":\"Admins\"}}" },
	{ CUSTOMERS "1", 200,
	  "{\"customers\":[{\"id\":4,\"business_name\":\"\\\"Four\\\"\",\"email\":null}]}" },
	{ CUSTOMERS "2", 500, "oops" },
	{ "/schedules?page=1", 401, "{\"error\":\"no\"}" },
	{ "/invoices?page=1", 0, NULL },
	{ "/me", 200, PULL_ME },
};

struct stage {
	struct arena *arena;
	char folder[64];
	struct place place; /* the same */
	struct error err;
	const struct evidence_run *run;
};

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
	.brand = { "brand.json", "{\"footer\": \"\xC3\xA9\"}" },
	.logo = { "logo.png", "iVBORw0KGgo=" },
};

/* The account as the collector would make it, written down on the way. */
static struct account *write_run(struct stage *stage)
{
	struct evidence_log *log = NULL;
	struct intake intake;
	struct account *account = arena_alloc(stage->arena, sizeof *account);

	assert_int_equal(evidence_log_open(&log, &stage->place, &stage->err), 0);
	intake_init(&intake, stage->arena, &pull_plan);
	for (size_t i = 0; i < COUNT_OF(run); i++) {
		struct request request = pull_request(&run[i]);
		bool json = run[i].body && *run[i].body == '{';
		cJSON *tree = json ? cJSON_Parse(run[i].body) : NULL;
		assert_int_equal(evidence_log_add(log, stage->arena, &request,
						  json ? run[i].body : NULL,
						  json ? strlen(run[i].body) : 0, &stage->err),
				 0);
		intake_add(&intake, &request, tree);
		cJSON_Delete(tree);
	}
	account->subdomain = written.subdomain;
	account->base_url = written.base_url;
	account->started_at = written.started_at;
	account->finished_at = written.finished_at;
	assemble_account(&intake, account);
	intake_release(&intake);
	assert_int_equal(evidence_log_commit(log, &stage->err), 0);
	return account;
}

static int set_up(void **state)
{
	struct stage *stage = xcalloc(1, sizeof *stage);

	stage->arena = arena_new();
	(void)snprintf(stage->folder, sizeof stage->folder, "/tmp/test_evidence.XXXXXX");
	assert_non_null(mkdtemp(stage->folder));
	assert_int_equal(place_open(&stage->place, stage->folder, &stage->err), 0);
	stage->run = &written;
	*state = stage;
	return 0;
}

static const char *file(struct stage *stage, const char *name)
{
	return arena_printf(stage->arena, "%s/%s", stage->folder, name);
}

static int tear_down(void **state)
{
	struct stage *stage = *state;
	static const char *const names[] = { "requests.jsonl",
					     "requests.jsonl.part",
					     "run.json",
					     "0001-me.json",
					     "0002-users.json",
					     "0003-users.json",
					     "0004-users-1.json",
					     "0005-customers.json",
					     "0007-schedules.json",
					     "0009-me.json",
					     "aside" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		(void)remove(file(stage, names[i]));
	place_close(&stage->place);
	assert_int_equal(rmdir(stage->folder), 0);
	arena_free(stage->arena);
	free(stage);
	return 0;
}

static int load(struct stage *stage, struct account **out)
{
	return replay_account(stage->arena, stage->folder, stage->run, &pull_plan, out,
			      &stage->err);
}

static void read_file(struct stage *stage, const char *name, struct str *out)
{
	assert_int_equal(file_read(file(stage, name), out, &stage->err), 0);
}

static void write_file(struct stage *stage, const char *name, const char *text)
{
	FILE *stream = fopen(file(stage, name), "we");

	assert_non_null(stream);
	assert_true(fputs(text, stream) >= 0);
	assert_int_equal(fclose(stream), 0);
}

/* In one file, one piece of text for another of any length. */
static void change(struct stage *stage, const char *name, const char *from, const char *to)
{
	struct str text = STR_INIT(STR_BODY), changed = STR_INIT(STR_BODY);

	read_file(stage, name, &text);
	const char *at = strstr(str_text(&text), from);
	assert_non_null(at);
	str_add(&changed, str_text(&text), (size_t)(at - str_text(&text)));
	str_puts(&changed, to);
	str_puts(&changed, at + strlen(from));
	write_file(stage, name, str_text(&changed));
	str_release(&text);
	str_release(&changed);
}

static void refused(struct stage *stage, const char *message)
{
	struct account *account = NULL;

	assert_int_equal(load(stage, &account), -1);
	assert_null(account);
	if (!strstr(stage->err.message, message))
		fail_msg("'%s' does not tell '%s'", stage->err.message, message);
}

static void the_account_comes_back_field_by_field(void **state)
{
	struct stage *stage = *state;
	struct str wanted = STR_INIT(STR_BODY), found = STR_INIT(STR_BODY);
	struct account *account = NULL;

	pull_dump(&wanted, write_run(stage));
	assert_int_equal(load(stage, &account), 0);
	pull_dump(&found, account);
	assert_string_equal(str_text(&found), str_text(&wanted));
	assert_int_equal(account->request_count, COUNT_OF(run));
	for (size_t i = 0; i < COUNT_OF(run); i++)
		assert_string_equal(account->requests[i].path, run[i].path);
	str_release(&wanted);
	str_release(&found);
}

static void files_are_private_and_named_after_the_log(void **state)
{
	struct stage *stage = *state;
	struct stat status;
	struct account *a = write_run(stage);

	assert_string_equal(a->requests[0].body, "0001-me.json");
	assert_string_equal(a->requests[3].body, "0004-users-1.json");
	assert_string_equal(a->requests[5].body, ""); /* not JSON */
	assert_string_equal(a->requests[5].sha256, "");
	assert_int_equal(stat(file(stage, "0004-users-1.json"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(file(stage, "requests.jsonl"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void nothing_in_the_way_is_written_over(void **state)
{
	struct stage *stage = *state;
	struct evidence_log *log = NULL;
	struct request request = pull_request(&run[0]);

	assert_int_equal(symlink("/dev/null", file(stage, "0001-me.json")), 0);
	assert_int_equal(evidence_log_open(&log, &stage->place, &stage->err), 0);
	assert_int_equal(evidence_log_add(log, stage->arena, &request, "{}", 2, &stage->err), -1);
	assert_non_null(strstr(stage->err.message, "0001-me.json"));
	evidence_log_free(log);
	assert_int_equal(access(file(stage, "requests.jsonl"), F_OK), -1);
	assert_int_equal(access(file(stage, "requests.jsonl.part"), F_OK), -1);
}

static void changed_bodies_are_refused_by_name(void **state)
{
	struct stage *stage = *state;

	write_run(stage);
	change(stage, "0005-customers.json", "Four", "Five");
	refused(stage, "'0005-customers.json': its SHA-256");
}

static void missing_bodies_are_refused_by_name(void **state)
{
	struct stage *stage = *state;

	write_run(stage);
	assert_int_equal(remove(file(stage, "0002-users.json")), 0);
	refused(stage, "'0002-users.json': No such file");
}

static void links_are_not_followed(void **state)
{
	struct stage *stage = *state;

	write_run(stage);
	assert_int_equal(rename(file(stage, "0002-users.json"), file(stage, "aside")), 0);
	assert_int_equal(symlink("aside", file(stage, "0002-users.json")), 0);
	refused(stage, "'0002-users.json': is a symbolic link");
}

static void pipes_and_folders_do_not_hang(void **state)
{
	struct stage *stage = *state;

	write_run(stage);
	assert_int_equal(remove(file(stage, "0002-users.json")), 0);
	assert_int_equal(mkfifo(file(stage, "0002-users.json"), 0600), 0);
	refused(stage, "'0002-users.json': is not a regular file");
}

static void bad_lines_are_told_by_number(void **state)
{
	struct stage *stage = *state;

	write_run(stage);
	change(stage, "requests.jsonl", "/users/1", "users/1");
	refused(stage, "requests.jsonl: line 4: 'path'");
}

static void a_log_that_breaks_off_is_refused(void **state)
{
	struct stage *stage = *state;
	struct str log = STR_INIT(STR_BODY);

	write_run(stage);
	read_file(stage, "requests.jsonl", &log);
	log.data[log.length - 5] = '\0';
	write_file(stage, "requests.jsonl", str_text(&log));
	refused(stage, "line 9 is cut off");
	write_file(stage, "requests.jsonl", "");
	refused(stage, "is empty");
	str_release(&log);
}

static void the_log_starts_with_me_and_asks_once(void **state)
{
	struct stage *stage = *state;

	write_run(stage);
	change(stage, "requests.jsonl", "\"/me\"", "\"/mine\"");
	refused(stage, "line 1: the first request must be 'GET /me'");
	change(stage, "requests.jsonl", "\"/mine\"", "\"/me\"");
	change(stage, "requests.jsonl", "/users?page=2", "/users/1");
	refused(stage, "'GET /users/1' is there twice");
}

static void the_run_comes_back_byte_for_byte(void **state)
{
	struct stage *stage = *state;
	struct evidence_run *run_read = NULL;

	assert_int_equal(evidence_save_run(&stage->place, &written, &stage->err), 0);
	assert_int_equal(evidence_load_run(stage->arena, stage->folder, &run_read, &stage->err), 0);
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
	assert_string_equal(run_read->brand.text, "{\"footer\": \"\xC3\xA9\"}");
	assert_string_equal(run_read->logo.text, "iVBORw0KGgo=");
}

static const struct {
	const char *from;
	const char *to;
	const char *message;
} changes[] = {
	{ "run/1", "run/2", "'schema' must be 'syncro-audit/run/1'" },
	{ "https://acme", "http://acme", "run.json: base URL" },
	{ "\"subdomain\": \"acme\"", "\"subdomain\": \"a/b\"", "run.json: subdomain 'a/b'" },
	{ "\"subdomain\": \"acme\"", "\"subdomain\": 7", "'subdomain' must be a text" },
	{ "\"started_at\": \"2026", "\"started_at\": \"yesterday", "'started_at'" },
	{ "\"catalogue\": {", "\"catalogue\": 7, \"x\": {", "'catalogue'" },
	{ "\"profiles\": [", "\"profiles\": [], \"x\": [", "'profiles'" },
	{ "\"attestations\": null", "\"attestations\": []", "'attestations'" },
	{ "}", "", "is not JSON" },
};

static void a_run_that_makes_no_sense_is_refused(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		struct evidence_run *run_read = NULL;
		assert_int_equal(evidence_save_run(&stage->place, &written, &stage->err), 0);
		change(stage, "run.json", changes[i].from, changes[i].to);
		int result = evidence_load_run(stage->arena, stage->folder, &run_read, &stage->err);
		if (result == 0 || run_read || !strstr(stage->err.message, changes[i].message))
			fail_msg("%s: '%s'", changes[i].to, stage->err.message);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_account_comes_back_field_by_field),
		TEST(files_are_private_and_named_after_the_log),
		TEST(nothing_in_the_way_is_written_over),
		TEST(changed_bodies_are_refused_by_name),
		TEST(missing_bodies_are_refused_by_name),
		TEST(links_are_not_followed),
		TEST(pipes_and_folders_do_not_hang),
		TEST(bad_lines_are_told_by_number),
		TEST(a_log_that_breaks_off_is_refused),
		TEST(the_log_starts_with_me_and_asks_once),
		TEST(the_run_comes_back_byte_for_byte),
		TEST(a_run_that_makes_no_sense_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
