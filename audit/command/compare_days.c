#include "audit/command/compare_days.h"

#include <string.h>

#include "audit/command/compare_reports.h"
#include "audit/command/fleet_folders.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

static const struct fleet_account *account_of(const struct fleet_folders *day, const char *name)
{
	for (size_t i = 0; i < day->count; i++)
		if (strcmp(fleet_account_name(&day->accounts[i]), name) == 0)
			return &day->accounts[i];
	return NULL;
}

static void say(struct str *out, bool *changed, const char *what, const char *why)
{
	str_printf(out, "%s%s%s\n", what, *why ? ": " : "", why);
	*changed = true;
}

static void compare_account(const struct fleet_account *before, const struct fleet_account *after,
			    struct str *out, bool *changed)
{
	struct error err = { .message = "" };

	if (!before)
		say(out, changed, "not in the earlier fleet", "");
	else if (!after)
		say(out, changed, "not in the later fleet", "");
	else if (before->trouble && after->trouble && strcmp(before->trouble, after->trouble) == 0)
		str_printf(out, "no report, as before: %s\n", after->trouble);
	else if (after->trouble)
		say(out, changed, "no report", after->trouble);
	else if (before->trouble)
		say(out, changed, "no earlier report", before->trouble);
	else if (compare_reports(before->folder, after->folder, out, changed, &err) != 0)
		say(out, changed, "cannot be compared", err.message);
}

static void compare_all(const struct fleet_folders *heads, const struct fleet_folders *before,
			const struct fleet_folders *after, struct str *out, bool *changed)
{
	for (size_t i = 0; i < heads->count; i++) {
		const char *name = fleet_account_name(&heads->accounts[i]);
		if (heads == before && account_of(after, name))
			continue; /* told already */
		str_printf(out, "%saccount %s\n", out->length ? "\n" : "", name);
		compare_account(account_of(before, name), account_of(after, name), out, changed);
	}
}

int compare_days(const char *old, const char *new, struct str *out, bool *changed,
		 struct error *err)
{
	struct arena *arena = arena_new();
	struct fleet_folders before, after;

	(void)err; /* each account's is told in its place */
	fleet_folders_find(arena, (char *const[]){ (char *)old }, 1, &before);
	fleet_folders_find(arena, (char *const[]){ (char *)new }, 1, &after);
	compare_all(&after, &before, &after, out, changed);
	compare_all(&before, &before, &after, out, changed);
	arena_free(arena);
	return 0;
}
