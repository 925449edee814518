#include "audit/command/verify_report.h"

#include <stdio.h>
#include <string.h>

#include "audit/command/derivation.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/command/verify_derived.h"
#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "audit/results/results.h"
#include "audit/results/write.h"
#include "report/edition/edition.h"
#include "report/report.h"

#define FILE_MOST ((size_t)256 << 20) /* bytes */

struct checking {
	struct arena *arena;
	struct verify_outcome *outcome;
	const struct results *results;
	struct facts said;	   /* by results.json */
	const struct audit *shown; /* what the evidence gives; NULL = not known */
	size_t files, derived;	   /* looked at, and just what the evidence gives */
};

static struct results *read_results(const struct verify_report *report, struct arena *arena,
				    const char *name, struct verify_outcome *outcome)
{
	struct str bytes = STR_INIT(RESULTS_MOST);
	struct error why = { .message = "" };
	struct results *results = NULL;

	if (safe_read(report->fd, name, &bytes, &why) != 0 ||
	    results_read(arena, str_text(&bytes), bytes.length, &results, &why) != 0)
		verify_unreadable(outcome, name, why.message);
	str_release(&bytes);
	return results;
}

static void check_itself(const char *name, const struct results *results, struct facts *said,
			 struct verify_outcome *outcome)
{
	struct facts derived = { .arena = said->arena };

	results_derived(results, &derived);
	if (verify_facts(outcome, name, " by what it lists", &derived, said,
			 FACT_VERDICT | FACT_COUNT | FACT_CLASS))
		verify_holds(outcome, "%s: its verdict and counts follow from its %zu findings",
			     name, results->finding_count);
	facts_release(&derived);
}

/* The error lacks the name. */
static int read_file(const struct report_file *file, int folder, const char *name,
		     struct facts *facts, struct error *err)
{
	struct str bytes = STR_INIT(FILE_MOST);
	int result = -1;

	if (file->read_fd) {
		int fd = safe_open(folder, name, err);
		return fd < 0 ? -1 : file->read_fd(fd, facts, err);
	}
	if (safe_read(folder, name, &bytes, err) == 0)
		result = file->read(str_text(&bytes), bytes.length, facts, err);
	str_release(&bytes);
	return result;
}

/* Whether the file says what results.json says, as far as it can be read back. */
static bool check_facts(const struct verify_report *report, const struct report_file *file,
			const char *name, struct checking *checking)
{
	struct verify_outcome *outcome = checking->outcome;
	struct error why = { .message = "" };
	struct facts found = { .arena = checking->arena };
	bool held = false;

	if (read_file(file, report->fd, name, &found, &why) != 0)
		verify_unreadable(outcome, name, why.message);
	else
		held = verify_facts(outcome, name, " as in results.json", &checking->said, &found,
				    file->kinds);
	if (held)
		verify_holds(outcome, "%s: agrees with results.json on %s", name, file->kinds_text);
	facts_release(&found);
	return held;
}

/* Whether this version can read it; what another wrote is as the manifest lists it. */
static bool is_readable(const struct report_file *file, const char *name,
			const struct checking *checking)
{
	const char *version = checking->results->tool_version;

	if (!file->read_fd && !file->read)
		return false;
	if (!file->by_words || strcmp(version, VERSION) == 0)
		return true;
	verify_holds(checking->outcome, "%s: was not read back: it is in the words of version %s",
		     name, version);
	return false;
}

/* Whether there is such a file, and it was held against something. */
static bool check_file(const struct verify_report *report, const struct report_file *file,
		       struct checking *checking)
{
	const char *name = arena_printf(checking->arena, "%s%s", report->folder, file->name);
	const struct manifest_file *listed = manifest_find(report->manifest, name);

	if (!listed || harden_stop_signal)
		return false;
	const bool is_read = is_readable(file, name, checking);
	/* One that is wrong already is not held against the evidence too. */
	checking->files++;
	if ((!is_read || check_facts(report, file, name, checking)) && checking->shown)
		checking->derived += verify_derived(report->fd, listed, file, checking->shown,
						    checking->outcome);
	return is_read || checking->shown;
}

static void check_formats(const struct verify_report *report, struct checking *checking)
{
	for (size_t i = 0; report_formats[i].name; i++) {
		const struct report_file *file = report_formats[i].files;
		for (; file->name; file++) {
			const size_t before = checking->files;
			const bool held = check_file(report, file, checking);
			if (file->to_stream == result_json_write)
				continue;
			checking->outcome->listed |= checking->files > before ? 1u << i : 0;
			checking->outcome->shown |= held ? 1u << i : 0;
		}
	}
	if (!checking->shown)
		return;
	(void)check_file(report, &outputs_todo, checking);
	if (checking->derived == checking->files)
		verify_holds(
			checking->outcome,
			"%sresults.json: all %zu files of this report are, byte for byte, what "
			"its evidence gives again",
			report->folder, checking->derived);
}

/* Nothing is held against the evidence: says why, or what is amiss. */
static void tell_underived(const struct verify_report *report, const struct results *results,
			   struct verify_outcome *outcome)
{
	const struct derivation *derivation = report->derivation;
	const char *version = results->tool_version;

	if (strcmp(version, VERSION) != 0)
		verify_holds(outcome,
			     "%sresults.json: verdicts were not derived again: version %s wrote "
			     "this report, and this is version " VERSION,
			     report->folder, version);
	else if (derivation->trouble)
		verify_unreadable(outcome, "evidence", derivation->trouble);
	else if (derivation->tool_version)
		verify_differs(outcome, "evidence/run.json", "version",
			       VERSION " as in results.json", derivation->tool_version);
	else if (results->edition && strcmp(results->edition, edition_name(EDITION_AUDITOR)) == 0)
		verify_holds(outcome,
			     "%sresults.json: verdicts were not derived again: the auditor's "
			     "edition has no evidence",
			     report->folder);
	else
		verify_differs(outcome, "evidence/run.json", "", "a file", "nothing");
}

static void check_report(struct verify_report *report, const char *name, struct checking *checking)
{
	const struct results *results = checking->results;
	const struct audit *audit = derivation_find(report->derivation, report->folder);

	(void)snprintf(report->report_id, sizeof report->report_id, "%s", results->report_id);
	results_facts(results, &checking->said);
	check_itself(name, results, &checking->said, checking->outcome);
	if (audit)
		checking->shown = edition_shown(checking->arena, audit);
	else if (report->derivation->count)
		verify_differs(checking->outcome, name, "",
			       "no report of this profile by the evidence", "one");
	else
		tell_underived(report, results, checking->outcome);
	check_formats(report, checking);
}

void verify_report(struct verify_report *report, struct verify_outcome *outcome)
{
	struct arena *arena = arena_new();
	struct checking checking = { .arena = arena,
				     .outcome = outcome,
				     .said = { .arena = arena } };
	const char *name = arena_printf(arena, "%sresults.json", report->folder);

	report->report_id[0] = '\0';
	checking.results = read_results(report, arena, name, outcome);
	if (checking.results)
		check_report(report, name, &checking);
	facts_release(&checking.said);
	arena_free(arena);
}
