#include "audit/options.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file.h"
#include "audit/core/input.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

enum type { TYPE_FLAG, TYPE_TEXT, TYPE_NUMBER };

#define AUDIT (1u << COMMAND_AUDIT)
#define REPLAY (1u << COMMAND_REPLAY)
#define BOTH (AUDIT | REPLAY)
#define EVERY (BOTH | (1u << COMMAND_PROFILE))

struct option_row {
	const char *name;
	char letter; /* 0 = none */
	enum type type;
	size_t offset;
	unsigned commands;
	int64_t least, most; /* of a number */
	const char *argument;
	const char *help;
};

#define TEXT(field) .type = TYPE_TEXT, .offset = offsetof(struct options, field)
#define FLAG(field) .type = TYPE_FLAG, .offset = offsetof(struct options, field)
#define NUMBER(field, low, high)                                                                   \
	.type = TYPE_NUMBER, .offset = offsetof(struct options, field), .least = (low),            \
	.most = (high)

static const struct option_row rows[] = {
	{ "subdomain", 's', TEXT(subdomain), .commands = AUDIT, .argument = "NAME",
	  .help = "the Syncro account: NAME,\nNAME.syncromsp.com or its URL" },
	{ "token-file", 0, TEXT(token_file), .commands = AUDIT, .argument = "FILE",
	  .help = "file that holds the API token, '-' is standard\n"
		  "input; else the variable SYNCRO_API_TOKEN" },
	{ "token-command", 0, TEXT(token_command), .commands = AUDIT, .argument = "COMMAND",
	  .help = "read the token from the first line a command\n"
		  "prints, such as 'pass show syncro/audit'" },
	{ "profile", 'p', TEXT(profile), .commands = BOTH, .argument = "ID|FILE",
	  .help = "the documented prerequisites (jumpcloud-mtp)" },
	{ "out", 'o', TEXT(out), .commands = BOTH, .argument = "FOLDER",
	  .help = "report folder, must not exist\n(./syncro-audit-SUBDOMAIN-YYYYMMDDTHHMMSSZ)" },
	{ "attestations", 'a', TEXT(attestations), .commands = BOTH, .argument = "FILE",
	  .help = "what a person confirms and no API shows" },
	{ "waivers", 'w', TEXT(waivers), .commands = BOTH, .argument = "FILE",
	  .help = "accepted deviations" },
	{ "format", 'f', TEXT(format), .commands = BOTH, .argument = "LIST",
	  .help = "of xlsx,pdf,json (xlsx,pdf);\nresults.json is always written" },
	{ "paper", 0, TEXT(paper), .commands = BOTH, .argument = "a4|letter",
	  .help = "page size of the PDF (a4)" },
	{ "base-url", 0, TEXT(base_url), .commands = AUDIT, .argument = "URL",
	  .help = "another API root;\nhttp:// for loopback addresses only" },
	{ "rate", 0, NUMBER(rate, 0, 100000), .commands = AUDIT, .argument = "N",
	  .help = "at most N requests start in any 60 seconds (180);\n"
		  "0 = no limit, for loopback addresses only" },
	{ "concurrency", 0, NUMBER(concurrency, 1, 64), .commands = AUDIT, .argument = "N",
	  .help = "requests in flight (8)" },
	{ "time-budget", 0, NUMBER(time_budget, 1, 604800), .commands = AUDIT,
	  .argument = "SECONDS", .help = "overall limit (3600);\nwhat is missing then is unknown" },
	{ "write-probes", 0, FLAG(write_probes), .commands = AUDIT,
	  .help = "also send the documented write requests that\n"
		  "Syncro refuses and that change nothing" },
	{ "dry-run", 0, FLAG(dry_run), .commands = AUDIT,
	  .help = "print the requests that would be sent, send none" },
	{ "config", 0, TEXT(config), .commands = BOTH, .argument = "FILE",
	  .help = "JSON file with these options as keys" },
	{ "quiet", 'q', FLAG(quiet), .commands = BOTH, .help = "errors only on standard error" },
	{ "verbose", 'v', FLAG(verbose), .commands = BOTH, .help = "say more on standard error" },
	{ "help", 'h', FLAG(help), .commands = EVERY, .help = "this text" },
	{ "version", 0, FLAG(version), .help = "the version" },
};

static const struct {
	const char *name, *operand, *summary, *details;
} commands[COMMAND_COUNT] = {
	[COMMAND_NONE] = { "", "", "", "" },
	[COMMAND_AUDIT] = { "audit", "", "pull from Syncro, evaluate, write the report folder",
			    "" },
	[COMMAND_REPLAY] = { "replay", "FOLDER", "evaluate saved evidence again, offline", "" },
	[COMMAND_PROFILE] = { "profile", "ACTION",
			      "list, show, lint or diff documented prerequisites",
			      "  list                        the built-in profiles\n"
			      "  show ID|FILE                what a profile asks for\n"
			      "  lint FILE                   every mistake in a profile;\n"
			      "                              status 0 if there is none, else 2\n"
			      "  diff ID|FILE ID|FILE        permissions that one of them needs\n"
			      "                              and the other does not\n\n" },
};

static void *field(struct options *options, const struct option_row *row)
{
	return (char *)options + row->offset;
}

static int set_number(struct options *options, const struct option_row *row, const char *text,
		      struct error *err)
{
	char *end = NULL;

	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno || value < row->least ||
	    value > row->most)
		return error_set(err, "--%s: expected a whole number from %lld to %lld, found '%s'",
				 row->name, (long long)row->least, (long long)row->most, text);
	*(int64_t *)field(options, row) = value;
	return 0;
}

static int set(struct options *options, const struct option_row *row, const char *text,
	       struct error *err)
{
	if (row->type == TYPE_NUMBER)
		return set_number(options, row, text, err);
	if (row->type == TYPE_FLAG)
		*(bool *)field(options, row) = true;
	else if (!*text)
		return error_set(err, "--%s: expected %s, found nothing", row->name, row->argument);
	else
		*(const char **)field(options, row) = text;
	return 0;
}

/* The configuration file holds the keys of the command's long options; those
 * that the command line gave are checked and then left alone. */
static int apply_config(struct arena *arena, struct input *in, struct options *options,
			const bool *given)
{
	static const enum input_type types[] = {
		[TYPE_FLAG] = INPUT_BOOLEAN, [TYPE_TEXT] = INPUT_TEXT, [TYPE_NUMBER] = INPUT_INTEGER
	};
	struct input_field fields[COUNT_OF(rows)];
	struct error cause;
	size_t count = 0;

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].commands && strcmp(rows[i].name, "config") != 0 &&
		    strcmp(rows[i].name, "help") != 0)
			fields[count++] =
				(struct input_field){ rows[i].name, types[rows[i].type], false };
	if (!input_object(in, in->root, "", fields, count))
		return 0;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const cJSON *item = input_member(in->root, rows[i].name, types[rows[i].type]);
		if (!item || given[i] || cJSON_IsFalse(item))
			continue;
		const char *text = cJSON_IsString(item)
					   ? arena_strdup(arena, item->valuestring)
					   : arena_printf(arena, "%.0f", item->valuedouble);
		if (set(options, &rows[i], text, &cause) != 0)
			input_problem(in, input_at(in, "", rows[i].name), "%s", cause.message);
	}
	return 0;
}

static int read_config(struct arena *arena, struct options *options, const bool *given,
		       struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct input in;
	int result = -1;

	if (file_read(options->config, &bytes, err) != 0)
		error_prepend(err, "configuration file");
	else if (input_open(&in, options->config, str_text(&bytes), bytes.length, err) == 0) {
		apply_config(arena, &in, options, given);
		result = input_close(&in, err);
	}
	str_release(&bytes);
	return result;
}

/* For getopt: entry i is row i; the value it returns is i + 1000. */
#define ROW_BASE 1000

static void getopt_tables(struct option *longs, char *letters)
{
	*letters++ = ':';
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		bool takes = rows[i].type != TYPE_FLAG;
		longs[i] = (struct option){ rows[i].name, takes ? required_argument : no_argument,
					    NULL, (int)i + ROW_BASE };
		if (rows[i].letter) {
			*letters++ = rows[i].letter;
			if (takes)
				*letters++ = ':';
		}
	}
	longs[COUNT_OF(rows)] = (struct option){ 0 };
	*letters = '\0';
}

static const struct option_row *row_of(int value)
{
	if (value >= ROW_BASE)
		return &rows[value - ROW_BASE];
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].letter == value)
			return &rows[i];
	return NULL;
}

static int parse_options(int argc, char **argv, struct options *options, bool *given,
			 struct error *err)
{
	struct option longs[COUNT_OF(rows) + 1];
	char letters[2 * COUNT_OF(rows) + 4];
	const char *command = commands[options->command].name;
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
		if (set(options, row, optarg ? optarg : "", err) != 0)
			return -1;
		given[row - rows] = true;
	}
	return 0;
}

static int take_operand(struct options *options, int left, char **rest, struct error *err)
{
	const char *wanted = commands[options->command].operand;

	if (options->command == COMMAND_PROFILE) {
		options->words = rest;
		options->word_count = (size_t)left;
		return 0;
	}
	if (!*wanted && left > 0)
		return error_set(err, "'%s' takes no operand, found '%s'",
				 commands[options->command].name, rest[0]);
	if (*wanted && left != 1)
		return error_set(err, "'%s' takes one %s, found %d",
				 commands[options->command].name, wanted, left);
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
		if (strcmp(word, commands[i].name) == 0)
			options->command = (enum command)i;
	if (options->command == COMMAND_NONE)
		return error_set(err, "unknown command '%s'; see 'syncro-audit --help'", word);
	(*argc)--;
	(*argv)++;
	return 0;
}

int options_parse(struct arena *arena, int argc, char **argv, struct options *out,
		  struct error *err)
{
	struct options options = { .profile = "jumpcloud-mtp",
				   .format = "xlsx,pdf",
				   .paper = "a4",
				   .rate = 180,
				   .concurrency = 8,
				   .time_budget = 3600 };
	bool given[COUNT_OF(rows)] = { false };

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
		    (options.config && read_config(arena, &options, given, err) != 0))
			return -1;
		/* replay: what is not given is taken from the evidence. */
		if (options.command == COMMAND_REPLAY && !given[row_of('p') - rows])
			options.profile = NULL;
	}
	*out = options;
	return 0;
}

static void print_row(const struct option_row *row)
{
	char left[48];
	const char *line = row->help;

	(void)snprintf(left, sizeof left, "%c%c%s--%s%s%s", row->letter ? '-' : ' ',
		       row->letter ? row->letter : ' ', row->letter ? ", " : "  ", row->name,
		       row->argument ? " " : "", row->argument ? row->argument : "");
	for (const char *end; *line; line = *end ? end + 1 : end) {
		end = strchrnul(line, '\n');
		(void)printf("  %-28s%s%.*s\n", left, strlen(left) >= 28 ? " " : "",
			     (int)(end - line), line);
		left[0] = '\0';
	}
}

static int flush(struct error *err)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return error_set(err, "standard output: %s", strerror(errno));
	return 0;
}

int options_print_help(enum command command, struct error *err)
{
	if (command == COMMAND_NONE) {
		(void)puts("usage: syncro-audit COMMAND [OPTIONS]\n");
		for (size_t i = 1; i < COMMAND_COUNT; i++)
			(void)printf("  %-8s %-8s %s\n", commands[i].name, commands[i].operand,
				     commands[i].summary);
		(void)puts("\n'syncro-audit COMMAND --help' lists its options; also --version.\n"
			   "Exit status: 0 ready, 1 not ready, 2 no verdict (an error), "
			   "3 inconclusive.");
	} else {
		(void)printf("usage: syncro-audit %s %s%s[OPTIONS]\n%s\n\n%s",
			     commands[command].name, commands[command].operand,
			     *commands[command].operand ? " " : "", commands[command].summary,
			     commands[command].details);
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			if (rows[i].commands & (1u << command))
				print_row(&rows[i]);
	}
	return flush(err);
}

int options_print_version(struct error *err)
{
	(void)puts("syncro-audit " VERSION);
	return flush(err);
}
