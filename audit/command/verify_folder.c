#include "audit/command/verify_folder.h"

#include <string.h>

#include "audit/command/derivation.h"
#include "audit/command/handover_parts.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/command/verify_derived.h"
#include "audit/command/verify_files.h"
#include "audit/command/verify_fleet.h"
#include "audit/command/verify_overview.h"
#include "audit/command/verify_report.h"
#include "audit/command/verify_signature.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/mem.h"
#include "report/overview/overview.h"
#include "report/report.h"

#define RESULTS "results.json"
#define EVIDENCE "evidence/"

/* The folder's part of a name, with its slash, if the rest is `file`; else NULL. */
static const char *folder_of(struct arena *arena, const char *name, const char *file)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash ? slash + 1 : name;

	if (strcmp(base, file) != 0 || strncmp(name, EVIDENCE, sizeof EVIDENCE - 1) == 0)
		return NULL;
	return arena_printf(arena, "%.*s", (int)(base - name), name);
}

/* A file that no results.json stands beside cannot be held against anything. */
static void check_alone(struct arena *arena, const struct manifest *manifest, const char *file,
			struct verify_outcome *outcome)
{
	for (size_t i = 0; i < manifest->count; i++) {
		const char *folder = folder_of(arena, manifest->files[i].name, file);
		const char *results = folder ? arena_printf(arena, "%s" RESULTS, folder) : NULL;
		if (results && !manifest_find(manifest, results))
			verify_differs(outcome, results, "", "a file beside it", "nothing");
	}
}

/* A report that the evidence gives too, and that is not there. */
static void check_missing(struct arena *arena, const struct manifest *manifest,
			  const struct derivation *derivation, struct verify_outcome *outcome)
{
	for (size_t i = 0; i < derivation->count; i++) {
		const char *results =
			arena_printf(arena, "%s" RESULTS, derivation_folder(arena, derivation, i));
		if (!manifest_find(manifest, results))
			verify_differs(outcome, results, "", "a file by the evidence", "nothing");
	}
}

/* What stands above several reports, whose verdicts it repeats. */
static void check_overview(struct arena *arena, int fd, const struct manifest *manifest,
			   const struct derivation *derivation, struct verify_outcome *outcome)
{
	struct overview *overview = NULL;
	size_t files = 0, derived = 0;

	if (outcome->no_report)
		return;
	if (derivation->count < 2) {
		verify_overview_alone(fd, manifest, outcome);
		return;
	}
	overview = outputs_overview(arena, derivation->audits, derivation->count);
	for (const struct report_overview_file *file = report_overview_files;
	     file->name && !harden_stop_signal; file++) {
		const struct manifest_file *listed = manifest_find(manifest, file->name);
		if (listed)
			derived += verify_overview(fd, listed, file, overview, outcome);
		else if (file->to_stream)
			verify_differs(outcome, file->name, "", "a file by the evidence",
				       "nothing");
		files += listed != NULL;
	}
	overview_free(overview);
	if (files && derived == files)
		verify_holds(outcome,
			     "overview.json: all %zu files of the overview are, byte for byte, "
			     "what the evidence gives again",
			     files);
}

static void check_reports(struct arena *arena, int fd, const struct manifest *manifest,
			  const struct derivation *derivation, struct verify_outcome *outcome)
{
	const char **ids = arena_array(arena, manifest->count, sizeof(char *));
	char expected[HASH_UUID];
	size_t reports = 0;
	bool unread = false;

	for (size_t i = 0; i < manifest->count; i++) {
		struct verify_report report = {
			.fd = fd,
			.folder = folder_of(arena, manifest->files[i].name, RESULTS),
			.manifest = manifest,
			.derivation = derivation,
		};
		if (!report.folder)
			continue;
		verify_report(&report, outcome);
		ids[reports++] = arena_strdup(arena, report.report_id);
		unread = unread || !*report.report_id;
	}
	manifest_report_id(ids, reports, expected);
	outcome->no_report = !reports && manifest_find(manifest, HANDOVER_INDEX);
	if (outcome->no_report)
		verify_holds(outcome, HANDOVER_INDEX ": what was handed over is held against the "
						     "manifest alone; its verdicts are those of "
						     "the report it was made from");
	else if (!reports && verify_fleet(fd, manifest, outcome))
		outcome->no_report = true;
	else if (!reports)
		verify_differs(outcome, RESULTS, "", "a file", "nothing");
	else if (!unread && strcmp(expected, manifest->report_id) != 0)
		verify_differs(outcome, MANIFEST_NAME, "report id", expected, manifest->report_id);
	check_missing(arena, manifest, derivation, outcome);
	for (const struct report_format *format = report_formats; format->name; format++)
		for (const struct report_file *file = format->files; file->name; file++)
			check_alone(arena, manifest, file->name, outcome);
}

int verify_folder(struct arena *arena, const char *folder, int fd, const char *signers,
		  struct verify_outcome *outcome, struct error *err)
{
	struct manifest manifest = { .report_id = "" };
	struct derivation derivation = { .count = 0 };

	if (manifest_load(arena, fd, &manifest, err) != 0)
		return error_prepend(err, "report folder '%s'", folder);
	verify_files(folder, fd, &manifest, outcome);
	if (verify_signature(fd, signers, outcome, err) != 0)
		return error_prepend(err, "report folder '%s': " MANIFEST_SIGNATURE, folder);
	if (manifest_find(&manifest, EVIDENCE "run.json"))
		derivation_load(arena, folder, &derivation);
	check_reports(arena, fd, &manifest, &derivation, outcome);
	check_overview(arena, fd, &manifest, &derivation, outcome);
	return harden_stop_signal ? error_set(err, "interrupted") : 0;
}
