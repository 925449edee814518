/*
 * fleet_file - the accounts of a fleet, as a JSON file says them:
 *
 *	{ "out": FOLDER, "rate": 180, "accounts-in-flight": 8,
 *	  "defaults": { ... }, "accounts": [ { "name": NAME, "subdomain": NAME, ... }, ... ] }
 *
 * An account and the defaults have the options of `audit` as keys, but for those that are the
 * fleet's. Every mistake is found when it is opened.
 */
#ifndef OPTION_FLEET_FILE_H
#define OPTION_FLEET_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "audit/core/json/form.h"
#include "audit/option/command.h"

struct fleet_file_account {
	const char *name; /* fit for a folder's, and no other account's in any case of letters */
	const char *subdomain;
};

struct fleet_file {
	struct input in;
	const struct command *command; /* whose options they are */
	const char *out;	       /* a folder; as the file's place makes it */
	int64_t rate;		       /* starts in any 60 s; 0 = no limit */
	int64_t in_flight;	       /* accounts at once */
	struct fleet_file_account *accounts;
	size_t count; /* at least 1 */
};

/* Everything is the arena's and the file's, which is the caller's to close. */
int fleet_file_open(struct fleet_file *file, struct arena *arena, const char *path,
		    const struct command *command, struct error *err);
/* Those of one account, the defaults beneath them, in `arena`. */
struct options fleet_file_options(struct fleet_file *file, struct arena *arena, size_t account);
/* The defaults alone. */
struct options fleet_file_defaults(struct fleet_file *file, struct arena *arena);
void fleet_file_close(struct fleet_file *file);

#endif
