/* Symbols as shapes, on a square whose sides are 1. */
#include <math.h>

#include "report/canvas/internal.h"

#include "audit/core/array.h"

struct sheet {
	struct canvas *canvas;
	struct canvas_box square;
	uint32_t colour;
};

#define POINTS(...)                                                                                \
	(const struct canvas_point[]){ __VA_ARGS__ },                                              \
		sizeof((const struct canvas_point[]){ __VA_ARGS__ }) / sizeof(struct canvas_point)
#define POINTS_MOST 16

static struct canvas_point on_sheet(const struct sheet *sheet, struct canvas_point point)
{
	return (struct canvas_point){ sheet->square.x + point.x * sheet->square.w,
				      sheet->square.y + point.y * sheet->square.h };
}

static void stroke(const struct sheet *sheet, double thickness, const struct canvas_point *points,
		   size_t count)
{
	struct canvas_point placed[POINTS_MOST];

	for (size_t i = 0; i < count; i++)
		placed[i] = on_sheet(sheet, points[i]);
	canvas_polyline(sheet->canvas, placed, count, thickness * sheet->square.w, sheet->colour);
}

static void fill(const struct sheet *sheet, const struct canvas_point *points, size_t count)
{
	struct canvas_point placed[POINTS_MOST];

	for (size_t i = 0; i < count; i++)
		placed[i] = on_sheet(sheet, points[i]);
	canvas_polygon(sheet->canvas, placed, count, sheet->colour);
}

static void dot(const struct sheet *sheet, double x, double y, double radius)
{
	canvas_circle(sheet->canvas, on_sheet(sheet, (struct canvas_point){ x, y }),
		      radius * sheet->square.w, sheet->colour);
}

static void rounded(const struct sheet *sheet, struct canvas_box box, double radius)
{
	const double side = sheet->square.w;
	struct canvas_point at = on_sheet(sheet, (struct canvas_point){ box.x, box.y });

	canvas_rounded(sheet->canvas, (struct canvas_box){ at.x, at.y, box.w * side, box.h * side },
		       radius * side, sheet->colour);
}

static void ring(const struct sheet *sheet, struct canvas_point centre, double outer, double inner,
		 double from, double to)
{
	const double side = sheet->square.w;

	canvas_ring(sheet->canvas, on_sheet(sheet, centre), outer * side, inner * side, from, to,
		    sheet->colour);
}

static void draw_check(const struct sheet *sheet)
{
	stroke(sheet, 0.15, POINTS({ 0.15, 0.54 }, { 0.40, 0.79 }, { 0.85, 0.24 }));
}

static void draw_cross(const struct sheet *sheet)
{
	stroke(sheet, 0.15, POINTS({ 0.2, 0.2 }, { 0.8, 0.8 }));
	stroke(sheet, 0.15, POINTS({ 0.8, 0.2 }, { 0.2, 0.8 }));
}

static void draw_question(const struct sheet *sheet)
{
	ring(sheet, (struct canvas_point){ 0.5, 0.31 }, 0.28, 0.14, 0.75, 1.40);
	stroke(sheet, 0.14, POINTS({ 0.62, 0.48 }, { 0.5, 0.57 }, { 0.5, 0.66 }));
	dot(sheet, 0.29, 0.31, 0.07);
	dot(sheet, 0.5, 0.89, 0.09);
}

static void draw_hand(const struct sheet *sheet)
{
	static const struct canvas_box fingers[] = {
		{ 0.27, 0.16, 0.125, 0.5 },
		{ 0.42, 0.06, 0.125, 0.5 },
		{ 0.57, 0.10, 0.125, 0.5 },
		{ 0.72, 0.22, 0.125, 0.4 },
	};

	for (size_t i = 0; i < COUNT_OF(fingers); i++)
		rounded(sheet, fingers[i], 0.0625);
	rounded(sheet, (struct canvas_box){ 0.27, 0.46, 0.575, 0.50 }, 0.2);
	stroke(sheet, 0.13, POINTS({ 0.14, 0.53 }, { 0.24, 0.68 }, { 0.36, 0.80 }));
}

static void draw_dash(const struct sheet *sheet)
{
	stroke(sheet, 0.15, POINTS({ 0.2, 0.5 }, { 0.8, 0.5 }));
}

static void draw_info(const struct sheet *sheet)
{
	dot(sheet, 0.5, 0.16, 0.1);
	stroke(sheet, 0.15, POINTS({ 0.5, 0.42 }, { 0.5, 0.86 }));
}

static void draw_bang(const struct sheet *sheet)
{
	stroke(sheet, 0.15, POINTS({ 0.5, 0.14 }, { 0.5, 0.58 }));
	dot(sheet, 0.5, 0.86, 0.1);
}

static void draw_arrow(const struct sheet *sheet)
{
	stroke(sheet, 0.12, POINTS({ 0.12, 0.5 }, { 0.86, 0.5 }));
	stroke(sheet, 0.12, POINTS({ 0.56, 0.2 }, { 0.86, 0.5 }, { 0.56, 0.8 }));
}

static void draw_clock(const struct sheet *sheet)
{
	ring(sheet, (struct canvas_point){ 0.5, 0.5 }, 0.46, 0.35, 0, 1);
	stroke(sheet, 0.1, POINTS({ 0.5, 0.28 }, { 0.5, 0.53 }, { 0.66, 0.62 }));
}

static void draw_shield(const struct sheet *sheet)
{
	fill(sheet,
	     POINTS({ 0.5, 0.03 }, { 0.68, 0.12 }, { 0.88, 0.16 }, { 0.88, 0.46 }, { 0.84, 0.62 },
		    { 0.74, 0.78 }, { 0.62, 0.89 }, { 0.5, 0.97 }, { 0.38, 0.89 }, { 0.26, 0.78 },
		    { 0.16, 0.62 }, { 0.12, 0.46 }, { 0.12, 0.16 }, { 0.32, 0.12 }));
}

static void (*const icons[ICON_COUNT])(const struct sheet *) = {
	[ICON_CHECK] = draw_check,   [ICON_CROSS] = draw_cross, [ICON_QUESTION] = draw_question,
	[ICON_HAND] = draw_hand,     [ICON_DASH] = draw_dash,	[ICON_INFO] = draw_info,
	[ICON_BANG] = draw_bang,     [ICON_ARROW] = draw_arrow, [ICON_CLOCK] = draw_clock,
	[ICON_SHIELD] = draw_shield,
};

void canvas_icon(struct canvas *canvas, enum canvas_icon icon, struct canvas_box box,
		 uint32_t colour)
{
	double side = fmin(box.w, box.h);
	const struct sheet sheet = {
		.canvas = canvas,
		.square = { box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side },
		.colour = colour,
	};

	if ((unsigned)icon < ICON_COUNT)
		icons[icon](&sheet);
}
