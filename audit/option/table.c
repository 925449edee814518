#include "audit/option/table.h"

#include <errno.h>
#include <stdlib.h>

#include "audit/core/error.h"
#include "report/report.h"

#define AUDIT (1u << COMMAND_AUDIT)
#define REPLAY (1u << COMMAND_REPLAY)
#define BOTH (AUDIT | REPLAY)
#define VERIFY (1u << COMMAND_VERIFY)
#define COMPARE (1u << COMMAND_COMPARE)
#define HISTORY (1u << COMMAND_HISTORY)
#define EVERY (BOTH | VERIFY | COMPARE | HISTORY | (1u << COMMAND_PROFILE))

#define TEXT(field) .type = OPTION_TEXT, .offset = offsetof(struct options, field)
#define LIST(field) .type = OPTION_LIST, .offset = offsetof(struct options, field)
#define FLAG(field) .type = OPTION_FLAG, .offset = offsetof(struct options, field)
#define NUMBER(field, low, high)                                                                   \
	.type = OPTION_NUMBER, .offset = offsetof(struct options, field), .least = (low),          \
	.most = (high)

const struct option_row option_rows[] = {
	{ "subdomain", 's', TEXT(subdomain), .commands = AUDIT, .argument = "NAME",
	  .help = "the Syncro account: NAME,\nNAME.syncromsp.com or its URL" },
	{ "token-file", 0, TEXT(token_file), .commands = AUDIT, .argument = "FILE",
	  .help = "file that holds the API token, '-' is standard\n"
		  "input; else the variable SYNCRO_API_TOKEN" },
	{ "token-command", 0, TEXT(token_command), .commands = AUDIT, .argument = "COMMAND",
	  .help = "read the token from the first line a command\n"
		  "prints, such as 'pass show syncro/audit'" },
	{ "profile", 'p', LIST(profiles), .commands = BOTH, .argument = "ID|FILE",
	  .help = "the documented prerequisites (jumpcloud-mtp);\n"
		  "may be repeated: one pull, one report for each" },
	{ "out", 'o', TEXT(out), .commands = BOTH, .argument = "FOLDER",
	  .help = "report folder, must not exist\n(./syncro-audit-SUBDOMAIN-YYYYMMDDTHHMMSSZ)" },
	{ "attestations", 'a', TEXT(attestations), .commands = BOTH, .argument = "FILE",
	  .help = "what a person confirms and no API shows" },
	{ "waivers", 'w', TEXT(waivers), .commands = BOTH, .argument = "FILE",
	  .help = "accepted deviations" },
	{ "baseline", 'b', TEXT(baseline), .commands = BOTH, .argument = "FOLDER|FILE",
	  .help = "an earlier report, or its results.json:\nthe report says what changed since;\n"
		  "'latest' is the newest beside the new one" },
	{ "history", 0, LIST(history), .commands = BOTH, .argument = "FOLDER",
	  .help = "earlier reports, or a folder that holds them:\n"
		  "the report shows the course; may be repeated" },
	{ "keep", 0, NUMBER(keep, 1, 100000), .commands = AUDIT, .argument = "N",
	  .help = "of the reports like this one that stand beside\n"
		  "it keep the newest N, and the last ready one;\ndelete the others" },
	{ "brand", 0, TEXT(brand), .commands = BOTH, .argument = "FILE",
	  .help = "logo, colours, names and wording of the report" },
	{ "format", 'f', TEXT(format), .commands = BOTH, .argument = "LIST",
	  .choices = report_formats_text, .help = "(xlsx,pdf); results.json is always written" },
	{ "paper", 0, TEXT(paper), .commands = BOTH, .argument = "a4|letter",
	  .help = "page size of the PDF (a4)" },
	{ "edition", 0, TEXT(edition), .commands = BOTH, .argument = "internal|client",
	  .help = "what the report shows (internal); the client's\n"
		  "has no e-mail addresses, requests or evidence,\n"
		  "and is made by 'replay FOLDER --edition client'" },
	{ "customer", 0, NUMBER(customer, 0, INT64_MAX), .commands = BOTH, .argument = "ID",
	  .help = "show this customer only (0 = all); counts and\n"
		  "verdict stay those of the account" },
	{ "base-url", 0, TEXT(base_url), .commands = AUDIT, .argument = "URL",
	  .help = "another API root;\nhttp:// for loopback addresses only" },
	{ "rate", 0, NUMBER(rate, 0, 100000), .commands = AUDIT, .argument = "N",
	  .help = "at most N requests start in any 60 seconds (180);\n"
		  "0 = no limit, for loopback addresses only" },
	{ "concurrency", 0, NUMBER(concurrency, 1, 64), .commands = AUDIT, .argument = "N",
	  .help = "requests in flight (8)" },
	{ "time-budget", 0, NUMBER(time_budget, 1, 604800), .commands = AUDIT,
	  .argument = "SECONDS", .help = "overall limit (3600);\nwhat is missing then is unknown" },
	{ "mtp-provider", 0, TEXT(mtp_provider), .commands = AUDIT, .argument = "ID",
	  .help = "check the side of JumpCloud's MTP too, with the\n"
		  "key in the variable JUMPCLOUD_API_KEY" },
	{ "mtp-base-url", 0, TEXT(mtp_base_url), .commands = AUDIT, .argument = "URL",
	  .help = "another API root of the MTP" },
	{ "write-probes", 0, FLAG(write_probes), .commands = AUDIT,
	  .help = "also send the documented write requests that\n"
		  "Syncro refuses and that change nothing" },
	{ "dry-run", 0, FLAG(dry_run), .commands = AUDIT,
	  .help = "print the requests that would be sent, send none" },
	{ "config", 0, TEXT(config), .commands = BOTH, .argument = "FILE",
	  .help = "JSON file with these options as keys" },
	{ "quiet", 'q', FLAG(quiet), .commands = BOTH | VERIFY | COMPARE,
	  .help = "errors only on standard error" },
	{ "fail-on", 0, TEXT(fail_on), .commands = BOTH, .argument = "LEVEL",
	  .help = "which verdicts give a status other than 0:\n"
		  "inconclusive (the default: 1 and 3), not-ready\n"
		  "(1), regressed (needs a baseline) or never;\n"
		  "an error is 2 always" },
	{ "quiet-if-unchanged", 0, FLAG(quiet_if_unchanged), .commands = BOTH,
	  .help = "print nothing and exit 0 when verdict, findings\n"
		  "and waivers are as in the baseline and nothing\n"
		  "expires within 30 days; the report is written" },
	{ "verbose", 'v', FLAG(verbose), .commands = BOTH, .help = "say more on standard error" },
	{ "help", 'h', FLAG(help), .commands = EVERY, .help = "this text" },
	{ "version", 0, FLAG(version), .help = "the version" },
};
_Static_assert(sizeof option_rows / sizeof *option_rows == OPTION_COUNT,
	       "OPTION_COUNT is out of date");

const struct command_row command_rows[COMMAND_COUNT] = {
	[COMMAND_NONE] = { "", "", "", "", false },
	[COMMAND_AUDIT] = { "audit", "", "pull from Syncro, evaluate, write the report folder", "",
			    false },
	[COMMAND_REPLAY] = { "replay", "FOLDER", "evaluate saved evidence again, offline", "",
			     false },
	[COMMAND_VERIFY] = { "verify", "FOLDER",
			     "check a report folder: hashes, and that its files agree",
			     "Status 0: it is as it was written, and XLSX, PDF and JSON agree;\n"
			     "1: something differs, and is named; 2: it cannot be read.\n"
			     "The manifest is not signed: this finds damage, not a forger.\n\n",
			     false },
	[COMMAND_COMPARE] = { "compare", "OLD NEW", "what changed between two reports",
			      "Each is a report folder or a results.json, of one account. Status\n"
			      "0: nothing changed; 1: something did, or not all could be compared;\n"
			      "2: one of them cannot be read, or they are of two accounts.\n\n",
			      true },
	[COMMAND_HISTORY] = { "history", "FOLDER...", "the course of many reports of one account",
			      "Each is a report folder, a results.json, or a folder that holds\n"
			      "report folders; in any order. Status 0, or 2: one of them cannot\n"
			      "be read, or they are of two accounts.\n\n",
			      true },
	[COMMAND_PROFILE] = { "profile", "ACTION",
			      "list, show, lint or diff documented prerequisites",
			      "  list                        the built-in profiles\n"
			      "  show ID|FILE                what a profile asks for\n"
			      "  lint FILE                   every mistake in a profile;\n"
			      "                              status 0 if there is none, else 2\n"
			      "  diff ID|FILE ID|FILE        permissions that one of them needs\n"
			      "                              and the other does not\n\n",
			      true },
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

static int add_to_list(struct option_list *list, const struct option_row *row, const char *text,
		       struct error *err)
{
	if (list->count == OPTIONS_LIST_MOST)
		return error_set(err, "--%s: expected at most %d of them", row->name,
				 OPTIONS_LIST_MOST);
	list->items[list->count++] = text;
	return 0;
}

int options_set(struct options *options, const struct option_row *row, const char *text,
		struct error *err)
{
	if (row->type == OPTION_NUMBER)
		return set_number(options, row, text, err);
	if (row->type == OPTION_FLAG)
		*(bool *)field(options, row) = true;
	else if (!*text)
		return error_set(err, "--%s: expected %s, found nothing", row->name, row->argument);
	else if (row->type == OPTION_LIST)
		return add_to_list(field(options, row), row, text, err);
	else
		*(const char **)field(options, row) = text;
	return 0;
}
