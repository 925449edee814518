#include <stdio.h>
#include <string.h>

#include "report/pdf_parts.h"

#define FOOTER 30.0 /* from the bottom edge to the baseline */
#define TINTED 0xF6F8FCu

static const struct text_style footer_style = { 7.5, TEXT_REGULAR };

/* A picture that needs no file: rings of light over a deep ground. */
static void paint_cover(struct canvas *canvas, const struct flow_frame *frame)
{
	static const double radii[] = { 300, 225, 150, 75 };
	const struct canvas_box hero = { 0, 0, frame->width, frame->height * PDF_HERO };
	const struct canvas_gradient gradient = { .first = 0x0B1738,
						  .second = 0x1B5CA8,
						  .to = { 1, 1 } };
	const struct canvas_point centre = { frame->width * 0.9, hero.h * 0.16 };

	canvas_gradient(canvas, hero, 0, &gradient);
	canvas_clip(canvas, hero, 0);
	canvas_alpha(canvas, 0.075);
	for (size_t i = 0; i < sizeof radii / sizeof *radii; i++)
		canvas_circle(canvas, centre, radii[i], 0xFFFFFF);
	canvas_alpha(canvas, 0.2);
	for (size_t i = 0; i < sizeof radii / sizeof *radii; i++)
		canvas_ring(canvas, centre, radii[i] + 16, radii[i] + 15.3, 0, 1, 0xFFFFFF);
	canvas_clip_end(canvas);
	canvas_alpha(canvas, 1);
	canvas_rect(canvas, (struct canvas_box){ 0, hero.h, frame->width, 4 }, 0xF0A024);
}

void pdf_page_ground(struct canvas *canvas, const struct flow_frame *frame, int look)
{
	if (look == LOOK_COVER)
		paint_cover(canvas, frame);
	else if (look == LOOK_TINTED)
		canvas_rect(canvas, (struct canvas_box){ 0, 0, frame->width, frame->height },
			    TINTED);
}

/* A running title of one line; the whole title stands on the cover. */
static void title(struct canvas *canvas, struct text_engine *engine, const char *text, double x,
		  double y, double width)
{
	size_t length = text_line(engine, &footer_style, text, strlen(text), width);
	double end = canvas_text(canvas, x, y, &footer_style, COMPOSE_MUTED, TEXT_LEFT_TO_RIGHT,
				 text, length);

	if (length < strlen(text))
		canvas_text(canvas, x + end, y, &footer_style, COMPOSE_MUTED, TEXT_LEFT_TO_RIGHT,
			    "…", strlen("…"));
}

void pdf_page_footer(struct canvas *canvas, struct text_engine *engine,
		     const struct flow_frame *frame, const struct view *view, size_t page,
		     size_t pages)
{
	char text[160];
	const double y = frame->height - FOOTER;
	int length = snprintf(text, sizeof text, "Report %s  ·  Page %zu of %zu",
			      view->audit->report_id, page, pages);
	double width = text_width(engine, &footer_style, text, (size_t)length);
	const double right = frame->width - frame->right;

	canvas_rect(canvas, (struct canvas_box){ frame->left, y - 14, right - frame->left, 0.5 },
		    COMPOSE_RULE);
	title(canvas, engine, view->title, frame->left, y, right - frame->left - width - 30);
	canvas_text(canvas, right - width, y, &footer_style, COMPOSE_MUTED, TEXT_LEFT_TO_RIGHT,
		    text, (size_t)length);
}
