/* What run.json says of the options, and what a replay makes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/input/recorded.h"

struct values {
	const char *paper;
	const char *token; /* not recorded */
	int64_t customer;
	bool write_probes;
};

static const struct option_row rows[] = {
	{ "paper", 0, OPTION_FIELD(OPTION_TEXT, values, paper), .argument = "a4|letter",
	  .usual = "a4", .recorded = "a text", .help = "" },
	{ "write-probes", 0, OPTION_FIELD(OPTION_FLAG, values, write_probes),
	  .recorded = "true or false", .help = "" },
	{ "token", 0, OPTION_FIELD(OPTION_TEXT, values, token), .argument = "TOKEN", .help = "" },
	{ "customer", 0, OPTION_RANGE(values, customer, 0, INT64_MAX), .argument = "ID",
	  .recorded = "a customer's id, or 0", .help = "" },
	{ .name = NULL },
};

enum { PAPER, WRITE_PROBES, TOKEN, CUSTOMER };

static void give(struct options *options, size_t row, const char *text)
{
	struct error err = { .message = "" };

	assert_int_equal(options_set(options, row, text, &err), 0);
	options->given[row] = true;
}

static void only_what_a_row_marks_is_recorded_in_the_order_of_old(void **state)
{
	static const struct evidence_option expected[] = {
		{ "write_probes", "true", true },
		{ "paper", "a4", false },
		{ "customer", "30001", true },
	};
	struct arena *arena = arena_new();
	struct options options = options_usual(arena, rows, sizeof(struct values));
	struct evidence_run run = { .option_count = 0 };

	(void)state;
	give(&options, CUSTOMER, "30001");
	give(&options, WRITE_PROBES, "");
	give(&options, TOKEN, "s3cret");
	recorded_keep(arena, &options, &run);
	assert_int_equal(run.option_count, COUNT_OF(expected));
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		assert_string_equal(run.options[i].name, expected[i].name);
		assert_string_equal(run.options[i].text, expected[i].text);
		assert_int_equal(run.options[i].bare, expected[i].bare);
	}
	arena_free(arena);
}

static void what_is_given_wins_over_what_is_recorded_and_that_over_what_is_usual(void **state)
{
	struct evidence_option told[] = { { "write_probes", "true", true },
					  { "paper", "letter", false },
					  { "customer", "7", true },
					  { "token", "s3cret", false },
					  { "colour", "red", false } };
	struct evidence_run run = { .options = told, .option_count = COUNT_OF(told) };
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	struct options options = options_usual(arena, rows, sizeof(struct values));
	const struct values *values = options.values;

	(void)state;
	give(&options, CUSTOMER, "0");
	assert_int_equal(recorded_take(arena, &run, &options, &err), 0);
	assert_int_equal(values->customer, 0);
	assert_string_equal(values->paper, "letter");
	assert_true(values->write_probes);
	assert_null(values->token);

	/* Folders of before there were such options tell none. */
	run.option_count = 1;
	options = options_usual(arena, rows, sizeof(struct values));
	values = options.values;
	assert_int_equal(recorded_take(arena, &run, &options, &err), 0);
	assert_string_equal(values->paper, "a4");
	assert_int_equal(values->customer, 0);
	arena_free(arena);
}

static void what_makes_no_sense_is_refused_by_name(void **state)
{
	static const struct {
		struct evidence_option told[2];
		const char *message; /* NULL = accepted */
	} cases[] = {
		{ { { "write_probes", "false", true } }, NULL },
		{ { { "write_probes", "1", true } },
		  "run.json: 'write_probes' must be true or false" },
		{ { { "write_probes", "true", false } },
		  "run.json: 'write_probes' must be true or false" },
		{ { { "write-probes", "true", true } },
		  "run.json: 'write_probes' must be true or false" },
		{ { { "write_probes", "true", true }, { "customer", "", false } },
		  "run.json: 'customer' must be a customer's id, or 0" },
		{ { { "write_probes", "true", true }, { "customer", "-1", false } },
		  "run.json: 'customer' must be a customer's id, or 0" },
		{ { { "write_probes", "true", true }, { "customer", "true", true } },
		  "run.json: 'customer' must be a customer's id, or 0" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct options options = options_usual(arena, rows, sizeof(struct values));
		struct evidence_option told[] = { cases[i].told[0], cases[i].told[1] };
		struct evidence_run run = { .options = told, .option_count = told[1].name ? 2 : 1 };
		struct error err = { .message = "" };
		assert_int_equal(recorded_take(arena, &run, &options, &err),
				 cases[i].message ? -1 : 0);
		assert_string_equal(err.message, cases[i].message ? cases[i].message : "");
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_a_row_marks_is_recorded_in_the_order_of_old),
		cmocka_unit_test(
			what_is_given_wins_over_what_is_recorded_and_that_over_what_is_usual),
		cmocka_unit_test(what_makes_no_sense_is_refused_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
