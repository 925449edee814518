/*
 * text_shape - one line of text as positioned glyphs: ordered for the eye by ICU,
 * shaped by HarfBuzz. For the text_ files and for drawing.
 *
 * Glyphs are in drawing order, from left to right. Which bytes of the text they
 * show is told so that reading the glyphs' bytes in that order, right-to-left
 * stretches from the right, gives the text back; a span of those has its
 * characters in the order of the text.
 */
#ifndef REPORT_TEXT_SHAPE_H
#define REPORT_TEXT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/text/engine.h"

struct text_font;

struct text_glyph {
	uint32_t glyph;
	int font;
	int advance, dx, dy;   /* in the font's units; dy upward */
	uint32_t text, length; /* the bytes it shows; length 0: shown by another one */
	uint32_t span;	       /* not 0: this many glyphs from here show the bytes together */
	bool backward;	       /* in a right-to-left stretch */
};

struct text_shaped {
	struct text_glyph *glyphs;
	size_t count;
	double width;	/* for a size of 1 */
	size_t missing; /* characters drawn as boxes */
};

/* Borrowed, valid until the next call for this engine. Never NULL. */
const struct text_shaped *text_shape(struct text_engine *engine, enum text_weight weight,
				     enum text_direction direction, const char *text,
				     size_t length);

/* The fonts that glyphs name. */
const struct text_font *text_engine_font(const struct text_engine *engine, int font);
void text_engine_miss(struct text_engine *engine, size_t characters);

#endif
