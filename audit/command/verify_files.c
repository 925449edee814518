#include "audit/command/verify_files.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/safe.h"
#include "audit/core/file/walk.h"
#include "audit/core/mem.h"

#define FILE_MOST (INT64_C(1) << 30) /* bytes; none that is written is larger */

static const char *kind_of(const struct walk_entry *entry)
{
	if (S_ISLNK(entry->mode))
		return "a symbolic link";
	return S_ISREG(entry->mode) ? "a file" : "something that is no file";
}

/*
 * What an operating system or an office program leaves in a folder that is looked at: nobody
 * takes it for a part of the report.
 */
static bool is_litter(const struct walk_entry *entry, const struct manifest *manifest)
{
	static const char *const names[] = { ".DS_Store", "Thumbs.db", "desktop.ini" };
	static const struct {
		const char *before, *after;
	} locks[] = { { "~$", "" }, { ".~lock.", "#" } }; /* of Excel, of LibreOffice */
	const char *slash = strrchr(entry->name, '/');
	const char *base = slash ? slash + 1 : entry->name;
	const size_t length = strlen(base);
	char opened[4096]; /* the file that a lock is of */

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcmp(base, names[i]) == 0)
			return S_ISREG(entry->mode);
	for (size_t i = 0; i < COUNT_OF(locks); i++) {
		const size_t before = strlen(locks[i].before), after = strlen(locks[i].after);
		if (length <= before + after || strncmp(base, locks[i].before, before) != 0 ||
		    strcmp(base + length - after, locks[i].after) != 0)
			continue;
		(void)snprintf(opened, sizeof opened, "%.*s%.*s", (int)(base - entry->name),
			       entry->name, (int)(length - before - after), base + before);
		if (manifest_find(manifest, opened))
			return S_ISREG(entry->mode);
	}
	return false;
}

static void check_entry(const struct walk_entry *entry, const struct manifest *manifest, bool *seen,
			struct verify_outcome *outcome)
{
	const char *name = entry->name;

	if (!entry->mode || S_ISDIR(entry->mode) || strcmp(name, MANIFEST_NAME) == 0 ||
	    (strcmp(name, MANIFEST_SIGNATURE) == 0 && S_ISREG(entry->mode)))
		return;
	const struct manifest_file *file = manifest_find(manifest, name);
	if (file)
		seen[file - manifest->files] = true;
	if (!file && is_litter(entry, manifest)) {
		outcome->litter++;
		verify_holds(outcome, "%s: the folder holds a file that is not part of the report",
			     name);
	} else if (!file)
		verify_differs(outcome, name, "", "nothing", kind_of(entry));
	else if (!S_ISREG(entry->mode))
		verify_differs(outcome, name, "", "a file", kind_of(entry));
}

static void compare_content(int fd, const struct manifest_file *file,
			    struct verify_outcome *outcome)
{
	char digest[HASH_HEX], expected[32], found[32];
	struct stat status;

	if (fstat(fd, &status) != 0)
		verify_unreadable(outcome, file->name, strerror(errno));
	else if (status.st_size != file->size) {
		(void)snprintf(expected, sizeof expected, "%" PRId64 " bytes", file->size);
		(void)snprintf(found, sizeof found, "%" PRId64, (int64_t)status.st_size);
		verify_differs(outcome, file->name, "size", expected, found);
	} else if (file->size > FILE_MOST)
		verify_unreadable(outcome, file->name, "is larger than any file of a report");
	else if (safe_hash(fd, file->size, digest) != 0)
		verify_unreadable(outcome, file->name, "cannot be read to its end");
	else if (strcmp(digest, file->sha256) != 0)
		verify_differs(outcome, file->name, "SHA-256", file->sha256, digest);
}

static void compare_file(int folder, const struct manifest_file *file,
			 struct verify_outcome *outcome)
{
	struct error why = { .message = "" };
	int fd = safe_open(folder, file->name, &why);

	if (fd < 0) {
		verify_unreadable(outcome, file->name, why.message);
		return;
	}
	compare_content(fd, file, outcome);
	close(fd);
}

/* People write into it, or need it no more. */
static void tell_editable(const struct manifest_file *file, bool there,
			  struct verify_outcome *outcome)
{
	if (there)
		verify_holds(outcome, "%s: is for people to write into, and not compared",
			     file->name);
	else
		verify_holds(outcome, "%s: is not there; it is for people to write into",
			     file->name);
}

static size_t editable_count(const struct manifest *manifest)
{
	size_t count = 0;

	for (size_t i = 0; i < manifest->count; i++)
		count += manifest->files[i].editable;
	return count;
}

/* `there`: it was seen, or may be. */
static void check_listed(int folder, const struct manifest_file *file, bool there,
			 struct verify_outcome *outcome)
{
	if (file->editable)
		tell_editable(file, there, outcome);
	else if (there)
		compare_file(folder, file, outcome);
	else
		verify_differs(outcome, file->name, "", "a file", "nothing");
}

void verify_files(const char *path, int fd, const struct manifest *manifest,
		  struct verify_outcome *outcome)
{
	size_t before = outcome->differences + outcome->unreadable;
	bool *seen = xcalloc(manifest->count + 1, sizeof *seen); /* by the manifest's rows */
	bool blind = false; /* there may be more than was seen */
	struct walk_tree tree;

	walk_tree(&tree, fd);
	for (size_t i = 0; i < tree.count; i++) {
		const struct walk_entry *entry = &tree.entries[i];
		if (entry->error)
			verify_unreadable(outcome, *entry->name ? entry->name : path,
					  strerror(entry->error));
		blind = blind || entry->error;
		check_entry(entry, manifest, seen, outcome);
	}
	walk_tree_release(&tree);
	for (size_t i = 0; i < manifest->count; i++)
		check_listed(fd, &manifest->files[i], seen[i] || blind, outcome);
	if (outcome->differences + outcome->unreadable == before)
		verify_holds(outcome,
			     MANIFEST_NAME ": %zu files are there, of the size and SHA-256 it "
					   "lists%s",
			     manifest->count - editable_count(manifest),
			     outcome->litter ? "" : ", and no others");
	free(seen);
}
