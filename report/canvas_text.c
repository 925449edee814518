/* A line of text as one text object, or several where a span needs its own. */
#include <math.h>

#include "report/canvas_parts.h"
#include "report/pdf_syntax.h"
#include "report/text_font.h"

/* Bold is made by an outline where a family has none, this part of the size wide. */
#define EMBOLDENED 0.028
/* How far a glyph may stand from its place, in thousandths of the size. */
#define TOLERANCE 1.5

struct writer {
	struct canvas *canvas;
	const struct text_style *style;
	const char *text;
	uint32_t colour;
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
		canvas_put(writer->canvas, ">]TJ\n");
	writer->is_open = false;
}

static void open_string(struct writer *writer)
{
	if (!writer->is_open)
		canvas_put(writer->canvas, "[<");
	writer->is_open = true;
}

static void set_font(struct writer *writer, int font)
{
	struct canvas_ink *ink = &writer->canvas->ink;

	if (ink->font == font && ink->font_size == writer->style->size)
		return;
	close_string(writer);
	str_printf(&writer->canvas->content, "/F%d ", font);
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
	canvas_put(writer->canvas, ">");
	pdf_number(&writer->canvas->content, -round(gap));
	canvas_put(writer->canvas, "<");
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
	pdf_code(&writer->canvas->content, code.code);
	writer->actual += code.width;
	writer->ideal += glyph->advance * em;
}

/* One text object; it starts at the pen. */
static void put_glyphs(struct writer *writer, const struct text_glyph *glyphs, size_t count)
{
	canvas_put(writer->canvas, "BT\n");
	canvas_put_point(writer->canvas, writer->x + writer->ideal * writer->style->size / 1000,
			 writer->y);
	canvas_put(writer->canvas, "Td\n");
	writer->actual = writer->ideal;
	for (size_t i = 0; i < count; i++)
		put_glyph(writer, &glyphs[i]);
	close_string(writer);
	set_rise(writer, 0);
	set_bold(writer, false);
	canvas_put(writer->canvas, "ET\n");
}

static void put_line(struct writer *writer, const struct text_shaped *shaped)
{
	const struct text_glyph *glyphs = shaped->glyphs;

	for (size_t from = 0, to = 0; from < shaped->count; from = to) {
		if (glyphs[from].span > 1) {
			to = from + glyphs[from].span;
			canvas_span_begin(writer->canvas, writer->text + glyphs[from].text,
					  glyphs[from].length);
			put_glyphs(writer, glyphs + from, to - from);
			canvas_span_end(writer->canvas);
			continue;
		}
		for (to = from + 1; to < shaped->count && glyphs[to].span <= 1; to++)
			;
		canvas_mark(writer->canvas);
		put_glyphs(writer, glyphs + from, to - from);
	}
}

double canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
		   uint32_t colour, enum text_direction direction, const char *text, size_t length)
{
	const struct text_shaped *shaped =
		text_shape(canvas->text, style->weight, direction, text, length);
	/* The outline of emboldened letters has their colour. */
	bool outlined = style->weight != TEXT_REGULAR;
	struct writer writer = {
		.canvas = canvas, .style = style, .text = text, .colour = colour, .x = x, .y = y
	};

	if (shaped->count && canvas_begin(canvas, colour, outlined ? (int64_t)colour : -1)) {
		text_engine_miss(canvas->text, shaped->missing);
		put_line(&writer, shaped);
	}
	return shaped->width * style->size;
}
