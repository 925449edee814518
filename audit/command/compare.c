#include "audit/command/commands.h"

#include "audit/command/compare_days.h"
#include "audit/command/compare_reports.h"
#include "audit/command/fleet_folders.h"
#include "audit/command/standard_output.h"
#include "audit/core/error.h"
#include "audit/core/str.h"

#define TEXT_MOST ((size_t)1 << 30)

static const struct option_row rows[] = { OPTION_QUIET, OPTION_HELP, { .name = NULL } };

static int run(struct invocation *invocation, struct error *err)
{
	const struct common_options *options = invocation->options.values;
	char *const *words = invocation->operands;
	const size_t count = invocation->operand_count;
	struct str text = STR_INIT(TEXT_MOST);
	bool changed = false;

	if (count != 2)
		return error_set(err, "'compare' takes OLD and NEW, found %zu operand%s", count,
				 count == 1 ? "" : "s");
	const bool days = fleet_folders_is_day(words[0]) && fleet_folders_is_day(words[1]);
	int result =
		(days ? compare_days : compare_reports)(words[0], words[1], &text, &changed, err);
	if (result == 0 && text.overflow)
		result = error_set(err, "the comparison is longer than %zu bytes", TEXT_MOST);
	if (result == 0 && !options->quiet)
		result = standard_output_print(&text, err);
	str_release(&text);
	invocation->status = changed ? EXIT_NOT_READY : EXIT_READY;
	return result;
}

const struct command compare_command = {
	.name = "compare",
	.operand = "OLD NEW",
	.summary = "what changed between two reports",
	.details = "Each is a report folder or a results.json, of one account; or each is\n"
		   "the folder of a fleet's day. Status 0: nothing changed; 1: something did,\n"
		   "or not all could be compared; 2: one of them cannot be read, or they are\n"
		   "of two accounts.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
