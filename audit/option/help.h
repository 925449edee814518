/*
 * help - what --help and --version print, made of the table of options.
 */
#ifndef OPTION_HELP_H
#define OPTION_HELP_H

#include "audit/option/options.h"

struct error;

/* --help,of the program (COMMAND_NONE) or of one command; on standard output.
 * -1 if it could not be written. */
int options_print_help(enum command command, struct error *err);
int options_print_version(struct error *err);

#endif
