#include "audit/verify_files.h"

#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/untrusted.h"

#define FILE_MOST (INT64_C(1) << 30) /* bytes; none that is written is larger */

struct walk {
	const char *root; /* without slashes at its end */
	const struct manifest *manifest;
	struct verify_outcome *outcome;
	bool *seen; /* by the manifest's rows */
};

static const char *kind_of(const FTSENT *entry)
{
	if (entry->fts_info == FTS_SL || entry->fts_info == FTS_SLNONE)
		return "a symbolic link";
	return entry->fts_info == FTS_F ? "a file" : "something that is no file";
}

static void note_entry(struct walk *walk, const FTSENT *entry)
{
	const char *name = entry->fts_path + strlen(walk->root);

	name += strspn(name, "/");
	if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS) {
		verify_unreadable(walk->outcome, *name ? name : walk->root,
				  strerror(entry->fts_errno));
		return;
	}
	if (strcmp(name, MANIFEST_NAME) == 0)
		return;
	const struct manifest_file *file = manifest_find(walk->manifest, name);
	if (file)
		walk->seen[file - walk->manifest->files] = true;
	if (!file)
		verify_differs(walk->outcome, name, "", "nothing", kind_of(entry));
	else if (entry->fts_info != FTS_F)
		verify_differs(walk->outcome, name, "", "a file", kind_of(entry));
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int walk_folder(struct walk *walk, struct error *err)
{
	char *const paths[] = { (char *)walk->root, NULL };
	FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);

	if (!tree)
		return error_set(err, "'%s': %s", walk->root, strerror(errno));
	/* Its end and an error look alike, but for errno. */
	for (const FTSENT *entry; errno = 0, (entry = fts_read(tree)) != NULL;)
		if (entry->fts_info != FTS_D && entry->fts_info != FTS_DP)
			note_entry(walk, entry);
	int number = errno;
	(void)fts_close(tree);
	return number ? error_set(err, "'%s': %s", walk->root, strerror(number)) : 0;
}

/* Not beyond the size listed: a file may grow while it is read. */
static int hash_file(int fd, int64_t size, char digest[HASH_HEX])
{
	char buffer[65536];
	struct hash *hash = hash_new();
	int64_t left = size;
	ssize_t got = 0;

	while (left >= 0 && (got = read(fd, buffer, sizeof buffer)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		hash_add(hash, buffer, (size_t)got);
		left -= got;
	}
	hash_finish(hash, digest);
	return left == 0 && got == 0 ? 0 : -1;
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
	else if (hash_file(fd, file->size, digest) != 0)
		verify_unreadable(outcome, file->name, "cannot be read to its end");
	else if (strcmp(digest, file->sha256) != 0)
		verify_differs(outcome, file->name, "SHA-256", file->sha256, digest);
}

static void compare_file(int folder, const struct manifest_file *file,
			 struct verify_outcome *outcome)
{
	struct error why = { .message = "" };
	int fd = untrusted_open(folder, file->name, &why);

	if (fd < 0) {
		verify_unreadable(outcome, file->name, why.message);
		return;
	}
	compare_content(fd, file, outcome);
	close(fd);
}

int verify_files(const char *path, int fd, const struct manifest *manifest,
		 struct verify_outcome *outcome, struct error *err)
{
	char *root = xstrdup(path);
	struct walk walk = { root, manifest, outcome, xcalloc(manifest->count + 1, sizeof(bool)) };
	size_t before = outcome->differences + outcome->unreadable;

	for (size_t end = strlen(root); end > 1 && root[end - 1] == '/';)
		root[--end] = '\0';
	int result = walk_folder(&walk, err);
	for (size_t i = 0; i < manifest->count && result == 0; i++)
		if (walk.seen[i])
			compare_file(fd, &manifest->files[i], outcome);
		else
			verify_differs(outcome, manifest->files[i].name, "", "a file", "nothing");
	if (outcome->differences + outcome->unreadable == before)
		verify_holds(outcome,
			     MANIFEST_NAME ": %zu files are there, of the size and SHA-256 it "
					   "lists, and no others",
			     manifest->count);
	free(walk.seen);
	free(root);
	return result;
}
