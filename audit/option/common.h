/*
 * common - the options that most commands take: rows for their tables.
 */
#ifndef OPTION_COMMON_H
#define OPTION_COMMON_H

#include "audit/option/table.h"

/* The first member of every command's struct of values. */
struct common_options {
	const char *config;
	bool quiet;
	bool verbose;
	bool help;
};

#define OPTION_CONFIG                                                                              \
	{                                                                                          \
		"config", OPTION_FIELD(OPTION_TEXT, common_options, config),                       \
			.argument = "FILE", .help = "JSON file with these options as keys"         \
	}
#define OPTION_QUIET                                                                               \
	{                                                                                          \
		"quiet", 'q', OPTION_FIELD(OPTION_FLAG, common_options, quiet),                    \
			.help = "errors only on standard error"                                    \
	}
#define OPTION_VERBOSE                                                                             \
	{                                                                                          \
		"verbose", 'v', OPTION_FIELD(OPTION_FLAG, common_options, verbose),                \
			.help = "say more on standard error"                                       \
	}
#define OPTION_HELP                                                                                \
	{                                                                                          \
		"help", 'h', OPTION_FIELD(OPTION_FLAG, common_options, help), .help = "this text"  \
	}

#endif
