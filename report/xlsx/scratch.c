/*
 * The library puts a workbook's parts together in temporary files and looks at none of
 * its writes to them: on a full disk a piece in the middle of a sheet was lost, what was
 * left was well-formed by chance, and rows were missing from a finished workbook. Here
 * they are in memory while they are small, then files without a name, and failures are
 * remembered. lxw_tmpfile is the library's own function; what the program defines is
 * found first. It has another name in C, for the library's header changed what it takes
 * from one version to the next.
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
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/xlsx/internal.h"

#define IN_MEMORY ((size_t)256 << 10) /* of one of them; there is one for each sheet */
#define BUFFER ((size_t)64 << 10)     /* the library reads and writes by a few bytes */

FILE *scratch_file(const char *tmpdir) __asm__("lxw_tmpfile");

struct scratch {
	char *folder;
	int fd;			     /* -1 while it is in memory */
	char *bytes;		     /* of it there; growing */
	size_t length, at, capacity; /* of these */
	char buffer[BUFFER];	     /* the stream's */
};

static size_t made;
static int failed; /* errno of the first failure */

static ssize_t remembered(ssize_t result)
{
	if (result < 0 && !failed)
		failed = errno ? errno : EIO;
	return result;
}

/* Where the workbook is going to be, for there has to be room anyway: /tmp may be full, small,
 * read-only or not there. */
static int nameless(const char *folder)
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
	return fd;
}

static ssize_t write_out(int fd, const char *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t wrote = write(fd, bytes + done, size - done);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (remembered(wrote) < 0)
			return 0;
		done += (size_t)wrote;
	}
	return (ssize_t)size;
}

static bool is_in_memory(const struct scratch *scratch)
{
	return scratch->fd < 0;
}

/* False if there is no file to be had, or no room in it. */
static bool move_out(struct scratch *scratch)
{
	scratch->fd = nameless(scratch->folder);
	if (remembered(scratch->fd) < 0)
		return false;
	const bool moved =
		!scratch->length || write_out(scratch->fd, scratch->bytes, scratch->length) > 0;
	free(scratch->bytes);
	scratch->bytes = NULL;
	return remembered(lseek64(scratch->fd, (off64_t)scratch->at, SEEK_SET)) >= 0 && moved;
}

static ssize_t keep(struct scratch *scratch, const char *bytes, size_t size)
{
	const size_t end = scratch->at + size;

	while (scratch->capacity < end) {
		scratch->capacity = scratch->capacity ? 2 * scratch->capacity : 4096;
		scratch->bytes = xrealloc(scratch->bytes, scratch->capacity);
	}
	if (scratch->at > scratch->length)
		memset(scratch->bytes + scratch->length, 0, scratch->at - scratch->length);
	memcpy(scratch->bytes + scratch->at, bytes, size);
	scratch->at = end;
	scratch->length = end > scratch->length ? end : scratch->length;
	return (ssize_t)size;
}

static ssize_t scratch_write(void *cookie, const char *bytes, size_t size)
{
	struct scratch *scratch = cookie;

	if (is_in_memory(scratch)) {
		if (size <= IN_MEMORY && scratch->at <= IN_MEMORY - size)
			return keep(scratch, bytes, size);
		if (!move_out(scratch))
			return 0;
	}
	return write_out(scratch->fd, bytes, size);
}

static ssize_t scratch_read(void *cookie, char *out, size_t size)
{
	struct scratch *scratch = cookie;

	if (!is_in_memory(scratch))
		return remembered(read(scratch->fd, out, size));
	const size_t left = scratch->at < scratch->length ? scratch->length - scratch->at : 0;
	const size_t got = left < size ? left : size;
	if (got)
		memcpy(out, scratch->bytes + scratch->at, got);
	scratch->at += got;
	return (ssize_t)got;
}

static int scratch_seek(void *cookie, off64_t *offset, int from)
{
	struct scratch *scratch = cookie;

	if (is_in_memory(scratch)) {
		const size_t base = from == SEEK_SET   ? 0
				    : from == SEEK_CUR ? scratch->at
						       : scratch->length;
		scratch->at = base + (size_t)*offset;
		*offset = (off64_t)scratch->at;
		return 0;
	}
	off64_t at = lseek64(scratch->fd, *offset, from);
	if (remembered(at) < 0)
		return -1;
	*offset = at;
	return 0;
}

static int scratch_close(void *cookie)
{
	struct scratch *scratch = cookie;
	const int result = is_in_memory(scratch) ? 0 : (int)remembered(close(scratch->fd));

	free(scratch->bytes);
	free(scratch->folder);
	free(scratch);
	return result;
}

FILE *scratch_file(const char *tmpdir)
{
	static const cookie_io_functions_t functions = { .read = scratch_read,
							 .write = scratch_write,
							 .seek = scratch_seek,
							 .close = scratch_close };
	struct scratch *scratch = xmalloc(sizeof *scratch);

	made++;
	scratch->folder = xstrdup(tmpdir);
	scratch->fd = -1;
	scratch->bytes = NULL;
	scratch->length = scratch->at = scratch->capacity = 0;
	FILE *stream = fopencookie(scratch, "w+", functions);
	if (stream)
		(void)setvbuf(stream, scratch->buffer, _IOFBF, sizeof scratch->buffer);
	else
		(void)scratch_close(scratch);
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
