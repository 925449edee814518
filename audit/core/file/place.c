#include "audit/core/file/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/path.h"
#include "audit/core/file/walk.h"
#include "audit/core/mem.h"

#define A_FOLDER (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

int place_open(struct place *place, const char *path, struct error *err)
{
	int fd = open(path, A_FOLDER);

	if (fd < 0)
		return error_set(err, "folder '%s': %s", path, strerror(errno));
	*place = (struct place){ .path = xstrdup(path), .fd = fd };
	return 0;
}

mode_t place_file_mode(const struct place *place)
{
	return 0600 | place->group;
}

int place_share(struct place *place, mode_t group, struct error *err)
{
	struct stat status;

	place->group = group;
	/* Of a folder made in one that hands its group on, that stays so. */
	if (group && (fstat(place->fd, &status) != 0 ||
		      fchmod(place->fd, (status.st_mode & S_ISGID) | 0710 | group) != 0))
		return error_set(err, "folder '%s': its mode cannot be set: %s", place->path,
				 strerror(errno));
	return 0;
}

int place_share_at(const char *path, mode_t group, struct error *err)
{
	struct place place = { .path = NULL };

	if (place_open(&place, path, err) != 0)
		return -1;
	const int result = place_share(&place, group, err);
	place_close(&place);
	return result;
}

int place_add(struct place *place, const struct place *in, const char *name, struct error *err)
{
	char *path = path_join(in->path, name);
	int fd = -1;

	if (mkdirat(in->fd, name, 0700) == 0)
		fd = openat(in->fd, name, A_FOLDER);
	if (fd < 0) {
		error_set(err, "'%s': cannot be made: %s", path, strerror(errno));
		free(path);
		return -1;
	}
	*place = (struct place){ .path = path, .fd = fd };
	if (place_share(place, in->group, err) == 0)
		return 0;
	place_close(place);
	return -1;
}

bool place_is_there(const struct place *place)
{
	struct stat held, there;

	return fstat(place->fd, &held) == 0 && lstat(place->path, &there) == 0 &&
	       held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

/* What cannot be seen stays, and with it the folder. */
static void empty(int folder, void (*remove_folder)(int folder, const char *name))
{
	struct walk walk;
	const char *name;

	walk_begin(&walk, folder);
	while ((name = walk_next(&walk)))
		if (unlinkat(walk.fd, name, 0) != 0 && remove_folder)
			remove_folder(walk.fd, name);
	(void)walk_end(&walk);
}

static void remove_folder_in(int parent, const char *name)
{
	int folder = openat(parent, name, A_FOLDER);

	if (folder >= 0)
		empty(folder, NULL);
	(void)unlinkat(parent, name, AT_REMOVEDIR);
}

void place_remove(struct place *place)
{
	if (!place->path)
		return;
	bool there = place_is_there(place);
	empty(place->fd, remove_folder_in);
	if (there)
		(void)rmdir(place->path);
	free(place->path);
	*place = (struct place){ .path = NULL, .fd = -1 };
}

void place_close(struct place *place)
{
	if (place->path)
		close(place->fd);
	free(place->path);
	*place = (struct place){ .path = NULL, .fd = -1 };
}
