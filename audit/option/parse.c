#include "audit/option/parse.h"

#include <getopt.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/option/table.h"

/* For getopt: entry i is row i; the value it returns is i + 1000. */
#define ROW_BASE 1000

static void getopt_tables(struct option *longs, char *letters)
{
	*letters++ = ':';
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		bool takes = option_rows[i].type != OPTION_FLAG;
		longs[i] = (struct option){ option_rows[i].name,
					    takes ? required_argument : no_argument, NULL,
					    (int)i + ROW_BASE };
		if (option_rows[i].letter) {
			*letters++ = option_rows[i].letter;
			if (takes)
				*letters++ = ':';
		}
	}
	longs[OPTION_COUNT] = (struct option){ 0 };
	*letters = '\0';
}

static const struct option_row *row_of(int value)
{
	if (value >= ROW_BASE)
		return &option_rows[value - ROW_BASE];
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_rows[i].letter == value)
			return &option_rows[i];
	return NULL;
}

static int parse_options(int argc, char **argv, struct options *options, bool *given,
			 struct error *err)
{
	struct option longs[OPTION_COUNT + 1];
	char letters[2 * OPTION_COUNT + 4];
	const char *command = command_rows[options->command].name;
	int value;

	getopt_tables(longs, letters);
	opterr = 0;
	optind = 1;
	while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const char *word = argv[optind - 1];
		if (value == ':')
			return error_set(err, "option '%s' needs an argument", word);
		const struct option_row *row = row_of(value);
		if (!row)
			return error_set(err, "unknown option '%s'; see 'syncro-audit %s%s--help'",
					 word, command, *command ? " " : "");
		if (options->command != COMMAND_NONE && !(row->commands & (1u << options->command)))
			return error_set(err, "option '--%s' is not one of '%s'", row->name,
					 command);
		if (options_set(options, row, optarg ? optarg : "", err) != 0)
			return -1;
		given[row - option_rows] = true;
	}
	return 0;
}

static int take_operand(struct options *options, int left, char **rest, struct error *err)
{
	const char *wanted = command_rows[options->command].operand;

	if (command_rows[options->command].several) {
		options->words = rest;
		options->word_count = (size_t)left;
		return 0;
	}
	if (!*wanted && left > 0)
		return error_set(err, "'%s' takes no operand, found '%s'",
				 command_rows[options->command].name, rest[0]);
	if (*wanted && left != 1)
		return error_set(err, "'%s' takes one %s, found %d",
				 command_rows[options->command].name, wanted, left);
	options->operand = *wanted ? rest[0] : NULL;
	return 0;
}

static int take_command(int *argc, char ***argv, struct options *options, struct error *err)
{
	const char *word = *argc > 1 ? (*argv)[1] : NULL;

	if (!word)
		return error_set(err, "expected a command; see 'syncro-audit --help'");
	if (word[0] == '-')
		return 0;
	for (size_t i = 1; i < COMMAND_COUNT; i++)
		if (strcmp(word, command_rows[i].name) == 0)
			options->command = (enum command)i;
	if (options->command == COMMAND_NONE)
		return error_set(err, "unknown command '%s'; see 'syncro-audit --help'", word);
	(*argc)--;
	(*argv)++;
	return 0;
}

static void set_defaults(struct options *options)
{
	if (!options->profiles.count)
		options->profiles.items[options->profiles.count++] = "jumpcloud-mtp";
	options->format = options->format ? options->format : OPTIONS_FORMAT;
	options->paper = options->paper ? options->paper : OPTIONS_PAPER;
}

int options_parse(struct arena *arena, int argc, char **argv, struct options *out,
		  struct error *err)
{
	struct options options = {
		.customer = -1, .rate = 180, .concurrency = 8, .time_budget = 3600
	};
	bool given[OPTION_COUNT] = { false };

	if (take_command(&argc, &argv, &options, err) != 0 ||
	    parse_options(argc, argv, &options, given, err) != 0)
		return -1;
	if (!options.help && !options.version) {
		if (options.command == COMMAND_NONE)
			return error_set(err,
					 "expected a command before '%s'; see "
					 "'syncro-audit --help'",
					 argv[1]);
		if (take_operand(&options, argc - optind, argv + optind, err) != 0 ||
		    (options.config && options_read_config(arena, &options, given, err) != 0))
			return -1;
	}
	if (options.command == COMMAND_AUDIT)
		set_defaults(&options);
	*out = options;
	return 0;
}
