/*
 * text_font - the fonts that are installed, in the order they are tried: found by
 * fontconfig, read by HarfBuzz. For the other text_ files alone.
 */
#ifndef REPORT_TEXT_FONT_H
#define REPORT_TEXT_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <hb.h>

#include "report/text/engine.h"

struct error;

/* One font file that is open. Measures are in its own units. */
struct text_font {
	char *path;
	unsigned index; /* in a collection */
	char *name;	/* PostScript name, [A-Za-z0-9-] */
	hb_face_t *face;
	hb_font_t *font; /* scaled to its units */
	unsigned units;	 /* per em */
	int ascent, descent, cap_height;
	int box[4];  /* of all glyphs: left, bottom, right, top */
	bool is_cff; /* else TrueType outlines */
	bool is_bold;
};

/* NULL when it cannot be read, or not be embedded. */
struct text_font *text_font_open(const char *path, unsigned index, const char *name);
void text_font_free(struct text_font *font);

#define TEXT_NO_FONT (-1)

struct text_fonts;

struct text_fonts *text_fonts_new(struct error *err);
void text_fonts_free(struct text_fonts *fonts); /* NULL is fine */
/* What is installed is looked up once for all; who asks after this gets what is there then. */
void text_fonts_forget(void);

const struct text_font *text_fonts_get(const struct text_fonts *fonts, int font);

/*
 * The font of this weight for characters that belong together, the first one in
 * the chain that has them all, else has the first; then any other that is
 * installed. TEXT_NO_FONT when nothing can draw it.
 */
int text_fonts_choose(struct text_fonts *fonts, enum text_weight weight, const uint32_t *characters,
		      size_t count);
/* The first family of the chain, which decides heights. */
int text_fonts_main(const struct text_fonts *fonts, enum text_weight weight);

#endif
