/* Reports of many accounts on one page: see its page in templates/man. */
#include "audit/command/commands.h"
#include "audit/command/fleet_dress.h"
#include "audit/command/fleet_folders.h"
#include "audit/command/fleet_overview.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/command/publication.h"
#include "audit/command/standard_output.h"
#include "audit/core/error.h"
#include "audit/core/log.h"

struct overview_options {
	struct common_options common;
	const char *out;
	const char *brand;
	const char *paper;
};

#define FIELD(type, field) OPTION_FIELD(type, overview_options, field)

static const struct option_row rows[] = {
	{ "out", 'o', FIELD(OPTION_TEXT, out), .is_path = option_any_path, .argument = "FOLDER",
	  .help = "where to write it, must not exist" },
	{ "brand", 0, FIELD(OPTION_TEXT, brand), .is_path = option_any_path, .argument = "FILE",
	  .help = "logo, colours, names and wording" },
	{ "paper", 0, FIELD(OPTION_TEXT, paper), .argument = "a4|letter",
	  .help = "page size (by the locale)" },
	OPTION_CONFIG,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_HELP,
	{ .name = NULL },
};

static int run(struct invocation *invocation, struct error *err)
{
	const struct overview_options *options = invocation->options.values;
	struct folder *folder = &invocation->folder;
	struct fleet_folders found = { .count = 0 };
	struct fleet_dress dress = { .brand = NULL };
	struct fleet_made made = { .unread = 0 };
	const struct publication publication = { .group = 0 };

	if (!invocation->operand_count)
		return error_set(err, "'overview' takes one FOLDER or more, found none");
	if (!options->out)
		return error_set(err, "'overview' needs --out FOLDER");
	if (standard_output_check(err) != 0 || outputs_ready(~0u, err) != 0 ||
	    fleet_dress_choose(invocation->arena, options->paper, options->brand, &dress, err) != 0)
		return -1;
	fleet_folders_find(invocation->arena, invocation->operands, invocation->operand_count,
			   &found);
	if (folder_reserve(folder, options->out, false, err) != 0 ||
	    fleet_overview_write(invocation->arena, found.accounts, found.count, &folder->place,
				 &dress, &made, err) != 0)
		return -1;
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	if (made.unread)
		log_message(LOG_WARNING, "%zu of %zu could not be read: they stand first",
			    made.unread,
			    made.unread + made.not_ready + made.inconclusive + made.ready);
	invocation->status = made.unread ? EXIT_NOT_READY : EXIT_READY;
	return publication_finish(&publication, folder, made.report_id, false, err);
}

const struct command overview_command = {
	.name = "overview",
	.operand = "FOLDER...",
	.summary = "the reports of many accounts on one page",
	.details =
		"Each is a report folder, or a folder that holds some: a fleet's, or those of\n"
		"several machines. The new folder holds overview.pdf, .xlsx and .json. Status\n"
		"0: all could be read; 1: some could not, and stand first; 2: nothing written.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct overview_options),
	.run = run,
};
