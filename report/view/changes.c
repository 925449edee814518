#include "report/view/changes.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "report/view/view.h"

const enum drift view_drifts[DRIFT_COUNT] = { DRIFT_WORSE,	    DRIFT_LESS_CERTAIN,
					      DRIFT_BETTER,	    DRIFT_INFORMATION,
					      DRIFT_NOT_COMPARABLE, DRIFT_UNCHANGED };

const char *view_drift_label(enum drift drift)
{
	WORDS(labels, DRIFT_COUNT, [DRIFT_NOT_COMPARABLE] = "Not comparable",
	      [DRIFT_UNCHANGED] = "Unchanged", [DRIFT_WORSE] = "Worse",
	      [DRIFT_LESS_CERTAIN] = "Less certain", [DRIFT_BETTER] = "Better",
	      [DRIFT_INFORMATION] = "New information");

	return labels[(unsigned)drift < DRIFT_COUNT ? drift : DRIFT_NOT_COMPARABLE];
}

const char *view_compared_label(enum compared kind)
{
	WORDS(labels, COMPARED_COUNT, [COMPARED_REQUIREMENT] = "Requirements",
	      [COMPARED_PERMISSION] = "Token permissions", [COMPARED_USER] = "Users",
	      [COMPARED_GROUP] = "Security groups", [COMPARED_CUSTOMER] = "Customers",
	      [COMPARED_ISSUE] = "Customers with problems",
	      [COMPARED_WAIVER] = "Accepted exceptions", [COMPARED_ATTESTATION] = "Confirmations");

	return labels[(unsigned)kind < COMPARED_COUNT ? kind : COMPARED_REQUIREMENT];
}

static const char *movement_label(enum movement movement)
{
	WORDS(labels, MOVEMENT_COUNT, [MOVEMENT_CHANGED] = "Changed", [MOVEMENT_ADDED] = "Added",
	      [MOVEMENT_REMOVED] = "Removed");

	return labels[(unsigned)movement < MOVEMENT_COUNT ? movement : MOVEMENT_CHANGED];
}

/* "2 worse, 1 better, 20 unchanged" */
static void add_changes(struct str *out, const struct comparison *comparison)
{
	const char *between = "";

	for (size_t i = 0; i < DRIFT_COUNT; i++) {
		const size_t count = comparison->of_drift[view_drifts[i]];
		const char *label = view_drift_label(view_drifts[i]);
		if (!count)
			continue;
		str_printf(out, "%s%zu %c%s", between, count, label[0] - 'A' + 'a', label + 1);
		between = ", ";
	}
}

/* Another version may look at more, or otherwise, where nothing moved in the account. */
static void add_versions(struct str *out, const struct comparison *comparison)
{
	const char *was = comparison->before.tool_version, *is = comparison->after.tool_version;

	if (!comparison_is_empty(comparison) && was && is && strcmp(was, is) != 0)
		str_printf(out, VIEW_CHANGES_VERSIONS, was, is);
}

const char *view_changes_sentence(struct arena *arena, const struct comparison *comparison)
{
	const enum overall was = comparison->before.verdict, is = comparison->after.verdict;
	struct str text = STR_INIT(STR_LINE);
	const char *when = view_day_of(arena, comparison->before.assessed_at);

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
	add_versions(&text, comparison);
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

/* Of a permission whose grant is another. */
static const char *grant_label(const struct comparison_row *row)
{
	if (strcmp(row->after, tri_name(TRI_YES)) == 0)
		return "Gained";
	return strcmp(row->after, tri_name(TRI_NO)) == 0 ? "Lost" : "Not known any more";
}

const char *view_row_change(const struct comparison_row *row)
{
	if (row->kind == COMPARED_PERMISSION && strcmp(row->what, "granted") == 0)
		return grant_label(row);
	return movement_label(row->movement);
}

int view_movement_of(const char *label)
{
	static const char *const grants[] = { "Gained", "Lost", "Not known any more" };

	for (size_t i = 0; i < COUNT_OF(grants); i++)
		if (strcmp(label, grants[i]) == 0)
			return MOVEMENT_CHANGED;
	for (int i = 0; i < MOVEMENT_COUNT; i++)
		if (strcmp(label, movement_label((enum movement)i)) == 0)
			return i;
	return -1;
}

const char *view_row_name(struct arena *arena, const struct comparison_row *row)
{
	if (!row->id)
		return row->name;
	return arena_printf(arena, "%s (No. %" PRId64 ")", row->name, row->id);
}
