#include <ctype.h>
#include <string.h>

#include "audit/command/commands.h"
#include "audit/command/standard_output.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/input/templates.h"

static const struct command *const commands[] = { COMMANDS(COMMAND_LISTED) };

/* What an argument or an operand may be, by how the help names it. */
static const struct {
	const char *name, *line;
} kinds[] = {
	{ "FILE", ":file" },
	{ "FOLDER", ":folder" },
	{ "OLD", ":folder" },
};

static void add_line(struct str *out, const char *word, const char *help)
{
	(void)str_printf(out, "%s\t%.*s\n", word, (int)strcspn(help, "\n"), help);
}

static void add_profiles(struct arena *arena, struct str *out)
{
	const char **ids = NULL;
	size_t count = 0;
	struct error err;

	/* Without templates there is nothing to offer, and nobody to tell. */
	if (templates_profiles(arena, &ids, &count, &err) != 0)
		return;
	for (size_t i = 0; i < count; i++)
		add_line(out, ids[i], "a built-in profile");
}

static void add_kind(struct arena *arena, struct str *out, const char *name, size_t size)
{
	if (size == 2 && strncmp(name, "ID", size) == 0)
		add_profiles(arena, out);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strlen(kinds[i].name) == size && strncmp(name, kinds[i].name, size) == 0)
			(void)str_printf(out, "%s\n", kinds[i].line);
	/* What is given as it is written, such as "a4". */
	if (islower((unsigned char)name[0]))
		(void)str_printf(out, "%.*s\n", (int)size, name);
}

/* Of "ID|FILE" or "OLD NEW". */
static void add_kinds(struct arena *arena, struct str *out, const char *names)
{
	while (*names) {
		size_t size = strcspn(names, "| .[");
		add_kind(arena, out, names, size);
		names += size + strspn(names + size, "| .[]");
	}
}

static void add_choices(struct str *out, const struct option_row *row)
{
	struct str words = STR_INIT(STR_LINE);

	row->choices(&words, "\n", "\n");
	(void)str_printf(out, "%s\n", str_text(&words));
	str_release(&words);
}

/* The row of an option that takes the word behind it; NULL = it is none. */
static const struct option_row *taker(const struct options *options, const char *word)
{
	for (size_t i = 0; i < options->own; i++) {
		const struct option_row *row = options->rows[i];
		if (!row->help || row->type == OPTION_FLAG)
			continue;
		if ((strncmp(word, "--", 2) == 0 && strcmp(word + 2, row->name) == 0) ||
		    (row->letter && word[0] == '-' && word[1] == row->letter && !word[2]))
			return row;
	}
	return NULL;
}

static void add_options(struct arena *arena, struct str *out, const struct options *options)
{
	for (size_t i = 0; i < options->own; i++)
		if (options->rows[i]->help)
			add_line(out, arena_printf(arena, "--%s", options->rows[i]->name),
				 options->rows[i]->help);
}

/* A line of the details that begins with a word two blanks in tells what may stand first. */
static void add_actions(struct str *out, const char *details)
{
	for (; details; details = strchr(details, '\n')) {
		details += *details == '\n';
		if (strncmp(details, "  ", 2) != 0 || !islower((unsigned char)details[2]))
			continue;
		const char *word = details + 2;
		(void)str_printf(out, "%.*s\n", (int)strcspn(word, " \n"), word);
	}
}

static void add_operands(struct arena *arena, struct str *out, const struct command *command,
			 size_t words)
{
	if (strcmp(command->operand, "ACTION") != 0)
		add_kinds(arena, out, command->operand);
	else if (words == 2)
		add_actions(out, command->details);
	else
		add_kinds(arena, out, "ID|FILE");
}

static void add_commands(struct str *out, const char *word)
{
	if (word[0] == '-') {
		(void)str_puts(out, "--help\n--version\n");
		return;
	}
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		if (*commands[i]->summary)
			add_line(out, commands[i]->name, commands[i]->summary);
}

static void complete(struct arena *arena, struct str *out, char *const *words, size_t count)
{
	const char *word = words[count - 1];
	size_t at = 0;

	if (count == 1) {
		add_commands(out, word);
		return;
	}
	while (at < COUNT_OF(commands) && strcmp(commands[at]->name, words[0]) != 0)
		at++;
	if (at == COUNT_OF(commands))
		return;
	const struct command *command = commands[at];
	const struct options options = options_usual(arena, command->rows, command->size);
	const struct option_row *row = taker(&options, words[count - 2]);
	if (row && row->choices)
		add_choices(out, row);
	else if (row)
		add_kinds(arena, out, row->argument);
	else if (word[0] == '-')
		add_options(arena, out, &options);
	else
		add_operands(arena, out, command, count);
}

static int run(struct invocation *invocation, struct error *err)
{
	struct str out = STR_INIT(STR_BODY);

	if (invocation->operand_count)
		complete(invocation->arena, &out, invocation->operands, invocation->operand_count);
	int result = standard_output_print(&out, err);
	str_release(&out);
	return result;
}

static const struct option_row rows[] = { OPTION_HELP, { .name = NULL } };

const struct command complete_command = {
	.name = "complete",
	.operand = "-- WORD...",
	.summary = "", /* for shells only */
	.details = "Prints what may stand for the last word: a word and, behind a tab, what it is\n"
		   "for; ':file' or ':folder' where a path may. For the shells' completion.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
