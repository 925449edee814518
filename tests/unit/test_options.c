/* Tables of options: command line, configuration file, clear refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/command/commands.h"
#include "audit/command/outputs.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/option/parse.h"

#define MOST_WORDS 12

/* Two commands that share a group. */
struct fetch_options {
	struct common_options common;
	struct option_list names;
	const char *from;
	const char *format;
	int64_t rate;
	bool dry_run;
};

static const struct option_row shared[] = {
	{ "name", 'n', OPTION_FIELD(OPTION_LIST, fetch_options, names), .argument = "NAME",
	  .help = "a name" },
	{ "format", 0, OPTION_FIELD(OPTION_TEXT, fetch_options, format), .argument = "LIST",
	  .usual = "xlsx,pdf", .help = "a format" },
	OPTION_CONFIG,
	OPTION_QUIET,
	OPTION_HELP,
	{ .name = NULL },
};

static const struct option_row fetch_rows[] = {
	{ "from", 'f', OPTION_FIELD(OPTION_TEXT, fetch_options, from), .argument = "PLACE",
	  .help = "a place" },
	{ .group = shared },
	{ "rate", 0, OPTION_RANGE(fetch_options, rate, 0, 100), .argument = "N", .usual = "60",
	  .help = "a number" },
	{ "dry-run", 0, OPTION_FIELD(OPTION_FLAG, fetch_options, dry_run), .help = "a flag" },
	{ .name = NULL },
};

static const struct option_row again_rows[] = {
	{ .group = shared },
	{ "dry-run", 0, OPTION_FIELD(OPTION_FLAG, fetch_options, dry_run) },
	{ .name = NULL },
};

static const struct command fetch = {
	.name = "fetch", .operand = "", .rows = fetch_rows, .size = sizeof(struct fetch_options)
};
static const struct command again = { .name = "again",
				      .operand = "FOLDER",
				      .rows = again_rows,
				      .size = sizeof(struct fetch_options) };
static const struct command *const own_commands[] = { &fetch, &again, NULL };
static const struct command *const commands[] = { COMMANDS(COMMAND_LISTED) NULL };

static int parse(struct arena *arena, const struct command *const *table, const char *line,
		 struct invocation *out, struct error *err)
{
	char **words = arena_array(arena, MOST_WORDS + 1, sizeof *words);
	char *rest = arena_strdup(arena, line);
	int count = 0;

	for (char *word; (word = strsep(&rest, " ")) && count < MOST_WORDS;)
		words[count++] = word;
	*out = (struct invocation){ .arena = arena };
	return options_parse(out, table, count, words, err);
}

static const struct fetch_options *values_of(const struct invocation *invocation)
{
	return invocation->options.values;
}

static void reads_letters_and_names(void **state)
{
	struct arena *arena = arena_new();
	struct invocation call;
	struct error err;

	(void)state;
	assert_int_equal(parse(arena, own_commands, "x fetch -f here --rate=30 -q -n a --name b",
			       &call, &err),
			 0);
	assert_ptr_equal(call.command, &fetch);
	assert_string_equal(values_of(&call)->from, "here");
	assert_int_equal(values_of(&call)->rate, 30);
	assert_true(values_of(&call)->common.quiet);
	assert_false(values_of(&call)->dry_run);
	assert_int_equal(values_of(&call)->names.count, 2);
	assert_string_equal(values_of(&call)->names.items[1], "b");
	assert_int_equal(parse(arena, own_commands, "x --version", &call, &err), 0);
	assert_string_equal(call.command->name, "");
	assert_true(((struct program_options *)call.options.values)->version);
	arena_free(arena);
}

static void what_nobody_says_is_as_usual(void **state)
{
	struct arena *arena = arena_new();
	struct invocation call;
	struct error err;

	(void)state;
	assert_int_equal(parse(arena, own_commands, "x again folder", &call, &err), 0);
	assert_ptr_equal(call.command, &again);
	assert_string_equal(call.operands[0], "folder");
	assert_string_equal(values_of(&call)->format, "xlsx,pdf");
	assert_int_equal(values_of(&call)->names.count, 0);
	assert_null(values_of(&call)->common.config);
	/* That is another command's. */
	assert_int_equal(values_of(&call)->rate, 0);
	assert_int_equal(parse(arena, own_commands, "x fetch", &call, &err), 0);
	assert_int_equal(values_of(&call)->rate, 60);
	arena_free(arena);
}

static void an_option_without_help_cannot_be_given(void **state)
{
	struct arena *arena = arena_new();
	struct invocation call;
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(parse(arena, own_commands, "x again --dry-run folder", &call, &err), -1);
	assert_string_equal(err.message, "option '--dry-run' is not one of 'again'");
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
		/* What is given to it may be a secret. */
		{ "x audit --token=T0123456789",
		  "unknown option '--token'; see 'syncro-audit audit --help'" },
		{ "x audit --dry-run=T0123456789",
		  "unknown option '--dry-run'; see 'syncro-audit audit --help'" },
		{ "x audit -tT0123456789", "unknown option '-t'; see 'syncro-audit audit --help'" },
		{ "x audit T0123456789", "'audit' takes no operand, found 'T012...'" },
		{ "x --rate=180 audit",
		  "expected a command before '--rate'; see 'syncro-audit --help'" },
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
		{ "x verify --version f", "option '--version' is not one of 'verify'" },
		/* As it is of any command that has such options. */
		{ "x verify --qui f", "unknown option '--qui'; see 'syncro-audit verify --help'" },
		{ "x --rate 1.5", "--rate: expected a whole number from 0 to 100000, found '1.5'" },
		{ "x --rate 1", "expected a command before '--rate'; see 'syncro-audit --help'" },
		{ "x replay", "'replay' takes one FOLDER, found 0" },
		{ "x replay a b", "'replay' takes one FOLDER, found 2" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct invocation call;
		struct error err = { .message = "" };
		assert_int_equal(parse(arena, commands, cases[i].line, &call, &err), -1);
		assert_string_equal(err.message, cases[i].message);
	}
	arena_free(arena);
}

static const struct fetch_options *with_config(const char *json, const char *command,
					       struct arena *arena, struct error *err)
{
	char path[] = "/tmp/syncro-audit-config-XXXXXX";
	struct invocation call;
	int fd = mkstemp(path);

	assert_true(fd >= 0 && write(fd, json, strlen(json)) == (ssize_t)strlen(json));
	close(fd);
	const char *line = arena_printf(arena, "x %s --config %s", command, path);
	int result = parse(arena, own_commands, line, &call, err);
	(void)unlink(path);
	return result == 0 ? values_of(&call) : NULL;
}

static void the_configuration_file_adds_what_the_command_line_leaves_open(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	const struct fetch_options *values;

	(void)state;
	values = with_config("{\"from\":\"here\",\"rate\":30,\"dry-run\":true,\"quiet\":false}",
			     "fetch --rate 90", arena, &err);
	assert_string_equal(values->from, "here");
	assert_int_equal(values->rate, 90);
	assert_true(values->dry_run);
	assert_false(values->common.quiet);
	values = with_config("{\"rate\":30}", "fetch", arena, &err);
	assert_int_equal(values->rate, 30);
	values = with_config("{\"name\":\"a\"}", "fetch", arena, &err);
	assert_string_equal(values->names.items[0], "a");
	values = with_config("{\"name\":[\"a\",\"b\"]}", "fetch", arena, &err);
	assert_int_equal(values->names.count, 2);
	assert_string_equal(values->names.items[1], "b");
	values = with_config("{\"name\":[\"a\"]}", "fetch -n b", arena, &err);
	assert_int_equal(values->names.count, 1);
	assert_string_equal(values->names.items[0], "b");
	arena_free(arena);
}

/* One file may serve several commands. */
static void what_the_configuration_says_of_another_command_is_checked_and_left_alone(void **state)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	const struct fetch_options *values;

	(void)state;
	values = with_config("{\"rate\":30,\"dry-run\":true,\"format\":\"csv\"}", "again f", arena,
			     &err);
	assert_non_null(values);
	assert_int_equal(values->rate, 0);
	assert_false(values->dry_run);
	assert_string_equal(values->format, "csv");
	assert_null(with_config("{\"rate\":101}", "again f", arena, &err));
	assert_non_null(strstr(err.message, "whole number from 0 to 100, found '101'"));
	arena_free(arena);
}

static void the_keys_that_are_known_are_told_in_one_order_for_every_command(void **state)
{
	static const char known[] = "known are from, name, format, quiet, rate, dry-run";
	struct arena *arena = arena_new();
	struct error err = { .message = "" };

	(void)state;
	assert_null(with_config("{\"token\":\"x\"}", "fetch", arena, &err));
	assert_non_null(strstr(err.message, known));
	assert_null(with_config("{\"token\":\"x\"}", "again f", arena, &err));
	assert_non_null(strstr(err.message, known));
	arena_free(arena);
}

static void mistakes_in_the_configuration_are_told_by_place(void **state)
{
	static const struct {
		const char *json, *message;
	} cases[] = {
		{ "{\"name\":[]}", "at '/name': expected a string, or an array" },
		{ "{\"name\":false}", "at '/name': expected a string, or an array" },
		{ "{\"name\":[\"a\",7]}", "at '/name/1': expected a string" },
		{ "{\"from\":5}", "at '/from': expected a string" },
		{ "{\"token\":\"x\"}", "at '/token': expected no such key here" },
		{ "{\"config\":\"x\"}", "at '/config': expected no such key here" },
		{ "{\"help\":true}", "at '/help': expected no such key here" },
		{ "{\"version\":true}", "at '/version': expected no such key here" },
		{ "{\"rate\":101}", "whole number from 0 to 100, found '101'" },
		{ "[]", "expected an object" },
	};
	struct arena *arena = arena_new();
	struct invocation call;
	struct error err = { .message = "" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_null(with_config(cases[i].json, "fetch", arena, &err));
		if (!strstr(err.message, cases[i].message))
			fail_msg("%s: '%s'", cases[i].json, err.message);
	}
	assert_int_equal(
		parse(arena, own_commands, "x fetch --config /nonexistent/c.json", &call, &err),
		-1);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_letters_and_names),
		cmocka_unit_test(what_nobody_says_is_as_usual),
		cmocka_unit_test(an_option_without_help_cannot_be_given),
		cmocka_unit_test(refuses_with_one_line_that_names_the_thing),
		cmocka_unit_test(the_configuration_file_adds_what_the_command_line_leaves_open),
		cmocka_unit_test(
			what_the_configuration_says_of_another_command_is_checked_and_left_alone),
		cmocka_unit_test(the_keys_that_are_known_are_told_in_one_order_for_every_command),
		cmocka_unit_test(mistakes_in_the_configuration_are_told_by_place),
		cmocka_unit_test(formats_are_a_list_of_known_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
