/* Many accounts, one request budget, one overview: see its page in templates/man. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/command/commands.h"
#include "audit/command/conclusion.h"
#include "audit/command/fleet_dress.h"
#include "audit/command/fleet_folder.h"
#include "audit/command/fleet_kept.h"
#include "audit/command/fleet_run.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/command/publication.h"
#include "audit/command/standard_output.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/path.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/input/previous.h"
#include "audit/net/http.h"

/* Of one account: of Syncro and, if it is asked, of JumpCloud's portal. */
#define TURNS_EACH 2

struct fleet_options {
	struct common_options common;
	bool resume;
};

static const struct option_row rows[] = {
	{ "resume", 0, OPTION_FIELD(OPTION_FLAG, fleet_options, resume),
	  .help = "keep what is finished in today's folder, and\npull what is not from its start" },
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_HELP,
	{ .name = NULL },
};

static enum exit_status worst_of(const struct fleet *fleet)
{
	enum exit_status worst = EXIT_READY;

	for (size_t i = 0; i < fleet->file.count; i++)
		worst = exit_worse(worst, fleet->outcomes[i].status);
	return worst;
}

/* As if it had just ended. */
static enum exit_status status_of_kept(struct fleet *fleet, size_t account,
				       const struct previous_list *reports, struct error *err)
{
	struct arena *scratch = arena_new();
	const struct options options = fleet_file_options(&fleet->file, scratch, account);
	enum exit_status worst = EXIT_READY;
	enum fail_on fail_on = FAIL_ON_INCONCLUSIVE;

	if (conclusion_choose(options_text(&options, "fail-on"), false, true, &fail_on, err) != 0 ||
	    fleet_kept_check(scratch, &options, reports, err) != 0)
		worst = EXIT_NO_VERDICT;
	for (size_t i = 0; i < reports->count; i++)
		worst = exit_worse(worst,
				   conclusion_of_results(reports->items[i].results, fail_on));
	arena_free(scratch);
	return worst;
}

static void keep(struct fleet *fleet, size_t account)
{
	struct fleet_outcome *outcome = &fleet->outcomes[account];
	const char *name = fleet->file.accounts[account].name;
	struct arena *scratch = arena_new();
	struct previous_list reports = { .count = 0 };
	struct error err = { .message = "" };

	*outcome = (struct fleet_outcome){ .kept = true, .told = true };
	outcome->status = EXIT_NO_VERDICT;
	if (previous_read(scratch, arena_printf(scratch, "%s/%s", fleet->day.path, name), false,
			  &reports, &err) == 0)
		outcome->status = status_of_kept(fleet, account, &reports, &err);
	if (outcome->status == EXIT_NO_VERDICT) {
		outcome->trouble = arena_strdup(fleet->arena, err.message);
		log_message(LOG_ERROR, "%s: %s", name, err.message);
	}
	arena_free(scratch);
}

static void look_for_finished(struct fleet *fleet)
{
	size_t kept = 0;

	for (size_t i = 0; i < fleet->file.count; i++) {
		const char *name = fleet->file.accounts[i].name;
		if (fleet_folder_has(&fleet->day, name)) {
			keep(fleet, i);
			kept++;
		} else {
			fleet_folder_clear(&fleet->day, name);
		}
	}
	if (kept)
		log_message(LOG_NOTICE, "%zu of %zu accounts are finished in '%s', and kept", kept,
			    fleet->file.count, fleet->day.path);
}

/* What was killed after its manifest stood is a report like any. */
static void take_up_finished(struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->file.count; i++)
		if (fleet->outcomes[i].trouble && !fleet->outcomes[i].kept &&
		    fleet_folder_has(&fleet->day, fleet->file.accounts[i].name))
			keep(fleet, i);
}

/* What every report lets the group do: who may read one of them may not, for that, read of all. An
 * account whose mode is none is told so by its own process. */
static mode_t group_of(struct fleet *fleet)
{
	mode_t group = ~(mode_t)0;

	for (size_t i = 0; i < fleet->file.count; i++) {
		const struct options options = fleet_file_options(&fleet->file, fleet->arena, i);
		mode_t own = 0;
		struct error ignored;
		(void)publication_choose_mode(options_text(&options, "mode"), &own, &ignored);
		group &= own;
	}
	return group;
}

static int prepare(struct fleet *fleet, const char *path, bool resume, struct error *err)
{
	if (standard_output_check(err) != 0 ||
	    fleet_file_open(&fleet->file, fleet->arena, path, &audit_command, err) != 0 ||
	    fleet_folder_open(&fleet->day, fleet->arena, fleet->file.out, resume, group_of(fleet),
			      err) != 0)
		return -1;
	fleet->outcomes = arena_array(fleet->arena, fleet->file.count, sizeof *fleet->outcomes);
	fleet->boards = fleet_boards_new(fleet->file.count);
	fleet->turns = turns_new((size_t)fleet->file.in_flight * TURNS_EACH);
	const struct options defaults = fleet_file_defaults(&fleet->file, fleet->arena);
	if (outputs_ready(~0u, err) != 0 || http_ready(err) != 0 ||
	    fleet_dress_choose(fleet->arena, options_text(&defaults, "paper"),
			       options_text(&defaults, "brand"), &fleet->dress, err) != 0)
		return -1;
	if (!fleet->boards || !fleet->turns)
		return error_set(err, "the system has no memory that processes share");
	if (resume)
		look_for_finished(fleet);
	return 0;
}

static void release(struct fleet *fleet)
{
	fleet_boards_free(fleet->boards, fleet->file.count);
	turns_free(fleet->turns);
	fleet_folder_close(&fleet->day);
	fleet_file_close(&fleet->file);
}

/* From here on this process is the audit of one account. */
static int audit_one(struct invocation *invocation, struct fleet *fleet, size_t account,
		     struct fleet_part *part, struct error *err)
{
	struct arena *arena = invocation->arena;
	struct options *options = &invocation->options;
	const char *out = arena_printf(arena, "%s/%s", fleet->day.path, part->name);
	const char *rate = arena_printf(arena, "%" PRId64, fleet->file.rate);

	*options = fleet_file_options(&fleet->file, arena, account);
	part->name = arena_strdup(arena, part->name);
	log_set_subject(part->name);
	place_close(&fleet->day);
	fleet_file_close(&fleet->file);
	invocation->command = &audit_command;
	invocation->part = part;
	int result = options_say(options, "out", out, err);
	if (result == 0)
		result = options_say(options, "rate", rate, err);
	if (result == 0)
		result = audit_command.run(invocation, err);
	if (result != 0)
		part->board->trouble = *err;
	return result;
}

/* "50 accounts: 3 without a report, 12 not ready, 35 ready" */
static void tell(const struct fleet *fleet, const struct fleet_made *made)
{
	const struct {
		const char *words;
		size_t count;
	} all[] = { { "without a report", made->unread },
		    { "not ready", made->not_ready },
		    { "inconclusive", made->inconclusive },
		    { "ready", made->ready } };
	struct str text = STR_INIT(STR_LINE);

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (all[i].count)
			str_printf(&text, "%s%zu %s", text.length ? ", " : "", all[i].count,
				   all[i].words);
	log_message(LOG_NOTICE, "%zu account%s: %s", fleet->file.count,
		    fleet->file.count == 1 ? "" : "s", str_text(&text));
	str_release(&text);
}

static int write_overview(const struct fleet *fleet, struct fleet_made *made, struct error *err)
{
	struct arena *arena = fleet->arena;
	struct fleet_account *accounts = arena_array(arena, fleet->file.count, sizeof *accounts);

	for (size_t i = 0; i < fleet->file.count; i++) {
		const char *name = fleet->file.accounts[i].name;
		const char *trouble = fleet->outcomes[i].trouble;
		accounts[i] = (struct fleet_account){
			.name = name,
			.trouble = trouble,
			.folder =
				trouble ? NULL : arena_printf(arena, "%s/%s", fleet->day.path, name)
		};
	}
	return fleet_overview_write(arena, accounts, fleet->file.count, &fleet->day, &fleet->dress,
				    made, err);
}

static bool is_silent(const struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->file.count; i++)
		if (fleet->outcomes[i].told || fleet->outcomes[i].trouble)
			return false;
	return true;
}

static int conclude(struct invocation *invocation, struct fleet *fleet, struct error *err)
{
	struct fleet_made made;

	take_up_finished(fleet);
	invocation->status = worst_of(fleet);
	if (write_overview(fleet, &made, err) != 0)
		return -1;
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	invocation->folder.committed = true; /* a signal comes too late from here on */
	if (is_silent(fleet))
		return 0;
	tell(fleet, &made);
	if (puts(fleet->day.path) < 0 || fflush(stdout) != 0)
		return error_set(err, "standard output: cannot be written");
	return 0;
}

static int run(struct invocation *invocation, struct error *err)
{
	const struct fleet_options *options = invocation->options.values;
	struct fleet fleet = { .arena = invocation->arena, .day = { .path = NULL } };
	struct fleet_part *part = arena_alloc(invocation->arena, sizeof *part);
	size_t account = 0;
	int result = prepare(&fleet, invocation->operands[0], options->resume, err);

	if (result == 0)
		result = fleet_run(&fleet, &account, part, err);
	if (result == 1)
		return audit_one(invocation, &fleet, account, part, err);
	if (result == 0)
		result = conclude(invocation, &fleet, err);
	release(&fleet);
	return result;
}

const struct command fleet_command = {
	.name = "fleet",
	.operand = "CONFIG",
	.summary = "many accounts, one request budget, one overview",
	.details = "",
	.rows = rows,
	.size = sizeof(struct fleet_options),
	.run = run,
};
