#include "audit/command/verify_day.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/command/fleet_folders.h"
#include "audit/command/harden.h"
#include "audit/command/verify_fleet.h"
#include "audit/command/verify_folder.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/results/results.h"

#define OVERVIEW "overview.json"

struct day {
	const char *folder;
	int fd;
	const char *signers;
	struct verify_outcome *outcome;
	size_t agree, differ, without;
};

bool verify_is_day(const char *folder, int fd)
{
	struct stat status;

	return fstatat(fd, MANIFEST_NAME, &status, AT_SYMLINK_NOFOLLOW) != 0 &&
	       fleet_folders_is_day(folder);
}

static const char *text(const cJSON *object, const char *key)
{
	const char *found = cJSON_GetStringValue(json_get(object, key));

	return found ? found : "";
}

static cJSON *repeated(const cJSON *report)
{
	static const char *const keys[] = { "report_id", "verdict", "counts" };
	cJSON *tree = cJSON_CreateObject();

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		cJSON_AddItemToObject(tree, keys[i],
				      cJSON_Duplicate(json_get(report, keys[i]), true));
	return tree;
}

/* What the overview says of a report, against that. */
static void hold_against(const struct day *day, struct arena *arena, const cJSON *row)
{
	const char *name = arena_printf(arena, "%s/results.json", text(row, "folder"));
	struct str bytes = STR_INIT(RESULTS_MOST);
	struct error why = { .message = "" };
	cJSON *report = NULL;

	if (safe_name(name) && safe_read(day->fd, name, &bytes, &why) == 0)
		report = json_parse(str_text(&bytes), bytes.length, &why);
	str_release(&bytes);
	if (!report) {
		verify_differs(day->outcome, name, "", "a report by the overview", "none");
		return;
	}
	cJSON *expected = repeated(report), *found = repeated(row);
	(void)verify_trees(day->outcome, OVERVIEW, arena_printf(arena, " as in '%s'", name),
			   expected, found);
	cJSON_Delete(expected);
	cJSON_Delete(found);
	cJSON_Delete(report);
}

static int check_report(const struct day *day, struct arena *arena, const char *folder,
			struct verify_outcome *own, struct error *err)
{
	const char *path = arena_printf(arena, "%s/%s", day->folder, folder);
	const int fd = safe_name(folder) ? safe_subfolder(day->fd, folder, err)
					 : error_set(err, "is no folder below");

	if (fd < 0)
		return -1;
	const int result = verify_folder(arena, path, fd, day->signers, own, err);
	close(fd);
	return result;
}

static size_t trouble(const struct verify_outcome *outcome)
{
	return outcome->differences + outcome->unreadable;
}

static void tell_where(const struct day *day, const char *name, const char *folder,
		       const struct verify_outcome *own)
{
	const size_t count = trouble(own);

	day->outcome->differences += own->differences;
	day->outcome->unreadable += own->unreadable;
	if (count)
		verify_tells(day->outcome,
			     "%s: %zu difference%s; 'syncro-audit verify %s/%s' says where", name,
			     count, count == 1 ? "" : "s", day->folder, folder);
}

static void check_reported(struct day *day, const cJSON *account, const char *name,
			   const char *folder)
{
	struct verify_outcome own = VERIFY_OUTCOME_INIT;
	struct arena *arena = arena_new();
	const size_t before = trouble(day->outcome);
	struct error err = { .message = "" };
	const cJSON *row;

	own.quiet = true;
	if (check_report(day, arena, folder, &own, &err) != 0) {
		verify_unreadable(day->outcome, name, err.message);
	} else {
		tell_where(day, name, folder, &own);
		cJSON_ArrayForEach(row, json_get(account, "reports"))
		{
			hold_against(day, arena, row);
		}
	}
	if (trouble(day->outcome) > before) {
		day->differ++;
	} else {
		verify_holds(day->outcome, "%s: agrees", name);
		day->agree++;
	}
	verify_release(&own);
	arena_free(arena);
}

/* One that left no report is a row that says so, and nothing is beside it to differ from. */
static void check_account(struct day *day, const cJSON *account)
{
	const char *name = text(account, "name"), *folder = text(account, "folder");

	if (*folder) {
		check_reported(day, account, name, folder);
		return;
	}
	verify_holds(day->outcome, "%s: has no report: %s", name, text(account, "trouble"));
	day->without++;
}

static bool is_told(const cJSON *accounts, const char *name)
{
	const cJSON *account;

	cJSON_ArrayForEach(account, accounts)
	{
		if (strcmp(text(account, "folder"), name) == 0)
			return true;
	}
	return false;
}

/* A report that the overview does not know. */
static void check_others(struct day *day, const cJSON *accounts)
{
	struct error ignored;
	struct stat status;
	struct walk walk;
	const char *name;

	walk_begin(&walk, safe_subfolder(day->fd, "", &ignored));
	while ((name = walk_next(&walk)))
		if (name[0] != '.' && fstatat(day->fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISDIR(status.st_mode) && !is_told(accounts, name))
			verify_differs(day->outcome, name, "", "nothing", "a folder");
	if (walk_end(&walk) != 0)
		verify_unreadable(day->outcome, day->folder, "cannot be read to its end");
}

int verify_day(const char *folder, int fd, const char *signers, struct verify_outcome *outcome,
	       struct error *err)
{
	struct day day = { folder, fd, signers, outcome, 0, 0, 0 };
	cJSON *overview = verify_fleet_rows(fd, outcome);
	const cJSON *account, *accounts = json_get(overview, "accounts");

	cJSON_ArrayForEach(account, accounts)
	{
		if (harden_stop_signal)
			break;
		check_account(&day, account);
	}
	check_others(&day, accounts);
	cJSON_Delete(overview);
	if (harden_stop_signal)
		return error_set(err, "interrupted");
	verify_holds(outcome, "overview.xlsx, overview.pdf: no manifest lists them; they were not "
			      "compared");
	(trouble(outcome) ? verify_tells : verify_holds)(
		outcome, "%zu account%s: %zu agree, %zu differ, %zu without a report",
		day.agree + day.differ + day.without,
		day.agree + day.differ + day.without == 1 ? "" : "s", day.agree, day.differ,
		day.without);
	return 0;
}
