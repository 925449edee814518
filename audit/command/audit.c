#include "audit/command/commands.h"

#include <stdio.h>
#include <string.h>

#include "audit/command/assessment.h"
#include "audit/command/first_use.h"
#include "audit/command/fleet_part.h"
#include "audit/command/harden.h"
#include "audit/command/option_checks.h"
#include "audit/command/paper.h"
#include "audit/command/progress.h"
#include "audit/command/retention.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/str.h"
#include "audit/input/siblings.h"
#include "audit/input/token.h"
#include "audit/jumpcloud/path.h"
#include "audit/net/http.h"
#include "audit/net/url.h"
#include "audit/pull/collect.h"
#include "audit/pull/harmless.h"

struct audit_options {
	struct assessment_options shared;
	struct token_options token;
	const char *subdomain;
	const char *base_url;
	const char *mtp_provider;
	const char *mtp_base_url;
	int64_t keep; /* reports; 0 = all */
	int64_t rate;
	int64_t concurrency;
	int64_t time_budget; /* seconds */
	bool dry_run;
	bool asked; /* somebody at the terminal, who has to say yes */
};

#define TEXT(field) OPTION_FIELD(OPTION_TEXT, audit_options, field)
#define FLAG(field) OPTION_FIELD(OPTION_FLAG, audit_options, field)
#define NUMBER(field, low, high) OPTION_RANGE(audit_options, field, low, high)

static const struct option_row rows[] = {
	{ "subdomain", 's', TEXT(subdomain), .check = option_check_subdomain, .argument = "NAME",
	  .help = "the Syncro account: NAME,\nNAME.syncromsp.com or its URL" },
	{ "token-file", 0, TEXT(token.token_file), .is_path = token_is_path,
	  .excludes = "token-command", .argument = "FILE",
	  .help = "file that holds the API token, '-' is standard\n"
		  "input; else the variable SYNCRO_API_TOKEN" },
	{ "token-command", 0, TEXT(token.token_command), .excludes = "token-file",
	  .argument = "COMMAND",
	  .help = "read the token from the first line a command\n"
		  "prints, such as 'pass show syncro/audit'" },
	{ .group = assessment_inputs },
	{ "keep", 0, NUMBER(keep, 1, 100000), .argument = "N",
	  .help = "of the reports like this one that stand beside\n"
		  "it keep the newest N, and the last ready one;\ndelete the others" },
	{ .group = assessment_presentation },
	{ "base-url", 0, TEXT(base_url), .check = option_check_base_url, .argument = "URL",
	  .help = "another API root;\nhttp:// for loopback addresses only" },
	{ "rate", 0, NUMBER(rate, 0, 100000), .argument = "N", .usual = "180",
	  .help = "at most N requests start in any 60 seconds (180),\n"
		  "those of all your runs on this machine counted;\n"
		  "0 = no limit, for loopback addresses only" },
	{ "concurrency", 0, NUMBER(concurrency, 1, 64), .argument = "N", .usual = "8",
	  .help = "requests in flight (8)" },
	{ "time-budget", 0, NUMBER(time_budget, 1, 604800), .argument = "SECONDS", .usual = "3600",
	  .help = "overall limit (3600);\nwhat is missing then is unknown" },
	{ "mtp-provider", 0, TEXT(mtp_provider), .check = option_check_provider, .argument = "ID",
	  .help = "check the side of JumpCloud's MTP too, with the\n"
		  "key in the variable JUMPCLOUD_API_KEY" },
	{ "mtp-base-url", 0, TEXT(mtp_base_url), .check = option_check_base_url, .argument = "URL",
	  .help = "another API root of the MTP" },
	{ "write-probes", 0, FLAG(shared.write_probes), .recorded = "true or false",
	  .help = "also send the documented write requests that\n"
		  "Syncro refuses and that change nothing" },
	{ "dry-run", 0, FLAG(dry_run), .help = "print the requests that would be sent, send none" },
	{ .group = assessment_ending },
	{ .name = NULL },
};

/* Those of one audit; the token is chained to the key. */
struct secrets {
	struct secret token;
	struct secret mtp_key;
};

/* What is said of the run, and its report, would hold it. */
static int check_places(const struct secrets *secrets, const struct audit_options *options,
			struct error *err)
{
	const char *const places[][2] = { { "subdomain", options->subdomain },
					  { "base-url", options->base_url },
					  { "mtp-base-url", options->mtp_base_url },
					  { "mtp-provider", options->mtp_provider },
					  { "out", options->shared.out } };

	for (size_t i = 0; i < COUNT_OF(places); i++)
		if (places[i][1] && secret_in(&secrets->token, places[i][1], strlen(places[i][1])))
			return error_set(err, "--%s: holds the API token", places[i][0]);
	return 0;
}

static int read_secrets(struct secrets *secrets, const struct audit_options *options,
			struct error *err)
{
	if (options->mtp_provider && token_read_mtp_key(&secrets->mtp_key, err) != 0)
		return -1;
	if (token_read(&options->token, &harden_stop_signal, &secrets->token, err) != 0)
		return -1;
	secrets->token.next = &secrets->mtp_key;
	return check_places(secrets, options, err);
}

/* Whether the vendor's Multi-Tenant Portal (MTP) is asked too, and where. */
static int choose_mtp_side(struct arena *arena, const struct audit_options *options,
			   struct evidence_run *record, struct error *err)
{
	const char *base_url = options->mtp_base_url ? options->mtp_base_url : MTP_BASE_URL;

	if (!options->mtp_provider)
		return options->mtp_base_url
			       ? error_set(err, "--mtp-base-url: give --mtp-provider ID with it")
			       : 0;
	if (option_check_provider(arena, options->mtp_provider, err) != 0)
		return -1;
	if (url_base(arena, base_url, "", &record->mtp_base_url, err) != 0)
		return error_prepend(err, "--mtp-base-url");
	record->mtp_provider = options->mtp_provider;
	return 0;
}

static int choose_account(struct arena *arena, const struct audit_options *options,
			  struct evidence_run *record, struct error *err)
{
	if (!options->subdomain)
		return error_set(err, "no account: give --subdomain NAME");
	if (url_subdomain(arena, options->subdomain, &record->subdomain, err) != 0 ||
	    url_base(arena, options->base_url, record->subdomain, &record->base_url, err) != 0)
		return -1;
	if (options->rate == 0 && !url_is_loopback(record->base_url))
		return error_set(err, "--rate 0: no limit is for loopback addresses only");
	return choose_mtp_side(arena, options, record, err);
}

/* One line each. */
static void describe_requests(const struct assessment *assessment, struct str *out)
{
	collect_describe(assessment->plan, out);
	if (assessment->record.mtp_provider)
		collect_describe_mtp(assessment->record.mtp_provider, out);
}

static int confirm(const struct assessment *assessment, const struct audit_options *options,
		   struct error *err)
{
	struct str requests = STR_INIT(STR_BODY);

	describe_requests(assessment, &requests);
	int result = first_use_confirm(assessment->arena, str_text(&requests),
				       assessment->record.subdomain, &options->token, err);
	str_release(&requests);
	return result;
}

/* The requests that would be sent. */
static int print_requests(const struct assessment *assessment, struct error *err)
{
	struct str requests = STR_INIT(STR_BODY);

	describe_requests(assessment, &requests);
	(void)fputs(str_text(&requests), stdout);
	str_release(&requests);
	return fflush(stdout) == 0 && !ferror(stdout)
		       ? 0
		       : error_set(err, "standard output: cannot be written");
}

static int pull(struct assessment *assessment, const struct audit_options *options,
		const struct secrets *secrets, const struct invocation *invocation,
		struct error *err)
{
	const struct folder *folder = &invocation->folder;
	int64_t drawn_at = 0;
	const struct evidence_run *record = &assessment->record;
	const struct collect_mtp mtp = { .provider = record->mtp_provider,
					 .base_url = record->mtp_base_url,
					 .key = &secrets->mtp_key };
	struct collect_options how = {
		.subdomain = record->subdomain,
		.base_url = record->base_url,
		.token = &secrets->token,
		.mtp = mtp.provider ? &mtp : NULL,
		.evidence_folder = folder->evidence.path ? &folder->evidence : NULL,
		.user_agent = "syncro-audit/" VERSION,
		.rate = (int)options->rate,
		.turns = fleet_part_turns(invocation->part),
		.concurrency = (int)options->concurrency,
		.time_budget_ms = options->time_budget * 1000,
		.watch = { .stop = &harden_stop_signal,
			   .progress = progress_draw,
			   .context = &drawn_at },
	};

	if (invocation->part)
		how.watch = fleet_part_watch(invocation->part);
	if (http_global_init(err) != 0)
		return -1;
	int result = collect(assessment->arena, &how, assessment->plan, &assessment->account, err);
	progress_end();
	http_global_release();
	return result;
}

static int audit(struct invocation *invocation, struct assessment *assessment,
		 const struct audit_options *options, struct secrets *secrets, struct error *err)
{
	struct folder *folder = &invocation->folder;

	if (http_ready(err) != 0 || read_secrets(secrets, options, err) != 0 ||
	    (options->asked && confirm(assessment, options, err) != 0) ||
	    assessment_reserve(assessment, folder, err) != 0 ||
	    pull(assessment, options, secrets, invocation, err) != 0 ||
	    assessment_assess(assessment, assessment->account->finished_at, err) != 0 ||
	    assessment_write(assessment, folder, err) != 0)
		return -1;
	invocation->status = assessment_conclude(assessment, folder);
	if (options->keep)
		retention_apply(folder->place.path, invocation->part != NULL,
				assessment->record.subdomain, assessment->audits,
				assessment->audit_count, (size_t)options->keep);
	return 0;
}

/* They count only reports that nobody else can write to. */
static int check_siblings(const struct assessment *assessment, const struct audit_options *options,
			  struct error *err)
{
	const char *baseline = options->shared.inputs.baseline;

	if (!publication_lets_write(&assessment->publication) ||
	    (!options->keep && (!baseline || inputs_baseline_is_path(baseline))))
		return 0;
	return error_set(err, "--mode 660: --keep and --baseline latest count no report that "
			      "others can write to; give --mode 640");
}

static int run(struct invocation *invocation, struct error *err)
{
	struct arena *arena = invocation->arena;
	struct audit_options *options = invocation->options.values;
	struct inputs_options *inputs = &options->shared.inputs;
	struct secrets secrets = { .token = { .value = NULL } };
	struct assessment assessment = { .arena = arena,
					 .given = &invocation->options,
					 .options = &options->shared,
					 .secrets = &secrets.token };

	inputs_usual_profile(inputs);
	/* Recorded, so that a replay gives the same wherever it runs. */
	if (!options->shared.paper)
		options->shared.paper = paper_of_locale();
	inputs->latest_in = siblings_place(arena, options->shared.out, invocation->part != NULL);
	options->asked = !options->subdomain && !options->dry_run && first_use_at_terminal();
	if (options->asked && first_use_ask(arena, &options->subdomain, &options->token, err) != 0)
		return -1;
	if (choose_account(arena, options, &assessment.record, err) != 0 ||
	    assessment_prepare(&assessment, err) != 0 ||
	    check_siblings(&assessment, options, err) != 0 ||
	    harmless_check(assessment.plan, err) != 0)
		return -1;
	if (options->dry_run)
		return print_requests(&assessment, err);
	int result = audit(invocation, &assessment, options, &secrets, err);
	secret_release(&secrets.token);
	secret_release(&secrets.mtp_key);
	return result;
}

const struct command audit_command = {
	.name = "audit",
	.operand = "",
	.summary = "pull from Syncro, evaluate, write the report folder",
	.rows = rows,
	.size = sizeof(struct audit_options),
	.run = run,
};
