/*
 * syncro-audit - holds a Syncro account against documented prerequisites.
 *
 * This file is the whole story: options, inputs, the pull (or the evidence of
 * an earlier one), the assessment, the report folder, the exit status.
 */
#include <stdio.h>
#include <string.h>

#include "audit/command/compare.h"
#include "audit/command/conclusion.h"
#include "audit/command/dry_run.h"
#include "audit/command/harden.h"
#include "audit/command/history.h"
#include "audit/command/mtp_side.h"
#include "audit/command/outputs.h"
#include "audit/command/profile.h"
#include "audit/command/progress.h"
#include "audit/command/retention.h"
#include "audit/command/showing.h"
#include "audit/command/verify.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/exit.h"
#include "audit/core/file/folder.h"
#include "audit/core/file/manifest.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/inputs.h"
#include "audit/input/token.h"
#include "audit/model/audit.h"
#include "audit/net/url.h"
#include "audit/option/help.h"
#include "audit/option/parse.h"
#include "audit/pull/agenda.h"
#include "audit/pull/collect.h"
#include "audit/pull/replay.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/plan.h"

/* Everything one run holds; released once, in main. */
struct run {
	struct arena *arena;
	struct options options;
	unsigned formats;
	struct inputs inputs;
	struct evidence_run record;
	struct audit **audits; /* one for each profile */
	size_t audit_count;
	struct plan *plan;
	struct account *account;
	struct secret token;
	struct secret mtp_key; /* the token is chained to it */
	struct folder folder;
	enum fail_on fail_on;
	bool silent; /* --quiet-if-unchanged, and nothing moved */
};

static struct folder *folder_to_remove;

/* Status 2 follows, so even a complete report goes. */
static void remove_folder(void)
{
	if (!folder_to_remove)
		return;
	folder_to_remove->committed = false;
	folder_release(folder_to_remove);
}

/* What is given, else what the evidence was pulled with, else what is usual. */
static const char *chosen(const char *given, const char *recorded, const char *usual)
{
	if (given)
		return given;
	return recorded && *recorded ? recorded : usual;
}

static void make_plan(struct run *run, bool write_probes)
{
	const struct profile **profiles =
		arena_array(run->arena, run->audit_count, sizeof(struct profile *));

	for (size_t i = 0; i < run->audit_count; i++)
		profiles[i] = run->audits[i]->profile;
	run->plan = plan_make(run->arena, run->audits[0]->catalogue, profiles, run->audit_count,
			      write_probes);
}

static int set_presentation(struct run *run, const struct evidence_run *recorded, const char *paper,
			    struct error *err)
{
	bool letter = strcmp(paper, "letter") == 0;

	if (!letter && strcmp(paper, "a4") != 0)
		return error_set(err, "--paper: expected a4 or letter, found '%s'", paper);
	for (size_t i = 0; i < run->audit_count; i++) {
		struct presentation *presentation = &run->audits[i]->presentation;
		presentation->paper = letter ? PAPER_LETTER : PAPER_A4;
		if (showing_choose(&run->options, recorded, presentation, &run->record, err) != 0)
			return -1;
	}
	return 0;
}

static int prepare(struct run *run, const struct evidence_run *recorded, struct error *err)
{
	const struct options *options = &run->options;
	const char *paper =
		chosen(options->paper, recorded ? recorded->paper : NULL, OPTIONS_PAPER);
	const char *format =
		chosen(options->format, recorded ? recorded->format : NULL, OPTIONS_FORMAT);
	int64_t ignored;

	run->record.paper = paper;
	run->record.format = format;
	/* A clock that cannot be read must not be found out after the pull. */
	if (clock_report_ms(&ignored, 0, err) != 0 ||
	    outputs_parse(format, &run->formats, err) != 0 ||
	    inputs_load(run->arena, options, recorded, &run->inputs, err) != 0 ||
	    inputs_audits(run->arena, &run->inputs, &run->audits, err) != 0)
		return -1;
	run->audit_count = run->inputs.profile_count;
	make_plan(run, options->write_probes || (recorded && recorded->write_probes));
	if (set_presentation(run, recorded, paper, err) != 0 ||
	    inputs_earlier(run->arena, options, run->record.subdomain, recorded, run->audits,
			   &run->inputs, err) != 0)
		return -1;
	return conclusion_choose(options, options->baseline || run->inputs.baseline.count,
				 &run->fail_on, err);
}

static int reserve(struct run *run, struct error *err)
{
	const char *path = run->options.out;
	char now[CLOCK_TEXT];

	clock_compact(now, clock_wall_ms());
	if (!path)
		path = arena_printf(run->arena, "./syncro-audit-%s-%s", run->record.subdomain, now);
	/* The client's folder holds no evidence. */
	return folder_reserve(&run->folder, path,
			      run->audits[0]->presentation.edition != EDITION_CLIENT, err);
}

static int pull(struct run *run, struct error *err)
{
	int64_t drawn_at = 0;
	const struct options *options = &run->options;
	const struct collect_mtp mtp = { .provider = run->record.mtp_provider,
					 .base_url = run->record.mtp_base_url,
					 .key = &run->mtp_key };
	struct collect_options how = {
		.subdomain = run->record.subdomain,
		.base_url = run->record.base_url,
		.token = &run->token,
		.mtp = mtp.provider ? &mtp : NULL,
		.evidence_folder = run->folder.evidence.path ? &run->folder.evidence : NULL,
		.user_agent = "syncro-audit/" VERSION,
		.rate = (int)options->rate,
		.concurrency = (int)options->concurrency,
		.time_budget_ms = options->time_budget * 1000,
		.watch = { .stop = &harden_stop_signal,
			   .progress = progress_draw,
			   .context = &drawn_at },
	};

	collect_global_init();
	int result = collect(run->arena, &how, run->plan, &run->account, err);
	log_progress("");
	collect_global_release();
	return result;
}

static int assess(struct run *run, int64_t clock, struct error *err)
{
	if (showing_check(&run->options, &run->audits[0]->presentation, run->account, err) != 0)
		return -1;
	for (size_t i = 0; i < run->audit_count; i++) {
		struct audit *audit = run->audits[i];
		audit->account = run->account;
		if (clock_report_ms(&audit->assessed_at, clock, err) != 0)
			return -1;
		evaluate(run->arena, audit);
		inputs_report_id(&run->inputs, audit);
		if (inputs_compare(run->arena, &run->inputs, audit, err) != 0)
			return -1;
	}
	conclusion_warn(run->audits, run->audit_count);
	run->silent = run->options.quiet_if_unchanged &&
		      conclusion_unchanged(run->audits, run->audit_count);
	if (!run->silent)
		log_show();
	for (const struct secret *secret = &run->token; secret; secret = secret->next)
		if (secret->length && arena_contains(run->arena, secret->value, secret->length))
			return error_set(err,
					 "the API token got into the evidence; nothing is written");
	return 0;
}

/* One profile: its report stands in the folder; several: each in its own below it. */
static int write_outputs(struct run *run, const struct audit *audit, struct error *err)
{
	const struct place *top = &run->folder.place;
	struct place own = { .path = NULL };

	if (run->audit_count > 1 && place_add(&own, top, audit->profile->id, err) != 0)
		return -1;
	int result = outputs_write(own.path ? &own : top, run->formats, audit, &run->token, err);
	place_close(&own);
	return result;
}

static int write_report(struct run *run, struct error *err)
{
	struct evidence_run *record = &run->record;
	const char **ids = arena_array(run->arena, run->audit_count, sizeof(char *));
	char id[HASH_UUID];

	record->started_at = run->account->started_at;
	record->finished_at = run->account->finished_at;
	record->assessed_at = run->audits[0]->assessed_at;
	record->write_probes = run->plan->write_probes;
	inputs_record(run->arena, &run->inputs, record);
	if (run->folder.evidence.path && evidence_save_run(&run->folder.evidence, record, err) != 0)
		return -1;
	for (size_t i = 0; i < run->audit_count; i++)
		if (write_outputs(run, run->audits[i], err) != 0)
			return -1;
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	if (folder_check(&run->folder, err) != 0)
		return -1;
	showing_warn(&run->audits[0]->presentation, run->folder.place.path);
	/* Before the commit: nobody is left with a report he was not told of. */
	if (!run->silent && (puts(run->folder.place.path) < 0 || fflush(stdout) != 0))
		return error_set(err, "standard output: cannot be written");
	for (size_t i = 0; i < run->audit_count; i++)
		ids[i] = run->audits[i]->report_id;
	manifest_report_id(ids, run->audit_count, id);
	return folder_commit(&run->folder, id, err);
}

static int read_secrets(struct run *run, struct error *err)
{
	if (run->record.mtp_provider && token_read_mtp_key(&run->mtp_key, err) != 0)
		return -1;
	if (token_read(&run->options, &run->token, err) != 0)
		return -1;
	run->token.next = &run->mtp_key;
	return 0;
}

static enum exit_status conclude(const struct run *run)
{
	const int64_t keep = run->options.keep;

	if (run->silent)
		log_drop();
	else
		conclusion_tell(run->audits, run->audit_count);
	if (keep)
		retention_apply(run->folder.place.path, run->record.subdomain, run->audits,
				run->audit_count, (size_t)keep);
	return run->silent ? EXIT_READY
			   : conclusion_status(run->audits, run->audit_count, run->fail_on);
}

static int audit_command(struct run *run, enum exit_status *status, struct error *err)
{
	const struct options *options = &run->options;

	if (!options->subdomain)
		return error_set(err, "no account: give --subdomain NAME");
	if (url_subdomain(run->arena, options->subdomain, &run->record.subdomain, err) != 0 ||
	    url_base(run->arena, options->base_url, run->record.subdomain, &run->record.base_url,
		     err) != 0)
		return -1;
	if (options->rate == 0 && !url_is_loopback(run->record.base_url))
		return error_set(err, "--rate 0: no limit is for loopback addresses only");
	if (mtp_side_choose(run->arena, options, &run->record, err) != 0 ||
	    prepare(run, NULL, err) != 0 || agenda_check(run->plan, err) != 0)
		return -1;
	if (options->dry_run) {
		*status = EXIT_READY;
		return dry_run_print(run->plan, run->record.mtp_provider, err);
	}
	if (read_secrets(run, err) != 0 || reserve(run, err) != 0 || pull(run, err) != 0 ||
	    assess(run, run->account->finished_at, err) != 0 || write_report(run, err) != 0)
		return -1;
	*status = conclude(run);
	return 0;
}

static int replay_command(struct run *run, enum exit_status *status, struct error *err)
{
	struct evidence_run *recorded = NULL;
	const char *folder = arena_printf(run->arena, "%s/evidence", run->options.operand);

	if (evidence_load_run(run->arena, folder, &recorded, err) != 0)
		return error_prepend(err, "'%s'", folder);
	run->record.subdomain = recorded->subdomain;
	run->record.base_url = recorded->base_url;
	if (prepare(run, recorded, err) != 0)
		return -1;
	if (replay_account(run->arena, folder, recorded, run->plan, &run->account, err) != 0)
		return error_prepend(err, "'%s'", folder);
	run->record.mtp_provider = recorded->mtp_provider;
	run->record.mtp_base_url = recorded->mtp_base_url;
	if (reserve(run, err) != 0 ||
	    (run->folder.evidence.path &&
	     evidence_copy(folder, &run->folder.evidence, run->account, err) != 0) ||
	    assess(run, recorded->assessed_at, err) != 0 || write_report(run, err) != 0)
		return -1;
	*status = conclude(run);
	return 0;
}

/* It says what lint found as an error, so that the status is 2. */
static int profile_actions(struct run *run, enum exit_status *status, struct error *err)
{
	*status = EXIT_READY;
	return profile_command(run->arena, run->options.words, run->options.word_count, err);
}

static int verify_folder(struct run *run, enum exit_status *status, struct error *err)
{
	return verify_command(run->arena, run->options.operand, run->options.quiet, status, err);
}

static int compare_reports(struct run *run, enum exit_status *status, struct error *err)
{
	return compare_command(run->arena, run->options.words, run->options.word_count,
			       run->options.quiet, status, err);
}

static int show_history(struct run *run, enum exit_status *status, struct error *err)
{
	*status = EXIT_READY;
	return history_command(run->arena, run->options.words, run->options.word_count, err);
}

static int (*const command_functions[COMMAND_COUNT])(struct run *run, enum exit_status *status,
						     struct error *err) = {
	[COMMAND_AUDIT] = audit_command,  [COMMAND_REPLAY] = replay_command,
	[COMMAND_VERIFY] = verify_folder, [COMMAND_COMPARE] = compare_reports,
	[COMMAND_HISTORY] = show_history, [COMMAND_PROFILE] = profile_actions,
};

static int run_command(struct run *run, int argc, char **argv, enum exit_status *status,
		       struct error *err)
{
	if (options_parse(run->arena, argc, argv, &run->options, err) != 0)
		return -1;
	*status = EXIT_READY;
	if (run->options.help)
		return options_print_help(run->options.command, err);
	if (run->options.version)
		return options_print_version(err);
	if (run->options.quiet)
		log_set_level(LOG_ERROR);
	else if (run->options.verbose)
		log_set_level(LOG_INFO);
	if (run->options.quiet_if_unchanged)
		log_hold();
	return command_functions[run->options.command](run, status, err);
}

int main(int argc, char **argv)
{
	struct run run = { .arena = NULL };
	struct error err = { .message = "" };
	enum exit_status status = EXIT_NO_VERDICT;

	mem_init();
	harden();
	folder_to_remove = &run.folder;
	exit_set_cleanup(remove_folder);
	run.arena = arena_new();
	if (run_command(&run, argc, argv, &status, &err) != 0) {
		status = EXIT_NO_VERDICT;
		if (!harden_stop_signal)
			log_message(LOG_ERROR, "%s", err.message);
	}
	if (harden_stop_signal && !run.folder.committed)
		status = EXIT_BY_SIGNAL + (unsigned)harden_stop_signal;
	log_show();
	folder_release(&run.folder);
	secret_release(&run.token);
	secret_release(&run.mtp_key);
	arena_free(run.arena);
	return (int)status;
}
