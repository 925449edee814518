#include "audit/core/file/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/path.h"
#include "audit/core/file/safe.h"
#include "audit/core/mem.h"

void walk_begin(struct walk *walk, int fd)
{
	*walk = (struct walk){ .fd = fd, .stream = fd < 0 ? NULL : fdopendir(fd) };
	if (walk->stream)
		return;
	walk->error = errno ? errno : EBADF;
	if (fd >= 0)
		close(fd);
}

const char *walk_next(struct walk *walk)
{
	const struct dirent *entry;

	if (!walk->stream)
		return NULL;
	while ((errno = 0, (entry = readdir(walk->stream)) != NULL))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			return entry->d_name;
	walk->error = errno;
	return NULL;
}

int walk_end(struct walk *walk)
{
	if (walk->stream)
		(void)closedir(walk->stream);
	walk->stream = NULL;
	errno = walk->error;
	return walk->error ? -1 : 0;
}

static void add(struct walk_tree *tree, const char *folder, int fd, const char *name)
{
	struct stat status = { .st_mode = 0 };
	int error = fstatat(fd, *name ? name : ".", &status, AT_SYMLINK_NOFOLLOW) ? errno : 0;

	ARRAY_RESERVE(tree->entries, tree->count, tree->capacity);
	tree->entries[tree->count++] = (struct walk_entry){ .name = path_join(folder, name),
							    .mode = status.st_mode,
							    .device = status.st_dev,
							    .size = status.st_size,
							    .error = error };
}

/* Time and memory for a folder in a folder in a folder would grow with the square of it. */
static int open_below(int fd, const char *name)
{
	struct error ignored;
	size_t depth = 0;

	for (const char *at = name; (at = strchr(at, '/')); at++)
		depth++;
	if (depth < WALK_DEEPEST)
		return safe_subfolder(fd, name, &ignored);
	errno = ENAMETOOLONG;
	return -1;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct walk_entry *)a)->name, ((const struct walk_entry *)b)->name);
}

void walk_tree(struct walk_tree *tree, int fd)
{
	struct walk walk;
	const char *name;

	*tree = (struct walk_tree){ .count = 0 };
	add(tree, "", fd, "");
	for (size_t i = 0; i < tree->count; i++) {
		if (!S_ISDIR(tree->entries[i].mode))
			continue;
		const char *folder = tree->entries[i].name;
		walk_begin(&walk, open_below(fd, folder));
		while ((name = walk_next(&walk)))
			add(tree, folder, walk.fd, name);
		if (walk_end(&walk) != 0)
			tree->entries[i].error = errno;
	}
	qsort(tree->entries, tree->count, sizeof *tree->entries, by_name);
}

void walk_tree_release(struct walk_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		free(tree->entries[i].name);
	free(tree->entries);
	*tree = (struct walk_tree){ .count = 0 };
}
