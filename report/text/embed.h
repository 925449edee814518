/*
 * text_embed - the part of a font that a document needs, cut out by HarfBuzz.
 */
#ifndef REPORT_TEXT_EMBED_H
#define REPORT_TEXT_EMBED_H

#include <stddef.h>
#include <stdint.h>

struct text_font;

struct text_subset {
	char *bytes; /* a TrueType file, or a bare CFF */
	size_t length;
	uint32_t *numbers; /* of the glyphs asked for, in the part */
};

/* How wide a glyph is in the font, in thousandths of its size. */
double text_glyph_width(const struct text_font *font, uint32_t glyph);

/* A glyph without outlines, the blank; 0 when the font has none. */
uint32_t text_glyph_blank(const struct text_font *font);

/* Fills `out`; -1, leaving it empty, when HarfBuzz cannot. */
int text_subset_make(struct text_subset *out, const struct text_font *font, const uint32_t *glyphs,
		     size_t count);
void text_subset_release(struct text_subset *subset);

#endif
