#include "audit/command/verify_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/untrusted.h"
#include "audit/core/mem.h"

#define FILE_MOST (INT64_C(1) << 30) /* bytes; none that is written is larger */

struct entry {
	char *name; /* below the root; that of the root is "" */
	mode_t mode;
};

struct walk {
	const char *root; /* without slashes at its end */
	const struct manifest *manifest;
	struct verify_outcome *outcome;
	bool *seen; /* by the manifest's rows */
	bool blind; /* there may be more than was seen */
	struct entry *entries;
	size_t count;
	size_t capacity;
};

static char *join(const char *folder, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = xmalloc(size);

	(void)snprintf(path, size, "%s%s%s", folder, *folder && *name ? "/" : "", name);
	return path;
}

static void cannot_see(struct walk *walk, const char *name, int number)
{
	verify_unreadable(walk->outcome, *name ? name : walk->root, strerror(number));
	walk->blind = true;
}

/* Takes `name`. */
static void add_entry(struct walk *walk, char *name)
{
	struct stat status = { .st_mode = 0 };
	char *path = join(walk->root, name);

	if (lstat(path, &status) != 0)
		cannot_see(walk, name, errno);
	free(path);
	ARRAY_RESERVE(walk->entries, walk->count, walk->capacity);
	walk->entries[walk->count++] = (struct entry){ name, status.st_mode };
}

static DIR *open_folder(const struct walk *walk, const char *name)
{
	char *path = join(walk->root, name);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (*name ? O_NOFOLLOW : 0));
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	int number = errno;

	if (fd >= 0 && !stream)
		close(fd);
	free(path);
	errno = number;
	return stream;
}

/* Not fts: it takes a folder that cannot be read to its end for a short one. */
static void add_folder(struct walk *walk, const char *name)
{
	DIR *stream = open_folder(walk, name);
	const struct dirent *entry;

	while (stream && (errno = 0, (entry = readdir(stream)) != NULL))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			add_entry(walk, join(name, entry->d_name));
	if (errno)
		cannot_see(walk, name, errno);
	if (stream)
		(void)closedir(stream);
}

static const char *kind_of(const struct entry *entry)
{
	if (S_ISLNK(entry->mode))
		return "a symbolic link";
	return S_ISREG(entry->mode) ? "a file" : "something that is no file";
}

static void check_entry(struct walk *walk, const struct entry *entry)
{
	const char *name = entry->name;

	if (!entry->mode || S_ISDIR(entry->mode) || strcmp(name, MANIFEST_NAME) == 0)
		return;
	const struct manifest_file *file = manifest_find(walk->manifest, name);
	if (file)
		walk->seen[file - walk->manifest->files] = true;
	if (!file)
		verify_differs(walk->outcome, name, "", "nothing", kind_of(entry));
	else if (!S_ISREG(entry->mode))
		verify_differs(walk->outcome, name, "", "a file", kind_of(entry));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static void walk_folder(struct walk *walk)
{
	add_folder(walk, "");
	for (size_t i = 0; i < walk->count; i++)
		if (S_ISDIR(walk->entries[i].mode))
			add_folder(walk, walk->entries[i].name);
	if (walk->count)
		qsort(walk->entries, walk->count, sizeof *walk->entries, by_name);
	for (size_t i = 0; i < walk->count; i++) {
		check_entry(walk, &walk->entries[i]);
		free(walk->entries[i].name);
	}
	free(walk->entries);
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

void verify_files(const char *path, int fd, const struct manifest *manifest,
		  struct verify_outcome *outcome)
{
	char *root = xstrdup(path);
	struct walk walk = { .root = root,
			     .manifest = manifest,
			     .outcome = outcome,
			     .seen = xcalloc(manifest->count + 1, sizeof(bool)) };
	size_t before = outcome->differences + outcome->unreadable;

	for (size_t end = strlen(root); end > 1 && root[end - 1] == '/';)
		root[--end] = '\0';
	walk_folder(&walk);
	for (size_t i = 0; i < manifest->count; i++)
		if (walk.seen[i] || walk.blind)
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
}
