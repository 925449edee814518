#include "audit/command/fleet_folders.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"
#include "audit/core/json/json.h"
#include "audit/core/json/stream.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/fleet/fleet.h"

#define OVERVIEW "overview.json"
#define OVERVIEW_MOST ((size_t)512 << 20) /* bytes */
#define DEEPEST 4			  /* a fleet's reports stand 2 below its `out` */

/* A folder to look into. */
struct pending {
	const char *path;
	int depth;
};

struct search {
	struct arena *arena;
	struct fleet_account *found; /* growing */
	size_t count, capacity;
	struct pending *pending; /* growing too, while it is gone through */
	size_t pending_count, pending_capacity;
};

/* An account as an overview names it. */
struct listed {
	const char *name, *folder, *trouble; /* "" = null */
};

struct listing {
	struct listed *accounts; /* from xmalloc */
	size_t count;
};

static void add(struct search *search, const char *name, const char *folder, const char *trouble)
{
	ARRAY_RESERVE(search->found, search->count, search->capacity);
	search->found[search->count++] = (struct fleet_account){ name, folder, trouble };
}

static void look_into(struct search *search, const char *path, int depth)
{
	ARRAY_RESERVE(search->pending, search->pending_count, search->pending_capacity);
	search->pending[search->pending_count++] = (struct pending){ path, depth };
}

static bool holds(int fd, const char *name)
{
	struct stat status;

	return fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

struct listing_reading {
	struct arena *arena;
	struct listing *listing;
	size_t capacity;
	struct error *err;
};

static int read_listed(void *context, const cJSON *item, size_t index)
{
	struct listing_reading *reading = context;
	struct listing *listing = reading->listing;
	const struct listed listed = {
		.name = json_text(reading->arena, json_get(item, "name")),
		.folder = json_text(reading->arena, json_get(item, "folder")),
		.trouble = json_text(reading->arena, json_get(item, "trouble")),
	};

	if (!*listed.name || (*listed.folder && !safe_name(listed.folder)))
		return error_set(reading->err,
				 "at /accounts/%zu: expected a name, and a folder below", index);
	ARRAY_RESERVE(listing->accounts, listing->count, reading->capacity);
	listing->accounts[listing->count++] = listed;
	return 0;
}

enum listing_kind { LISTING_NONE, LISTING_FLEET, LISTING_UNREADABLE };

/* It may be large: one account at a time is in memory. An overview of several profiles is part
 * of a report. */
static enum listing_kind read_listing(struct arena *arena, int fd, struct listing *out,
				      struct error *err)
{
	struct listing_reading reading = { arena, out, 0, err };
	const struct json_stream accounts = { "", "accounts", read_listed, &reading };
	struct str bytes = STR_INIT(OVERVIEW_MOST);
	enum listing_kind kind = LISTING_UNREADABLE;
	cJSON *root = NULL;

	if (!holds(fd, OVERVIEW))
		return LISTING_NONE;
	if (safe_read(fd, OVERVIEW, &bytes, err) == 0)
		root = json_parse_stream(str_text(&bytes), bytes.length, &accounts, 1, err);
	if (root && strcmp(json_text(arena, json_get(root, "schema")), FLEET_SCHEMA) != 0)
		kind = LISTING_NONE;
	else if (root && cJSON_IsArray(json_get(root, "accounts")))
		kind = LISTING_FLEET;
	else if (root)
		error_set(err, "at /accounts: expected an array");
	cJSON_Delete(root);
	str_release(&bytes);
	return kind;
}

static bool is_listed(const struct listing *listing, const char *name)
{
	const size_t length = strlen(name);

	for (size_t i = 0; i < listing->count; i++) {
		const char *folder = listing->accounts[i].folder;
		if (strncmp(folder, name, length) == 0 &&
		    (!folder[length] || folder[length] == '/'))
			return true;
	}
	return false;
}

static bool is_folder(int fd, const char *name)
{
	struct stat status;

	return name[0] != '.' && fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(status.st_mode);
}

/* By name, so that what is told does not depend on the file system. */
static size_t find_below(struct search *search, const char *path, int fd,
			 const struct listing *listing, int depth)
{
	struct dirent **entries = NULL;
	const int count = scandirat(fd, ".", &entries, NULL, alphasort);
	size_t folders = 0;

	if (count < 0) {
		add(search, NULL, path,
		    arena_printf(search->arena, "'%s': %s", path, strerror(errno)));
		return 1;
	}
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		if (is_folder(fd, name)) {
			folders++;
			if (!is_listed(listing, name))
				look_into(search, arena_printf(search->arena, "%s/%s", path, name),
					  depth + 1);
		}
		free(entries[i]);
	}
	free(entries);
	return folders;
}

/* The folders beside a day's whose names come after its own, looked for when they are needed. */
struct later_days {
	bool known;
	const char **folders; /* growing */
	size_t count, capacity;
};

/* What cannot be read of them is no later day: the account is then told as one without a report. */
static void find_later_days(struct later_days *later, struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *day = real ? strrchr(real, '/') + 1 : NULL, *name;
	const char *around = arena_printf(arena, "%s/..", path);
	struct walk walk;

	walk_begin(&walk, open(around, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	while (day && (name = walk_next(&walk)))
		if (strcmp(name, day) > 0) {
			ARRAY_RESERVE(later->folders, later->count, later->capacity);
			later->folders[later->count++] = arena_printf(arena, "%s/%s", around, name);
		}
	(void)walk_end(&walk);
	free(real);
	later->known = true;
}

/* --keep leaves the overview of a day as it is: the report went, because a later day has one. */
static bool is_superseded(struct arena *arena, struct later_days *later, const char *path,
			  const char *folder)
{
	if (!later->known)
		find_later_days(later, arena, path);
	for (size_t i = 0; i < later->count; i++)
		if (holds(AT_FDCWD,
			  arena_printf(arena, "%s/%s/" MANIFEST_NAME, later->folders[i], folder)))
			return true;
	return false;
}

/* What has a folder is read again: it may be there by now. Of a day beside others that are looked
 * into, what is not there any more is in one of them. */
static void add_listed(struct search *search, const char *path, int fd, int depth,
		       const struct listing *listing)
{
	struct later_days later = { .known = false };

	for (size_t i = 0; i < listing->count; i++) {
		const struct listed *listed = &listing->accounts[i];
		if (*listed->folder && depth > 0 && !holds(fd, listed->folder) &&
		    is_superseded(search->arena, &later, path, listed->folder))
			continue;
		if (*listed->folder)
			add(search, listed->name,
			    arena_printf(search->arena, "%s/%s", path, listed->folder), NULL);
		else
			add(search, listed->name, NULL,
			    *listed->trouble ? listed->trouble
					     : arena_printf(search->arena,
							    "'%s/" OVERVIEW "' tells of it, and "
							    "its report does not stand there",
							    path));
	}
	free(later.folders);
}

static bool is_report(int fd)
{
	static const char *const of_report[] = { MANIFEST_NAME, "results.json", "evidence" };

	for (size_t i = 0; i < COUNT_OF(of_report); i++)
		if (holds(fd, of_report[i]))
			return true;
	return false;
}

static void find_in(struct search *search, const char *path, int fd, int depth)
{
	struct listing listing = { .count = 0 };
	struct error err = { .message = "" };
	const enum listing_kind kind = read_listing(search->arena, fd, &listing, &err);

	if (kind != LISTING_FLEET)
		listing.count = 0;
	if (kind != LISTING_FLEET && is_report(fd)) {
		add(search, NULL, path, NULL);
		free(listing.accounts);
		return;
	}
	add_listed(search, path, fd, depth, &listing);
	if (kind == LISTING_UNREADABLE)
		add(search, NULL, path,
		    arena_printf(search->arena, "'%s/" OVERVIEW "': %s", path, err.message));
	if (!find_below(search, path, fd, &listing, depth) && kind == LISTING_NONE)
		add(search, NULL, path, arena_printf(search->arena, "'%s': holds no report", path));
	free(listing.accounts);
}

/* What cannot be opened is told by who reads it. */
static void find(struct search *search, const char *path, int depth)
{
	const int fd = depth < DEEPEST ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd < 0) {
		add(search, NULL, path, NULL);
		return;
	}
	find_in(search, path, fd, depth);
	close(fd);
}

bool fleet_folders_is_day(const char *path)
{
	struct arena *arena = arena_new();
	struct listing listing = { .count = 0 };
	struct error ignored = { .message = "" };
	const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const bool is = fd >= 0 && read_listing(arena, fd, &listing, &ignored) == LISTING_FLEET;

	if (fd >= 0)
		close(fd);
	free(listing.accounts);
	arena_free(arena);
	return is;
}

void fleet_folders_find(struct arena *arena, char *const *paths, size_t count,
			struct fleet_folders *out)
{
	struct search search = { .arena = arena };

	for (size_t i = 0; i < count; i++)
		look_into(&search, paths[i], 0);
	for (size_t i = 0; i < search.pending_count; i++)
		find(&search, search.pending[i].path, search.pending[i].depth);
	*out = (struct fleet_folders){
		arena_copy(arena, search.found, search.count * sizeof *search.found), search.count
	};
	free(search.found);
	free(search.pending);
}

const char *fleet_account_name(const struct fleet_account *account)
{
	const char *slash = account->folder ? strrchr(account->folder, '/') : NULL;

	if (account->name)
		return account->name;
	return slash ? slash + 1 : account->folder;
}
