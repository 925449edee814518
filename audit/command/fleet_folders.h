/*
 * fleet_folders - what `overview` is given, as accounts: report folders, folders that hold some at
 * any depth, and folders of a fleet, whose overview.json names the accounts that left no report.
 *
 * A folder that is neither stands as an account too, which will turn out to be unreadable. Left
 * alone are files, links and names that begin with a dot.
 */
#ifndef COMMAND_FLEET_FOLDERS_H
#define COMMAND_FLEET_FOLDERS_H

#include <stdbool.h>

#include "audit/command/fleet_overview.h"

struct fleet_folders {
	struct fleet_account *accounts; /* in the arena, as they were found */
	size_t count;
};

/* Whether it is the folder of a fleet's day: its overview.json says so. */
bool fleet_folders_is_day(const char *path);

/* In an order that depends on nothing but what is there. */
void fleet_folders_find(struct arena *arena, char *const *paths, size_t count,
			struct fleet_folders *out);

/* What it is called: its name, else its folder's. */
const char *fleet_account_name(const struct fleet_account *account);

#endif
