#include "report/text/shape.h"

#include <string.h>

#include "audit/core/mem.h"
#include "report/text/internal.h"

#define BOX 0x25A1 /* stands for what no font has */

static struct text_glyph *add_glyph(struct text_engine *engine, uint32_t cluster)
{
	size_t at = engine->glyph_count;

	ARRAY_RESERVE(engine->glyphs, at, engine->glyph_capacity);
	/* Both grow alike. */
	if (engine->cluster_capacity < engine->glyph_capacity) {
		engine->cluster_capacity = engine->glyph_capacity;
		engine->clusters = xrealloc(engine->clusters,
					    engine->cluster_capacity * sizeof *engine->clusters);
	}
	engine->clusters[at] = cluster;
	engine->glyphs[at] = (struct text_glyph){ .glyph = 0 };
	engine->glyph_count++;
	return &engine->glyphs[at];
}

/* One box for each character with its marks. */
static void shape_boxes(struct text_engine *engine, const struct text_item *item)
{
	static const uint32_t box[] = { BOX };
	const size_t count = item->to - item->from;
	int font = text_fonts_choose(engine->fonts, TEXT_REGULAR, box, 1);
	hb_codepoint_t glyph = 0;

	if (font == TEXT_NO_FONT)
		font = text_fonts_main(engine->fonts, TEXT_REGULAR);
	const struct text_font *in = text_fonts_get(engine->fonts, font);
	hb_font_get_nominal_glyph(in->font, BOX, &glyph);
	for (size_t i = 0; i < count; i++) {
		size_t at = item->level & 1 ? item->to - 1 - i : item->from + i;
		if (engine->chars.chars[at].joined && at > item->from)
			continue;
		struct text_glyph *drawn = add_glyph(engine, (uint32_t)at);
		drawn->glyph = glyph;
		drawn->font = font;
		drawn->advance = hb_font_get_glyph_h_advance(in->font, glyph);
	}
}

static void shape_item(struct text_engine *engine, const struct text_item *item)
{
	hb_buffer_t *buffer = engine->buffer;
	unsigned count = 0;

	hb_buffer_clear_contents(buffer);
	/* Invisible characters leave no glyph; their bytes go to the one before. */
	hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_set_direction(buffer, item->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(buffer, item->script);
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	for (size_t i = item->from; i < item->to; i++)
		hb_buffer_add(buffer, engine->chars.chars[i].c, (unsigned)i);
	hb_shape(text_fonts_get(engine->fonts, item->font)->font, buffer, NULL, 0);
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
	const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, &count);
	for (unsigned i = 0; i < count; i++) {
		struct text_glyph *drawn = add_glyph(engine, info[i].cluster);
		drawn->glyph = info[i].codepoint;
		drawn->font = item->font;
		drawn->advance = position[i].x_advance;
		drawn->dx = position[i].x_offset;
		drawn->dy = position[i].y_offset;
	}
}

static void shape_line(struct text_engine *engine, struct text_shaped *shaped)
{
	const struct text_chars *chars = &engine->chars;
	const int *visual = text_order_visual(engine->order, chars);

	engine->glyph_count = 0;
	for (size_t i = 0; i < chars->item_count; i++) {
		const struct text_item *item = &chars->items[visual[i]];
		size_t first = engine->glyph_count;
		if (item->font == TEXT_NO_FONT)
			shape_boxes(engine, item);
		else
			shape_item(engine, item);
		size_t count = engine->glyph_count - first;
		if (item->font == TEXT_NO_FONT)
			shaped->missing += count;
		if (count)
			text_assign(chars, item, engine->glyphs + first, engine->clusters + first,
				    count);
	}
}

/* Below U+0580 nothing is written from right to left; bytes behind the first of a character are
 * less than this too. */
static bool is_left_to_right(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0xD6)
			return false;
	return true;
}

const struct text_shaped *text_shape(struct text_engine *engine, enum text_weight weight,
				     enum text_direction direction, const char *text, size_t length)
{
	/* So that what was measured is known when it is drawn. */
	if (direction == TEXT_AUTO && is_left_to_right(text, length))
		direction = TEXT_LEFT_TO_RIGHT;
	const struct text_key key = { weight, direction, text, length };
	const struct text_shaped *known = text_cache_find(engine->cache, &key);
	struct text_shaped shaped = { .count = 0 };

	if (known)
		return known;
	text_decode(&engine->chars, text, length);
	text_order_levels(engine->order, &engine->chars, direction);
	text_itemise(&engine->chars, engine->fonts, weight);
	shape_line(engine, &shaped);
	for (size_t i = 0; i < engine->glyph_count; i++)
		shaped.width += (double)engine->glyphs[i].advance /
				text_fonts_get(engine->fonts, engine->glyphs[i].font)->units;
	shaped.count = engine->glyph_count;
	shaped.glyphs = xmalloc(shaped.count * sizeof *shaped.glyphs);
	if (shaped.count)
		memcpy(shaped.glyphs, engine->glyphs, shaped.count * sizeof *shaped.glyphs);
	return text_cache_keep(engine->cache, &key, &shaped);
}
