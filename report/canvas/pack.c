#include "report/canvas/pack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include "audit/core/error.h"
#include "audit/core/hash.h"
#include "audit/core/malloc.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/canvas/syntax.h"

#define TOGETHER 200u /* objects in one stream: a reader inflates it all for any of them */
#define LEVEL 6
#define ROW 7 /* bytes of the table for an object: its kind, and two numbers of four and two */

/* By number; zero: a free one. */
struct place {
	enum { FREE, AT_OFFSET, IN_STREAM } kind;
	size_t where; /* the offset, or the number of the stream */
	unsigned index;
};

struct pdf_pack {
	char *path;
	FILE *file;
	int error; /* the first one, as in errno */
	size_t offset;
	struct hash *hash; /* of all that stands before the table */
	struct place *places;
	size_t count, capacity;
	/* The stream being filled: */
	unsigned number, together;
	struct str index, objects;
};

static void put(struct pdf_pack *pack, const void *bytes, size_t length)
{
	if (!pack->error && fwrite(bytes, 1, length, pack->file) != length)
		pack->error = errno;
	if (pack->hash)
		hash_add(pack->hash, bytes, length);
	pack->offset += length;
}

static void put_text(struct pdf_pack *pack, const char *text)
{
	put(pack, text, strlen(text));
}

struct pdf_pack *pdf_pack_open(const char *path, unsigned count, struct error *err)
{
	FILE *file = fopen(path, "wb");

	if (!file) {
		error_set(err, "'%s': cannot be written: %s", path, strerror(errno));
		return NULL;
	}
	struct pdf_pack *pack = xcalloc(1, sizeof *pack);
	pack->path = xstrdup(path);
	pack->file = file;
	pack->hash = hash_new();
	pack->count = pack->capacity = count;
	pack->places = xcalloc(count, sizeof *pack->places);
	pack->index = pack->objects = (struct str)STR_INIT(PDF_LIMIT);
	/* Bytes above 127 tell programs that move files that this one is no text. */
	put_text(pack, "%PDF-1.7\n%\xBF\xF7\xA2\xFE\n");
	return pack;
}

static unsigned new_number(struct pdf_pack *pack)
{
	ARRAY_RESERVE(pack->places, pack->count, pack->capacity);
	pack->places[pack->count] = (struct place){ .kind = FREE };
	return (unsigned)pack->count++;
}

void *pdf_deflate(const void *bytes, size_t size, size_t *deflated)
{
	uLongf length = compressBound((uLong)size);
	void *memory = xmalloc(length);

	/* zlib only fails here when memory is refused. The result depends on the bytes alone. */
	if (compress2(memory, &length, bytes, (uLong)size, LEVEL) != Z_OK)
		malloc_refused();
	*deflated = length;
	return xrealloc(memory, length);
}

void pdf_pack_stream(struct pdf_pack *pack, unsigned number, const char *entries, const void *bytes,
		     size_t size)
{
	struct str text = STR_INIT(PDF_LIMIT);

	pack->places[number] = (struct place){ .kind = AT_OFFSET, .where = pack->offset };
	str_printf(&text, "%u 0 obj\n<<%s/Length %zu>>\nstream\n", number, entries, size);
	put(pack, str_text(&text), text.length);
	put(pack, bytes, size);
	put_text(pack, "\nendstream\nendobj\n");
	str_release(&text);
}

/* The same, deflated. */
static void put_deflated(struct pdf_pack *pack, unsigned number, struct str *entries,
			 const struct str *content)
{
	size_t size = 0;
	void *bytes = pdf_deflate(str_text(content), content->length, &size);

	str_puts(entries, "/Filter /FlateDecode ");
	pdf_pack_stream(pack, number, str_text(entries), bytes, size);
	free(bytes);
}

static void end_together(struct pdf_pack *pack)
{
	struct str entries = STR_INIT(PDF_LIMIT);

	if (!pack->together)
		return;
	str_printf(&entries, "/Type /ObjStm /N %u /First %zu ", pack->together, pack->index.length);
	str_add(&pack->index, str_text(&pack->objects), pack->objects.length);
	put_deflated(pack, pack->number, &entries, &pack->index);
	str_release(&entries);
	str_clear(&pack->index);
	str_clear(&pack->objects);
	pack->together = 0;
}

void pdf_pack_object(struct pdf_pack *pack, unsigned number, const void *bytes, size_t length)
{
	if (!pack->together)
		pack->number = new_number(pack);
	pack->places[number] = (struct place){ .kind = IN_STREAM,
					       .where = pack->number,
					       .index = pack->together++ };
	pdf_whole(&pack->index, number);
	pdf_whole(&pack->index, pack->objects.length);
	str_add(&pack->objects, bytes, length);
	str_putc(&pack->objects, '\n');
	if (pack->together == TOGETHER)
		end_together(pack);
}

static void to_row(unsigned char row[ROW], const struct place *place)
{
	row[0] = (unsigned char)place->kind;
	for (int i = 0; i < 4; i++)
		row[1 + i] = (unsigned char)(place->where >> (24 - 8 * i));
	row[5] = (unsigned char)(place->index >> 8);
	row[6] = (unsigned char)place->index;
}

/* Each row as what it is more than the one above, which is little ("Up", as in a PNG). */
static void put_rows(const struct pdf_pack *pack, struct str *out)
{
	unsigned char rows[2][ROW] = { { 0 } }, more[1 + ROW] = { 2 };

	for (size_t i = 0; i < pack->count; i++) {
		unsigned char *row = rows[i & 1], *above = rows[~i & 1];
		to_row(row, &pack->places[i]);
		for (int j = 0; j < ROW; j++)
			more[1 + j] = (unsigned char)(row[j] - above[j]);
		str_add(out, more, sizeof more);
	}
}

/* The table is a stream too, and stands in itself. */
static void put_table(struct pdf_pack *pack, unsigned root, unsigned info)
{
	struct str entries = STR_INIT(PDF_LIMIT), rows = STR_INIT(PDF_LIMIT);
	const size_t at = pack->offset;
	const unsigned number = new_number(pack);
	char id[HASH_HEX], end[64];

	hash_finish(pack->hash, id);
	pack->hash = NULL;
	pack->places[number] = (struct place){ .kind = AT_OFFSET, .where = at };
	put_rows(pack, &rows);
	str_printf(
		&entries,
		"/Type /XRef /Size %zu /W [1 4 2] /Root %u 0 R /Info %u 0 R /ID [<%.32s> <%.32s>] "
		"/DecodeParms <</Predictor 12 /Columns %d>> ",
		pack->count, root, info, id, id, ROW);
	put_deflated(pack, number, &entries, &rows);
	(void)snprintf(end, sizeof end, "startxref\n%zu\n%%%%EOF\n", at);
	put_text(pack, end);
	str_release(&rows);
	str_release(&entries);
}

/* A device that was given as a path stays. */
static void remove_file(const char *path)
{
	struct stat status;

	if (lstat(path, &status) == 0 && S_ISREG(status.st_mode))
		unlink(path);
}

static void release(struct pdf_pack *pack)
{
	char id[HASH_HEX];

	if (pack->hash)
		hash_finish(pack->hash, id);
	str_release(&pack->objects);
	str_release(&pack->index);
	free(pack->places);
	free(pack->path);
	free(pack);
}

int pdf_pack_close(struct pdf_pack *pack, unsigned root, unsigned info, struct error *err)
{
	end_together(pack);
	put_table(pack, root, info);
	if (fclose(pack->file) != 0 && !pack->error)
		pack->error = errno;
	const int result = pack->error ? error_set(err, "'%s': cannot be written: %s", pack->path,
						   strerror(pack->error))
				       : 0;
	if (result != 0)
		remove_file(pack->path);
	release(pack);
	return result;
}

void pdf_pack_abandon(struct pdf_pack *pack)
{
	if (!pack)
		return;
	(void)fclose(pack->file);
	remove_file(pack->path);
	release(pack);
}
