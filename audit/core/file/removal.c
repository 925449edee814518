#include "audit/core/file/removal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/untrusted.h"
#include "audit/core/mem.h"

#define DEEPEST 4 /* folders a file may stand in; a report of ours has one */

struct report {
	struct arena *arena;
	int fd;
	dev_t device;
	struct manifest manifest;
	const char **folders; /* below it, sorted: the outer one first */
	size_t folder_count;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_folder(const struct report *report, const char *path)
{
	return report->folder_count && bsearch(&path, report->folders, report->folder_count,
					       sizeof *report->folders, by_text);
}

/* The folders that the manifest's names lead through, each once. */
static int find_folders(struct report *report, struct error *err)
{
	const struct manifest *manifest = &report->manifest;
	const char **all = arena_array(report->arena, manifest->count * DEEPEST, sizeof *all);
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < manifest->count; i++) {
		const char *name = manifest->files[i].name;
		size_t depth = 0;
		for (const char *at = name; (at = strchr(at, '/')); at++) {
			if (++depth > DEEPEST)
				return error_set(err, "its manifest lists files deeper than ours");
			char *folder = arena_strdup(report->arena, name);
			folder[at - name] = '\0';
			all[count++] = folder;
		}
	}
	if (count)
		qsort(all, count, sizeof *all, by_text);
	for (size_t i = 0; i < count; i++)
		if (!kept || strcmp(all[kept - 1], all[i]) != 0)
			all[kept++] = all[i];
	report->folders = all;
	report->folder_count = kept;
	return 0;
}

static bool is_ours(const struct report *report, const char *path, const struct stat *status)
{
	if (status->st_dev != report->device)
		return false;
	if (S_ISDIR(status->st_mode))
		return has_folder(report, path);
	const struct manifest_file *listed = manifest_find(&report->manifest, path);
	return S_ISREG(status->st_mode) &&
	       (strcmp(path, MANIFEST_NAME) == 0 || (listed && listed->size == status->st_size));
}

static int check_entry(const struct report *report, int fd, const char *folder, const char *name,
		       struct error *err)
{
	const char *path = *folder ? arena_printf(report->arena, "%s/%s", folder, name) : name;
	struct stat status;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return 0;
	if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return error_set(err, "'%s': %s", path, strerror(errno));
	if (!is_ours(report, path, &status))
		return error_set(err, "'%s' is not what its manifest lists", path);
	return 0;
}

/* Also of a folder that is gone already. */
static int check_folder(const struct report *report, const char *folder, struct error *err)
{
	int fd = untrusted_subfolder(report->fd, folder, err);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;
	int result = 0;

	if (!stream) {
		if (fd >= 0)
			close(fd);
		return errno == ENOENT ? 0 : error_set(err, "'%s' cannot be read", folder);
	}
	while (result == 0 && (entry = readdir(stream)))
		result = check_entry(report, fd, folder, entry->d_name, err);
	(void)closedir(stream);
	return result;
}

static int check(const struct report *report, struct error *err)
{
	if (check_folder(report, "", err) != 0)
		return -1;
	for (size_t i = 0; i < report->folder_count; i++)
		if (check_folder(report, report->folders[i], err) != 0)
			return -1;
	return 0;
}

static int remove_one(const struct report *report, const char *name, bool is_folder,
		      struct error *err)
{
	if (untrusted_remove(report->fd, name, is_folder, err) == 0)
		return 0;
	return error_prepend(err, "is no report any more, but '%s' cannot be deleted", name);
}

static int remove_all(const struct report *report, struct error *err)
{
	if (untrusted_remove(report->fd, MANIFEST_NAME, false, err) != 0)
		return error_prepend(err, "cannot be deleted");
	(void)fsync(report->fd); /* that it is no report must reach the disk first */
	for (size_t i = 0; i < report->manifest.count; i++)
		if (remove_one(report, report->manifest.files[i].name, false, err) != 0)
			return -1;
	for (size_t i = report->folder_count; i > 0; i--)
		if (remove_one(report, report->folders[i - 1], true, err) != 0)
			return -1;
	return 0;
}

int removal_report(int parent, const char *name, struct error *err)
{
	struct report report = { .fd = untrusted_subfolder(parent, name, err) };
	struct stat status;
	int result = -1;

	if (report.fd < 0)
		return -1;
	report.arena = arena_new();
	if (fstat(report.fd, &status) != 0) {
		error_set(err, "%s", strerror(errno));
		goto done;
	}
	report.device = status.st_dev;
	if (manifest_load(report.arena, report.fd, &report.manifest, err) != 0 ||
	    find_folders(&report, err) != 0 || check(&report, err) != 0) {
		error_prepend(err, "is left as it is");
		goto done;
	}
	if (remove_all(&report, err) != 0)
		goto done;
	if (unlinkat(parent, name, AT_REMOVEDIR) != 0)
		error_set(err, "is empty, but cannot be deleted: %s", strerror(errno));
	else
		result = 0;
done:
	close(report.fd);
	arena_free(report.arena);
	return result;
}
