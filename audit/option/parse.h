/*
 * parse - the options of a command line.
 */
#ifndef OPTION_PARSE_H
#define OPTION_PARSE_H

#include "audit/option/options.h"

struct arena;
struct error;

/* Reads argv, then what --config adds to it: the command line wins. */
int options_parse(struct arena *arena, int argc, char **argv, struct options *out,
		  struct error *err);

#endif
