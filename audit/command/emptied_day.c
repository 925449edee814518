#include "audit/command/emptied_day.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/command/fleet_folders.h"
#include "audit/command/fleet_overview.h"
#include "audit/core/error.h"
#include "audit/core/file/path.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"

#define AT_ONE_TIME 60 /* seconds from the first of the files to the last */

struct seen {
	size_t folders, files;
	time_t first, last; /* when they were written */
};

static bool is_of_overview(const char *name)
{
	for (size_t i = 0; i < FLEET_OVERVIEW_FILES; i++)
		if (strcmp(fleet_overview_files[i], name) == 0)
			return true;
	return false;
}

static int see(struct seen *seen, int fd, const char *name, struct error *err)
{
	struct stat status;

	if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return error_set(err, "'%s' cannot be read: %s", name, strerror(errno));
	if (S_ISDIR(status.st_mode)) {
		seen->folders++;
		return 0;
	}
	if (!S_ISREG(status.st_mode) || status.st_uid != geteuid() || !is_of_overview(name))
		return error_set(err, "'%s' is not of its overview", name);
	if (!seen->files || status.st_mtime < seen->first)
		seen->first = status.st_mtime;
	if (!seen->files || status.st_mtime > seen->last)
		seen->last = status.st_mtime;
	seen->files++;
	return 0;
}

/* A folder in it is another account's report: then nobody is told of what stands beside. */
static int look(struct seen *seen, int fd, struct error *err)
{
	struct walk walk;
	const char *name;
	int result = 0;

	walk_begin(&walk, safe_subfolder(fd, "", err));
	while ((name = walk_next(&walk)))
		if (see(seen, fd, name, err) != 0)
			result = -1;
	if (walk_end(&walk) != 0)
		return error_set(err, "it cannot be read: %s", strerror(errno));
	if (seen->folders)
		return 0;
	if (result == 0 && seen->last - seen->first > AT_ONE_TIME)
		return error_set(err, "a file of its overview was written to since");
	return result;
}

/* What tells that it is a fleet's goes last. */
static int empty(int fd, struct error *err)
{
	for (size_t i = FLEET_OVERVIEW_FILES; i > 0; i--)
		if (safe_remove(fd, fleet_overview_files[i - 1], false, err) != 0)
			return error_prepend(err, "'%s' cannot be deleted",
					     fleet_overview_files[i - 1]);
	return 0;
}

static int remove_open(int fd, const char *path, struct error *err)
{
	struct seen seen = { .files = 0 };

	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return 0;
	if (look(&seen, fd, err) != 0)
		return -1;
	if (seen.folders)
		return 0;
	if (seen.files && !fleet_folders_is_day(path))
		return error_set(err, "its overview is not that of a fleet");
	return empty(fd, err) == 0 ? 1 : -1;
}

int emptied_day_remove(int fd, const char *parent, const char *day, struct error *err)
{
	const int day_fd = safe_subfolder(fd, day, err);
	char *path = path_join(parent, day);
	int result = day_fd < 0 ? -1 : remove_open(day_fd, path, err);

	if (result < 0)
		error_prepend(err, "is left as it is");
	else if (result == 1 && unlinkat(fd, day, AT_REMOVEDIR) != 0)
		result = error_set(err, "is empty, but cannot be deleted: %s", strerror(errno));
	free(path);
	if (day_fd >= 0)
		close(day_fd);
	return result;
}
