#include <stdlib.h>
#include <string.h>

#include "audit/compare/drift.h"
#include "audit/compare/internal.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"

static const struct results_finding *finding_of(const struct results *results, const char *id)
{
	for (size_t i = 0; i < results->finding_count; i++)
		if (strcmp(results->findings[i].id, id) == 0)
			return &results->findings[i];
	return NULL;
}

/* As a reader says it in a sentence. */
static const char *result_word(enum verdict verdict)
{
	WORDS(words,
	      VERDICT_COUNT, [VERDICT_UNKNOWN] = "could not be checked", [VERDICT_PASS] = "met",
	      [VERDICT_FAIL] = "not met", [VERDICT_MANUAL] = "needs confirmation",
	      [VERDICT_NOTAPPLICABLE] = "not in scope", [VERDICT_INFORMATIONAL] = "noted");

	return words[verdict];
}

/* The first sentence says it; what it rests on stands with the requirement itself. */
static const char *in_short(struct arena *arena, const char *text)
{
	const char *end = strstr(text, ". ");
	const size_t length = end ? (size_t)(end - text) : strlen(text);

	return arena_printf(arena, "%.*s", (int)length, text);
}

static struct records observed(struct comparing *c, const struct results_finding *finding)
{
	const size_t count = finding->observation_count;
	struct records records = { arena_array(c->arena, count, sizeof *records.items), count };

	for (size_t i = 0; i < count; i++) {
		const struct observation *observation = &finding->observations[i];
		records.items[i].key = observation->object;
		records.items[i].name = observation->subject;
		records.items[i].fields[0] = result_word(observation->verdict);
		records.items[i].sentence =
			c->same_wording ? in_short(c->arena, observation->observed) : NULL;
	}
	return records;
}

#define MOST_NAMED 3

/* "new: Payments - View List" */
static void add_named(struct str *out, const struct comparison_row *rows, size_t count,
		      enum movement movement, const char *word)
{
	const char *between = out->length ? "; " : "";
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].movement != movement || found++ >= MOST_NAMED)
			continue;
		str_printf(out, "%s%s%s", between, word, rows[i].name);
		between = ", ";
		word = "";
	}
	if (found > MOST_NAMED)
		str_printf(out, " and %zu more", found - MOST_NAMED);
}

static void add_changed(struct str *out, const struct comparison_row *rows, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].movement != MOVEMENT_CHANGED || found++ >= MOST_NAMED)
			continue;
		str_printf(out, "%s%s: %s, was: %s", out->length ? "; " : "", rows[i].name,
			   rows[i].after, rows[i].before);
	}
	if (found > MOST_NAMED)
		str_printf(out, "; %zu more changed", found - MOST_NAMED);
}

/* The objects are told with their requirement, which is the thing that changed. */
static void fold(struct comparing *c, struct str *out, size_t first)
{
	const struct comparison_row *rows = c->out->rows + first;
	const size_t count = c->out->row_count - first;

	if (!count)
		return;
	add_changed(out, rows, count);
	add_named(out, rows, count, MOVEMENT_ADDED, "new: ");
	add_named(out, rows, count, MOVEMENT_REMOVED, "no longer listed: ");
	for (size_t i = 0; i < count; i++)
		c->out->of[rows[i].kind][rows[i].movement]--;
	c->out->row_count = first;
}

/* What moved beside the verdict; "" = nothing did. */
static const char *details_of(struct comparing *c, const struct results_finding *was,
			      const struct results_finding *is)
{
	static const struct told of_object = { .kind = COMPARED_REQUIREMENT,
					       .fields = { "result" } };
	struct records before = observed(c, was), after = observed(c, is);
	const size_t first = c->out->row_count;
	struct str text = STR_INIT(STR_BODY);

	if (was->waived != is->waived)
		str_puts(&text, is->waived ? "now accepted" : "not accepted any more");
	/* Of another verdict, the reason goes without saying. */
	if (was->reason != is->reason && was->verdict == is->verdict)
		str_printf(&text, "%s%s%s", text.length ? "; " : "",
			   is->reason ? "could not be checked: " : "could not be checked before: ",
			   reason_name(is->reason ? is->reason : was->reason));
	compare_records(c, &of_object, &before, &after, true, true);
	fold(c, &text, first);
	return str_keep(&text, c->arena);
}

static enum change change_of(const struct comparing *c, const struct results_finding *was,
			     const struct results_finding *is, const char *details)
{
	if (!c->same_profile)
		return CHANGE_NOT_COMPARABLE;
	if (!was)
		return CHANGE_NEW;
	if (was->verdict == VERDICT_PASS && is->verdict == VERDICT_FAIL)
		return CHANGE_REGRESSED;
	if (was->verdict == VERDICT_FAIL && is->verdict == VERDICT_PASS)
		return CHANGE_FIXED;
	return was->verdict == is->verdict && !*details ? CHANGE_NONE : CHANGE_CHANGED;
}

static void add(struct comparing *c, const struct results_finding *was,
		const struct results_finding *is, enum change change, const char *details)
{
	struct comparison *out = c->out;
	const struct results_finding *shown = is ? is : was;
	struct compared_finding *finding = &out->findings[out->finding_count++];

	*finding = (struct compared_finding){ .id = shown->id,
					      .title = shown->title,
					      .change = change,
					      .details = details,
					      .was = was != NULL,
					      .is = is != NULL };
	if (was) {
		finding->before = was->verdict;
		finding->waived_before = was->waived;
	}
	if (is) {
		finding->after = is->verdict;
		finding->waived_after = is->waived;
	}
	finding->drift = drift_of(finding);
	out->of_change[change]++;
	out->of_drift[finding->drift]++;
}

void compare_findings(struct comparing *c)
{
	const struct results *before = c->before, *after = c->after;
	const enum change gone = c->same_profile ? CHANGE_CHANGED : CHANGE_NOT_COMPARABLE;

	c->out->findings = arena_array(c->arena, before->finding_count + after->finding_count,
				       sizeof *c->out->findings);
	for (size_t i = 0; i < after->finding_count; i++) {
		const struct results_finding *is = &after->findings[i];
		const struct results_finding *was = finding_of(before, is->id);
		const char *details = was && c->same_profile ? details_of(c, was, is) : "";
		add(c, was, is, change_of(c, was, is, details), details);
	}
	for (size_t i = 0; i < before->finding_count; i++)
		if (!finding_of(after, before->findings[i].id))
			add(c, &before->findings[i], NULL, gone, "");
}
