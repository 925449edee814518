#include "audit/command/commands.h"

#include <string.h>

#include "audit/command/fleet_folders.h"
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

/* The reports of an account that is found first at `first`; 0 = none, or it was found before. */
static size_t reports_of(const struct fleet_folders *found, size_t first, const char **paths)
{
	const char *name = fleet_account_name(&found->accounts[first]);
	size_t count = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct fleet_account *account = &found->accounts[i];
		const bool same = strcmp(fleet_account_name(account), name) == 0;
		if (same && i < first)
			return 0;
		if (same && !account->trouble)
			paths[count++] = account->folder;
	}
	return count;
}

/* Of each account, its reports of all days. */
static int add_accounts(struct arena *arena, const struct fleet_folders *found, struct str *out,
			struct error *err)
{
	const char **paths = arena_array(arena, found->count, sizeof *paths);

	for (size_t i = 0; i < found->count; i++) {
		const char *name = fleet_account_name(&found->accounts[i]);
		const size_t count = reports_of(found, i, paths);
		struct history_list list = { .count = 0 };
		if (!count)
			continue;
		if (history_files_read(arena, paths, count, NULL, &list, err) != 0)
			return error_prepend(err, "account '%s'", name);
		str_printf(out, "%saccount %s\n\n", out->length ? "\n" : "", name);
		add_tables(arena, &list, out);
	}
	return 0;
}

static int add_all(struct invocation *invocation, struct str *out, struct error *err)
{
	struct arena *arena = invocation->arena;
	const size_t count = invocation->operand_count;
	const char **paths = arena_array(arena, count, sizeof *paths);
	struct history_list list = { .count = 0 };
	struct fleet_folders found;

	for (size_t i = 0; i < count; i++)
		paths[i] = invocation->operands[i];
	if (history_files_read(arena, paths, count, NULL, &list, err) != 0)
		return -1;
	add_tables(arena, &list, out);
	if (list.count)
		return 0;
	fleet_folders_find(arena, invocation->operands, count, &found);
	if (add_accounts(arena, &found, out, err) != 0)
		return -1;
	return out->length ? 0 : error_set(err, "'%s': holds no finished report", paths[0]);
}

static int run(struct invocation *invocation, struct error *err)
{
	struct str text = STR_INIT(TEXT_MOST);

	if (!invocation->operand_count)
		return error_set(err, "'history' takes one FOLDER or more, found none");
	int result = add_all(invocation, &text, err);
	if (result == 0)
		result = text.overflow
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
		   "report folders; in any order. Or each is a fleet's folder, or that of a\n"
		   "day of it: then every account's course is told. Status 0, or 2: one of\n"
		   "them cannot be read, or they are of two accounts.\n\n",
	.several = true,
	.rows = rows,
	.size = sizeof(struct common_options),
	.run = run,
};
