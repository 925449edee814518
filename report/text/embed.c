#include "report/text/embed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <hb-subset.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/text/font.h"

double text_glyph_width(const struct text_font *font, uint32_t glyph)
{
	double width = (double)hb_font_get_glyph_h_advance(font->font, glyph) * 1000 / font->units;

	/* Tenths are written, so that is what readers advance by. */
	return round(width * 10) / 10;
}

uint32_t text_glyph_blank(const struct text_font *font)
{
	hb_codepoint_t blank = 0;

	return hb_font_get_nominal_glyph(font->font, ' ', &blank) ? blank : 0;
}

/* What shapes and names is done with: outlines and their sizes are left. */
static void drop_tables(hb_subset_input_t *input)
{
	static const char tables[][5] = { "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern",
					  "kerx", "morx", "name", "OS/2", "post", "cmap", "DSIG",
					  "gasp", "hdmx", "VDMX", "LTSH", "vhea", "vmtx", "VORG",
					  "fvar", "gvar", "avar", "HVAR", "MVAR", "VVAR", "STAT",
					  "cvar", "CBDT", "CBLC", "EBDT", "EBLC", "COLR", "CPAL",
					  "SVG ", "sbix", "meta", "FFTM", "PCLT" };
	hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (size_t i = 0; i < COUNT_OF(tables); i++)
		hb_set_add(dropped, hb_tag_from_string(tables[i], 4));
}

static hb_subset_input_t *new_input(const uint32_t *glyphs, size_t count)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		return NULL;
	for (size_t i = 0; i < count; i++)
		hb_set_add(hb_subset_input_glyph_set(input), glyphs[i]);
	drop_tables(input);
	hb_subset_input_set_flags(input,
				  HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	return input;
}

/* An INDEX of a CFF: where its data begins, and where the next thing does; false when
 * it is damaged or empty. */
static bool read_index(const unsigned char *bytes, size_t length, size_t at, size_t *data,
		       size_t *next)
{
	if (at + 3 > length)
		return false;
	size_t count = (size_t)bytes[at] << 8 | bytes[at + 1], size = bytes[at + 2];
	size_t offsets = at + 3, end = 0;
	if (!count || size < 1 || size > 4 || offsets + (count + 1) * size > length)
		return false;
	for (size_t i = 0; i < size; i++)
		end = end << 8 | bytes[offsets + count * size + i];
	*data = offsets + (count + 1) * size;
	*next = *data - 1 + end;
	return true;
}

/*
 * Whether the glyphs of a CFF go by CIDs, which HarfBuzz keeps: the first operator
 * of its top dictionary is ROS then, after three numbers of 1, 2, 3 or 5 bytes.
 */
static bool goes_by_cid(const unsigned char *bytes, size_t length)
{
	size_t names = 0, dictionary = 0, at = 0;

	if (length < 4 || !read_index(bytes, length, bytes[2], &names, &dictionary) ||
	    !read_index(bytes, length, dictionary, &at, &names))
		return false;
	for (int operand = 0; operand < 3 && at < length; operand++) {
		unsigned first = bytes[at];
		at += first == 29 ? 5 : first == 28 ? 3 : first >= 247 ? 2 : 1;
	}
	return at + 1 < length && bytes[at] == 12 && bytes[at + 1] == 30;
}

static hb_blob_t *program_of(hb_face_t *face, bool is_cff)
{
	return is_cff ? hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '))
		      : hb_face_reference_blob(face);
}

static int take(struct text_subset *out, hb_face_t *face, const hb_map_t *numbers,
		const struct text_font *font, const uint32_t *glyphs, size_t count)
{
	hb_blob_t *blob = program_of(face, font->is_cff);
	unsigned length = 0;
	const char *bytes = hb_blob_get_data(blob, &length);
	bool keeps = font->is_cff && goes_by_cid((const unsigned char *)bytes, length);

	if (length) {
		out->bytes = memcpy(xmalloc(length), bytes, length);
		out->length = length;
		out->numbers = xcalloc(count, sizeof *out->numbers);
		for (size_t i = 0; i < count; i++)
			out->numbers[i] = keeps ? glyphs[i] : hb_map_get(numbers, glyphs[i]);
	}
	hb_blob_destroy(blob);
	return length ? 0 : -1;
}

int text_subset_make(struct text_subset *out, const struct text_font *font, const uint32_t *glyphs,
		     size_t count)
{
	hb_subset_input_t *input = new_input(glyphs, count);
	hb_subset_plan_t *plan = NULL;
	hb_face_t *face = NULL;
	int result = -1;

	if (input)
		plan = hb_subset_plan_create_or_fail(font->face, input);
	if (plan)
		face = hb_subset_plan_execute_or_fail(plan);
	if (face)
		result = take(out, face, hb_subset_plan_old_to_new_glyph_mapping(plan), font,
			      glyphs, count);
	hb_face_destroy(face);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	return result;
}

void text_subset_release(struct text_subset *subset)
{
	free(subset->bytes);
	free(subset->numbers);
	*subset = (struct text_subset){ .bytes = NULL };
}
