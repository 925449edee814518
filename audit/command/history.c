#include "audit/command/commands.h"

#include <string.h>

#include "audit/command/standard_output.h"
#include "audit/compare/history.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/input/history_files.h"
#include "report/format/history_text.h"

#define TEXT_MOST ((size_t)1 << 30)

static const struct option_row rows[] = { OPTION_HELP, { .name = NULL } };

/* The list is in order: the audits of one profile stand together. */
static void add_tables(struct arena *arena, const struct history_list *list, struct str *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *profile = list->items[i].profile_id;
		if (i && strcmp(profile, list->items[i - 1].profile_id) == 0)
			continue;
		str_puts(out, i ? "\n" : "");
		history_text(out, history_of(arena, list, profile));
	}
	if (list->repeated)
		str_printf(out,
			   "\nnote: %zu more tell%s what one of these tells already, and "
			   "%s left out\n",
			   list->repeated, list->repeated == 1 ? "s" : "",
			   list->repeated == 1 ? "is" : "are");
}

static int run(struct invocation *invocation, struct error *err)
{
	struct arena *arena = invocation->arena;
	char *const *words = invocation->operands;
	const size_t count = invocation->operand_count;
	const char **paths = arena_array(arena, count, sizeof *paths);
	struct history_list list = { .count = 0 };
	struct str text = STR_INIT(TEXT_MOST);

	if (!count)
		return error_set(err, "'history' takes one FOLDER or more, found none");
	for (size_t i = 0; i < count; i++)
		paths[i] = words[i];
	if (history_files_read(arena, paths, count, &list, err) != 0)
		return -1;
	if (!list.count)
		return error_set(err, "'%s': holds no finished report", words[0]);
	add_tables(arena, &list, &text);
	int result = text.overflow
			     ? error_set(err, "the history is longer than %zu bytes", TEXT_MOST)
			     : standard_output_print(&text, err);
	str_release(&text);
	return result;
}

const struct command history_command = {
	.name = "history",
	.operand = "FOLDER...",
	.summary = "the course of many reports of one account",
	.details = "Each is a report folder, a results.json, or a folder that holds\n"
		   "report folders; in any order. Status 0, or 2: one of them cannot\n"
		   "be read, or they are of two accounts.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
