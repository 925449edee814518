/*
 * help - what --help and --version print, made of the tables of commands and options.
 */
#ifndef OPTION_HELP_H
#define OPTION_HELP_H

#include "audit/option/command.h"

struct error;

/* --help of a command, or of the program (one without a name): the table of `commands`. On
 * standard output; -1 if it could not be written. */
int options_print_help(const struct command *const *commands, const struct command *command,
		       const struct options *options, struct error *err);
int options_print_version(struct error *err);

#endif
