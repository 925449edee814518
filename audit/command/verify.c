#include "audit/command/commands.h"

#include <unistd.h>

#include "audit/command/harden.h"
#include "audit/command/standard_output.h"
#include "audit/command/verify_day.h"
#include "audit/command/verify_folder.h"
#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/input/signature.h"

struct verify_options {
	struct common_options common;
	const char *signers;
};

static const struct option_row rows[] = {
	{ "signers", 0, OPTION_FIELD(OPTION_TEXT, verify_options, signers),
	  .is_path = option_any_path, .argument = "FILE",
	  .help = "who may sign, as ssh-keygen's allowed_signers:\n"
		  "a signature that is missing or not valid differs" },
	OPTION_QUIET,
	OPTION_HELP,
	{ .name = NULL },
};

/* Of a day the worst counts: what cannot be read. */
static int check(struct arena *arena, const char *folder, int fd, const char *signers,
		 struct verify_outcome *outcome, struct error *err)
{
	const bool day = verify_is_day(folder, fd);

	if ((day ? verify_day(folder, fd, signers, outcome, err)
		 : verify_folder(arena, folder, fd, signers, outcome, err)) != 0)
		return -1;
	if (!day)
		verify_conclude(outcome);
	if (standard_output_print(&outcome->text, err) != 0)
		return -1;
	if (outcome->unreadable && (day || !outcome->differences))
		return error_set(err, "%s '%s': not all of it can be read",
				 day ? "folder" : "report folder", folder);
	return 0;
}

static int run(struct invocation *invocation, struct error *err)
{
	const struct verify_options *options = invocation->options.values;
	const char *folder = invocation->operands[0];
	struct verify_outcome outcome = VERIFY_OUTCOME_INIT;

	if (options->signers &&
	    signature_check_ready(options->signers, &harden_stop_signal, err) != 0)
		return -1;
	int fd = safe_folder(folder, err);
	if (fd < 0)
		return error_prepend(err, "report folder '%s'", folder);
	outcome.quiet = options->common.quiet;
	int result = check(invocation->arena, folder, fd, options->signers, &outcome, err);
	invocation->status = outcome.differences ? EXIT_NOT_READY : EXIT_READY;
	verify_release(&outcome);
	close(fd);
	return result;
}

const struct command verify_command = {
	.name = "verify",
	.operand = "FOLDER",
	.summary = "check a report folder: hashes, and that its files agree",
	.details = "Status 0: it is as it was written, and XLSX, PDF and JSON agree;\n"
		   "1: something differs, and is named; 2: it cannot be read.\n"
		   "Of a fleet's day: each account's report, and that the overview agrees.\n"
		   "Without a signature that --signers has checked this finds damage, not a\n"
		   "forger.\n\n",
	.rows = rows,
	.size = sizeof(struct verify_options),
	.run = run,
};
