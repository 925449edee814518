#include "audit/syncro/evidence_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"

int evidence_open_folder(const char *folder, struct error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		error_set(err, "evidence folder '%s': %s", folder, strerror(errno));
	return fd;
}

static int read_regular(int fd, struct str *out)
{
	char buffer[16384];
	struct stat status;
	ssize_t got;

	if (fstat(fd, &status) != 0)
		return -1;
	if (!S_ISREG(status.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	while ((got = read(fd, buffer, sizeof buffer)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || str_add(out, buffer, (size_t)got) != 0)
			return -1;
	}
	return 0;
}

/* The folder may come from elsewhere: no links, no devices, nothing endless. */
int evidence_read_file(int folder, const char *name, struct str *out, struct error *err)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return error_set(err, "evidence file '%s': %s", name,
				 errno == ELOOP ? "is a symbolic link" : strerror(errno));
	errno = 0;
	int result = read_regular(fd, out);
	if (result != 0 && out->overflow)
		error_set(err, "evidence file '%s': is larger than %zu bytes", name, out->limit);
	else if (result != 0)
		error_set(err, "evidence file '%s': %s", name,
			  errno == EINVAL ? "is not a regular file" : strerror(errno));
	close(fd);
	return result;
}
