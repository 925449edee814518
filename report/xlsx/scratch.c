/*
 * The library puts a workbook's parts together in temporary files and looks at none of
 * its writes to them: on a full disk a piece in the middle of a sheet was lost, what was
 * left was well-formed by chance, and rows were missing from a finished workbook. Here
 * they are files without a name whose failures are remembered. lxw_tmpfile is the
 * library's own function; what the program defines is found first. It has another name in
 * C, for the library's header changed what it takes from one version to the next.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "report/xlsx/internal.h"

FILE *scratch_file(const char *tmpdir) __asm__("lxw_tmpfile");

static size_t made;
static int failed; /* errno of the first failure */

static ssize_t remembered(ssize_t result)
{
	if (result < 0 && !failed)
		failed = errno ? errno : EIO;
	return result;
}

static ssize_t scratch_read(void *cookie, char *out, size_t size)
{
	return remembered(read(fileno(cookie), out, size));
}

static ssize_t scratch_write(void *cookie, const char *bytes, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t wrote = write(fileno(cookie), bytes + done, size - done);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (remembered(wrote) < 0)
			return 0;
		done += (size_t)wrote;
	}
	return (ssize_t)size;
}

static int scratch_seek(void *cookie, off64_t *offset, int from)
{
	off64_t at = lseek64(fileno(cookie), *offset, from);

	if (remembered(at) < 0)
		return -1;
	*offset = at;
	return 0;
}

static int scratch_close(void *cookie)
{
	return fclose(cookie) == 0 ? 0 : (int)remembered(-1);
}

/* Where the workbook is going to be, for there has to be room anyway: /tmp may be full, small,
 * read-only or not there. */
static FILE *nameless(const char *folder)
{
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	/* Not every file system makes files without a name. */
	if (fd < 0) {
		struct str path = STR_INIT(PATH_MAX);
		(void)str_printf(&path, "%s/.workbook-XXXXXX", folder);
		fd = mkostemp(path.data, O_CLOEXEC);
		if (fd >= 0)
			(void)unlink(path.data);
		str_release(&path);
	}
	/* What is only compared has a descriptor for a path, beside which there is no room. */
	if (fd < 0 && errno != ENOSPC && errno != EDQUOT)
		fd = memfd_create("workbook", MFD_CLOEXEC);
	if (fd < 0)
		return NULL;
	FILE *file = fdopen(fd, "w+");
	if (!file)
		(void)close(fd);
	return file;
}

FILE *scratch_file(const char *tmpdir)
{
	static const cookie_io_functions_t functions = { .read = scratch_read,
							 .write = scratch_write,
							 .seek = scratch_seek,
							 .close = scratch_close };
	FILE *file = nameless(tmpdir);

	made++;
	if (!file) {
		(void)remembered(-1);
		return NULL;
	}
	FILE *stream = fopencookie(file, "w+", functions);
	if (!stream)
		(void)fclose(file);
	return stream;
}

size_t xlsx_scratch_count(void)
{
	return made;
}

int xlsx_scratch_check(struct error *err)
{
	int number = failed;

	failed = 0;
	return number ? error_set(err, "the workbook cannot be written: a temporary file: %s",
				  strerror(number))
		      : 0;
}
