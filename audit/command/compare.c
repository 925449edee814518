#include "audit/command/commands.h"

#include <string.h>

#include "audit/command/standard_output.h"
#include "audit/compare/compare.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/str.h"
#include "audit/input/previous.h"
#include "report/format/changes_text.h"
#include "report/view/changes.h"

#define TEXT_MOST ((size_t)1 << 30)

static const struct option_row rows[] = { OPTION_QUIET, OPTION_HELP, { .name = NULL } };

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
	return out->overflow ? error_set(err, "the comparison is longer than %zu bytes", TEXT_MOST)
			     : 0;
}

static int run(struct invocation *invocation, struct error *err)
{
	const struct common_options *options = invocation->options.values;
	char *const *words = invocation->operands;
	const size_t count = invocation->operand_count;
	struct arena *arena = invocation->arena;
	struct previous_list before = { .count = 0 }, after = { .count = 0 };
	struct str text = STR_INIT(TEXT_MOST);
	bool changed = false;

	if (count != 2)
		return error_set(err, "'compare' takes OLD and NEW, found %zu operand%s", count,
				 count == 1 ? "" : "s");
	if (previous_read(arena, words[0], false, &before, err) != 0 ||
	    previous_read(arena, words[1], false, &after, err) != 0)
		return -1;
	int result = compare_lists(arena, &before, &after, &text, &changed, err);
	if (result == 0 && !options->quiet)
		result = standard_output_print(&text, err);
	str_release(&text);
	invocation->status = changed ? EXIT_NOT_READY : EXIT_READY;
	return result;
}

const struct command compare_command = {
	.name = "compare",
	.operand = "OLD NEW",
	.summary = "what changed between two reports",
	.details = "Each is a report folder or a results.json, of one account. Status\n"
		   "0: nothing changed; 1: something did, or not all could be compared;\n"
		   "2: one of them cannot be read, or they are of two accounts.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
