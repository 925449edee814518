/* What is passed on of an internal report: see its page in templates/man. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/command/commands.h"
#include "audit/command/fleet_folders.h"
#include "audit/command/handover_parts.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/command/standard_output.h"
#include "audit/command/verify_files.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/brand_file.h"
#include "audit/input/siblings.h"

#define FIELD(type, field) OPTION_FIELD(type, handover_options, field)

static const struct option_row rows[] = {
	{ "out", 'o', FIELD(OPTION_TEXT, out), .is_path = option_any_path, .argument = "FOLDER",
	  .help = "where to write it, must not exist" },
	{ "customer", 0, FIELD(OPTION_LIST, customers), .argument = "ID",
	  .help = "a sheet for this customer; may be repeated\n(for each active one)" },
	{ "only-findings", 0, FIELD(OPTION_FLAG, only_findings),
	  .help = "no sheet for a customer whose record is ready" },
	{ "brand", 0, FIELD(OPTION_TEXT, brand), .is_path = option_any_path, .argument = "FILE",
	  .help = "logo, colours, names and wording, instead of\nthose of the report" },
	PUBLICATION_ROWS(handover_options),
	OPTION_CONFIG,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_HELP,
	{ .name = NULL },
};

/* Its files as they were written: what is passed on rests on them. */
static int check_files(struct arena *arena, const char *path, struct error *err)
{
	struct verify_outcome outcome = VERIFY_OUTCOME_INIT;
	struct manifest manifest = { .report_id = "" };
	int fd = safe_folder(path, err), result = fd < 0 ? -1 : 0;

	outcome.quiet = true;
	if (result == 0)
		result = manifest_load(arena, fd, &manifest, err);
	if (result == 0 && !manifest_find(&manifest, "evidence/run.json"))
		result = error_set(err, "is no internal report: it holds no evidence");
	if (result == 0) {
		verify_files(path, fd, &manifest, &outcome);
		if (outcome.differences || outcome.unreadable)
			result = error_set(err, "is damaged: 'syncro-audit verify %s' says where",
					   path);
	}
	verify_release(&outcome);
	if (fd >= 0)
		close(fd);
	return result == 0 ? 0 : error_prepend(err, "report folder '%s'", path);
}

/* Told apart from what is wrong with the report. */
static int check_brand(struct arena *arena, const char *path, struct error *err)
{
	struct evidence_input file = { .text = NULL };
	struct evidence_logo logo = { .bytes = NULL };
	const struct brand *ignored;

	if (!path)
		return 0;
	if (brand_file_load(arena, path, &file, &logo, err) != 0)
		return -1;
	return brand_file_read(arena, &file, &logo, &ignored, err);
}

static int read_customers(struct handover *handover, const struct option_list *given,
			  struct error *err)
{
	const struct account *account = handover->audits[0]->account;

	handover->customers =
		arena_array(handover->arena, given->count, sizeof(const struct customer *));
	for (size_t i = 0; i < given->count; i++) {
		char *end = NULL;
		const long long id = strtoll(given->items[i], &end, 10);
		const struct customer *customer =
			*end || end == given->items[i] ? NULL : account_customer(account, id);
		if (!customer || customer->disabled != TRI_NO)
			return error_set(err,
					 "--customer: expected the number of one of the %zu active "
					 "customers in the evidence, found '%s'",
					 handover->audits[0]->active_customers, given->items[i]);
		handover->customers[handover->customer_count++] = customer;
	}
	return 0;
}

static int read_report(struct handover *handover, const char *path,
		       const struct handover_options *options, struct error *err)
{
	struct arena *arena = handover->arena;
	struct evidence_run *recorded = NULL;

	handover->evidence = arena_printf(arena, "%s/evidence", path);
	handover->brand = options->brand;
	if (check_files(arena, path, err) != 0 || check_brand(arena, options->brand, err) != 0)
		return -1;
	if (evidence_load_run(arena, handover->evidence, &recorded, err) != 0)
		return error_prepend(err, "'%s'", handover->evidence);
	handover->recorded = recorded;
	if (handover_read(handover, arena, EDITION_INTERNAL, &handover->audits, err) != 0)
		return -1;
	return read_customers(handover, &options->customers, err);
}

static int commit(const struct handover *handover, const struct publication *publication,
		  struct folder *folder, struct error *err)
{
	char id[HASH_UUID];
	const char **ids = arena_array(handover->arena, handover->audit_count, sizeof(char *));

	for (size_t i = 0; i < handover->audit_count; i++)
		ids[i] = handover->audits[i]->report_id;
	manifest_report_id(ids, handover->audit_count, id);
	return publication_finish(publication, folder, id, false, err);
}

/* What is passed on of the report `from`, into `out`. */
static int hand_over(struct invocation *invocation, struct arena *arena, const char *from,
		     const char *out, struct error *err)
{
	const struct handover_options *options = invocation->options.values;
	struct folder *folder = &invocation->folder;
	struct handover handover = { .arena = arena, .only_findings = options->only_findings };
	struct publication publication;

	if (publication_choose(&options->publication, &publication, err) != 0 ||
	    read_report(&handover, from, options, err) != 0)
		return -1;
	if (folder_is_within(siblings_parent(arena, out), from))
		return error_set(err,
				 "folder '%s': would stand inside '%s', whose files are listed",
				 out, from);
	if (folder_reserve(folder, out, false, err) != 0 ||
	    publication_open(&publication, folder, err) != 0 ||
	    handover_write(&handover, &folder->place, err) != 0)
		return -1;
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	return commit(&handover, &publication, folder, err);
}

/* One that cannot be passed on is told, and leaves nothing. */
static bool hand_over_account(struct invocation *invocation, const struct fleet_account *account,
			      const char *out)
{
	struct arena *arena = arena_new();
	struct error err = { .message = "" };
	const char *name = fleet_account_name(account);
	int result = account->trouble ? error_set(&err, "has no report: %s", account->trouble)
				      : hand_over(invocation, arena, account->folder,
						  arena_printf(arena, "%s/%s", out, name), &err);

	if (result != 0 && !harden_stop_signal)
		log_message(LOG_ERROR, "%s: %s", name, err.message);
	folder_release(&invocation->folder);
	arena_free(arena);
	return result == 0;
}

/* A folder for each account of a fleet's day. */
static int hand_over_day(struct invocation *invocation, const char *from, const char *out,
			 struct error *err)
{
	const struct handover_options *options = invocation->options.values;
	struct fleet_folders found;
	size_t done = 0;
	mode_t group = 0;

	if (options->customers.count)
		return error_set(err, "--customer: is for the report of one account");
	fleet_folders_find(invocation->arena, invocation->operands, 1, &found);
	if (folder_is_within(siblings_parent(invocation->arena, out), from))
		return error_set(err, "folder '%s': would stand inside '%s'", out, from);
	if (publication_choose_mode(options->publication.mode, &group, err) != 0)
		return -1;
	if (mkdir(out, 0700) != 0)
		return error_set(err, "folder '%s': %s", out, strerror(errno));
	if (place_share_at(out, group, err) != 0) {
		(void)rmdir(out);
		return -1;
	}
	for (size_t i = 0; i < found.count && !harden_stop_signal; i++)
		done += hand_over_account(invocation, &found.accounts[i], out);
	if (!done)
		(void)rmdir(out);
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	return done == found.count ? 0
				   : error_set(err, "%zu of %zu accounts could not be passed on",
					       found.count - done, found.count);
}

static int run(struct invocation *invocation, struct error *err)
{
	const struct handover_options *options = invocation->options.values;
	const char *from = invocation->operands[0];

	if (!options->out)
		return error_set(err, "'handover' needs --out FOLDER");
	if (standard_output_check(err) != 0 || outputs_ready(~0u, err) != 0)
		return -1;
	return fleet_folders_is_day(from)
		       ? hand_over_day(invocation, from, options->out, err)
		       : hand_over(invocation, invocation->arena, from, options->out, err);
}

const struct command handover_command = {
	.name = "handover",
	.operand = "FOLDER",
	.summary = "what is passed on, and a sheet for each customer",
	.details = "FOLDER is an internal report, with its evidence. The new folder holds the\n"
		   "auditor's PDF and workbook, two pages for each active customer, a list of\n"
		   "them for a mail merge, and a manifest. Of a fleet's day each account gets\n"
		   "such a folder. Nothing is asked of Syncro.\n\n",
	.rows = rows,
	.size = sizeof(struct handover_options),
	.run = run,
};
