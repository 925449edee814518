#include "report/xlsx/archive.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "audit/core/mem.h"
#include "report/xml/check.h"

/* Far above what a workbook of 100,000 customers takes; an archive may claim anything. */
#define PART_MOST ((size_t)1 << 30)
#define CHUNK 65536

struct xlsx_parts {
	zip_t *archive;
	bool limited;
	size_t left; /* bytes that may still be read, of all parts together */
};

struct part {
	struct xlsx_parts *parts;
	zip_file_t *file;
	size_t bytes;
};

struct xlsx_parts *xlsx_parts_open(int fd)
{
	int code = 0;
	zip_t *archive = zip_fdopen(fd, ZIP_CHECKCONS, &code);

	if (!archive) {
		close(fd);
		return NULL;
	}
	struct xlsx_parts *parts = xcalloc(1, sizeof *parts);
	parts->archive = archive;
	return parts;
}

void xlsx_parts_close(struct xlsx_parts *parts)
{
	if (!parts)
		return;
	zip_discard(parts->archive);
	free(parts);
}

void xlsx_parts_limit(struct xlsx_parts *parts, size_t most)
{
	parts->limited = true;
	parts->left = most;
}

size_t xlsx_parts_count(const struct xlsx_parts *parts)
{
	zip_int64_t count = zip_get_num_entries(parts->archive, 0);

	return count < 0 ? 0 : (size_t)count;
}

const char *xlsx_parts_name(const struct xlsx_parts *parts, size_t index)
{
	const char *name = zip_get_name(parts->archive, index, 0);

	return name ? name : "";
}

static long pull(void *source, void *buffer, size_t size)
{
	struct part *part = source;
	zip_int64_t got = zip_fread(part->file, buffer, size);

	if (got < 0)
		return -1;
	part->bytes += (size_t)got;
	if (part->parts->limited) {
		if ((size_t)got > part->parts->left)
			return -1;
		part->parts->left -= (size_t)got;
	}
	return part->bytes > PART_MOST ? -1 : (long)got;
}

int xlsx_parts_read_at(struct xlsx_parts *parts, size_t index, const struct xml_events *events,
		       void *context)
{
	struct part part = { .parts = parts, .file = zip_fopen_index(parts->archive, index, 0) };

	if (!part.file)
		return -1;
	int result = xml_read(pull, &part, events, context);
	(void)zip_fclose(part.file);
	return result;
}

int xlsx_parts_read(struct xlsx_parts *parts, const char *name, const struct xml_events *events,
		    void *context)
{
	zip_int64_t index = zip_name_locate(parts->archive, name, 0);

	return index < 0 ? -1 : xlsx_parts_read_at(parts, (size_t)index, events, context);
}

int xlsx_parts_check_xml(struct xlsx_parts *parts, size_t index)
{
	struct part part = { .parts = parts, .file = zip_fopen_index(parts->archive, index, 0) };

	if (!part.file)
		return -1;
	int result = xml_check(pull, &part);
	(void)zip_fclose(part.file);
	return result;
}

/* Its end is there: the archive's checksum is that of what was written, also where that
 * is cut. */
static int find_end(struct part *part)
{
	static const char end[] = "IEND\xAE\x42\x60\x82";
	const size_t length = sizeof end - 1;
	char buffer[sizeof end - 1 + CHUNK];
	size_t kept = 0;
	long got;

	while ((got = pull(part, buffer + kept, CHUNK)) > 0) {
		size_t have = kept + (size_t)got;
		kept = have < length ? have : length;
		memmove(buffer, buffer + have - kept, kept);
	}
	return got == 0 && kept == length && memcmp(buffer, end, length) == 0 ? 0 : -1;
}

int xlsx_parts_check_png(struct xlsx_parts *parts, size_t index)
{
	struct part part = { .parts = parts, .file = zip_fopen_index(parts->archive, index, 0) };

	if (!part.file)
		return -1;
	int result = find_end(&part);
	(void)zip_fclose(part.file);
	return result;
}
