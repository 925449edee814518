#include "audit/command/fleet_reading.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/command/harden.h"
#include "audit/command/recollection.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/malloc.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/input/previous.h"
#include "audit/input/yardstick.h"
#include "report/edition/edition.h"

#define RUN "evidence/run.json"
#define KEPT (4 << 20) /* bytes */

/* One report folder, with all that is read of it. */
struct folder_reading {
	struct arena *arena;
	const char *path;
	struct manifest manifest;
	struct previous_list reports; /* one a profile */
	struct yardsticks *known;     /* of all folders */
	const struct audit **audits;
	struct error *err;
};

static int check_run(const struct folder_reading *reading, int fd)
{
	const struct manifest_file *listed = manifest_find(&reading->manifest, RUN);
	char sha256[HASH_HEX];

	if (!listed)
		return 0;
	const int file = safe_open(fd, RUN, reading->err);
	if (file < 0)
		return error_prepend(reading->err, "'%s/" RUN "'", reading->path);
	const int result = safe_hash(file, listed->size, sha256);
	close(file);
	return result == 0 && strcmp(sha256, listed->sha256) == 0
		       ? 0
		       : error_set(reading->err,
				   "'%s/" RUN "': is not what " MANIFEST_NAME
				   " says; see 'syncro-audit verify'",
				   reading->path);
}

/* Each of them is the manifest's: a results.json of another folder is none of this one. */
static int check_ids(const struct folder_reading *reading)
{
	const size_t count = reading->reports.count;
	const char **ids = arena_array(reading->arena, count, sizeof *ids);
	char id[HASH_UUID];

	for (size_t i = 0; i < count; i++)
		ids[i] = reading->reports.items[i].results->report_id;
	manifest_report_id(ids, count, id);
	return strcmp(id, reading->manifest.report_id) == 0
		       ? 0
		       : error_set(reading->err,
				   "'%s': " MANIFEST_NAME " is of report %.40s, and results.json "
				   "of another; see 'syncro-audit verify'",
				   reading->path, reading->manifest.report_id);
}

static int check_profiles(const struct folder_reading *reading)
{
	for (size_t i = 1; i < reading->reports.count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(reading->reports.items[i].results->profile.id,
				   reading->reports.items[k].results->profile.id) == 0)
				return error_set(reading->err,
						 "'%s': holds two reports of profile %s",
						 reading->path,
						 reading->reports.items[i].results->profile.id);
	return 0;
}

static int recall_all(struct folder_reading *reading)
{
	const size_t count = reading->reports.count;

	reading->audits = arena_array(reading->arena, count, sizeof(struct audit *));
	for (size_t i = 0; i < count; i++)
		if (recollection_of(reading->arena, reading->path,
				    reading->reports.items[i].results, reading->known,
				    &reading->audits[i], reading->err) != 0)
			return error_prepend(reading->err, "'%s'", reading->reports.items[i].name);
	return 0;
}

static int read_open(struct folder_reading *reading, int fd)
{
	if (manifest_load(reading->arena, fd, &reading->manifest, reading->err) != 0)
		return error_prepend(reading->err, "'%s': is no finished report folder",
				     reading->path);
	if (previous_read_open(reading->arena, reading->path, fd, false, &reading->reports,
			       reading->err) != 0 ||
	    check_run(reading, fd) != 0 || check_ids(reading) != 0 || check_profiles(reading) != 0)
		return -1;
	return recall_all(reading);
}

static int read_folder(struct folder_reading *reading)
{
	const int fd = safe_folder(reading->path, reading->err);

	if (fd < 0)
		return error_prepend(reading->err, "'%s'", reading->path);
	const int result = read_open(reading, fd);
	close(fd);
	return result;
}

static void add_report(struct fleet_overview *fleet, const struct fleet_from *from,
		       struct arena *arena, const struct results *results,
		       const struct audit *audit)
{
	struct audit *shown = arena_copy(arena, audit, sizeof *shown);

	if (fleet->about.edition == EDITION_AUDITOR)
		shown->presentation.edition = EDITION_AUDITOR;
	/* The overview has a brand of its own, and a logo takes time. */
	shown->presentation.brand = NULL;
	struct view *view = view_new(edition_shown(arena, shown));
	fleet_add_report(fleet, from, results, view);
	view_free(view);
}

/* "acme" of "out/2026-11-28/acme/". */
static const char *last_part(struct arena *arena, const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start && path[start - 1] != '/'; start--)
		;
	return arena_printf(arena, "%.*s", (int)(end - start), path + start);
}

/* As seen from the folder `place`; NULL if it does not stand in it. */
static const char *below(struct arena *arena, const char *path, const char *place)
{
	char *inner = realpath(path, NULL), *outer = place ? realpath(place, NULL) : NULL;
	const size_t length = outer ? strlen(outer) : 0;
	const char *found = NULL;

	if (inner && outer && strncmp(inner, outer, length) == 0 && inner[length] == '/')
		found = text_clean(arena, inner + length + 1);
	free(inner);
	free(outer);
	return found;
}

static bool is_there(const struct folder_reading *reading, const char *part, const char *name)
{
	const char *path = part ? arena_printf(reading->arena, "%s/%s", part, name) : name;

	return manifest_find(&reading->manifest, path) != NULL;
}

static const char *name_of(const struct folder_reading *reading, const struct results *results)
{
	const char *subdomain = results->account.subdomain;

	return *subdomain ? subdomain : last_part(reading->arena, reading->path);
}

static void add_reports(struct fleet_overview *fleet, struct folder_reading *reading,
			const struct fleet_from *whole)
{
	for (size_t i = 0; i < reading->reports.count; i++) {
		const struct results *results = reading->reports.items[i].results;
		struct fleet_from from = *whole;
		if (!from.name)
			from.name = name_of(reading, results);
		if (reading->reports.count > 1)
			from.part = results->profile.id;
		from.has_xlsx = is_there(reading, from.part, "report.xlsx");
		from.has_pdf = is_there(reading, from.part, "report.pdf");
		add_report(fleet, &from, reading->arena, results, reading->audits[i]);
	}
}

static void add_account(struct fleet_overview *fleet, const struct fleet_account *account,
			const char *place, struct yardsticks *known)
{
	struct arena *arena = arena_new();
	struct error err = { "" };
	struct folder_reading reading = {
		.arena = arena, .path = account->folder, .known = known, .err = &err
	};
	struct fleet_from from = { .name = account->name };

	if (account->folder) {
		from.read_from = text_clean(arena, account->folder);
		from.folder = below(arena, account->folder, place);
	}
	if (account->folder && !account->trouble && read_folder(&reading) == 0) {
		add_reports(fleet, &reading, &from);
	} else {
		if (!from.name)
			from.name = from.read_from ? last_part(arena, from.read_from) : "";
		fleet_add_trouble(fleet, &from,
				  account->trouble ? account->trouble
				  : *err.message   ? err.message
						   : "it has no report");
	}
	arena_free(arena);
}

struct fleet_overview *fleet_reading(const struct fleet_account *accounts, size_t count,
				     const char *place, const struct fleet_about *about)
{
	struct fleet_overview *fleet = fleet_overview_new(about);
	struct yardsticks known = { .count = 0 };

	/* Else the memory of each account is handed back to the system, and asked for again. */
	malloc_keep_freed(KEPT);
	for (size_t i = 0; i < count && !harden_stop_signal; i++)
		add_account(fleet, &accounts[i], place, &known);
	yardsticks_release(&known);
	fleet_overview_finish(fleet);
	return fleet;
}
