/*
 * syncro-audit - holds a Syncro account against documented prerequisites.
 *
 * What happens however a command begins and ends; which there are: command/commands.h.
 */
#include "audit/command/commands.h"
#include "audit/command/harden.h"
#include "audit/core/conceal.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/option/help.h"
#include "audit/option/parse.h"

static const struct command *const commands[] = { COMMANDS(COMMAND_LISTED) NULL };

static struct folder *folder_to_remove;

/* Status 2 follows, so even a complete report goes. */
static void remove_folder(void)
{
	if (!folder_to_remove)
		return;
	folder_to_remove->committed = false;
	folder_release(folder_to_remove);
}

static int run(struct invocation *invocation, int argc, char **argv, struct error *err)
{
	if (options_parse(invocation, commands, argc, argv, err) != 0)
		return -1;
	const struct command *command = invocation->command;
	const struct common_options *common = invocation->options.values;
	if (common->help)
		return options_print_help(commands, command, &invocation->options, err);
	if (!command->run)
		return options_print_version(err);
	if (common->quiet)
		log_set_level(LOG_ERROR);
	else if (common->verbose)
		log_set_level(LOG_INFO);
	return command->run(invocation, err);
}

int main(int argc, char **argv)
{
	struct invocation invocation = { .status = EXIT_READY };
	struct error err = { .message = "" };

	mem_init();
	harden();
	conceal_words(argc, argv);
	folder_to_remove = &invocation.folder;
	exit_set_cleanup(remove_folder);
	invocation.arena = arena_new();
	if (run(&invocation, argc, argv, &err) != 0) {
		invocation.status = EXIT_NO_VERDICT;
		if (!harden_stop_signal)
			log_message(LOG_ERROR, "%s", err.message);
	}
	if (harden_stop_signal && !invocation.folder.committed)
		invocation.status = EXIT_BY_SIGNAL + (unsigned)harden_stop_signal;
	log_progress("");
	log_show();
	folder_release(&invocation.folder);
	arena_free(invocation.arena);
	return (int)invocation.status;
}
