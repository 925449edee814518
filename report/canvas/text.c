/* A line of text as one text object. */
#include <math.h>

#include "audit/core/text.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"
#include "report/text/font.h"

/* Bold is made by an outline where a family has none, this part of the size wide. */
#define EMBOLDENED 0.028
/* How far a glyph may stand from its place, in thousandths of the size. */
#define TOLERANCE 1.5

struct writer {
	struct canvas *canvas;
	const struct text_style *style;
	const char *text;
	double x, y;
	double ideal;  /* where the pen should be, in thousandths of the size */
	double actual; /* where the reader's pen is */
	bool is_open;  /* a string of codes */
	bool is_bold;  /* by an outline */
	double rise;
};

static void close_string(struct writer *writer)
{
	if (writer->is_open)
		canvas_put(writer->canvas, ")]TJ\n");
	writer->is_open = false;
}

static void open_string(struct writer *writer)
{
	if (!writer->is_open)
		canvas_put(writer->canvas, "[(");
	writer->is_open = true;
}

static void set_font(struct writer *writer, int font)
{
	struct canvas_ink *ink = &writer->canvas->ink;

	if (ink->font == font && ink->font_size == writer->style->size)
		return;
	close_string(writer);
	canvas_put(writer->canvas, "/F");
	pdf_whole(&writer->canvas->content, (size_t)font);
	pdf_number(&writer->canvas->content, writer->style->size);
	canvas_put(writer->canvas, "Tf\n");
	ink->font = font;
	ink->font_size = writer->style->size;
}

static void set_bold(struct writer *writer, bool is_bold)
{
	if (writer->is_bold == is_bold)
		return;
	close_string(writer);
	if (is_bold) {
		pdf_number(&writer->canvas->content, writer->style->size * EMBOLDENED);
		canvas_put(writer->canvas, "w 2 Tr\n");
	} else {
		canvas_put(writer->canvas, "0 Tr\n");
	}
	writer->is_bold = is_bold;
}

static void set_rise(struct writer *writer, double rise)
{
	if (fabs(rise - writer->rise) < 0.001)
		return;
	close_string(writer);
	pdf_number(&writer->canvas->content, rise);
	canvas_put(writer->canvas, "Ts\n");
	writer->rise = rise;
}

/* Moves the reader's pen to where the glyph belongs. */
static void set_pen(struct writer *writer, double place)
{
	double gap = place - writer->actual;

	open_string(writer);
	if (fabs(gap) < TOLERANCE)
		return;
	canvas_put(writer->canvas, ")");
	pdf_number(&writer->canvas->content, -round(gap));
	canvas_put(writer->canvas, "(");
	writer->actual += round(gap);
}

static void put_glyph(struct writer *writer, const struct text_glyph *glyph)
{
	const struct text_font *font = text_engine_font(writer->canvas->text, glyph->font);
	const double em = 1000.0 / font->units;
	struct canvas_code code = canvas_font_code(writer->canvas, glyph, writer->text);

	set_font(writer, code.font);
	set_bold(writer, writer->style->weight != TEXT_REGULAR && !font->is_bold);
	set_rise(writer, glyph->dy * writer->style->size / font->units);
	set_pen(writer, writer->ideal + glyph->dx * em);
	pdf_code_bytes(&writer->canvas->content, code.code);
	writer->actual += code.width;
	writer->ideal += glyph->advance * em;
}

/* Characters from one end of a text, backward from the other. */
static size_t take_character(const char *text, size_t *from, size_t *to, bool backward,
			     const char **at)
{
	const size_t begin = *from, end = *to;

	if (backward)
		*to = text_previous(text, end);
	else
		(void)text_next(text, end, from);
	*at = text + (backward ? *to : begin);
	return backward ? end - *to : *from - begin;
}

/*
 * The characters of a span, from left to right. Nothing is seen of them; each takes its
 * share of the room the span was drawn in, so that every reader gets them in order.
 */
static void put_blanks(struct writer *writer, const struct text_glyph *span, double start)
{
	const char *text = writer->text + span->text, *at = NULL;
	const double end = writer->ideal;
	const double share = (end - start) / (double)text_characters(text, span->length);
	size_t from = 0, to = span->length;

	writer->ideal = start;
	while (from < to) {
		size_t length = take_character(text, &from, &to, span->backward, &at);
		struct canvas_code code =
			canvas_font_blank(writer->canvas, span->font, at, length, share);
		if (!code.code)
			break;
		set_font(writer, code.font);
		set_pen(writer, writer->ideal);
		pdf_code_bytes(&writer->canvas->content, code.code);
		writer->actual += code.width;
		writer->ideal += share;
	}
	writer->ideal = end;
}

/* A glyph, or a span of them; how many. */
static size_t put_unit(struct writer *writer, const struct text_glyph *glyph)
{
	const double start = writer->ideal;
	const size_t count = glyph->span ? glyph->span : 1;

	for (size_t i = 0; i < count; i++)
		put_glyph(writer, &glyph[i]);
	if (glyph->span) {
		set_rise(writer, 0);
		put_blanks(writer, glyph, start);
	}
	return count;
}

static void put_line(struct writer *writer, const struct text_shaped *shaped)
{
	canvas_put(writer->canvas, "BT\n");
	canvas_put_point(writer->canvas, writer->x, writer->y);
	canvas_put(writer->canvas, "Td\n");
	for (size_t i = 0; i < shaped->count;)
		i += put_unit(writer, &shaped->glyphs[i]);
	close_string(writer);
	set_rise(writer, 0);
	set_bold(writer, false);
	canvas_put(writer->canvas, "ET\n");
}

/* A box around what is drawn by glyph 0: in some fonts that one is empty. */
static void put_boxes(struct writer *writer, const struct text_shaped *shaped, uint32_t colour)
{
	const double size = writer->style->size;
	double x = writer->x;

	for (size_t i = 0; i < shaped->count; i++) {
		const struct text_glyph *glyph = &shaped->glyphs[i];
		const double width = glyph->advance * size /
				     text_engine_font(writer->canvas->text, glyph->font)->units;
		if (glyph->glyph == 0)
			canvas_border(writer->canvas,
				      (struct canvas_box){ x + width * 0.1, writer->y - size * 0.7,
							   width * 0.8, size * 0.7 },
				      0, size * 0.05, colour);
		x += width;
	}
}

double canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
		   uint32_t colour, enum text_direction direction, const char *text, size_t length)
{
	const struct text_shaped *shaped =
		text_shape(canvas->text, style->weight, direction, text, length);
	/* The outline of emboldened letters has their colour. */
	bool outlined = style->weight != TEXT_REGULAR;
	struct writer writer = { .canvas = canvas, .style = style, .text = text, .x = x, .y = y };

	if (shaped->count && canvas_begin(canvas, colour, outlined ? (int64_t)colour : -1)) {
		text_engine_miss(canvas->text, shaped->missing);
		put_line(&writer, shaped);
		if (shaped->missing)
			put_boxes(&writer, shaped, colour);
	}
	return shaped->width * style->size;
}
