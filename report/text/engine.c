#include "report/text/engine.h"

#include <stdlib.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/text/internal.h"

struct text_engine *text_engine_new(struct error *err)
{
	struct text_engine *engine = xcalloc(1, sizeof *engine);

	engine->order = text_order_new();
	engine->cache = text_cache_new();
	engine->buffer = hb_buffer_create();
	engine->fonts = text_fonts_new(err);
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

double text_width(struct text_engine *engine, const struct text_style *style, const char *text,
		  size_t length)
{
	return text_shape(engine, style->weight, TEXT_AUTO, text, length)->width * style->size;
}
