#include "report/text/engine.h"

#include <stdlib.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/text/internal.h"

struct text_engine *text_engine_new_with(const char *const *families, size_t count,
					 struct error *err)
{
	struct text_engine *engine = xcalloc(1, sizeof *engine);

	engine->order = text_order_new();
	engine->cache = text_cache_new();
	engine->buffer = hb_buffer_create();
	engine->fonts = text_fonts_new(families, count, err);
	if (!engine->fonts)
		goto failed;
	engine->breaker = text_breaker_new();
	if (!engine->breaker) {
		error_set(err, "ICU cannot break lines: its data is missing");
		goto failed;
	}
	return engine;
failed:
	text_engine_free(engine);
	return NULL;
}

struct text_engine *text_engine_new(struct error *err)
{
	return text_engine_new_with(NULL, 0, err);
}

void text_engine_free(struct text_engine *engine)
{
	if (!engine)
		return;
	text_breaker_free(engine->breaker);
	text_fonts_free(engine->fonts);
	hb_buffer_destroy(engine->buffer);
	text_cache_free(engine->cache);
	text_order_free(engine->order);
	free(engine->chars.chars);
	free(engine->chars.items);
	free(engine->glyphs);
	free(engine->clusters);
	free(engine);
}

const struct text_font *text_engine_font(const struct text_engine *engine, int font)
{
	return text_fonts_get(engine->fonts, font);
}

void text_engine_miss(struct text_engine *engine, size_t characters)
{
	engine->missing += characters;
}

size_t text_missing(const struct text_engine *engine)
{
	return engine->missing;
}

const char *text_family(const struct text_engine *engine, size_t index)
{
	return text_fonts_family(engine->fonts, index);
}

double text_width(struct text_engine *engine, const struct text_style *style, const char *text,
		  size_t length)
{
	return text_shape(engine, style->weight, TEXT_AUTO, text, length)->width * style->size;
}

static const struct text_font *main_font(const struct text_engine *engine,
					 const struct text_style *style)
{
	return text_fonts_get(engine->fonts, text_fonts_main(engine->fonts, style->weight));
}

double text_ascent(struct text_engine *engine, const struct text_style *style)
{
	const struct text_font *font = main_font(engine, style);

	return style->size * font->ascent / font->units;
}

double text_descent(struct text_engine *engine, const struct text_style *style)
{
	const struct text_font *font = main_font(engine, style);

	return style->size * font->descent / font->units;
}

double text_cap_height(struct text_engine *engine, const struct text_style *style)
{
	const struct text_font *font = main_font(engine, style);

	return style->size * font->cap_height / font->units;
}
