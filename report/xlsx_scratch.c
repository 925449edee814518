/*
 * The library puts a workbook's parts together in temporary files and looks at none of
 * its writes to them: on a full disk a piece in the middle of a sheet was lost, what was
 * left was well-formed by chance, and rows were missing from a finished workbook. Here
 * they are streams in memory, where no write fails, and the data of customers does not
 * lie in a folder for temporary files. lxw_tmpfile is the library's own function; what
 * the program defines is found first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "audit/core/mem.h"
#include "report/xlsx_book_parts.h"

struct scratch {
	char *bytes;
	size_t length;
	size_t capacity;
	size_t at;
};

static size_t made;

size_t xlsx_scratch_count(void)
{
	return made;
}

static ssize_t scratch_read(void *cookie, char *out, size_t size)
{
	struct scratch *scratch = cookie;
	size_t left = scratch->at < scratch->length ? scratch->length - scratch->at : 0;
	size_t got = size < left ? size : left;

	if (got)
		memcpy(out, scratch->bytes + scratch->at, got);
	scratch->at += got;
	return (ssize_t)got;
}

static ssize_t scratch_write(void *cookie, const char *bytes, size_t size)
{
	struct scratch *scratch = cookie;
	size_t end = scratch->at + size;

	if (end > scratch->capacity) {
		scratch->capacity = end * 2;
		scratch->bytes = xrealloc(scratch->bytes, scratch->capacity);
	}
	if (scratch->at > scratch->length)
		memset(scratch->bytes + scratch->length, 0, scratch->at - scratch->length);
	memcpy(scratch->bytes + scratch->at, bytes, size);
	scratch->at = end;
	scratch->length = end > scratch->length ? end : scratch->length;
	return (ssize_t)size;
}

static int scratch_seek(void *cookie, off64_t *offset, int from)
{
	struct scratch *scratch = cookie;
	off64_t base = from == SEEK_END	  ? (off64_t)scratch->length
		       : from == SEEK_CUR ? (off64_t)scratch->at
					  : 0;

	if (*offset < -base)
		return -1;
	*offset += base;
	scratch->at = (size_t)*offset;
	return 0;
}

static int scratch_close(void *cookie)
{
	struct scratch *scratch = cookie;

	free(scratch->bytes);
	free(scratch);
	return 0;
}

FILE *lxw_tmpfile(char *tmpdir)
{
	static const cookie_io_functions_t functions = { .read = scratch_read,
							 .write = scratch_write,
							 .seek = scratch_seek,
							 .close = scratch_close };
	struct scratch *scratch = xcalloc(1, sizeof *scratch);

	(void)tmpdir;
	FILE *stream = fopencookie(scratch, "w+", functions);
	if (!stream)
		mem_refused();
	made++;
	return stream;
}
