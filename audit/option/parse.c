#include "audit/option/parse.h"

#include <getopt.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/secret.h"

/* For getopt: entry i is row i; the value it returns is i + 1000. */
#define ROW_BASE 1000

static const struct option_row program_rows[] = {
	OPTION_HELP,
	{ "version", OPTION_FIELD(OPTION_FLAG, program_options, version), .help = "the version" },
	{ .name = NULL },
};

static const struct command program = {
	.name = "",
	.operand = "",
	.rows = program_rows,
	.size = sizeof(struct program_options),
};

static const struct option_row **longer(struct arena *arena, const struct option_row **rows,
					size_t count, size_t more)
{
	const struct option_row **out = arena_array(arena, count + more, sizeof(*out));

	if (count)
		memcpy(out, rows, count * sizeof(*out));
	return out;
}

static bool is_known(const struct options *options, const struct option_row *row)
{
	for (size_t i = 0; i < options->known_count; i++)
		if (options->known[i] == row)
			return true;
	return false;
}

/* Those of other commands are known too: what is wrong with them is that they stand here. */
static void add_known(struct arena *arena, struct options *options, const struct command *command)
{
	const struct options added = options_usual(arena, command->rows, command->size);

	options->rows = longer(arena, options->rows, options->count, added.own);
	options->known = longer(arena, options->known, options->known_count, added.own);
	for (size_t i = 0; i < added.own; i++) {
		if (!added.rows[i]->help)
			continue;
		const struct option_row *row = options_find(options, added.rows[i]->name);
		if (!row)
			options->rows[options->count++] = row = added.rows[i];
		if (!is_known(options, row))
			options->known[options->known_count++] = row;
	}
}

static void getopt_tables(const struct options *options, struct option *longs, char *letters)
{
	*letters++ = ':';
	for (size_t i = 0; i < options->count; i++) {
		const struct option_row *row = options->rows[i];
		bool takes = row->type != OPTION_FLAG;
		if (!row->help)
			continue;
		*longs++ = (struct option){ row->name, takes ? required_argument : no_argument,
					    NULL, (int)i + ROW_BASE };
		if (row->letter) {
			*letters++ = row->letter;
			if (takes)
				*letters++ = ':';
		}
	}
}

static size_t row_of(const struct options *options, int value)
{
	size_t i = 0;

	if (value >= ROW_BASE)
		return (size_t)(value - ROW_BASE);
	while (i < options->count && (!options->rows[i]->help || options->rows[i]->letter != value))
		i++;
	return i;
}

static int take_option(struct invocation *invocation, size_t row, struct error *err)
{
	struct options *options = &invocation->options;
	const char *command = invocation->command->name;

	if (*command && row >= options->own)
		return error_set(err, "option '--%s' is not one of '%s'", options->rows[row]->name,
				 command);
	if (row < options->own)
		options->given[row] = true;
	return options_set(options, row, optarg ? optarg : "", err);
}

/* As much of a word as can be the name of something: what is behind it may be a secret. */
static const char *name_in(struct arena *arena, const char *word)
{
	const size_t length = strspn(word, "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

	return arena_printf(arena, "%.*s%s", (int)length, word,
			    word[length] && word[length] != '=' ? "..." : "");
}

/* What getopt stumbled over. */
static const char *word_of(struct arena *arena, char *const *argv)
{
	const char *word = argv[optind - 1];

	if (optopt && optopt < ROW_BASE)
		return arena_printf(arena, "-%c", optopt);
	return name_in(arena, word);
}

static int parse_options(struct invocation *invocation, int argc, char **argv, struct error *err)
{
	struct options *options = &invocation->options;
	struct option *longs = arena_array(invocation->arena, options->count + 1, sizeof *longs);
	char *letters = arena_alloc(invocation->arena, 2 * options->count + 2);
	const char *command = invocation->command->name;
	int value;

	getopt_tables(options, longs, letters);
	opterr = 0;
	optind = 0; /* glibc then forgets a word it stopped in */
	optopt = 0;
	while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (value == ':')
			return error_set(err, "option '%s' needs an argument",
					 word_of(invocation->arena, argv));
		const size_t row = row_of(options, value);
		if (row == options->count)
			return error_set(err, "unknown option '%s'; see 'syncro-audit %s%s--help'",
					 word_of(invocation->arena, argv), command,
					 *command ? " " : "");
		if (take_option(invocation, row, err) != 0)
			return -1;
	}
	return 0;
}

static int take_operands(struct invocation *invocation, int left, char **rest, struct error *err)
{
	const struct command *command = invocation->command;
	const char *wanted = command->operand;

	if (!command->several && !*wanted && left > 0)
		return error_set(err, "'%s' takes no operand, found '%s'", command->name,
				 secret_hint(invocation->arena, rest[0]));
	if (!command->several && *wanted && left != 1)
		return error_set(err, "'%s' takes one %s, found %d", command->name, wanted, left);
	invocation->operands = rest;
	invocation->operand_count = (size_t)left;
	return 0;
}

static int take_command(int *argc, char ***argv, const struct command *const *commands,
			const struct command **out, struct error *err)
{
	const char *word = *argc > 1 ? (*argv)[1] : NULL;

	*out = &program;
	if (!word)
		return error_set(err, "expected a command; see 'syncro-audit --help'");
	if (word[0] == '-')
		return 0;
	while (*commands && strcmp(word, (*commands)->name) != 0)
		commands++;
	if (!*commands)
		return error_set(err, "unknown command '%s'; see 'syncro-audit --help'", word);
	*out = *commands;
	(*argc)--;
	(*argv)++;
	return 0;
}

int options_parse(struct invocation *invocation, const struct command *const *commands, int argc,
		  char **argv, struct error *err)
{
	struct arena *arena = invocation->arena;
	struct options *options = &invocation->options;
	const struct command *command;

	if (take_command(&argc, &argv, commands, &command, err) != 0)
		return -1;
	invocation->command = command;
	*options = options_usual(arena, command->rows, command->size);
	for (size_t i = 0; commands[i]; i++)
		add_known(arena, options, commands[i]);
	add_known(arena, options, &program);
	if (parse_options(invocation, argc, argv, err) != 0)
		return -1;
	const struct common_options *common = options->values;
	if (common->help)
		return 0;
	if (command == &program)
		return ((struct program_options *)options->values)->version
			       ? 0
			       : error_set(err,
					   "expected a command before '%.*s'; see "
					   "'syncro-audit --help'",
					   (int)strcspn(argv[1], "="), argv[1]);
	if (take_operands(invocation, argc - optind, argv + optind, err) != 0)
		return -1;
	return common->config ? options_read_config(arena, common->config, options, err) : 0;
}
