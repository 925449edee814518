#include <math.h>

#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

/* The control points of a quarter circle drawn by one curve, as a part of its radius. */
#define KAPPA 0.5522847498
#define TAU 6.283185307179586

static void move(struct canvas *canvas, double x, double y)
{
	canvas_put_point(canvas, x, y);
	canvas_put(canvas, "m\n");
}

static void line(struct canvas *canvas, double x, double y)
{
	canvas_put_point(canvas, x, y);
	canvas_put(canvas, "l\n");
}

static void curve(struct canvas *canvas, struct canvas_point a, struct canvas_point b,
		  struct canvas_point end)
{
	canvas_put_point(canvas, a.x, a.y);
	canvas_put_point(canvas, b.x, b.y);
	canvas_put_point(canvas, end.x, end.y);
	canvas_put(canvas, "c\n");
}

/* A quarter of a circle around the corner `at`, from one side to the next. */
static void corner(struct canvas *canvas, struct canvas_point from, struct canvas_point at,
		   struct canvas_point to)
{
	curve(canvas,
	      (struct canvas_point){ from.x + (at.x - from.x) * KAPPA,
				     from.y + (at.y - from.y) * KAPPA },
	      (struct canvas_point){ to.x + (at.x - to.x) * KAPPA, to.y + (at.y - to.y) * KAPPA },
	      to);
}

void canvas_path_box(struct canvas *canvas, struct canvas_box box, double radius)
{
	double left = box.x, right = box.x + box.w, top = box.y, bottom = box.y + box.h;
	double r = fmin(fmax(radius, 0), fmin(fabs(box.w), fabs(box.h)) / 2);

	if (!(r > 0)) {
		canvas_put_point(canvas, left, bottom);
		pdf_number(&canvas->content, box.w);
		pdf_number(&canvas->content, box.h);
		canvas_put(canvas, "re\n");
		return;
	}
	move(canvas, left + r, top);
	line(canvas, right - r, top);
	corner(canvas, (struct canvas_point){ right - r, top }, (struct canvas_point){ right, top },
	       (struct canvas_point){ right, top + r });
	line(canvas, right, bottom - r);
	corner(canvas, (struct canvas_point){ right, bottom - r },
	       (struct canvas_point){ right, bottom }, (struct canvas_point){ right - r, bottom });
	line(canvas, left + r, bottom);
	corner(canvas, (struct canvas_point){ left + r, bottom },
	       (struct canvas_point){ left, bottom }, (struct canvas_point){ left, bottom - r });
	line(canvas, left, top + r);
	corner(canvas, (struct canvas_point){ left, top + r }, (struct canvas_point){ left, top },
	       (struct canvas_point){ left + r, top });
	canvas_put(canvas, "h\n");
}

static struct canvas_point on_circle(struct canvas_point centre, double radius, double turn)
{
	return (struct canvas_point){ centre.x + radius * sin(turn * TAU),
				      centre.y - radius * cos(turn * TAU) };
}

/* Curves from one angle to another, in turns; starts with a line or a move. */
static void arc(struct canvas *canvas, struct canvas_point centre, double radius, double from,
		double to, const char *start)
{
	int pieces = (int)fmin(fmax(ceil(fabs(to - from) * 4 - 1e-9), 1), 8);
	double step = (to - from) / pieces;
	double handle = radius * 4 / 3 * tan(step * TAU / 4);
	struct canvas_point at = on_circle(centre, radius, from);

	canvas_put_point(canvas, at.x, at.y);
	canvas_put(canvas, start);
	for (int i = 0; i < pieces; i++) {
		double a = (from + step * i) * TAU, b = (from + step * (i + 1)) * TAU;
		struct canvas_point next = on_circle(centre, radius, from + step * (i + 1));
		curve(canvas,
		      (struct canvas_point){ at.x + handle * cos(a), at.y + handle * sin(a) },
		      (struct canvas_point){ next.x - handle * cos(b), next.y - handle * sin(b) },
		      next);
		at = next;
	}
}

static void circle(struct canvas *canvas, struct canvas_point centre, double radius)
{
	arc(canvas, centre, radius, 0, 1, "m\n");
	canvas_put(canvas, "h\n");
}

void canvas_rect(struct canvas *canvas, struct canvas_box box, uint32_t colour)
{
	canvas_rounded(canvas, box, 0, colour);
}

void canvas_rounded(struct canvas *canvas, struct canvas_box box, double radius, uint32_t colour)
{
	if (!canvas_begin(canvas, colour, -1))
		return;
	canvas_path_box(canvas, box, radius);
	canvas_put(canvas, "f\n");
}

static void thickness_of(struct canvas *canvas, double thickness)
{
	pdf_number(&canvas->content, thickness);
	canvas_put(canvas, "w\n");
}

void canvas_border(struct canvas *canvas, struct canvas_box box, double radius, double thickness,
		   uint32_t colour)
{
	const double half = thickness / 2;
	const struct canvas_box inner = { box.x + half, box.y + half, box.w - thickness,
					  box.h - thickness };

	if (!canvas_begin(canvas, -1, colour))
		return;
	thickness_of(canvas, thickness);
	canvas_put(canvas, "0 J 0 j\n");
	canvas_path_box(canvas, inner, radius - half);
	canvas_put(canvas, "s\n");
}

void canvas_circle(struct canvas *canvas, struct canvas_point centre, double radius,
		   uint32_t colour)
{
	if (!canvas_begin(canvas, colour, -1))
		return;
	circle(canvas, centre, radius);
	canvas_put(canvas, "f\n");
}

void canvas_ring(struct canvas *canvas, struct canvas_point centre, double outer, double inner,
		 double from, double to, uint32_t colour)
{
	bool whole = to - from >= 1 - 1e-9;

	if (!(to > from) || !canvas_begin(canvas, colour, -1))
		return;
	if (whole) {
		circle(canvas, centre, outer);
		if (inner > 0)
			circle(canvas, centre, inner);
		canvas_put(canvas, "f*\n");
		return;
	}
	arc(canvas, centre, outer, from, to, "m\n");
	if (inner > 0)
		arc(canvas, centre, inner, to, from, "l\n");
	else
		line(canvas, centre.x, centre.y);
	canvas_put(canvas, "h f\n");
}

static void path(struct canvas *canvas, const struct canvas_point *points, size_t count)
{
	move(canvas, points[0].x, points[0].y);
	for (size_t i = 1; i < count; i++)
		line(canvas, points[i].x, points[i].y);
}

void canvas_polygon(struct canvas *canvas, const struct canvas_point *points, size_t count,
		    uint32_t colour)
{
	if (count < 3 || !canvas_begin(canvas, colour, -1))
		return;
	path(canvas, points, count);
	canvas_put(canvas, "h f\n");
}

void canvas_polyline(struct canvas *canvas, const struct canvas_point *points, size_t count,
		     double thickness, uint32_t colour)
{
	if (count < 2 || !canvas_begin(canvas, -1, colour))
		return;
	thickness_of(canvas, thickness);
	canvas_put(canvas, "1 J 1 j\n");
	path(canvas, points, count);
	canvas_put(canvas, "S\n");
}

void canvas_clip(struct canvas *canvas, struct canvas_box box, double radius)
{
	if (!canvas->page_count)
		return;
	/* Marks and saved states must not overlap. */
	canvas_mark_end(canvas);
	ARRAY_RESERVE(canvas->saved, canvas->clip_count, canvas->clip_capacity);
	canvas->saved[canvas->clip_count++] = canvas->ink;
	canvas_put(canvas, "q\n");
	canvas_path_box(canvas, box, radius);
	canvas_put(canvas, "W n\n");
}

void canvas_clip_end(struct canvas *canvas)
{
	if (!canvas->clip_count)
		return;
	canvas_mark_end(canvas);
	canvas_put(canvas, "Q\n");
	canvas->ink = canvas->saved[--canvas->clip_count];
}
