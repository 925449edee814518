/* One table of options: command line, configuration file, clear refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/command/outputs.h"
#include "audit/command/progress.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/option/parse.h"

#define MOST_WORDS 12

static int parse(struct arena *arena, const char *line, struct options *out, struct error *err)
{
	char *words[MOST_WORDS + 1] = { NULL };
	char *rest = arena_strdup(arena, line);
	int count = 0;

	for (char *word; (word = strsep(&rest, " ")) && count < MOST_WORDS;)
		words[count++] = word;
	return options_parse(arena, count, words, out, err);
}

static void reads_letters_and_names(void **state)
{
	struct arena *arena = arena_new();
	struct options options;
	struct error err;

	(void)state;
	assert_int_equal(parse(arena, "x audit -s acme --rate=60 -q --out r", &options, &err), 0);
	assert_int_equal(options.command, COMMAND_AUDIT);
	assert_string_equal(options.subdomain, "acme");
	assert_string_equal(options.out, "r");
	assert_int_equal(options.rate, 60);
	assert_true(options.quiet);
	assert_false(options.dry_run);
	/* Defaults. */
	assert_int_equal(options.profiles.count, 1);
	assert_string_equal(options.profiles.items[0], "jumpcloud-mtp");
	assert_string_equal(options.format, "xlsx,pdf");
	assert_int_equal(options.concurrency, 8);
	assert_int_equal(options.time_budget, 3600);

	assert_int_equal(parse(arena, "x replay folder -o r", &options, &err), 0);
	assert_string_equal(options.out, "r");
	assert_string_equal(options.operand, "folder");
	assert_int_equal(options.profiles.count, 0);
	assert_null(options.format);
	assert_int_equal(parse(arena, "x --version", &options, &err), 0);
	assert_true(options.version);
	arena_free(arena);
}

static void refuses_with_one_line_that_names_the_thing(void **state)
{
	static const struct {
		const char *line, *message;
	} cases[] = {
		{ "x", "expected a command; see 'syncro-audit --help'" },
		{ "x adit", "unknown command 'adit'; see 'syncro-audit --help'" },
		{ "x -q", "expected a command before '-q'; see 'syncro-audit --help'" },
		{ "x audit --subdomain", "option '--subdomain' needs an argument" },
		{ "x audit -s", "option '-s' needs an argument" },
		{ "x audit --sub acme x", "'audit' takes no operand, found 'x'" },
		{ "x audit --nonsense",
		  "unknown option '--nonsense'; see 'syncro-audit audit --help'" },
		{ "x audit --rate 1.5",
		  "--rate: expected a whole number from 0 to 100000, found '1.5'" },
		{ "x audit --rate -1",
		  "--rate: expected a whole number from 0 to 100000, found '-1'" },
		{ "x audit --concurrency 0",
		  "--concurrency: expected a whole number from 1 to 64, found '0'" },
		{ "x audit --time-budget 99999999999999999999",
		  "--time-budget: expected a whole number from 1 to 604800, found "
		  "'99999999999999999999'" },
		{ "x audit --token-file=", "--token-file: expected FILE, found nothing" },
		{ "x replay --rate 5 f", "option '--rate' is not one of 'replay'" },
		{ "x replay", "'replay' takes one FOLDER, found 0" },
		{ "x replay a b", "'replay' takes one FOLDER, found 2" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct options options = { .rate = -7 };
		struct error err = { .message = "" };
		assert_int_equal(parse(arena, cases[i].line, &options, &err), -1);
		assert_string_equal(err.message, cases[i].message);
		assert_int_equal(options.rate, -7);
	}
	arena_free(arena);
}

static void with_config(const char *json, const char *more, struct arena *arena,
			struct options *options, struct error *err, int expected)
{
	char path[] = "/tmp/syncro-audit-config-XXXXXX";
	char line[256];
	int fd = mkstemp(path);

	assert_true(fd >= 0 && write(fd, json, strlen(json)) == (ssize_t)strlen(json));
	close(fd);
	(void)snprintf(line, sizeof line, "x audit --config %s%s", path, more);
	assert_int_equal(parse(arena, line, options, err), expected);
	(void)unlink(path);
}

static void the_configuration_file_adds_what_the_command_line_leaves_open(void **state)
{
	struct arena *arena = arena_new();
	struct options options;
	struct error err = { .message = "" };

	(void)state;
	with_config("{\"subdomain\":\"acme\",\"rate\":30,\"dry-run\":true,\"quiet\":false}",
		    " --rate 90", arena, &options, &err, 0);
	assert_string_equal(options.subdomain, "acme");
	assert_int_equal(options.rate, 90);
	assert_true(options.dry_run);
	assert_false(options.quiet);

	/* For a replay it may name the profile, which is else the evidence's. */
	assert_null(options.operand);
	with_config("{\"profile\":\"quoter\"}", "", arena, &options, &err, 0);
	assert_string_equal(options.profiles.items[0], "quoter");
	with_config("{\"profile\":[\"quoter\",\"gradient\"]}", "", arena, &options, &err, 0);
	assert_int_equal(options.profiles.count, 2);
	assert_string_equal(options.profiles.items[1], "gradient");
	with_config("{\"profile\":[\"quoter\"]}", " -p gradient", arena, &options, &err, 0);
	assert_int_equal(options.profiles.count, 1);
	assert_string_equal(options.profiles.items[0], "gradient");
	with_config("{\"profile\":[]}", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "at '/profile': expected a string, or an array"));
	with_config("{\"profile\":false}", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "at '/profile': expected a string, or an array"));
	with_config("{\"profile\":[\"quoter\",7]}", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "at '/profile/1': expected a string"));

	with_config("{\"subdomain\":5}", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "at '/subdomain': expected a string"));
	with_config("{\"token\":\"x\"}", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "at '/token': expected no such key here"));
	with_config("{\"concurrency\":65}", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "whole number from 1 to 64, found '65'"));
	with_config("[]", "", arena, &options, &err, -1);
	assert_non_null(strstr(err.message, "expected an object"));
	assert_int_equal(parse(arena, "x audit --config /nonexistent/c.json", &options, &err), -1);
	assert_non_null(strstr(err.message, "configuration file: '/nonexistent/c.json'"));
	arena_free(arena);
}

static void formats_are_a_list_of_known_words(void **state)
{
	unsigned all = 0, json = 0, xlsx = 0;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(outputs_parse("pdf,xlsx", &all, &err), 0);
	assert_int_equal(outputs_parse("json", &json, &err), 0);
	assert_int_equal(outputs_parse("xlsx", &xlsx, &err), 0);
	assert_int_equal(xlsx & json, json); /* results.json is always written */
	assert_true(json != xlsx && xlsx != all);
	assert_int_equal(outputs_parse("xlsx,doc", &all, &err), -1);
	assert_non_null(strstr(err.message, "found 'doc'"));
	assert_int_equal(outputs_parse("xlsx,,pdf", &all, &err), -1);
}

static void progress_says_what_how_far_and_how_fast(void **state)
{
	struct progress progress = { .what = "customers",
				     .pages = 12,
				     .expected_pages = 40,
				     .answered = 87,
				     .queued = 31,
				     .last_minute = 43,
				     .budget_left_ms = 3492000 };
	char text[256];

	(void)state;
	progress_text(&progress, text, sizeof text);
	assert_string_equal(text, "customers page 12 of 40 · 87 answered, 31 to go · "
				  "43 in the last minute · 58:12 left");
	progress.expected_pages = -1;
	progress.waiting_ms = 41000;
	progress_text(&progress, text, sizeof text);
	assert_string_equal(text, "customers page 12 · 87 answered, 31 to go · "
				  "43 in the last minute · waiting 41 s · 58:12 left");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_letters_and_names),
		cmocka_unit_test(refuses_with_one_line_that_names_the_thing),
		cmocka_unit_test(the_configuration_file_adds_what_the_command_line_leaves_open),
		cmocka_unit_test(formats_are_a_list_of_known_words),
		cmocka_unit_test(progress_says_what_how_far_and_how_fast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
