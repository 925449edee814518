#include "audit/core/file/removal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"
#include "audit/core/mem.h"

struct report {
	int fd;
	struct manifest manifest;
	struct walk_tree tree;
};

static bool has_folder(const struct manifest *manifest, const char *folder)
{
	const size_t length = strlen(folder);

	for (size_t i = 0; i < manifest->count; i++)
		if (strncmp(manifest->files[i].name, folder, length) == 0 &&
		    manifest->files[i].name[length] == '/')
			return true;
	return false;
}

static bool is_ours(const struct report *report, const struct walk_entry *entry)
{
	if (entry->device != report->tree.entries[0].device)
		return false;
	if (S_ISDIR(entry->mode))
		return has_folder(&report->manifest, entry->name);
	const struct manifest_file *listed = manifest_find(&report->manifest, entry->name);
	return S_ISREG(entry->mode) && (strcmp(entry->name, MANIFEST_NAME) == 0 ||
					strcmp(entry->name, MANIFEST_SIGNATURE) == 0 ||
					(listed && listed->size == entry->size));
}

/* The first entry is the report folder itself. */
static int look_at_all(struct report *report, struct error *err)
{
	walk_tree(&report->tree, report->fd);
	for (size_t i = 0; i < report->tree.count; i++) {
		const struct walk_entry *entry = &report->tree.entries[i];
		if (entry->error)
			return error_set(err, "'%s' cannot be read: %s", i ? entry->name : ".",
					 strerror(entry->error));
		if (i && !is_ours(report, entry))
			return error_set(err, "'%s' is not what its manifest lists", entry->name);
	}
	return 0;
}

static int remove_one(const struct report *report, const struct walk_entry *entry,
		      struct error *err)
{
	if (safe_remove(report->fd, entry->name, S_ISDIR(entry->mode), err) == 0)
		return 0;
	return error_prepend(err, "is no report any more, but '%s' cannot be deleted", entry->name);
}

/* From the end, where a folder is told after what is in it. */
static int remove_all(const struct report *report, struct error *err)
{
	if (safe_remove(report->fd, MANIFEST_NAME, false, err) != 0)
		return error_prepend(err, "cannot be deleted");
	(void)fsync(report->fd); /* that it is no report must reach the disk first */
	for (size_t i = report->tree.count - 1; i > 0; i--)
		if (remove_one(report, &report->tree.entries[i], err) != 0)
			return -1;
	return 0;
}

int removal_report(int parent, const char *name, struct error *err)
{
	struct report report = { .fd = safe_subfolder(parent, name, err) };
	int result = -1;

	if (report.fd < 0)
		return -1;
	struct arena *arena = arena_new();
	if (manifest_load(arena, report.fd, &report.manifest, err) != 0 ||
	    look_at_all(&report, err) != 0)
		error_prepend(err, "is left as it is");
	else if (remove_all(&report, err) == 0) {
		result = unlinkat(parent, name, AT_REMOVEDIR);
		if (result != 0)
			error_set(err, "is empty, but cannot be deleted: %s", strerror(errno));
	}
	walk_tree_release(&report.tree);
	arena_free(arena);
	close(report.fd);
	return result;
}
