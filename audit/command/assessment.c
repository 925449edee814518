#include "audit/command/assessment.h"

#include <stdio.h>
#include <string.h>

#include "audit/command/ending.h"
#include "audit/command/harden.h"
#include "audit/command/option_checks.h"
#include "audit/command/outputs.h"
#include "audit/command/paper.h"
#include "audit/command/presentation.h"
#include "audit/command/progress.h"
#include "audit/command/standard_output.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/input/recorded.h"
#include "audit/input/siblings.h"
#include "audit/input/templates.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/plan.h"
#include "report/report.h"

#define TEXT(field) OPTION_FIELD(OPTION_TEXT, assessment_options, field)
#define LIST(field) OPTION_FIELD(OPTION_LIST, assessment_options, field)

const struct option_row assessment_inputs[] = {
	{ "profile", 'p', LIST(inputs.profiles), .is_path = templates_is_path,
	  .argument = "ID|FILE",
	  .help = "the documented prerequisites (jumpcloud-mtp);\n"
		  "may be repeated: one pull, one report for each" },
	{ "out", 'o', TEXT(out), .is_path = option_any_path, .argument = "FOLDER",
	  .help = "report folder, must not exist\n(./syncro-audit-SUBDOMAIN-YYYYMMDDTHHMMSSZ)" },
	{ "attestations", 'a', TEXT(inputs.attestations), .is_path = option_any_path,
	  .argument = "FILE", .help = "what a person confirms and no API shows" },
	{ "waivers", 'w', TEXT(inputs.waivers), .is_path = option_any_path, .argument = "FILE",
	  .help = "accepted exceptions" },
	{ "baseline", 'b', TEXT(inputs.baseline), .is_path = inputs_baseline_is_path,
	  .argument = "FOLDER|FILE",
	  .help = "an earlier report, or its results.json:\nthe report says what changed since;\n"
		  "'latest' is the newest beside the new one" },
	{ "history", 0, LIST(inputs.history), .is_path = option_any_path, .argument = "FOLDER",
	  .help = "earlier reports, or a folder that holds them:\n"
		  "the report shows the course; may be repeated" },
	{ "work", 0, TEXT(inputs.work), .is_path = option_any_path, .argument = "FOLDER|FILE",
	  .help = "owners, due dates, states and notes from the\n"
		  "work.xlsx of an earlier report (the baseline's)" },
	{ .name = NULL },
};

const struct option_row assessment_presentation[] = {
	{ "brand", 0, TEXT(inputs.brand), .is_path = option_any_path, .argument = "FILE",
	  .help = "logo, colours, names and wording of the report" },
	{ "format", 'f', TEXT(format), .check = option_check_format, .argument = "LIST",
	  .usual = "xlsx,pdf", .recorded = "a text", .choices = report_formats_text,
	  .help = "(xlsx,pdf); results.json is always written" },
	{ "paper", 0, TEXT(paper), .check = option_check_paper, .argument = "a4|letter",
	  .recorded = "a text", .help = "page size of the PDF (as LC_PAPER says, else a4)" },
	{ "csv-separator", 0, TEXT(csv_separator), .check = option_check_separator,
	  .argument = "SIGN", .usual = ",", .recorded = "a text",
	  .help = "what stands between the cells of CSV: ',', or\n"
		  "';' where a comma is a decimal sign, or tab" },
	{ "edition", 0, TEXT(edition), .check = option_check_edition,
	  .argument = "internal|auditor", .usual = "internal", .recorded = "a text",
	  .help = "who reads it (internal); the auditor's has no\n"
		  "e-mail addresses, requests or evidence, and is\n"
		  "made by 'replay FOLDER --edition auditor'" },
	{ .name = NULL },
};

const struct option_row assessment_ending[] = {
	PUBLICATION_ROWS(assessment_options),
	OPTION_CONFIG,
	OPTION_QUIET,
	{ "fail-on", 0, TEXT(fail_on), .check = option_check_fail_on, .argument = "LEVEL",
	  .help = "which verdicts give a status other than 0:\n"
		  "inconclusive (the default: 1 and 3), not-ready\n"
		  "(1), regressed (needs a baseline) or never;\n"
		  "an error is 2 always" },
	{ "quiet-if-unchanged", 0,
	  OPTION_FIELD(OPTION_FLAG, assessment_options, quiet_if_unchanged),
	  .help = "print nothing and exit 0 when verdict, findings\n"
		  "and waivers are as in the baseline and nothing\n"
		  "expires within 30 days; the report is written" },
	OPTION_VERBOSE,
	OPTION_HELP,
	{ .name = NULL },
};

static void make_plan(struct assessment *a)
{
	const struct profile **profiles =
		arena_array(a->arena, a->audit_count, sizeof(struct profile *));

	for (size_t i = 0; i < a->audit_count; i++)
		profiles[i] = a->audits[i]->profile;
	for (size_t i = 0; i < a->audit_count; i++) {
		a->audits[i]->run = profiles;
		a->audits[i]->run_count = a->audit_count;
	}
	a->plan = plan_make(a->arena, a->audits[0]->catalogue, profiles, a->audit_count,
			    a->options->write_probes);
}

static int set_presentation(struct assessment *a, struct error *err)
{
	const struct assessment_options *options = a->options;
	enum paper paper = PAPER_A4; /* evidence that tells of none is older than the choice */

	if (options->paper && paper_from_word(options->paper, &paper, err) != 0)
		return -1;
	for (size_t i = 0; i < a->audit_count; i++) {
		struct presentation *presentation = &a->audits[i]->presentation;
		presentation->paper = paper;
		if (presentation_separator(options->csv_separator, presentation, err) != 0 ||
		    presentation_choose(options->edition, !a->recorded, presentation, err) != 0)
			return -1;
	}
	return 0;
}

int assessment_load(struct assessment *a, struct error *err)
{
	const struct inputs_options *named = &a->options->inputs;

	if (inputs_load(a->arena, named, a->recorded, &a->inputs, err) != 0 ||
	    inputs_audits(a->arena, &a->inputs, NULL, &a->audits, err) != 0)
		return -1;
	a->audit_count = a->inputs.profile_count;
	make_plan(a);
	if (set_presentation(a, err) != 0)
		return -1;
	return inputs_earlier(a->arena, named, a->record.subdomain, a->recorded, a->audits,
			      &a->inputs, err);
}

int assessment_prepare(struct assessment *a, struct error *err)
{
	const struct assessment_options *options = a->options;
	int64_t ignored;

	if (options->quiet_if_unchanged)
		log_hold();
	/* What cannot be read or written must not be found out after the pull. */
	if (standard_output_check(err) != 0 || clock_report_ms(&ignored, 0, err) != 0 ||
	    outputs_parse(options->format, &a->formats, err) != 0 ||
	    outputs_ready(a->formats, err) != 0 || assessment_load(a, err) != 0 ||
	    publication_choose(&options->publication, &a->publication, err) != 0)
		return -1;
	return conclusion_choose(options->fail_on, options->quiet_if_unchanged,
				 options->inputs.baseline || a->inputs.baseline.count, &a->fail_on,
				 err);
}

int assessment_reserve(const struct assessment *a, struct folder *folder, struct error *err)
{
	const char *path = a->options->out;
	char now[CLOCK_TEXT];

	clock_compact(now, clock_wall_ms());
	if (!path)
		path = arena_printf(a->arena, "./syncro-audit-%s-%s", a->record.subdomain, now);
	/* Its manifest does not know what is written there. */
	if (a->replayed && folder_is_within(siblings_parent(a->arena, path), a->replayed))
		return error_set(err,
				 "report folder '%s': would stand inside '%s', which is replayed",
				 path, a->replayed);
	/* The auditor's folder holds no evidence. */
	if (folder_reserve(folder, path, a->audits[0]->presentation.edition != EDITION_AUDITOR,
			   err) != 0)
		return -1;
	return publication_open(&a->publication, folder, err);
}

int assessment_evaluate(struct assessment *a, int64_t assessed_at, struct error *err)
{
	for (size_t i = 0; i < a->audit_count; i++) {
		struct audit *audit = a->audits[i];
		audit->account = a->account;
		audit->assessed_at = assessed_at;
		evaluate(a->arena, audit);
		inputs_report_id(&a->inputs, audit);
		if (inputs_compare(a->arena, &a->inputs, audit, err) != 0)
			return -1;
	}
	return 0;
}

int assessment_assess(struct assessment *a, int64_t clock, struct error *err)
{
	progress_stage("evaluating");
	if (clock_report_ms(&clock, clock, err) != 0 || assessment_evaluate(a, clock, err) != 0)
		return -1;
	progress_end();
	conclusion_warn(a->audits, a->audit_count);
	a->silent =
		a->options->quiet_if_unchanged && conclusion_unchanged(a->audits, a->audit_count);
	if (!a->silent)
		log_show();
	for (const struct secret *secret = a->secrets; secret; secret = secret->next)
		if (secret->length && arena_contains(a->arena, secret->value, secret->length))
			return error_set(err,
					 "the API token got into the evidence; nothing is written");
	return 0;
}

/* One profile: its report stands in the folder; several: each in its own below it. */
static int write_outputs(const struct assessment *a, const struct place *top,
			 const struct audit *audit, struct error *err)
{
	struct place own = { .path = NULL };

	if (a->audit_count > 1 && place_add(&own, top, audit->profile->id, err) != 0)
		return -1;
	int result = outputs_write(own.path ? &own : top, a->formats, audit, a->secrets, err);
	place_close(&own);
	return result;
}

static int write_evidence(struct assessment *a, const struct folder *folder, struct error *err)
{
	struct evidence_run *record = &a->record;

	record->started_at = a->account->started_at;
	record->finished_at = a->account->finished_at;
	record->assessed_at = a->audits[0]->assessed_at;
	recorded_keep(a->arena, a->given, record);
	inputs_record(a->arena, &a->inputs, record);
	return folder->evidence.path ? evidence_save_run(&folder->evidence, record, err) : 0;
}

int assessment_write(struct assessment *a, struct folder *folder, struct error *err)
{
	const char **ids = arena_array(a->arena, a->audit_count, sizeof(char *));
	char id[HASH_UUID];

	if (write_evidence(a, folder, err) != 0)
		return -1;
	for (size_t i = 0; i < a->audit_count; i++)
		if (write_outputs(a, &folder->place, a->audits[i], err) != 0)
			return -1;
	if (a->audit_count > 1 && outputs_write_overview(&folder->place, a->formats, a->audits,
							 a->audit_count, a->secrets, err) != 0)
		return -1;
	progress_end();
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	for (size_t i = 0; i < a->audit_count; i++)
		ids[i] = a->audits[i]->report_id;
	manifest_report_id(ids, a->audit_count, id);
	return publication_finish(&a->publication, folder, id, a->silent, err);
}

enum exit_status assessment_conclude(const struct assessment *a, const struct folder *folder)
{
	if (a->silent) {
		log_drop();
		return EXIT_READY;
	}
	if (ending_is_wanted())
		ending_tell(a->audits, a->audit_count, a->formats, folder->place.path);
	else
		conclusion_tell(a->audits, a->audit_count);
	return conclusion_status(a->audits, a->audit_count, a->fail_on);
}
