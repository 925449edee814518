#include "audit/command/verify_report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/untrusted.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "audit/results/results.h"
#include "report/report.h"

#define FILE_MOST ((size_t)256 << 20) /* bytes */

static struct results *read_results(const struct verify_report *report, struct arena *arena,
				    const char *name, struct verify_outcome *outcome)
{
	struct str bytes = STR_INIT(RESULTS_MOST);
	struct error why = { .message = "" };
	struct results *results = NULL;

	if (untrusted_read(report->fd, name, &bytes, &why) != 0 ||
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
		int fd = untrusted_open(folder, name, err);
		return fd < 0 ? -1 : file->read_fd(fd, facts, err);
	}
	if (untrusted_read(folder, name, &bytes, err) == 0)
		result = file->read(str_text(&bytes), bytes.length, facts, err);
	str_release(&bytes);
	return result;
}

/* Whether there is such a file to be read. */
static bool check_file(const struct verify_report *report, const struct report_file *file,
		       const struct results *results, struct facts *said,
		       struct verify_outcome *outcome)
{
	struct error why = { .message = "" };
	struct facts found = { .arena = said->arena };
	const char *name = arena_printf(said->arena, "%s%s", report->folder, file->name);
	/* The totals are the account's, the rows those of one customer. */
	const bool one = results->only_customer && (file->kinds & FACT_CUSTOMERS);
	const unsigned kinds = file->kinds & ~(one ? (unsigned)FACT_CUSTOMERS : 0);

	if (!manifest_find(report->manifest, name) || !(file->read_fd || file->read))
		return false;
	if (read_file(file, report->fd, name, &found, &why) != 0)
		verify_unreadable(outcome, name, why.message);
	else if (verify_facts(outcome, name, " as in results.json", said, &found, kinds))
		verify_holds(outcome, "%s: agrees with results.json on %s%s", name,
			     file->kinds_text, one ? " (of one customer only)" : "");
	facts_release(&found);
	return true;
}

static void check_formats(const struct verify_report *report, const struct results *results,
			  struct facts *said, struct verify_outcome *outcome)
{
	for (size_t i = 0; report_formats[i].name; i++) {
		const struct report_file *file = report_formats[i].files;
		for (; file->name; file++)
			if (check_file(report, file, results, said, outcome))
				outcome->shown |= 1u << i;
	}
}

void verify_report(struct verify_report *report, struct verify_outcome *outcome)
{
	struct arena *arena = arena_new();
	struct facts said = { .arena = arena };
	const char *name = arena_printf(arena, "%sresults.json", report->folder);
	const struct results *results = read_results(report, arena, name, outcome);

	report->report_id[0] = '\0';
	if (results) {
		(void)snprintf(report->report_id, sizeof report->report_id, "%s",
			       results->report_id);
		results_facts(results, &said);
		check_itself(name, results, &said, outcome);
		check_formats(report, results, &said, outcome);
	}
	facts_release(&said);
	arena_free(arena);
}
