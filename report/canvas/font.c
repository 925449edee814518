/*
 * The document's fonts. A code stands for a glyph and the text it shows, so that
 * what is read back is exact even where one glyph shows different characters.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/hash.h"
#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"
#include "report/text/embed.h"
#include "report/text/font.h"

#define CODES_MOST 65000u /* of two bytes; then the font is begun anew */
#define CHUNK 100u	  /* lines in a block of a CMap */

struct entry {
	uint32_t glyph;
	size_t text; /* in the pool */
	size_t length;
	bool is_blank; /* of any width; a glyph has one */
	double width;
};

struct canvas_font {
	int font;	       /* of the engine */
	struct entry *entries; /* code - 1 */
	size_t count, capacity;
	uint32_t *table; /* codes by hash, 0: free */
	size_t table_size;
	struct str pool;
	unsigned object;
};

static uint32_t hash_of(uint32_t glyph, const char *text, size_t length)
{
	uint32_t hash = hash_steps(hash_step(HASH_BEGIN, glyph), text, length);

	return hash ^ hash >> 15;
}

static uint32_t *slot(const struct canvas_font *font, const struct entry *wanted, const char *text)
{
	size_t at = hash_of(wanted->glyph, text, wanted->length) & (font->table_size - 1);

	for (;; at = (at + 1) & (font->table_size - 1)) {
		uint32_t code = font->table[at];
		if (!code)
			break;
		const struct entry *entry = &font->entries[code - 1];
		if (entry->glyph == wanted->glyph && entry->is_blank == wanted->is_blank &&
		    (!entry->is_blank || entry->width == wanted->width) &&
		    entry->length == wanted->length &&
		    memcmp(str_text(&font->pool) + entry->text, text, entry->length) == 0)
			break;
	}
	return &font->table[at];
}

static void grow_table(struct canvas_font *font)
{
	if (font->table_size > 2 * (font->count + 1))
		return;
	free(font->table);
	font->table_size = font->table_size ? 2 * font->table_size : 256;
	font->table = xcalloc(font->table_size, sizeof *font->table);
	for (size_t i = 0; i < font->count; i++) {
		const struct entry *entry = &font->entries[i];
		*slot(font, entry, str_text(&font->pool) + entry->text) = (uint32_t)i + 1;
	}
}

static size_t font_of(struct canvas *canvas, int wanted)
{
	for (size_t i = 0; i < canvas->font_count; i++)
		if (canvas->fonts[i].font == wanted && canvas->fonts[i].count < CODES_MOST)
			return i;
	ARRAY_RESERVE(canvas->fonts, canvas->font_count, canvas->font_capacity);
	canvas->fonts[canvas->font_count] = (struct canvas_font){
		.font = wanted,
		.pool = STR_INIT(PDF_LIMIT),
		.object = pdf_file_object(canvas->file),
	};
	return canvas->font_count++;
}

static struct canvas_code code_of(struct canvas *canvas, int in, struct entry *wanted,
				  const char *text)
{
	size_t index = font_of(canvas, in);
	struct canvas_font *font = &canvas->fonts[index];

	grow_table(font);
	uint32_t *code = slot(font, wanted, text);
	if (!*code) {
		if (!wanted->is_blank)
			wanted->width =
				text_glyph_width(text_engine_font(canvas->text, in), wanted->glyph);
		wanted->text = font->pool.length;
		ARRAY_RESERVE(font->entries, font->count, font->capacity);
		font->entries[font->count++] = *wanted;
		str_add(&font->pool, text, wanted->length);
		*code = (uint32_t)font->count;
	}
	return (struct canvas_code){ .font = (int)index,
				     .code = *code,
				     .width = font->entries[*code - 1].width };
}

struct canvas_code canvas_font_code(struct canvas *canvas, const struct text_glyph *glyph,
				    const char *text)
{
	struct entry wanted = {
		.glyph = glyph->glyph,
		/* What a span tells as a whole is told by none of its glyphs. */
		.length = glyph->span ? 0 : glyph->length,
	};

	return code_of(canvas, glyph->font, &wanted, text + glyph->text);
}

struct canvas_code canvas_font_blank(struct canvas *canvas, int font, const char *text,
				     size_t length, double width)
{
	struct entry wanted = {
		.glyph = text_glyph_blank(text_engine_font(canvas->text, font)),
		.length = length,
		.is_blank = true,
		.width = round(width * 10) / 10,
	};

	if (!wanted.glyph)
		return (struct canvas_code){ .code = 0 };
	return code_of(canvas, font, &wanted, text);
}

static void begin_cmap(struct str *out, const char *name, int type)
{
	str_printf(out,
		   "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		   "/CIDSystemInfo <</Registry (Adobe) /Ordering (%s) /Supplement 0>> def\n"
		   "/CMapName /%s def\n/CMapType %d def\n"
		   "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
		   type == 2 ? "UCS" : "Identity", name, type);
}

static void end_cmap(struct str *out)
{
	str_puts(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static unsigned write_unicode(struct canvas *canvas, const struct canvas_font *font)
{
	struct str lines = STR_INIT(PDF_LIMIT), out = STR_INIT(PDF_LIMIT);
	size_t count = 0;

	begin_cmap(&out, "Adobe-Identity-UCS", 2);
	for (size_t i = 0; i < font->count; i++) {
		const struct entry *entry = &font->entries[i];
		if (entry->length) {
			str_putc(&lines, '<');
			pdf_code(&lines, (unsigned)i + 1);
			str_puts(&lines, "> <");
			pdf_utf16(&lines, str_text(&font->pool) + entry->text, entry->length);
			str_puts(&lines, ">\n");
			count++;
		}
		if (count == CHUNK || (i + 1 == font->count && count)) {
			str_printf(&out, "%zu beginbfchar\n%sendbfchar\n", count, str_text(&lines));
			str_clear(&lines);
			count = 0;
		}
	}
	end_cmap(&out);
	unsigned object = pdf_file_stream(canvas->file, "", str_text(&out), out.length, true);
	str_release(&lines);
	str_release(&out);
	return object;
}

/* From codes to the characters of a CFF. */
static unsigned write_encoding(struct canvas *canvas, const struct canvas_font *font,
			       const uint32_t *numbers)
{
	struct str out = STR_INIT(PDF_LIMIT);

	begin_cmap(&out, "Codes", 1);
	for (size_t i = 0; i < font->count; i++) {
		size_t left = font->count - i;
		if (i % CHUNK == 0)
			str_printf(&out, "%zu begincidchar\n", left < CHUNK ? left : CHUNK);
		str_printf(&out, "<%04zX> %u\n", i + 1, numbers[i]);
		if (left == 1 || i % CHUNK == CHUNK - 1)
			str_puts(&out, "endcidchar\n");
	}
	end_cmap(&out);
	unsigned object =
		pdf_file_stream(canvas->file,
				"/Type /CMap /CMapName /Codes /CIDSystemInfo "
				"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
				str_text(&out), out.length, true);
	str_release(&out);
	return object;
}

/* From codes to the glyphs of a TrueType font. */
static unsigned write_map(struct canvas *canvas, const struct canvas_font *font,
			  const uint32_t *numbers)
{
	unsigned char *bytes = xcalloc(font->count + 1, 2);

	for (size_t i = 0; i < font->count; i++) {
		bytes[2 * i + 2] = (unsigned char)(numbers[i] >> 8);
		bytes[2 * i + 3] = (unsigned char)numbers[i];
	}
	unsigned object = pdf_file_stream(canvas->file, "", bytes, 2 * font->count + 2, true);
	free(bytes);
	return object;
}

static unsigned write_program(struct canvas *canvas, const struct text_font *font,
			      const struct text_subset *subset, const char *name)
{
	char more[64];
	const double em = 1000.0 / font->units;

	(void)snprintf(more, sizeof more, font->is_cff ? "/Subtype /CIDFontType0C" : "/Length1 %zu",
		       subset->length);
	unsigned program = pdf_file_stream(canvas->file, more, subset->bytes, subset->length, true);
	struct str *out = canvas_object(canvas);
	/* Flag 4: what the codes mean is told by ToUnicode alone. */
	str_printf(out, "/Type /FontDescriptor /FontName /%s /Flags 4 /ItalicAngle 0 /StemV %d\n",
		   name, font->is_bold ? 140 : 80);
	str_puts(out, "/FontBBox [");
	for (size_t i = 0; i < 4; i++)
		pdf_number(out, font->box[i] * em);
	str_puts(out, "] /Ascent ");
	pdf_number(out, font->ascent * em);
	str_puts(out, "/Descent ");
	pdf_number(out, -font->descent * em);
	str_puts(out, "/CapHeight ");
	pdf_number(out, font->cap_height * em);
	str_printf(out, "\n/%s %u 0 R", font->is_cff ? "FontFile3" : "FontFile2", program);
	return canvas_new_object(canvas);
}

static void put_widths(struct str *out, const struct canvas_font *font, const uint32_t *numbers,
		       bool is_cff)
{
	str_puts(out, is_cff ? "/DW 1000 /W [" : "/DW 1000 /W [1 [");
	for (size_t i = 0; i < font->count; i++) {
		if (is_cff)
			str_printf(out, "%u [", numbers[i]);
		pdf_number(out, font->entries[i].width);
		if (is_cff)
			str_puts(out, "] ");
	}
	str_puts(out, is_cff ? "]\n" : "]]\n");
}

/* Six letters that differ where the parts of a font differ. */
static void full_name(char name[128], const struct text_font *font, const uint32_t *glyphs,
		      size_t count, size_t index)
{
	uint32_t hash = HASH_BEGIN + (uint32_t)index;
	char tag[7] = "";

	for (size_t i = 0; i < count; i++)
		hash = hash_step(hash, glyphs[i]);
	for (int i = 0; i < 6; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	(void)snprintf(name, 128, "%s+%.100s", tag, font->name);
}

static void write_dictionaries(struct canvas *canvas, const struct canvas_font *font,
			       const struct text_subset *subset, const char *name)
{
	const struct text_font *source = text_engine_font(canvas->text, font->font);
	unsigned descriptor = write_program(canvas, source, subset, name);
	unsigned unicode = write_unicode(canvas, font);
	unsigned map = source->is_cff ? write_encoding(canvas, font, subset->numbers)
				      : write_map(canvas, font, subset->numbers);
	struct str *out = canvas_object(canvas);

	str_printf(out,
		   "/Type /Font /Subtype /CIDFontType%d /BaseFont /%s /FontDescriptor %u 0 R\n"
		   "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n",
		   source->is_cff ? 0 : 2, name, descriptor);
	put_widths(out, font, subset->numbers, source->is_cff);
	if (!source->is_cff)
		str_printf(out, "/CIDToGIDMap %u 0 R", map);
	unsigned descendant = canvas_new_object(canvas);
	out = canvas_object(canvas);
	str_printf(out, "/Type /Font /Subtype /Type0 /BaseFont /%s%s /ToUnicode %u 0 R\n", name,
		   source->is_cff ? "-Codes" : "", unicode);
	str_printf(out, "/DescendantFonts [%u 0 R] ", descendant);
	if (source->is_cff)
		str_printf(out, "/Encoding %u 0 R", map);
	else
		str_puts(out, "/Encoding /Identity-H");
	canvas_fill_object(canvas, font->object);
}

static void write_font(struct canvas *canvas, size_t index)
{
	const struct canvas_font *font = &canvas->fonts[index];
	const struct text_font *source = text_engine_font(canvas->text, font->font);
	uint32_t *glyphs = xcalloc(font->count, sizeof *glyphs);
	struct text_subset subset = { .bytes = NULL };
	char name[128];

	for (size_t i = 0; i < font->count; i++)
		glyphs[i] = font->entries[i].glyph;
	if (text_subset_make(&subset, source, glyphs, font->count)) {
		canvas->broken_font = source->name;
	} else {
		full_name(name, source, glyphs, font->count, index);
		write_dictionaries(canvas, font, &subset, name);
	}
	text_subset_release(&subset);
	free(glyphs);
}

void canvas_fonts_write(struct canvas *canvas, struct str *resources)
{
	str_puts(resources, "/Font <<");
	for (size_t i = 0; i < canvas->font_count; i++) {
		write_font(canvas, i);
		str_printf(resources, "/F%zu %u 0 R ", i, canvas->fonts[i].object);
	}
	str_puts(resources, ">>\n");
}

void canvas_fonts_free(struct canvas *canvas)
{
	for (size_t i = 0; i < canvas->font_count; i++) {
		free(canvas->fonts[i].entries);
		free(canvas->fonts[i].table);
		str_release(&canvas->fonts[i].pool);
	}
	free(canvas->fonts);
}
