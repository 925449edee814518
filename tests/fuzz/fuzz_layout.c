/*
 * The text layout, with the fonts that are installed: any bytes, any width. No byte
 * is lost or shown twice, no line is wider than its box unless a single character
 * is, nothing stands outside the page.
 *
 * The first four bytes choose width, size, weight, alignment and how the rest is
 * cut into blocks (at a form feed, which no cleaned text holds).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/flow/flow.h"
#include "report/text/engine.h"
#include "report/text/shape.h"
#include "tests/fuzz/property.h"

#define CHOICES 4
#define TEXT_MOST 2048
#define TOLERANCE 0.02

static struct text_engine *engine;

static const struct flow_frame frame = {
	.width = 420, .height = 300, .left = 10, .right = 10, .top = 10, .bottom = 10
};

static struct text_style style_of(const struct flow_style *style)
{
	return (struct text_style){ style->size, (enum text_weight)style->weight };
}

static double width(void *context, const struct flow_style *style, const char *text, size_t length)
{
	const struct text_style as = style_of(style);

	return text_width(context, &as, text, length);
}

static size_t line(void *context, const struct flow_style *style, const char *text, size_t length,
		   double most)
{
	const struct text_style as = style_of(style);

	return text_line(context, &as, text, length, most);
}

static bool right_to_left(void *context, const char *text, size_t length)
{
	(void)context;
	return text_is_right_to_left(text, length);
}

static void close_engine(void)
{
	text_engine_free(engine);
}

/* Once, because fonts take long to find. */
static void open_engine(void)
{
	struct error err = { .message = "" };

	if (engine)
		return;
	engine = text_engine_new(&err);
	if (!engine) {
		(void)fprintf(stderr, "%s\n", err.message);
		exit(1);
	}
	(void)atexit(close_engine);
}

static size_t trimmed(const char *text, size_t length)
{
	while (length && strchr(" \t\r\n", text[length - 1]) && text[length - 1])
		length--;
	return length;
}

/* No two glyphs show the same byte. */
static void check_glyphs(const struct text_style *style, const char *text, size_t length)
{
	static unsigned char seen[TEXT_MOST];
	const struct text_shaped *shaped =
		text_shape(engine, style->weight, TEXT_AUTO, text, length);

	memset(seen, 0, length);
	for (size_t i = 0; i < shaped->count; i++) {
		const struct text_glyph *glyph = &shaped->glyphs[i];
		HOLDS(glyph->text + glyph->length <= length);
		HOLDS(glyph->span == 0 || i + glyph->span <= shaped->count);
		HOLDS(text_engine_font(engine, glyph->font) != NULL);
		for (size_t b = 0; b < glyph->length; b++)
			HOLDS(seen[glyph->text + b]++ == 0);
	}
	HOLDS(shaped->missing <= shaped->count);
	/* A text with something to draw is shown to its last byte. */
	bool drawn = property_is_utf8(text, length) && shaped->count > 0;
	for (size_t b = 0; drawn && b < length; b++)
		HOLDS(seen[b] || (unsigned char)text[b] < 0x20 || (unsigned char)text[b] >= 0x7F);
}

/* Whether a break leaves something narrower than the whole to put on the line. */
static bool is_one(const struct text_style *style, const char *text, size_t length)
{
	return text_line(engine, style, text, length, 0) >= length;
}

static void check_lines(const struct text_style *style, const char *text, size_t length,
			double most)
{
	bool well_formed = property_is_utf8(text, length);

	while (length) {
		size_t taken = text_line(engine, style, text, length, most);
		HOLDS(taken >= 1 && taken <= length);
		HOLDS(!well_formed || property_is_utf8(text, taken));
		const char *feed = memchr(text, '\n', taken);
		HOLDS(!feed || feed == text + taken - 1);
		size_t visible = trimmed(text, taken);
		HOLDS(text_width(engine, style, text, visible) <= most + TOLERANCE ||
		      is_one(style, text, visible));
		check_glyphs(style, text, taken);
		text += taken;
		length -= taken;
	}
}

struct flowing {
	struct flow *flow;
	struct flow_text how;
	char *text; /* cut at form feeds */
	size_t length;
};

/* The blocks, one a piece of the text. */
static void fill(struct flowing *flowing, uint8_t choice)
{
	const struct flow_panel card = { .w = 400, .pad = 6, .fill = 1, .border = 1 };
	int panel = choice & 8 ? flow_panel(flowing->flow, &card) : 0;

	for (size_t at = 0; at < flowing->length; at += strlen(flowing->text + at) + 1) {
		struct flow_block *block = flow_block(flowing->flow);
		block->space_before = choice & 16 ? 7 : 0;
		block->keep_with_next = (choice & 32) != 0;
		block->panel = panel;
		block->height = flow_text(flowing->flow, block, &flowing->how, flowing->text + at);
	}
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\0';
}

/* Eats what the item shows from the text; blanks where lines end may be left out. */
static size_t eat(const struct flowing *flowing, size_t at, const struct flow_item *item)
{
	for (size_t i = 0; i < item->length; i++, at++) {
		while (at < flowing->length && flowing->text[at] != item->text[i])
			HOLDS(is_blank(flowing->text[at++]));
		HOLDS(at < flowing->length);
	}
	return at;
}

static void check_item(const struct flowing *flowing, const struct flow_item *item)
{
	const struct text_style style = style_of(&item->style);
	double top = item->y - flow_baseline(&item->style);
	double right = frame.left + flowing->how.x + flowing->how.width;
	/* What is left out at the end of a line is not looked at: blanks but no tabs. */
	double wide = text_width(engine, &style, item->text, trimmed(item->text, item->length));
	bool fits = wide <= flowing->how.width + TOLERANCE && wide >= item->w - TOLERANCE;

	HOLDS(top >= frame.top - TOLERANCE);
	HOLDS(top + item->h <= frame.height - frame.bottom + TOLERANCE);
	HOLDS(!fits || item->x >= frame.left + flowing->how.x - TOLERANCE);
	HOLDS(!fits || item->x + item->w <= right + TOLERANCE);
}

static void check_flow(const uint8_t *choices, char *text, size_t length, double most)
{
	static const struct flow_measure measure = { .width = width,
						     .line = line,
						     .right_to_left = right_to_left };
	struct flow_measure with = measure;
	struct flow_result result;
	size_t at = 0, page = 0;

	with.context = engine;
	struct flowing flowing = {
		.flow = flow_new(&frame, &with),
		.how = { .width = most < 400 ? most : 400,
			 .style = { .size = 6 + choices[1] % 16,
				    .weight = (enum flow_weight)(choices[2] % 3) },
			 .align = (enum flow_align)(choices[3] & 3),
			 .breaks = (choices[3] & 4) != 0 },
		.text = text,
		.length = length,
	};
	fill(&flowing, choices[3]);
	flow_place(flowing.flow, &result);
	for (size_t i = 0; i < result.count; i++) {
		const struct flow_placed *placed = &result.items[i];
		HOLDS(placed->page < result.pages);
		if (placed->item.kind != FLOW_TEXT)
			continue;
		HOLDS(placed->page >= page);
		page = placed->page;
		check_item(&flowing, &placed->item);
		at = eat(&flowing, at, &placed->item);
	}
	for (; at < length; at++)
		HOLDS(is_blank(text[at]));
	flow_free(flowing.flow);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < CHOICES || size > CHOICES + TEXT_MOST)
		return 0;
	mem_init();
	open_engine();
	const struct text_style style = { .size = 6 + data[1] % 16,
					  .weight = (enum text_weight)(data[2] % 3) };
	size_t length = size - CHOICES;
	double most = data[0] * 2.0;
	char *text = property_text(data + CHOICES, length);
	check_lines(&style, text, length, most);
	for (size_t i = 0; i < length; i++)
		if (text[i] == '\f')
			text[i] = '\0';
	check_flow(data, text, length, most);
	free(text);
	return 0;
}
