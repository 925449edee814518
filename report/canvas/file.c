#include "report/canvas/file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <zlib.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/canvas/syntax.h"

/* libharu 2.3 and 2.4 agree on these; what moved between them is not touched. */
_Static_assert(offsetof(HPDF_Doc_Rec, pdf_version) == 4, "another libharu");
_Static_assert(offsetof(HPDF_Doc_Rec, mmgr) < offsetof(HPDF_Doc_Rec, catalog) &&
		       offsetof(HPDF_Doc_Rec, catalog) < offsetof(HPDF_Doc_Rec, xref),
	       "another libharu");
_Static_assert(offsetof(HPDF_Dict_Rec, write_fn) < offsetof(HPDF_Dict_Rec, stream) &&
		       offsetof(HPDF_Dict_Rec, stream) < offsetof(HPDF_Dict_Rec, filter),
	       "another libharu");

#define PAGES_PER_NODE 100 /* an array holds 32,767 items at most */
#define INFO_MOST 16000	   /* characters; a string of libharu holds 65,535 bytes */

struct body {
	char *bytes;
	size_t length;
};

struct object {
	unsigned number;
	HPDF_Dict dict;
	struct body *body; /* heap: libharu points at it */
};

struct pdf_file {
	HPDF_Doc doc;
	HPDF_Dict page, contents; /* the last page */
	struct body *content_body;
	struct object *objects; /* by rising number */
	size_t count, capacity;
};

struct pdf_file *pdf_file_new(void)
{
	struct pdf_file *file = xcalloc(1, sizeof *file);

	file->doc = HPDF_New(NULL, NULL);
	if (!file->doc)
		return file;
	HPDF_SetPagesConfiguration(file->doc, PAGES_PER_NODE);
	HPDF_SetCompressionMode(file->doc, HPDF_COMP_NONE); /* streams are deflated here */
	file->doc->pdf_version = HPDF_VER_17;
	return file;
}

void pdf_file_free(struct pdf_file *file)
{
	if (!file)
		return;
	if (file->doc)
		HPDF_Free(file->doc);
	for (size_t i = 0; i < file->count; i++) {
		free(file->objects[i].body->bytes);
		free(file->objects[i].body);
	}
	free(file->objects);
	free(file);
}

/* After the first error libharu refuses everything; so do we, without asking it. */
static bool is_usable(const struct pdf_file *file)
{
	return file->doc && HPDF_GetError(file->doc) == HPDF_NOERROR;
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
	const struct body *body = dict->attr;

	if (!body->length)
		return HPDF_OK;
	HPDF_STATUS status =
		HPDF_Stream_Write(stream, (const HPDF_BYTE *)body->bytes, (HPDF_UINT)body->length);
	return status == HPDF_OK ? HPDF_Stream_WriteChar(stream, '\n') : status;
}

static unsigned number_of(HPDF_Dict dict)
{
	return dict->header.obj_id & 0x00FFFFFF;
}

/* Each dictionary right after it was made, for the order of numbers. */
static struct object *adopt(struct pdf_file *file, HPDF_Dict dict)
{
	struct object object = { .number = number_of(dict),
				 .dict = dict,
				 .body = xcalloc(1, sizeof *object.body) };

	dict->attr = object.body;
	dict->write_fn = write_body;
	ARRAY_RESERVE(file->objects, file->count, file->capacity);
	file->objects[file->count] = object;
	return &file->objects[file->count++];
}

unsigned pdf_file_object(struct pdf_file *file)
{
	if (!is_usable(file))
		return 0;
	HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
	if (!dict || HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK)
		return 0;
	return adopt(file, dict)->number;
}

static struct object *find(struct pdf_file *file, unsigned number)
{
	size_t from = 0, to = file->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (file->objects[middle].number == number)
			return &file->objects[middle];
		if (file->objects[middle].number < number)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static void set_body(struct body *body, const char *bytes, size_t length)
{
	free(body->bytes);
	body->bytes = memcpy(xmalloc(length), bytes, length);
	body->length = length;
}

void pdf_file_fill(struct pdf_file *file, unsigned number, const char *bytes, size_t length)
{
	struct object *object = find(file, number);

	if (object && length)
		set_body(object->body, bytes, length);
}

/* Into the stream of a dictionary; "" or the entry that says how. */
static const char *write_stream(HPDF_Dict dict, const void *bytes, size_t size, bool deflate)
{
	uLongf packed = compressBound((uLong)size);
	unsigned char *memory = NULL;
	const char *filter = "";

	if (deflate) {
		memory = xmalloc(packed);
		/* The result depends on the bytes alone, so the file stays the same. */
		if (compress2(memory, &packed, bytes, (uLong)size, 6) == Z_OK) {
			bytes = memory;
			size = packed;
			filter = "/Filter /FlateDecode ";
		}
	}
	dict->filter = HPDF_STREAM_FILTER_NONE;
	HPDF_Stream_Write(dict->stream, bytes, (HPDF_UINT)size);
	free(memory);
	return filter;
}

unsigned pdf_file_stream(struct pdf_file *file, const char *body, const void *bytes, size_t size,
			 bool deflate)
{
	if (!is_usable(file))
		return 0;
	HPDF_Dict dict = HPDF_DictStream_New(file->doc->mmgr, file->doc->xref);
	if (!dict)
		return 0;
	unsigned number = adopt(file, dict)->number;
	struct str text = STR_INIT(PDF_LIMIT);
	str_puts(&text, write_stream(dict, bytes, size, deflate));
	str_puts(&text, body);
	pdf_file_fill(file, number, str_text(&text), text.length);
	str_release(&text);
	return number;
}

unsigned pdf_file_page(struct pdf_file *file, double width, double height, unsigned resources)
{
	struct object *shared = find(file, resources);

	if (!is_usable(file) || !shared)
		return 0;
	file->page = HPDF_AddPage(file->doc);
	if (!file->page)
		return 0;
	HPDF_Page_SetWidth(file->page, (HPDF_REAL)width);
	HPDF_Page_SetHeight(file->page, (HPDF_REAL)height);
	HPDF_Dict_RemoveElement(file->page, "Resources");
	HPDF_Dict_Add(file->page, "Resources", shared->dict);
	file->contents = HPDF_Dict_GetItem(file->page, "Contents", HPDF_OCLASS_DICT);
	if (!file->contents)
		return 0;
	file->content_body = adopt(file, file->contents)->body;
	return number_of(file->page);
}

void pdf_file_content(struct pdf_file *file, const char *bytes, size_t size)
{
	if (!is_usable(file) || !file->contents)
		return;
	const char *filter = write_stream(file->contents, bytes, size, true);
	set_body(file->content_body, filter, strlen(filter));
}

void pdf_file_structure(struct pdf_file *file, unsigned key)
{
	if (!is_usable(file) || !file->page)
		return;
	HPDF_Dict_AddNumber(file->page, "StructParents", (HPDF_INT32)key);
	HPDF_Dict_AddName(file->page, "Tabs", "S");
}

void pdf_file_annotation(struct pdf_file *file, unsigned number)
{
	struct object *object = find(file, number);

	if (!is_usable(file) || !file->page || !object)
		return;
	HPDF_Array list = HPDF_Dict_GetItem(file->page, "Annots", HPDF_OCLASS_ARRAY);
	if (!list) {
		list = HPDF_Array_New(file->doc->mmgr);
		if (!list || HPDF_Dict_Add(file->page, "Annots", list) != HPDF_OK)
			return;
	}
	HPDF_Array_Add(list, object->dict);
}

void pdf_file_root(struct pdf_file *file, const char *key, unsigned number)
{
	struct object *object = find(file, number);

	if (is_usable(file) && object)
		HPDF_Dict_Add(file->doc->catalog, key, object->dict);
}

void pdf_file_root_list(struct pdf_file *file, const char *key, unsigned number)
{
	struct object *object = find(file, number);

	if (!is_usable(file) || !object)
		return;
	HPDF_Array list = HPDF_Array_New(file->doc->mmgr);
	if (list && HPDF_Dict_Add(file->doc->catalog, key, list) == HPDF_OK)
		HPDF_Array_Add(list, object->dict);
}

void pdf_file_root_name(struct pdf_file *file, const char *key, const char *name)
{
	if (is_usable(file))
		HPDF_Dict_AddName(file->doc->catalog, key, name);
}

void pdf_file_root_text(struct pdf_file *file, const char *key, const char *ascii)
{
	if (is_usable(file))
		HPDF_Dict_Add(file->doc->catalog, key,
			      HPDF_String_New(file->doc->mmgr, ascii, NULL));
}

static size_t utf16(unsigned char *out, const char *utf8)
{
	size_t length = strlen(utf8), count = 0;

	out[count++] = 0xFE;
	out[count++] = 0xFF;
	for (size_t at = 0; at < length && count / 2 < INFO_MOST;) {
		uint32_t c = text_next(utf8, length, &at);
		if (c > 0xFFFF) {
			uint32_t high = 0xD800 + (c - 0x10000) / 0x400;
			out[count++] = (unsigned char)(high >> 8);
			out[count++] = (unsigned char)high;
			c = 0xDC00 + (c - 0x10000) % 0x400;
		}
		out[count++] = (unsigned char)(c >> 8);
		out[count++] = (unsigned char)c;
	}
	return count;
}

void pdf_file_info(struct pdf_file *file, const char *key, const char *utf8)
{
	bool plain = true;

	if (!is_usable(file) || !file->doc->info)
		return;
	for (const char *p = utf8; *p; p++)
		plain = plain && (unsigned char)*p < 0x80;
	if (plain && strlen(utf8) < INFO_MOST) {
		HPDF_Dict_Add(file->doc->info, key, HPDF_String_New(file->doc->mmgr, utf8, NULL));
		return;
	}
	/* Not libharu's UTF-8 encoder: it loses what lies beyond U+FFFF. */
	unsigned char *bytes = xmalloc(2 * INFO_MOST + 8);
	size_t length = utf16(bytes, utf8);
	HPDF_Dict_Add(file->doc->info, key,
		      HPDF_Binary_New(file->doc->mmgr, bytes, (HPDF_UINT)length));
	free(bytes);
}

const char *pdf_file_producer(struct pdf_file *file)
{
	const char *text = NULL;

	if (is_usable(file))
		text = HPDF_GetInfoAttr(file->doc, HPDF_INFO_PRODUCER);
	return text ? text : "";
}

/* libharu does not look at what closing the file says; its end must be there. */
static int check_end(const char *path, struct error *err)
{
	static const char end[] = "%%EOF\n";
	char tail[sizeof end] = "";
	int result = -1;

	FILE *stream = fopen(path, "rb");
	if (stream && fseek(stream, -(long)(sizeof end - 1), SEEK_END) == 0 &&
	    fread(tail, 1, sizeof end - 1, stream) == sizeof end - 1 && strcmp(tail, end) == 0)
		result = 0;
	else
		error_set(err, "'%s': cannot be written completely", path);
	if (stream)
		fclose(stream);
	return result;
}

/* A device that was given as a path stays. */
static void remove_file(const char *path)
{
	struct stat status;

	if (lstat(path, &status) == 0 && S_ISREG(status.st_mode))
		unlink(path);
}

int pdf_file_save(struct pdf_file *file, const char *path, struct error *err)
{
	int result = -1;

	if (!is_usable(file))
		return error_set(err, "'%s': cannot be made: libharu reports error 0x%04lX", path,
				 file->doc ? HPDF_GetError(file->doc) : 0ul);
	errno = 0;
	HPDF_STATUS status = HPDF_SaveToFile(file->doc, path);
	if (status != HPDF_OK)
		error_set(err, "'%s': cannot be written: %s (libharu error 0x%04lX)", path,
			  errno ? strerror(errno) : "unknown reason", (unsigned long)status);
	else
		result = check_end(path, err);
	if (result)
		remove_file(path);
	return result;
}
