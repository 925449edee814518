#include "audit/command/fleet_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/folder.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/path.h"
#include "audit/core/mem.h"

static int make(const char *path, bool may_exist, mode_t group, struct error *err)
{
	if (mkdir(path, 0700) == 0)
		return place_share_at(path, group, err);
	if (errno == EEXIST && may_exist)
		return 0;
	if (errno == EEXIST)
		return error_set(err,
				 "folder '%s': exists already; --resume keeps what is finished in "
				 "it and goes on",
				 path);
	return error_set(err, "folder '%s': cannot be made: %s", path, strerror(errno));
}

int fleet_folder_open(struct place *day, struct arena *arena, const char *out, bool resume,
		      mode_t group, struct error *err)
{
	char date[CLOCK_TEXT];

	clock_date(date, clock_wall_ms());
	const char *path = arena_printf(arena, "%s/%s", out, date);
	if (folder_check_around(out, err) != 0 || make(out, true, group, err) != 0 ||
	    folder_check_around(path, err) != 0 || make(path, resume, group, err) != 0 ||
	    place_open(day, path, err) != 0)
		return -1;
	day->group = group;
	if (flock(day->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	place_close(day);
	return error_set(err, "folder '%s': another fleet is at work in it", path);
}

bool fleet_folder_has(const struct place *day, const char *name)
{
	struct stat status;
	char *path = path_join(name, MANIFEST_NAME);
	const bool there = fstatat(day->fd, path, &status, AT_SYMLINK_NOFOLLOW) == 0;

	free(path);
	return there;
}

void fleet_folder_clear(const struct place *day, const char *name)
{
	struct place place = { .path = NULL };
	struct error ignored;
	char *path = path_join(day->path, name);

	if (!fleet_folder_has(day, name) && place_open(&place, path, &ignored) == 0)
		place_remove(&place);
	free(path);
}

void fleet_folder_close(struct place *day)
{
	if (day->path && place_is_there(day))
		(void)rmdir(day->path); /* it fails where something stands in it */
	place_close(day);
}
