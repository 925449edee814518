#include "audit/evidence/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/place.h"
#include "audit/core/file/safe.h"
#include "audit/core/hash.h"

int evidence_open_folder(const char *folder, struct error *err)
{
	struct stat status;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	int number = errno;
	bool link = lstat(folder, &status) == 0 && S_ISLNK(status.st_mode);
	return error_set(err, "evidence folder '%s': %s", folder,
			 link ? "is a symbolic link" : strerror(number));
}

int evidence_read_file(int folder, const char *name, struct str *out, struct error *err)
{
	return safe_read(folder, name, out, err) == 0
		       ? 0
		       : error_prepend(err, "evidence file '%s'", name);
}

int evidence_read_hashed(int folder, const char *name, const char *sha256, const char *where,
			 struct str *out, struct error *err)
{
	char found[HASH_HEX];

	if (evidence_read_file(folder, name, out, err) != 0)
		return -1;
	hash_bytes(str_text(out), out->length, found);
	if (strcmp(found, sha256) == 0)
		return 0;
	return error_set(err,
			 "evidence file '%s': its SHA-256 is not the one in %s: it was changed "
			 "after it was written",
			 name, where);
}

static int write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		bytes += written;
		length -= (size_t)written;
	}
	return 0;
}

int evidence_write_file(const struct place *folder, const char *name, const char *bytes,
			size_t length, struct error *err)
{
	int fd = openat(folder->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			0600);

	if (fd < 0)
		return error_set(err, "'%s/%s': cannot be created: %s", folder->path, name,
				 strerror(errno));
	int result = write_all(fd, bytes, length);
	if (result == 0 && folder->group)
		result = fchmod(fd, place_file_mode(folder));
	int saved = errno;
	/* Some file systems tell of a full disk only now. */
	if (close(fd) != 0 && result == 0) {
		saved = errno;
		result = -1;
	}
	if (result != 0)
		return error_set(err, "'%s/%s': cannot be written: %s", folder->path, name,
				 strerror(saved));
	return 0;
}
