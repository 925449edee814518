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

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/pull/replay.h"
#include "audit/syncro/assemble.h"
#include "tests/unit/fixture_folder.h"
#include "tests/unit/fixture_pull.h"

#define CUSTOMERS "/customers?include_disabled=true&page="
#define SMILE "🙂"

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

static const struct evidence_run written = {
	.subdomain = "acme",
	.base_url = "https://acme.syncromsp.com/api/v1",
	.started_at = INT64_C(1795508100000),
	.finished_at = INT64_C(1795508103000),
};

/* The account as the collector would make it, written down on the way. */
static struct account *write_run(struct fixture_folder *stage)
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

static int load(struct fixture_folder *stage, struct account **out)
{
	return replay_account(stage->arena, stage->path, &written, &pull_plan, out, &stage->err);
}

static void refused(struct fixture_folder *stage, const char *message)
{
	struct account *account = NULL;

	assert_int_equal(load(stage, &account), -1);
	assert_null(account);
	if (!strstr(stage->err.message, message))
		fail_msg("'%s' does not tell '%s'", stage->err.message, message);
}

static void the_account_comes_back_field_by_field(void **state)
{
	struct fixture_folder *stage = *state;
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
	struct fixture_folder *stage = *state;
	struct stat status;
	struct account *a = write_run(stage);

	assert_string_equal(a->requests[0].body, "0001-me.json");
	assert_string_equal(a->requests[3].body, "0004-users-1.json");
	assert_string_equal(a->requests[5].body, ""); /* not JSON */
	assert_string_equal(a->requests[5].sha256, "");
	assert_int_equal(stat(fixture_folder_file(stage, "0004-users-1.json"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(fixture_folder_file(stage, "requests.jsonl"), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void nothing_in_the_way_is_written_over(void **state)
{
	struct fixture_folder *stage = *state;
	struct evidence_log *log = NULL;
	struct request request = pull_request(&run[0]);

	assert_int_equal(symlink("/dev/null", fixture_folder_file(stage, "0001-me.json")), 0);
	assert_int_equal(evidence_log_open(&log, &stage->place, &stage->err), 0);
	assert_int_equal(evidence_log_add(log, stage->arena, &request, "{}", 2, &stage->err), -1);
	assert_non_null(strstr(stage->err.message, "0001-me.json"));
	evidence_log_free(log);
	assert_int_equal(access(fixture_folder_file(stage, "requests.jsonl"), F_OK), -1);
	assert_int_equal(access(fixture_folder_file(stage, "requests.jsonl.part"), F_OK), -1);
}

static void changed_bodies_are_refused_by_name(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	fixture_folder_change(stage, "0005-customers.json", "Four", "Five");
	refused(stage, "'0005-customers.json': its SHA-256");
}

static void missing_bodies_are_refused_by_name(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	assert_int_equal(remove(fixture_folder_file(stage, "0002-users.json")), 0);
	refused(stage, "'0002-users.json': No such file");
}

static void links_are_not_followed(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	assert_int_equal(rename(fixture_folder_file(stage, "0002-users.json"),
				fixture_folder_file(stage, "aside")),
			 0);
	assert_int_equal(symlink("aside", fixture_folder_file(stage, "0002-users.json")), 0);
	refused(stage, "'0002-users.json': is a symbolic link");
}

static void pipes_and_folders_do_not_hang(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	assert_int_equal(remove(fixture_folder_file(stage, "0002-users.json")), 0);
	assert_int_equal(mkfifo(fixture_folder_file(stage, "0002-users.json"), 0600), 0);
	refused(stage, "'0002-users.json': is not a regular file");
}

static void bad_lines_are_told_by_number(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	fixture_folder_change(stage, "requests.jsonl", "/users/1", "users/1");
	refused(stage, "requests.jsonl: line 4: 'path'");
}

static void a_log_that_breaks_off_is_refused(void **state)
{
	struct fixture_folder *stage = *state;
	struct str log = STR_INIT(STR_BODY);

	write_run(stage);
	fixture_folder_read(stage, "requests.jsonl", &log);
	log.data[log.length - 5] = '\0';
	fixture_folder_write(stage, "requests.jsonl", str_text(&log));
	refused(stage, "line 9 is cut off");
	fixture_folder_write(stage, "requests.jsonl", "");
	refused(stage, "is empty");
	str_release(&log);
}

static void the_log_starts_with_me_and_asks_once(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	fixture_folder_change(stage, "requests.jsonl", "\"/me\"", "\"/mine\"");
	refused(stage, "line 1: the first request must be 'GET /me'");
	fixture_folder_change(stage, "requests.jsonl", "\"/mine\"", "\"/me\"");
	fixture_folder_change(stage, "requests.jsonl", "/users?page=2", "/users/1");
	refused(stage, "'GET /users/1' is there twice");
}

/* It closes the run; again only after a refusal. */
static void me_is_asked_again_after_a_refusal_alone(void **state)
{
	struct fixture_folder *stage = *state;
	struct account *account = NULL;

	write_run(stage);
	fixture_folder_change(stage, "requests.jsonl", "\"/users/1\"", "\"/me\"");
	assert_int_equal(load(stage, &account), 0);
	fixture_folder_change(stage, "requests.jsonl", "\"/users?page=2\"", "\"/me\"");
	refused(stage, "line 4: 'GET /me' once more, and nothing was refused since");
}

static void a_body_is_not_the_logo(void **state)
{
	struct fixture_folder *stage = *state;

	write_run(stage);
	fixture_folder_change(stage, "requests.jsonl", "0002-users.json", "logo.png");
	refused(stage, "line 2: 'body' must be a plain file name");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_folder_make, fixture_folder_remove)

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
		TEST(me_is_asked_again_after_a_refusal_alone),
		TEST(a_body_is_not_the_logo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
