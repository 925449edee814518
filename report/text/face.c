/* A font file that is open: what HarfBuzz and its tables say of it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>

#include "audit/core/mem.h"
#include "report/text/font.h"

static bool has_table(hb_face_t *face, const char *tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
	bool found = hb_blob_get_length(blob) > 0;

	hb_blob_destroy(blob);
	return found;
}

/* Outlines that a PDF can hold, from a maker who lets them be embedded in parts
 * (fsType of OS/2: restricted, no subsetting, bitmaps only). */
static bool is_embeddable(hb_face_t *face)
{
	hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned length = 0;
	const char *bytes = hb_blob_get_data(blob, &length);
	unsigned rights = 0;

	if (length >= 10)
		rights = (unsigned)(unsigned char)bytes[8] << 8 | (unsigned char)bytes[9];
	hb_blob_destroy(blob);
	return (rights & 0x0302) == 0 && (has_table(face, "glyf") || has_table(face, "CFF "));
}

/* The box of all glyphs, out of the table 'head'. */
static void read_box(struct text_font *font)
{
	hb_blob_t *blob = hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned length = 0;
	const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(blob, &length);

	for (size_t i = 0; length >= 44 && i < 4; i++)
		font->box[i] = (int16_t)(bytes[36 + 2 * i] << 8 | bytes[37 + 2 * i]);
	hb_blob_destroy(blob);
}

static char *plain_name(const char *name)
{
	char *copy = xstrdup(name), *to = copy;

	for (; *name; name++)
		if (isalnum((unsigned char)*name) || *name == '-')
			*to++ = *name;
	*to = '\0';
	return copy;
}

struct text_font *text_font_open(const char *path, unsigned index, const char *name)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	hb_font_extents_t extents = { 0 };
	hb_position_t height = 0;

	if (!blob)
		return NULL;
	hb_face_t *face = hb_face_create(blob, index);
	hb_blob_destroy(blob);
	if (!hb_face_get_glyph_count(face) || !is_embeddable(face)) {
		hb_face_destroy(face);
		return NULL;
	}
	struct text_font *font = xcalloc(1, sizeof *font);
	font->face = face;
	font->font = hb_font_create(face);
	font->units = hb_face_get_upem(face);
	hb_font_set_scale(font->font, (int)font->units, (int)font->units);
	hb_font_get_h_extents(font->font, &extents);
	font->ascent = extents.ascender;
	font->descent = -extents.descender;
	font->cap_height = font->ascent * 7 / 10;
	if (hb_ot_metrics_get_position(font->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height) &&
	    height > 0)
		font->cap_height = height;
	font->is_cff = !has_table(face, "glyf");
	read_box(font);
	font->path = xstrdup(path);
	font->index = index;
	font->name = plain_name(name);
	return font;
}

void text_font_free(struct text_font *font)
{
	hb_font_destroy(font->font);
	hb_face_destroy(font->face);
	free(font->path);
	free(font->name);
	free(font);
}
