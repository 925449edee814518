/*
 * text_parts - what the text_ files share; nobody else includes it.
 */
#ifndef REPORT_TEXT_INTERNAL_H
#define REPORT_TEXT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <hb.h>

#include "report/text/font.h"
#include "report/text/shape.h"

/* A character of the text being shaped. */
struct text_char {
	uint32_t c;
	uint32_t text, length; /* its bytes */
	uint8_t level;	       /* bidirectional: odd is right to left */
	bool joined;	       /* to the one before: a mark, a joiner, a variation */
};

/* Characters of one font, script and level. */
struct text_item {
	size_t from, to;
	int font; /* TEXT_NO_FONT: boxes */
	hb_script_t script;
	uint8_t level;
};

struct text_chars {
	struct text_char *chars;
	size_t count, capacity;
	bool has_right_to_left;
	struct text_item *items; /* in the order of the text */
	size_t item_count, item_capacity;
};

/* Takes text apart: characters with their levels, and items. */
void text_decode(struct text_chars *chars, const char *text, size_t length);
void text_itemise(struct text_chars *chars, struct text_fonts *fonts, enum text_weight weight);
bool text_is_mark(uint32_t c);

/* Levels by the Unicode bidirectional algorithm. */
struct text_order;
struct text_order *text_order_new(void);
void text_order_free(struct text_order *order);
void text_order_levels(struct text_order *order, struct text_chars *chars,
		       enum text_direction direction);
/* The items' numbers from left to right, in `order`'s memory. */
const int *text_order_visual(struct text_order *order, const struct text_chars *chars);

/* Tells each glyph of an item which bytes it shows. `cluster[i]` is the first character
 * of glyph `i`, as HarfBuzz groups them. */
void text_assign(const struct text_chars *chars, const struct text_item *item,
		 struct text_glyph *glyphs, const uint32_t *cluster, size_t count);

/* Shaped text that came up before. */
struct text_cache;
struct text_cache *text_cache_new(void);
void text_cache_free(struct text_cache *cache);

struct text_key {
	enum text_weight weight;
	enum text_direction direction;
	const char *text;
	size_t length;
};

/* NULL when it is not there. */
const struct text_shaped *text_cache_find(struct text_cache *cache, const struct text_key *key);
/* Takes the glyphs over; returns what is kept. */
const struct text_shaped *text_cache_keep(struct text_cache *cache, const struct text_key *key,
					  const struct text_shaped *shaped);

/* Where lines may end. */
struct text_breaker;
struct text_breaker *text_breaker_new(void); /* NULL when ICU has no rules */
void text_breaker_free(struct text_breaker *breaker);
enum text_break { TEXT_BREAK_LINE, TEXT_BREAK_CHARACTER };
void text_breaker_begin(struct text_breaker *breaker, enum text_break kind, const char *text,
			size_t length);
/* The first place after `at`; `length` at the end. */
size_t text_breaker_next(struct text_breaker *breaker, size_t at);

struct text_engine {
	struct text_fonts *fonts;
	struct text_order *order;
	struct text_cache *cache;
	struct text_breaker *breaker;
	struct text_chars chars;
	hb_buffer_t *buffer;
	struct text_glyph *glyphs; /* of the line being shaped */
	size_t glyph_count, glyph_capacity;
	uint32_t *clusters;
	size_t cluster_capacity;
	size_t missing;
};

#endif
