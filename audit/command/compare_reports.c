#include "audit/command/compare_reports.h"

#include <string.h>

#include "audit/compare/compare.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/input/previous.h"
#include "report/format/changes_text.h"
#include "report/view/changes.h"

/* A profile that the later report no longer has is a change too. */
static void add_gone(struct str *out, const struct previous_list *before,
		     const struct previous_list *after, bool *changed)
{
	for (size_t i = 0; before->count > 1 && i < before->count; i++) {
		const char *id = before->items[i].results->profile.id;
		if (strcmp(previous_of(after, id)->profile.id, id) == 0)
			continue;
		str_printf(out, "\nprofile %s: not in the later report\n", id);
		*changed = true;
	}
}

static int compare_lists(struct arena *arena, const struct previous_list *before,
			 const struct previous_list *after, struct str *out, bool *changed,
			 struct error *err)
{
	for (size_t i = 0; i < after->count; i++) {
		const struct results *is = after->items[i].results;
		const struct results *was = previous_of(before, is->profile.id);
		const struct comparison *comparison = NULL;
		if (compare_results(arena, was, is, &comparison, err) != 0)
			return error_prepend(err, "'%s'", before->items[0].name);
		if (i)
			str_putc(out, '\n');
		if (comparison_is_backwards(comparison))
			log_message(LOG_WARNING, "%s", VIEW_CHANGES_BACKWARDS);
		changes_text(out, comparison);
		*changed = *changed || !comparison_is_empty(comparison);
	}
	add_gone(out, before, after, changed);
	return 0;
}

int compare_reports(const char *old, const char *new, struct str *out, bool *changed,
		    struct error *err)
{
	struct arena *arena = arena_new();
	struct previous_list before = { .count = 0 }, after = { .count = 0 };
	int result = -1;

	if (previous_read(arena, old, false, &before, err) == 0 &&
	    previous_read(arena, new, false, &after, err) == 0)
		result = compare_lists(arena, &before, &after, out, changed, err);
	arena_free(arena);
	return result;
}
