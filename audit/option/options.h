/*
 * options - what the command line and --config say. Values are borrowed from argv or live
 * in the arena; what was not given keeps its default.
 */
#ifndef OPTION_OPTIONS_H
#define OPTION_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/audit.h"

enum command {
	COMMAND_NONE,
	COMMAND_AUDIT,
	COMMAND_REPLAY,
	COMMAND_VERIFY,
	COMMAND_COMPARE,
	COMMAND_HISTORY,
	COMMAND_PROFILE,
	COMMAND_COUNT
};

/* What is usual where neither the user nor the evidence says. */
#define OPTIONS_FORMAT "xlsx,pdf"
#define OPTIONS_PAPER "a4"

#define OPTIONS_LIST_MOST 32

/* Of an option that may be given more than once. */
struct option_list {
	const char *items[OPTIONS_LIST_MOST];
	size_t count;
};

/* A replay takes profiles, format and paper from the evidence where none are given. */
struct options {
	enum command command;
	const char *operand; /* FOLDER of replay and verify */
	char *const *words;  /* what stands behind a command that takes several, borrowed
			      * from argv */
	size_t word_count;
	const char *config;
	const char *subdomain;
	const char *token_file;
	const char *token_command;
	struct option_list profiles;
	const char *out;
	const char *attestations;
	const char *waivers;
	const char *baseline;	    /* a report folder, its results.json, or "latest" */
	struct option_list history; /* reports, and folders that hold reports */
	const char *fail_on;	    /* "never", ...: see conclusion.h */
	const char *brand;
	const char *format; /* "xlsx,pdf" */
	const char *base_url;
	const char *paper;
	const char *mtp_provider;
	const char *mtp_base_url;
	const char *edition; /* "internal", "client" */
	int64_t customer;    /* id; 0 = all, -1 = not given */
	int64_t keep;	     /* reports; 0 = all */
	int64_t rate;
	int64_t concurrency;
	int64_t time_budget; /* seconds */
	bool write_probes;
	bool dry_run;
	bool quiet;
	bool quiet_if_unchanged;
	bool verbose;
	bool help;
	bool version;
};

#endif
