#include <stdio.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/compose/paint.h"
#include "report/pdf/internal.h"

#define FOOTER 30.0 /* from the bottom edge to the last baseline */
#define TINTED 0xF6F8FCu
#define WHITE 0xFFFFFFu
#define BAND 4.0
/* The logo at the head of a page. */
#define HEAD_TOP 17.0
#define HEAD_TITLE 340.0 /* width of the title at the left */
#define HEAD_AREA 1100.0
#define HEAD_WIDTH 96.0
#define HEAD_HEIGHT 18.0
#define HEAD_PAD 4.0

static const struct text_style footer_style = { PDF_FOOTER_SIZE, TEXT_REGULAR };

static void page_ground(struct canvas *canvas, const struct flow_frame *frame,
			const struct view *view, int look)
{
	if (look == LOOK_COVER)
		return;
	if (look == LOOK_TINTED)
		canvas_rect(canvas, (struct canvas_box){ 0, 0, frame->width, frame->height },
			    TINTED);
	canvas_rect(canvas, (struct canvas_box){ 0, 0, frame->width, BAND },
		    view->palette.cover_to);
}

static void page_head(struct canvas *canvas, const struct flow_frame *frame,
		      const struct view *view, int logo)
{
	struct canvas_box box = { .y = HEAD_TOP };
	double pad = HEAD_PAD;

	if (logo < 0)
		return;
	const int64_t plate = view_logo_plate(view, WHITE);
	if (plate < 0 || plate == WHITE)
		pad = 0;
	logo_fit(&view->logo, HEAD_AREA, HEAD_WIDTH, HEAD_HEIGHT - pad, &box.w, &box.h);
	box.x = frame->width - frame->right - box.w - pad;
	box.y += (HEAD_HEIGHT - box.h) / 2;
	if (pad > 0)
		canvas_rounded(canvas,
			       (struct canvas_box){ box.x - pad, box.y - pad, box.w + 2 * pad,
						    box.h + 2 * pad },
			       3, (uint32_t)plate);
	canvas_image(canvas, logo, box);
}

/* A running title of one line; the whole title stands on the cover. */
static void title(struct canvas *canvas, struct text_engine *engine, const char *text, double x,
		  double y, double width)
{
	size_t length = text_line(engine, &footer_style, text, strlen(text), width);
	double end = canvas_text(canvas, x, y, &footer_style, THEME_MUTED, TEXT_LEFT_TO_RIGHT, text,
				 length);

	if (length < strlen(text))
		canvas_text(canvas, x + end, y, &footer_style, THEME_MUTED, TEXT_LEFT_TO_RIGHT, "…",
			    strlen("…"));
}

/* The brand's own words, in full: their lines are counted in the page's margin. */
static double brand_footer(struct canvas *canvas, struct text_engine *engine,
			   const struct flow_frame *frame, const char *text)
{
	const double width = frame->width - frame->left - frame->right;
	const bool to_the_left = text_is_right_to_left(text, strlen(text));
	size_t lines = 0, left = strlen(text);

	for (size_t rest = left; rest; lines++)
		rest -= text_line(engine, &footer_style, text + left - rest, rest, width);
	double y = frame->height - FOOTER - PDF_FOOTER_LINE * (double)lines;
	const double above = y;
	while (left) {
		size_t line = text_line(engine, &footer_style, text, left, width);
		double x = frame->left;
		y += PDF_FOOTER_LINE;
		if (to_the_left)
			x += width - text_width(engine, &footer_style, text, line);
		canvas_text(canvas, x, y, &footer_style, THEME_MUTED,
			    to_the_left ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT, text, line);
		text += line;
		left -= line;
	}
	return above;
}

/* Whom it is for, in a line of its own, which is counted in the page's margin. */
static double client_footer(struct canvas *canvas, struct text_engine *engine,
			    const struct flow_frame *frame, const struct view *view, double y)
{
	const char *client = view->brand->prepared_for;

	if (!*client)
		return y;
	title(canvas, engine, arena_printf(view->arena, "Prepared for %s", client), frame->left, y,
	      frame->width - frame->left - frame->right);
	return y - PDF_FOOTER_LINE;
}

/* What is separated from its folder still says whose it is. What has no room is cut at the end,
 * where the organisation stands: its name is on the cover. */
static void page_footer(struct canvas *canvas, struct text_engine *engine,
			const struct flow_frame *frame, const struct view *view,
			const struct paint_page *page)
{
	const char *organisation = view->brand->organisation;
	const char *running = arena_printf(view->arena, "%s  ·  %s%s%s", view->whose, view->edition,
					   *organisation ? "  ·  " : "", organisation);
	char text[160];
	const double y = client_footer(canvas, engine, frame, view,
				       brand_footer(canvas, engine, frame, view->brand->footer));
	int length = snprintf(text, sizeof text, "%.10s  ·  Report %.8s  ·  Page %zu of %zu",
			      view->assessed, view->audit->report_id, page->number, page->pages);
	double width = text_width(engine, &footer_style, text, (size_t)length);
	const double right = frame->width - frame->right;

	canvas_rect(canvas, (struct canvas_box){ frame->left, y - 14, right - frame->left, 0.5 },
		    THEME_RULE);
	title(canvas, engine, running, frame->left, y, right - frame->left - width - 30);
	canvas_text(canvas, right - width, y, &footer_style, THEME_MUTED, TEXT_LEFT_TO_RIGHT, text,
		    (size_t)length);
}

struct pass {
	struct text_engine *engine;
	const struct flow_frame *frame;
	const struct view *view;
};

static void below(const struct paint *paint, int look)
{
	const struct pass *pass = paint->context;

	page_ground(paint->canvas, pass->frame, pass->view, look);
}

static void above(const struct paint *paint, const struct paint_page *page)
{
	const struct pass *pass = paint->context;
	const struct view *view = pass->view;

	if (page->look == LOOK_COVER)
		return;
	page_head(paint->canvas, pass->frame, view, paint->logo);
	title(paint->canvas, pass->engine,
	      arena_printf(view->arena, "%s%s%s", view->title, *page->part ? "  ·  " : "",
			   page->part),
	      pass->frame->left, HEAD_TOP + 12, HEAD_TITLE);
	page_footer(paint->canvas, pass->engine, pass->frame, view, page);
}

static void draw(struct canvas *canvas, struct text_engine *engine, struct flow *flow,
		 const struct view *view)
{
	const struct logo *logo = &view->logo;
	struct pass pass = { .engine = engine, .frame = flow_page(flow), .view = view };
	const struct paint paint = { .canvas = canvas,
				     .palette = &view->palette,
				     .logo = canvas_image_new(canvas, logo->pixels, logo->width,
							      logo->height, 4),
				     .context = &pass,
				     .below = below,
				     .above = above };

	paint_flow(&paint, flow);
}

int pdf_save(struct text_engine *engine, struct flow *flow, const struct view *view,
	     const struct canvas_about *about, const char *path, struct error *err)
{
	struct canvas *canvas = canvas_new(engine, about);

	draw(canvas, engine, flow, view);
	/* What is drawn is in the canvas, and saving takes memory too. */
	flow_free(flow);
	const int result = canvas_save(canvas, path, err);
	canvas_free(canvas);
	return result;
}
