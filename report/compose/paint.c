#include "report/compose/paint.h"

#include <math.h>
#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"

/* Bytes of a text that are looked at for one line: finding where a line ends takes
 * time by the length of what is looked at, for each of the lines. */
#define WINDOW 1024
#define BAND 4.0
#define LEAD 90.0 /* what begins above this height begins the page */

struct pass {
	const struct paint *paint;
	struct canvas *canvas;
	int *nodes; /* the canvas's, by the flow's */
};

static struct text_style text_style_of(const struct flow_style *style)
{
	static const enum text_weight weights[] = { [FLOW_REGULAR] = TEXT_REGULAR,
						    [FLOW_SEMIBOLD] = TEXT_SEMIBOLD,
						    [FLOW_BOLD] = TEXT_BOLD };

	return (struct text_style){ style->size, weights[style->weight] };
}

static double measure_width(void *context, const struct flow_style *style, const char *text,
			    size_t length)
{
	const struct text_style as = text_style_of(style);

	return text_width(context, &as, text, length);
}

static size_t measure_line(void *context, const struct flow_style *style, const char *text,
			   size_t length, double width)
{
	const struct text_style as = text_style_of(style);
	size_t window = WINDOW, line;

	/* A window that fits on one line may be followed by more that does: as wide as needed,
	 * which few texts do, and never all of a long one for each of its lines. */
	do {
		size_t end = window < length ? text_previous(text, window + 1) : length;
		line = text_line(context, &as, text, end, width);
		if (line < end || end == length)
			return line;
		window *= 2;
	} while (true);
}

static bool measure_right_to_left(void *context, const char *text, size_t length)
{
	(void)context;
	return text_is_right_to_left(text, length);
}

struct flow_measure paint_measure(struct text_engine *engine)
{
	return (struct flow_measure){ .context = engine,
				      .width = measure_width,
				      .line = measure_line,
				      .right_to_left = measure_right_to_left };
}

static struct canvas_box box_of(const struct flow_item *item)
{
	return (struct canvas_box){ item->x, item->y, item->w, item->h };
}

static struct canvas_point middle_of(const struct flow_item *item)
{
	return (struct canvas_point){ item->x + item->w / 2, item->y + item->h / 2 };
}

static void draw_text(struct canvas *canvas, const struct flow_item *item)
{
	const struct text_style style = text_style_of(&item->style);

	canvas_text(canvas, item->x, item->y, &style, item->style.colour,
		    item->right_to_left ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT, item->text,
		    item->length);
}

static void draw_rect(struct canvas *canvas, const struct flow_item *item)
{
	canvas_rect(canvas, box_of(item), item->colour);
}

static void draw_rounded(struct canvas *canvas, const struct flow_item *item)
{
	canvas_rounded(canvas, box_of(item), item->radius, item->colour);
}

static void draw_border(struct canvas *canvas, const struct flow_item *item)
{
	canvas_border(canvas, box_of(item), item->radius, 0.75, item->colour);
}

static void draw_gradient(struct canvas *canvas, const struct flow_item *item)
{
	const struct canvas_gradient gradient = { .first = item->colour,
						  .second = item->second,
						  .to = { 1, 0 } };

	canvas_gradient(canvas, box_of(item), item->radius, &gradient);
}

static void draw_shadow(struct canvas *canvas, const struct flow_item *item)
{
	canvas_shadow(canvas, box_of(item), item->radius);
}

static void draw_rule(struct canvas *canvas, const struct flow_item *item)
{
	canvas_rect(canvas, (struct canvas_box){ item->x, item->y, item->w, 0.5 }, item->colour);
}

static void draw_ring(struct canvas *canvas, const struct flow_item *item)
{
	canvas_ring(canvas, middle_of(item), item->w / 2, item->radius, item->from, item->to,
		    item->colour);
}

static void draw_icon(struct canvas *canvas, const struct flow_item *item)
{
	canvas_icon(canvas, (enum canvas_icon)item->value, box_of(item), item->colour);
}

static void draw_uri(struct canvas *canvas, const struct flow_item *item)
{
	canvas_link_uri(canvas, box_of(item), item->text, item->about);
}

static void draw_jump(struct canvas *canvas, const struct flow_item *item)
{
	canvas_link_place(canvas, box_of(item), item->text, item->about);
}

static void draw_place(struct canvas *canvas, const struct flow_item *item)
{
	canvas_place(canvas, item->text, item->y > 20 ? item->y - 20 : 0);
}

static void draw_bookmark(struct canvas *canvas, const struct flow_item *item)
{
	canvas_bookmark(canvas, item->value, item->text, item->y > 20 ? item->y - 20 : 0);
}

static void draw_cover(struct canvas *canvas, struct canvas_box box, const struct palette *palette)
{
	static const double radii[] = { 300, 225, 150, 75 };
	const struct canvas_gradient gradient = { .first = palette->cover_from,
						  .second = palette->cover_to,
						  .to = { 1, 1 } };
	/* Where it is on A4, also when texts below leave less height. */
	const struct canvas_point centre = { box.x + box.w * 0.9, box.y + fmin(box.h * 0.16, 84) };

	canvas_gradient(canvas, box, 0, &gradient);
	canvas_clip(canvas, box, 0);
	canvas_alpha(canvas, palette->ring_alpha);
	for (size_t i = 0; i < COUNT_OF(radii); i++)
		canvas_circle(canvas, centre, radii[i], palette->ring);
	canvas_alpha(canvas, fmin(palette->ring_alpha * 2.6, 0.5));
	for (size_t i = 0; i < COUNT_OF(radii); i++)
		canvas_ring(canvas, centre, radii[i] + 16, radii[i] + 15.3, 0, 1, palette->ring);
	canvas_clip_end(canvas);
	canvas_alpha(canvas, 1);
	canvas_rect(canvas, (struct canvas_box){ box.x, box.y + box.h, box.w, BAND },
		    palette->mark);
}

static void draw_image(const struct paint *paint, const struct flow_item *item)
{
	const struct canvas_box box = { item->x, item->y, item->w, item->h };

	if (item->value == PAINT_COVER) {
		draw_cover(paint->canvas, box, paint->palette);
		return;
	}
	canvas_clip(paint->canvas, box, item->radius);
	canvas_image(paint->canvas, paint->logo, box);
	canvas_clip_end(paint->canvas);
}

static void draw_item(struct pass *pass, const struct flow_item *item)
{
	static void (*const drawers[])(struct canvas * canvas, const struct flow_item *item) = {
		[FLOW_TEXT] = draw_text,     [FLOW_PAGE_OF] = draw_text,
		[FLOW_RECT] = draw_rect,     [FLOW_ROUNDED] = draw_rounded,
		[FLOW_BORDER] = draw_border, [FLOW_GRADIENT] = draw_gradient,
		[FLOW_SHADOW] = draw_shadow, [FLOW_RULE] = draw_rule,
		[FLOW_RING] = draw_ring,     [FLOW_ICON] = draw_icon,
		[FLOW_URI] = draw_uri,	     [FLOW_JUMP] = draw_jump,
		[FLOW_PLACE] = draw_place,   [FLOW_BOOKMARK] = draw_bookmark,
	};

	canvas_use(pass->canvas, pass->nodes[item->node]);
	if (item->kind == FLOW_IMAGE)
		draw_image(pass->paint, item);
	else
		drawers[item->kind](pass->canvas, item);
}

/* Lines end without their space, and a label without one: who reads the structure
 * alone would join the words. */
static void part_words(struct pass *pass, const struct flow_item *item,
		       const struct flow_placed *rest, size_t count)
{
	if (item->kind != FLOW_TEXT || !item->node || item->torn)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct flow_item *next = &rest[i].item;
		if (next->kind != FLOW_TEXT)
			continue;
		if (next->node == item->node) {
			const struct text_style style = text_style_of(&item->style);
			canvas_text(pass->canvas, item->x + (item->right_to_left ? 0 : item->w),
				    item->y, &style, item->style.colour, TEXT_LEFT_TO_RIGHT, " ",
				    1);
		}
		return;
	}
}

/* A flow's parents come before their children. */
static int *add_nodes(struct canvas *canvas, const struct flow *flow)
{
	size_t count = 0;
	const struct flow_node *nodes = flow_nodes(flow, &count);
	int *out = xcalloc(count, sizeof *out);

	for (size_t i = 1; i < count; i++) {
		out[i] = canvas_node(canvas, out[nodes[i].parent], (enum canvas_role)nodes[i].role,
				     nodes[i].text);
		canvas_node_span(canvas, out[i], nodes[i].columns);
	}
	return out;
}

/* A page that a part begins within belongs to the part before it. */
static const char *part_of(const struct flow_result *result, size_t page, const char *before)
{
	for (size_t i = 0; i < result->count && result->items[i].page <= page; i++) {
		const struct flow_item *item = &result->items[i].item;
		if (result->items[i].page < page || item->kind != FLOW_BOOKMARK || item->value != 1)
			continue;
		return !*before || item->y < LEAD ? item->text : before;
	}
	return before;
}

static const char *last_part(const struct flow_result *result, size_t page, const char *before)
{
	for (size_t i = 0; i < result->count && result->items[i].page <= page; i++) {
		const struct flow_item *item = &result->items[i].item;
		if (result->items[i].page == page && item->kind == FLOW_BOOKMARK &&
		    item->value == 1)
			before = item->text;
	}
	return before;
}

struct flow_frame paint_frame(enum paper paper, double side, double top, double bottom)
{
	const bool letter = paper == PAPER_LETTER;

	return (struct flow_frame){ .width = letter ? CANVAS_LETTER_WIDTH : CANVAS_A4_WIDTH,
				    .height = letter ? CANVAS_LETTER_HEIGHT : CANVAS_A4_HEIGHT,
				    .left = side,
				    .right = side,
				    .top = top,
				    .bottom = bottom };
}

void paint_flow(const struct paint *paint, struct flow *flow)
{
	const struct flow_frame *frame = flow_page(flow);
	struct flow_result result;
	struct pass pass = { .paint = paint, .canvas = paint->canvas };
	size_t item = 0;
	const char *part = "";

	flow_place(flow, &result);
	pass.nodes = add_nodes(pass.canvas, flow);
	for (size_t page = 0; page < result.pages; page++) {
		canvas_page(pass.canvas, frame->width, frame->height);
		/* What a cover cannot hold goes on without its picture. */
		const int look = result.looks[page] == LOOK_COVER && page > 0 ? LOOK_PLAIN
									      : result.looks[page];
		paint->below(paint, look);
		for (; item < result.count && result.items[item].page == page; item++) {
			const struct flow_placed *placed = &result.items[item];
			draw_item(&pass, &placed->item);
			part_words(&pass, &placed->item, placed + 1, result.count - item - 1);
		}
		canvas_use(pass.canvas, 0);
		paint->above(paint, &(struct paint_page){ look, page + 1, result.pages,
							  part_of(&result, page, part) });
		part = last_part(&result, page, part);
	}
	free(pass.nodes);
}
