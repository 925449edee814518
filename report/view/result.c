/* What a reader is told of a result, and how results are counted. */
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "report/view/internal.h"

const enum view_result view_result_order[RESULT_COUNT] = {
	RESULT_MET,  RESULT_NOT_MET, RESULT_UNCHECKED,	  RESULT_TO_CONFIRM, RESULT_NOT_APPLICABLE,
	RESULT_NOTE, RESULT_NOTHING, RESULT_OUT_OF_SCOPE,
};

/* Kinds of checks that tell and judge nothing. */
static bool only_tells(const struct requirement *requirement)
{
	static const char warns[] = "warn-";

	return strncmp(requirement->check.kind, warns, sizeof warns - 1) == 0;
}

bool view_is_note(const struct requirement *requirement)
{
	return !requirement->mandatory &&
	       (requirement->severity == SEVERITY_INFO || only_tells(requirement));
}

static enum view_result result_of(const struct requirement *requirement, enum verdict verdict,
				  enum proof proof)
{
	TABLE(const enum view_result, results, VERDICT_COUNT, [VERDICT_UNKNOWN] = RESULT_UNCHECKED,
	      [VERDICT_PASS] = RESULT_MET, [VERDICT_FAIL] = RESULT_NOT_MET,
	      [VERDICT_MANUAL] = RESULT_TO_CONFIRM, [VERDICT_NOTAPPLICABLE] = RESULT_NOT_APPLICABLE,
	      [VERDICT_INFORMATIONAL] = RESULT_NOTE);

	/* That there is nothing to tell rests on an answer; without one nobody was asked. */
	if (verdict == VERDICT_NOTAPPLICABLE && only_tells(requirement))
		return proof == PROOF_NONE ? RESULT_OUT_OF_SCOPE : RESULT_NOTHING;
	return results[verdict];
}

enum view_result view_result(const struct finding *finding)
{
	return result_of(finding->requirement, finding->verdict, finding->proof);
}

enum view_result view_observation_result(const struct finding *finding,
					 const struct observation *observation)
{
	return result_of(finding->requirement, observation->verdict, observation->proof);
}

enum verdict view_result_verdict(enum view_result result)
{
	TABLE(const enum verdict, verdicts, RESULT_COUNT, [RESULT_UNCHECKED] = VERDICT_UNKNOWN,
	      [RESULT_MET] = VERDICT_PASS, [RESULT_NOT_MET] = VERDICT_FAIL,
	      [RESULT_TO_CONFIRM] = VERDICT_MANUAL, [RESULT_NOT_APPLICABLE] = VERDICT_NOTAPPLICABLE,
	      [RESULT_NOTE] = VERDICT_INFORMATIONAL, [RESULT_NOTHING] = VERDICT_NOTAPPLICABLE,
	      [RESULT_OUT_OF_SCOPE] = VERDICT_NOTAPPLICABLE);

	return verdicts[result];
}

size_t view_counts_of(const struct view_counts *counts, enum view_result result)
{
	const size_t of[RESULT_COUNT] = {
		[RESULT_UNCHECKED] = counts->unchecked,
		[RESULT_MET] = counts->met,
		[RESULT_NOT_MET] = counts->not_met,
		[RESULT_TO_CONFIRM] = counts->to_confirm,
		[RESULT_NOT_APPLICABLE] = counts->not_applicable,
	};

	return of[result];
}

static void count(struct view_counts *counts, const struct finding *finding)
{
	const enum view_result result = view_result(finding);

	if (view_is_note(finding->requirement)) {
		counts->notes++;
		counts->notes_of[result]++;
		return;
	}
	counts->counted++;
	counts->met += result == RESULT_MET;
	counts->not_met += result == RESULT_NOT_MET;
	counts->to_confirm += result == RESULT_TO_CONFIRM;
	counts->not_applicable += result == RESULT_NOT_APPLICABLE;
	counts->accepted += result == RESULT_NOT_MET && finding->waiver;
	counts->confirm_accepted += result == RESULT_TO_CONFIRM && finding->waiver;
	/* What is to be met and was only told of was not shown to be met. */
	counts->unchecked += result == RESULT_UNCHECKED || result == RESULT_NOTE;
}

static struct view_group *group_named(struct view *view, const char *title)
{
	for (size_t i = 0; i < view->group_count; i++)
		if (strcmp(view->groups[i].title, title) == 0)
			return &view->groups[i];
	view->groups[view->group_count].title = title;
	return &view->groups[view->group_count++];
}

/* ", 12 not met (1 accepted)" */
static void put_count(struct str *text, size_t number, const char *what, size_t accepted)
{
	if (!number)
		return;
	str_printf(text, ", %zu %s", number, what);
	if (accepted)
		str_printf(text, " (%zu accepted)", accepted);
}

static const char *tally(struct view *view)
{
	const struct view_counts *counts = &view->counts;
	struct str text = STR_INIT(STR_LINE);

	if (!counts->counted)
		return "There is no requirement to be met.";
	str_printf(&text, "Of %zu requirement%s: %zu met", counts->counted,
		   counts->counted == 1 ? "" : "s", counts->met);
	put_count(&text, counts->not_met, "not met", counts->accepted);
	put_count(&text, counts->unchecked, "could not be checked", 0);
	put_count(&text, counts->to_confirm,
		  counts->to_confirm == 1 ? "needs confirmation" : "need confirmation",
		  counts->confirm_accepted);
	put_count(&text, counts->not_applicable,
		  counts->not_applicable == 1 ? "does not apply" : "do not apply", 0);
	str_putc(&text, '.');
	return str_keep(&text, view->arena);
}

static const char *notes(struct view *view)
{
	WORDS(words,
	      RESULT_COUNT, [RESULT_UNCHECKED] = "could not be checked", [RESULT_MET] = "met",
	      [RESULT_NOT_MET] = "not met", [RESULT_TO_CONFIRM] = "to be confirmed",
	      [RESULT_NOT_APPLICABLE] = "not applicable", [RESULT_NOTE] = "with something to tell",
	      [RESULT_NOTHING] = "with nothing to report", [RESULT_OUT_OF_SCOPE] = "not in scope");
	const struct view_counts *counts = &view->counts;
	struct str text = STR_INIT(STR_LINE);
	const char *between = ": ";

	if (!counts->notes)
		return "";
	str_printf(&text, "%zu note%s not counted", counts->notes,
		   counts->notes == 1 ? " is" : "s are");
	for (size_t i = 0; i < RESULT_COUNT; i++) {
		const enum view_result result = view_result_order[i];
		if (counts->notes_of[result]) {
			str_printf(&text, "%s%zu %s", between, counts->notes_of[result],
				   words[result]);
			between = ", ";
		}
	}
	str_putc(&text, '.');
	return str_keep(&text, view->arena);
}

void view_add_counts(struct view *view)
{
	const struct audit *audit = view->audit;

	view->groups = arena_array(view->arena, audit->finding_count, sizeof *view->groups);
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		count(&view->counts, finding);
		count(&group_named(view, finding->requirement->group)->counts, finding);
	}
	view->centre = view->counts.counted ? arena_printf(view->arena, "%zu of %zu met",
							   view->counts.met, view->counts.counted)
					    : "nothing to meet";
	view->tally = tally(view);
	view->notes = notes(view);
}
