#include "audit/core/file/safe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

#define SAFELY (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
#define GROWN ((size_t)4096) /* read at once of what a file has beyond its size */

int safe_folder(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd < 0 ? error_set(err, "%s", strerror(errno)) : fd;
}

static bool is_step(const char *part, size_t length)
{
	return length > 0 && !(length == 1 && part[0] == '.') &&
	       !(length == 2 && part[0] == '.' && part[1] == '.');
}

bool safe_name(const char *name)
{
	for (const char *part = name;; part++) {
		size_t length = strcspn(part, "/");
		if (!is_step(part, length))
			return false;
		part += length;
		if (!*part)
			return true;
	}
}

static int say_why(int number, struct error *err)
{
	return error_set(err, "%s", number == ELOOP ? "is a symbolic link" : strerror(number));
}

/* The last part's folder, opened part by part, so that no link is followed on the way. */
static int open_parent(int folder, char *name, char **last)
{
	int fd = fcntl(folder, F_DUPFD_CLOEXEC, 0);
	char *rest = name;

	for (char *slash; fd >= 0 && (slash = strchr(rest, '/')); rest = slash + 1) {
		*slash = '\0';
		int next = openat(fd, rest, SAFELY | O_DIRECTORY);
		int number = errno;
		close(fd);
		errno = number;
		fd = next;
	}
	*last = rest;
	return fd;
}

/* What is done with the last part of a name, in the folder that it stands in. */
static int in_parent(int folder, const char *name, int how,
		     int (*act)(int parent, const char *last, int how))
{
	if (!strchr(name, '/'))
		return act(folder, name, how);
	char *copy = xstrdup(name), *last = NULL;
	int parent = open_parent(folder, copy, &last);
	int result = parent < 0 ? -1 : act(parent, last, how);
	int number = errno;

	if (parent >= 0)
		close(parent);
	free(copy);
	errno = number;
	return result;
}

static int open_last(int parent, const char *last, int flags)
{
	return openat(parent, last, flags);
}

int safe_subfolder(int folder, const char *name, struct error *err)
{
	int fd = in_parent(folder, *name ? name : ".", SAFELY | O_DIRECTORY, open_last);
	int number = errno;

	if (fd < 0)
		say_why(number, err);
	errno = number;
	return fd;
}

int safe_remove(int folder, const char *name, bool is_folder, struct error *err)
{
	int result = in_parent(folder, name, is_folder ? AT_REMOVEDIR : 0, unlinkat);

	return result == 0 || errno == ENOENT ? 0 : say_why(errno, err);
}

static int open_regular(int folder, const char *name, struct stat *status, struct error *err)
{
	if (!safe_name(name))
		return error_set(err, "is no name of a file in the folder");
	int fd = in_parent(folder, name, SAFELY, open_last);
	if (fd < 0)
		return say_why(errno, err);
	if (fstat(fd, status) == 0 && S_ISREG(status->st_mode))
		return fd;
	close(fd);
	return error_set(err, "is not a regular file");
}

int safe_open(int folder, const char *name, struct error *err)
{
	struct stat status;

	return open_regular(folder, name, &status, err);
}

static int read_all(int fd, off_t size, struct str *out)
{
	size_t most = (size_t)size + GROWN;
	ssize_t got;

	/* A file of holes costs its sender nothing; reading up to the cap would cost us. */
	if (size > (off_t)out->limit) {
		out->overflow = true;
		return -1;
	}
	str_reserve(out, most);
	while ((got = str_read(out, fd, most)) > 0)
		most = GROWN;
	return got == 0 ? 0 : -1;
}

int safe_read(int folder, const char *name, struct str *out, struct error *err)
{
	struct stat status = { .st_size = 0 };
	int fd = open_regular(folder, name, &status, err);

	if (fd < 0)
		return -1;
	int result = read_all(fd, status.st_size, out);
	if (result != 0 && out->overflow)
		error_set(err, "is larger than %zu bytes", out->limit);
	else if (result != 0)
		say_why(errno, err);
	close(fd);
	return result;
}

/* Not beyond the size told: a file may grow while it is read. */
int safe_hash(int fd, int64_t size, char sha256[HASH_HEX])
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
	hash_finish(hash, sha256);
	return left == 0 && got == 0 ? 0 : -1;
}
