#include "audit/core/file/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/path.h"
#include "audit/core/file/place.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"

static int read_all(int fd, struct str *out)
{
	char buffer[16384];

	for (;;) {
		ssize_t got = read(fd, buffer, sizeof buffer);
		if (got == 0)
			break;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || str_add(out, buffer, (size_t)got) != 0)
			return -1;
	}
	explicit_bzero(buffer, sizeof buffer);
	return 0;
}

static int read_regular(int fd, const char *path, struct str *out, struct error *err)
{
	struct stat status = { .st_size = 0 };

	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode))
		return error_set(err, "'%s': is not a regular file", path);
	/* A file of holes costs nothing; reading up to the cap would. */
	out->overflow = status.st_size > (off_t)out->limit;
	if (!out->overflow && read_all(fd, out) == 0)
		return 0;
	if (out->overflow)
		return error_set(err, "'%s': is larger than %zu bytes", path, out->limit);
	return error_set(err, "'%s': %s", path, strerror(errno));
}

int file_read(const char *path, struct str *out, struct error *err)
{
	/* O_NONBLOCK: a named pipe in the way must not hang the program. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return error_set(err, "'%s': %s", path, strerror(errno));
	int result = read_regular(fd, path, out, err);
	close(fd);
	return result;
}

static char *part_of(const char *name)
{
	size_t size = strlen(name) + sizeof ".part";
	char *part = xmalloc(size);

	(void)snprintf(part, size, "%s.part", name);
	return part;
}

/* Where there is no /proc, its usual path must do. */
static char *lasting_path(const struct place *folder, const char *part)
{
	char by_descriptor[48];
	struct stat status;

	(void)snprintf(by_descriptor, sizeof by_descriptor, "/proc/self/fd/%d", folder->fd);
	return path_join(stat(by_descriptor, &status) == 0 ? by_descriptor : folder->path, part);
}

static int create(struct outfile *file, const struct place *folder, const char *name,
		  struct error *err)
{
	char *path = path_join(folder->path, name), *part = part_of(name);
	int fd = openat(folder->fd, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			0600);

	if (fd < 0) {
		error_set(err, "'%s': cannot be created: %s", path, strerror(errno));
		free(path);
		free(part);
		return -1;
	}
	*file = (struct outfile){ .folder = folder->fd,
				  .mode = place_file_mode(folder),
				  .path = path,
				  .name = xstrdup(name),
				  .part = part,
				  .temporary = lasting_path(folder, part) };
	return fd;
}

int outfile_open(struct outfile *file, const struct place *folder, const char *name,
		 struct error *err)
{
	int fd = create(file, folder, name, err);

	if (fd < 0)
		return -1;
	file->stream = fdopen(fd, "w");
	if (!file->stream) {
		error_set(err, "'%s': %s", file->path, strerror(errno));
		close(fd);
		outfile_discard(file);
		return -1;
	}
	return 0;
}

int outfile_reserve(struct outfile *file, const struct place *folder, const char *name,
		    struct error *err)
{
	int fd = create(file, folder, name, err);

	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

/* Whatever the umask, or that of a library that opened the file again. */
static int put_in_place(const struct outfile *file)
{
	if (fchmodat(file->folder, file->part, file->mode, 0) != 0)
		return -1;
	return renameat(file->folder, file->part, file->folder, file->name);
}

int outfile_commit(struct outfile *file, struct error *err)
{
	int result = 0;

	errno = 0;
	if (file->stream) {
		bool failed = ferror(file->stream) != 0;
		if (fclose(file->stream) != 0)
			failed = true;
		file->stream = NULL;
		if (failed)
			result = error_set(err, "'%s': cannot be written: %s", file->path,
					   strerror(errno ? errno : EIO));
	}
	if (result == 0 && put_in_place(file) != 0)
		result = error_set(err, "'%s': cannot be put in place: %s", file->path,
				   strerror(errno));
	if (result == 0) {
		free(file->part);
		file->part = NULL;
	}
	outfile_discard(file);
	return result;
}

void outfile_discard(struct outfile *file)
{
	if (file->stream)
		(void)fclose(file->stream);
	if (file->part)
		(void)unlinkat(file->folder, file->part, 0);
	free(file->temporary);
	free(file->part);
	free(file->name);
	free(file->path);
	*file = (struct outfile)OUTFILE_INIT;
}
