#include "report/canvas/file.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/canvas/pack.h"
#include "report/canvas/syntax.h"

/* libharu 2.3 and 2.4 agree on these; what moved between them is not touched. */
_Static_assert(offsetof(HPDF_Doc_Rec, pdf_version) == 4, "another libharu");
_Static_assert(offsetof(HPDF_Doc_Rec, mmgr) < offsetof(HPDF_Doc_Rec, catalog) &&
		       offsetof(HPDF_Doc_Rec, catalog) < offsetof(HPDF_Doc_Rec, xref),
	       "another libharu");

#define PAGES_PER_NODE 100 /* an array holds 32,767 items at most */
#define DEFLATED "/Filter /FlateDecode "
#define CHUNK 4096	/* bytes that are taken of it at once */
#define INFO_MOST 16000 /* characters; a string of libharu holds 65,535 bytes */

/* A dictionary that is empty to libharu: what it says is kept here. */
struct object {
	unsigned number;
	HPDF_Dict dict;
	char *entries; /* NULL: none */
	void *stream;  /* NULL: none */
	size_t stream_size;
};

struct pdf_file {
	HPDF_Doc doc;
	HPDF_Dict page;		/* the last one, */
	unsigned contents;	/* and what is drawn on it */
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
		free(file->objects[i].stream);
		free(file->objects[i].entries);
	}
	free(file->objects);
	free(file);
}

/* After the first error libharu refuses everything; so do we, without asking it. */
static bool is_usable(const struct pdf_file *file)
{
	return file->doc && HPDF_GetError(file->doc) == HPDF_NOERROR;
}

static unsigned number_of(HPDF_Dict dict)
{
	return dict->header.obj_id & 0x00FFFFFF;
}

/* Each dictionary right after it was made, for the order of numbers. */
static unsigned adopt(struct pdf_file *file, HPDF_Dict dict)
{
	ARRAY_RESERVE(file->objects, file->count, file->capacity);
	file->objects[file->count] = (struct object){ .number = number_of(dict), .dict = dict };
	return file->objects[file->count++].number;
}

unsigned pdf_file_object(struct pdf_file *file)
{
	if (!is_usable(file))
		return 0;
	HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
	if (!dict || HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK)
		return 0;
	return adopt(file, dict);
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

void pdf_file_fill(struct pdf_file *file, unsigned number, const char *bytes, size_t length)
{
	struct object *object = find(file, number);

	if (!object)
		return;
	free(object->entries);
	object->entries = memcpy(xcalloc(length + 1, 1), bytes, length);
}

static void set_stream(struct object *object, const void *bytes, size_t size, bool deflate)
{
	free(object->stream);
	if (deflate) {
		object->stream = pdf_deflate(bytes, size, &object->stream_size);
	} else {
		object->stream = memcpy(xmalloc(size), bytes, size);
		object->stream_size = size;
	}
}

unsigned pdf_file_stream(struct pdf_file *file, const char *body, const void *bytes, size_t size,
			 bool deflate)
{
	unsigned number = pdf_file_object(file);
	struct object *object = find(file, number);
	struct str entries = STR_INIT(PDF_LIMIT);

	if (!object)
		return 0;
	str_puts(&entries, deflate ? DEFLATED : "");
	str_puts(&entries, body);
	pdf_file_fill(file, number, str_text(&entries), entries.length);
	set_stream(object, bytes, size, deflate);
	str_release(&entries);
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
	HPDF_Dict contents = HPDF_Dict_GetItem(file->page, "Contents", HPDF_OCLASS_DICT);
	if (!contents)
		return 0;
	file->contents = adopt(file, contents);
	return number_of(file->page);
}

void pdf_file_content(struct pdf_file *file, const char *bytes, size_t size)
{
	struct object *contents = find(file, file->contents);

	if (!is_usable(file) || !contents)
		return;
	pdf_file_fill(file, file->contents, DEFLATED, strlen(DEFLATED));
	set_stream(contents, bytes, size, true);
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

static void add_entries(struct str *out, const struct object *object)
{
	str_puts(out, "<<");
	str_puts(out, object->entries ? object->entries : "");
	str_puts(out, ">>");
}

/* As libharu writes it. */
static void add_value(struct str *out, void *object, HPDF_MMgr memory)
{
	HPDF_Stream stream = HPDF_MemStream_New(memory, CHUNK);
	HPDF_BYTE bytes[CHUNK];
	HPDF_UINT length = 0;

	if (!stream)
		return;
	HPDF_Obj_WriteValue(object, stream, NULL);
	do {
		length = sizeof bytes;
		HPDF_Stream_Read(stream, bytes, &length);
		str_add(out, bytes, length);
	} while (length);
	HPDF_Stream_Free(stream);
}

/* An object that is no stream of ours. */
static void pack_value(struct pdf_file *file, struct pdf_pack *pack, unsigned number,
		       struct str *scratch)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(file->doc->xref, number);
	const struct object *object = find(file, number);

	str_clear(scratch);
	if (object)
		add_entries(scratch, object);
	/* The lengths of streams, which libharu makes objects of, stand in these. */
	else if (entry && ((HPDF_Obj_Header *)entry->obj)->obj_class != HPDF_OCLASS_NUMBER)
		add_value(scratch, entry->obj, file->doc->mmgr);
	if (scratch->length)
		pdf_pack_object(pack, number, str_text(scratch), scratch->length);
}

static void pack_objects(struct pdf_file *file, struct pdf_pack *pack, unsigned count)
{
	struct str scratch = STR_INIT(PDF_LIMIT);

	for (unsigned number = 1; number < count; number++) {
		const struct object *object = find(file, number);
		if (object && object->stream)
			pdf_pack_stream(pack, number, object->entries, object->stream,
					object->stream_size);
		else
			pack_value(file, pack, number, &scratch);
	}
	str_release(&scratch);
}

int pdf_file_save(struct pdf_file *file, const char *path, struct error *err)
{
	struct pdf_pack *pack = NULL;

	if (is_usable(file)) {
		const unsigned count = file->doc->xref->entries->count;
		pack = pdf_pack_open(path, count, err);
		if (!pack)
			return -1;
		pack_objects(file, pack, count);
	}
	if (is_usable(file))
		return pdf_pack_close(pack, number_of(file->doc->catalog),
				      number_of(file->doc->info), err);
	pdf_pack_abandon(pack);
	return error_set(err, "'%s': cannot be made: libharu reports error 0x%04lX", path,
			 file->doc ? HPDF_GetError(file->doc) : 0ul);
}
