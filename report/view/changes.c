#include "report/view/changes.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "report/view/view.h"

const char *view_change_label(enum change change)
{
	WORDS(labels, CHANGE_COUNT, [CHANGE_NONE] = "No change", [CHANGE_NEW] = "New",
	      [CHANGE_FIXED] = "Fixed", [CHANGE_REGRESSED] = "Got worse",
	      [CHANGE_CHANGED] = "Changed", [CHANGE_NOT_COMPARABLE] = "Not comparable");

	return labels[(unsigned)change < CHANGE_COUNT ? change : CHANGE_NOT_COMPARABLE];
}

const char *view_compared_label(enum compared kind)
{
	WORDS(labels, COMPARED_COUNT, [COMPARED_REQUIREMENT] = "Requirements in detail",
	      [COMPARED_PERMISSION] = "Permissions of the token", [COMPARED_USER] = "Users",
	      [COMPARED_GROUP] = "Security groups", [COMPARED_CUSTOMER] = "Customers",
	      [COMPARED_ISSUE] = "What stands in the way of customers",
	      [COMPARED_WAIVER] = "Accepted deviations", [COMPARED_ATTESTATION] = "Attestations");

	return labels[(unsigned)kind < COMPARED_COUNT ? kind : COMPARED_REQUIREMENT];
}

const char *view_movement_label(enum movement movement)
{
	WORDS(labels, MOVEMENT_COUNT, [MOVEMENT_CHANGED] = "Changed", [MOVEMENT_ADDED] = "Added",
	      [MOVEMENT_REMOVED] = "Removed");

	return labels[(unsigned)movement < MOVEMENT_COUNT ? movement : MOVEMENT_CHANGED];
}

/* "2 fixed, 1 got worse, 20 without change" */
static void add_changes(struct str *out, const struct comparison *comparison)
{
	static const struct {
		enum change change;
		const char *words;
	} order[] = {
		{ CHANGE_REGRESSED, "got worse" },
		{ CHANGE_FIXED, "fixed" },
		{ CHANGE_CHANGED, "changed" },
		{ CHANGE_NEW, "new" },
		{ CHANGE_NOT_COMPARABLE, "not comparable" },
		{ CHANGE_NONE, "without change" },
	};
	const char *between = "";

	for (size_t i = 0; i < COUNT_OF(order); i++) {
		size_t count = comparison->of_change[order[i].change];
		if (count)
			str_printf(out, "%s%zu %s", between, count, order[i].words);
		if (count)
			between = ", ";
	}
}

const char *view_changes_sentence(struct arena *arena, const struct comparison *comparison)
{
	const enum overall was = comparison->before.verdict, is = comparison->after.verdict;
	struct str text = STR_INIT(STR_LINE);
	char when[CLOCK_TEXT];

	clock_human(when, comparison->before.assessed_at);
	if (*comparison->incomparable)
		str_printf(&text, "Against the audit of %s, verdicts are not comparable: %s.", when,
			   comparison->incomparable);
	else if (was == is)
		str_printf(&text, "Since the audit of %s the verdict is the same: %s.", when,
			   view_overall_label(is));
	else
		str_printf(&text, "Since the audit of %s the verdict went from %s to %s.", when,
			   view_overall_label(was), view_overall_label(is));
	if (comparison_is_backwards(comparison))
		str_printf(&text, " Beware: %s.", VIEW_CHANGES_BACKWARDS);
	str_puts(&text, " Requirements: ");
	add_changes(&text, comparison);
	str_putc(&text, '.');
	return str_keep(&text, arena);
}

const char *view_changes_count(struct arena *arena, const size_t of[MOVEMENT_COUNT])
{
	static const struct {
		enum movement movement;
		const char *word;
	} order[] = { { MOVEMENT_ADDED, "added" },
		      { MOVEMENT_REMOVED, "removed" },
		      { MOVEMENT_CHANGED, "changed" } };
	struct str text = STR_INIT(STR_LINE);

	for (size_t i = 0; i < MOVEMENT_COUNT; i++)
		if (of[order[i].movement])
			str_printf(&text, "%s%zu %s", text.length ? ", " : "",
				   of[order[i].movement], order[i].word);
	return str_keep(&text, arena);
}

static const char *in_words(const struct comparison_row *row, const char *text)
{
	const int verdict = verdict_from_name(text);

	if (row->kind == COMPARED_REQUIREMENT && strcmp(row->what, "verdict") == 0 && verdict >= 0)
		return view_verdict_label((enum verdict)verdict);
	return text;
}

const char *view_row_before(const struct comparison_row *row)
{
	return in_words(row, row->before);
}

const char *view_row_after(const struct comparison_row *row)
{
	return in_words(row, row->after);
}
