#include "audit/option/help.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "audit/option/table.h"

static void print_row(const struct option_row *row)
{
	char left[48];
	struct str help = STR_INIT(STR_LINE);

	if (row->choices) {
		(void)str_puts(&help, "of ");
		row->choices(&help, ",", ",");
		(void)str_putc(&help, '\n');
	}
	(void)str_puts(&help, row->help);
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

int options_print_help(enum command command, struct error *err)
{
	if (command == COMMAND_NONE) {
		(void)puts("usage: syncro-audit COMMAND [OPTIONS]\n");
		for (size_t i = 1; i < COMMAND_COUNT; i++)
			(void)printf("  %-8s %-9s %s\n", command_rows[i].name,
				     command_rows[i].operand, command_rows[i].summary);
		(void)puts("\n'syncro-audit COMMAND --help' lists its options; also --version.\n"
			   "Exit status: 0 ready, 1 not ready, 2 no verdict (an error), "
			   "3 inconclusive.");
	} else {
		(void)printf("usage: syncro-audit %s %s%s[OPTIONS]\n%s\n\n%s",
			     command_rows[command].name, command_rows[command].operand,
			     *command_rows[command].operand ? " " : "",
			     command_rows[command].summary, command_rows[command].details);
		for (size_t i = 0; i < OPTION_COUNT; i++)
			if (option_rows[i].commands & (1u << command))
				print_row(&option_rows[i]);
	}
	return flush(err);
}

int options_print_version(struct error *err)
{
	(void)puts("syncro-audit " VERSION);
	return flush(err);
}
