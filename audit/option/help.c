#include "audit/option/help.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/str.h"

static void print_row(const struct option_row *row)
{
	char left[48];
	struct str help = STR_INIT(STR_LINE);

	if (row->choices) {
		row->choices(&help, ",", ",");
		str_putc(&help, '\n');
	}
	str_puts(&help, row->help);
	const char *line = str_text(&help);

	(void)snprintf(left, sizeof left, "%c%c%s--%s%s%s", row->letter ? '-' : ' ',
		       row->letter ? row->letter : ' ', row->letter ? ", " : "  ", row->name,
		       row->argument ? " " : "", row->argument ? row->argument : "");
	for (const char *end; *line; line = *end ? end + 1 : end) {
		end = strchrnul(line, '\n');
		(void)printf("  %-28s%s%.*s\n", left, strlen(left) >= 28 ? " " : "",
			     (int)(end - line), line);
		left[0] = '\0';
	}
	str_release(&help);
}

static int flush(struct error *err)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return error_set(err, "standard output: %s", strerror(errno));
	return 0;
}

int options_print_help(const struct command *const *commands, const struct command *command,
		       const struct options *options, struct error *err)
{
	if (*command->name) {
		(void)printf("usage: syncro-audit %s %s%s[OPTIONS]\n%s\n\n%s", command->name,
			     command->operand, *command->operand ? " " : "", command->summary,
			     command->details ? command->details : "");
		for (size_t i = 0; i < options->own; i++)
			if (options->rows[i]->help)
				print_row(options->rows[i]);
	} else {
		(void)puts("usage: syncro-audit COMMAND [OPTIONS]\n");
		for (; *commands; commands++)
			if (*(*commands)->summary)
				(void)printf("  %-8s %-11s %s\n", (*commands)->name,
					     (*commands)->operand, (*commands)->summary);
		(void)puts("\n'syncro-audit COMMAND --help' lists its options; also --version.\n"
			   "Exit status: 0 ready, 1 not ready, 2 no verdict (an error), "
			   "3 inconclusive.");
	}
	return flush(err);
}

int options_print_version(struct error *err)
{
	(void)puts("syncro-audit " VERSION);
	return flush(err);
}
