#include <math.h>

#include "audit/core/str.h"
#include "report/compose/compose.h"

#define RING_INNER 35.0
#define LEGEND_GAP 13.0
#define LEGEND_ROW 19.0
#define BAR_HEIGHT 13.0
#define SIGN 6.5
#define SIGN_GAP 1.5
#define ROOM 3.0 /* about a sign, for it to be told from what stands beside */
#define PI 3.14159265358979323846

static const struct flow_style number_style = { 8, FLOW_BOLD, THEME_INK };

static size_t total_of(const struct compose_slice *slices, size_t count)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += slices[i].value;
	return total;
}

/* "Results: 6 of 21 met. Pass 6, Fail 12." */
static const char *say(struct compose *compose, const char *what, const char *in_short,
		       const struct compose_slice *slices, size_t count)
{
	struct str text = STR_INIT(STR_LINE);
	const char *separator = ". ";

	str_printf(&text, "%s: %s", what, in_short);
	for (size_t i = 0; i < count; i++) {
		if (!slices[i].value)
			continue;
		str_printf(&text, "%s%s %zu", separator, slices[i].label, slices[i].value);
		separator = ", ";
	}
	str_putc(&text, '.');
	return str_keep(&text, flow_arena(compose->flow));
}

/* Sign and number in the middle of a part, as much of them as `room` holds. */
static void mark(struct compose *compose, struct flow_block *block, double x, double y, double room,
		 const struct compose_slice *slice)
{
	const char *number = compose_number(compose, slice->value);
	struct flow_text how = { .width = flow_text_width(compose->flow, &number_style, number),
				 .y = y - flow_line_height(&number_style) / 2,
				 .style = number_style,
				 .align = FLOW_LEFT };
	const double both = SIGN + SIGN_GAP + how.width;
	const bool numbered = room >= both + ROOM;

	if (room < SIGN + ROOM)
		return;
	x -= (numbered ? both : SIGN) / 2;
	how.x = x + SIGN + SIGN_GAP;
	how.style.colour = theme_sign(slice->colour.solid);
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = x,
					     .y = y - SIGN / 2,
					     .w = SIGN,
					     .h = SIGN,
					     .node = block->node,
					     .colour = how.style.colour,
					     .value = (int)slice->icon });
	if (numbered)
		(void)flow_text(compose->flow, block, &how, number);
}

static void add_slice(struct compose *compose, struct flow_block *block,
		      const struct flow_item *ring, const struct compose_slice *slice)
{
	const double middle = (ring->w / 2 + RING_INNER) / 2;
	const double angle = PI * (ring->from + ring->to);
	const double length = 2 * PI * middle * (ring->to - ring->from);

	flow_add(block, ring);
	mark(compose, block, ring->x + ring->w / 2 + middle * sin(angle),
	     ring->y + ring->h / 2 - middle * cos(angle), length, slice);
}

static void add_ring(struct compose *compose, struct flow_block *block,
		     const struct compose_donut *donut)
{
	const size_t total = total_of(donut->slices, donut->count);
	struct flow_item ring = { .kind = FLOW_RING,
				  .x = donut->x,
				  .y = donut->y,
				  .w = COMPOSE_DONUT_SIZE,
				  .h = COMPOSE_DONUT_SIZE,
				  .radius = RING_INNER,
				  .to = 1,
				  .node = block->node,
				  .colour = THEME_RULE };
	double at = 0;

	if (!total)
		flow_add(block, &ring);
	for (size_t i = 0; i < donut->count; i++) {
		double part = total ? (double)donut->slices[i].value / (double)total : 0;
		const double gap = part < 1 ? 0.0025 : 0;
		if (!donut->slices[i].value)
			continue;
		ring.from = at + gap;
		ring.to = at + part - gap;
		ring.colour = donut->slices[i].colour.solid;
		add_slice(compose, block, &ring, &donut->slices[i]);
		at += part;
	}
	const struct flow_style value = { 20, FLOW_BOLD, THEME_INK };
	const struct flow_style below = { 8, FLOW_REGULAR, THEME_MUTED };
	struct flow_text how = { .x = donut->x + COMPOSE_DONUT_SIZE / 2 - RING_INNER + 3,
				 .y = donut->y + COMPOSE_DONUT_SIZE / 2 - 20,
				 .width = 2 * RING_INNER - 6,
				 .style = value,
				 .align = FLOW_CENTRE };
	how.y += flow_text(compose->flow, block, &how, donut->value);
	how.style = below;
	(void)flow_text(compose->flow, block, &how, donut->below);
}

static void add_legend_row(struct compose *compose, struct flow_block *block, double x, double y,
			   double width, const struct compose_slice *slice)
{
	const double number = 18;
	struct flow_style strong = compose_style(STYLE_CELL);

	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .x = x,
					     .y = y + 0.5,
					     .w = 12,
					     .h = 12,
					     .radius = 6,
					     .colour = slice->colour.pale });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = x + 2.6,
					     .y = y + 3.1,
					     .w = 6.8,
					     .h = 6.8,
					     .colour = slice->colour.ink,
					     .value = (int)slice->icon });
	compose_text(compose, block, x + 17, y + 0.5, width - 17 - number, STYLE_CELL,
		     slice->label);
	strong.weight = FLOW_SEMIBOLD;
	(void)flow_text(compose->flow, block,
			&(struct flow_text){ .x = x + width - number,
					     .y = y + 0.5,
					     .width = number,
					     .style = strong,
					     .align = FLOW_RIGHT },
			compose_printf(compose, "%zu", slice->value));
}

void compose_donut(struct compose *compose, struct flow_block *block,
		   const struct compose_donut *donut)
{
	const double x = donut->x + COMPOSE_DONUT_SIZE + LEGEND_GAP;
	const double width = donut->width - COMPOSE_DONUT_SIZE - LEGEND_GAP;
	const double y =
		donut->y + (COMPOSE_DONUT_SIZE - LEGEND_ROW * (double)donut->count) / 2 + 2;
	const char *in_short = compose_printf(compose, "%s %s", donut->value, donut->below);

	/* The legend is in the picture, for what it says is said of the whole. */
	block->node = flow_node(compose->flow, compose->section, ROLE_FIGURE,
				say(compose, donut->alt, in_short, donut->slices, donut->count));
	add_ring(compose, block, donut);
	for (size_t i = 0; i < donut->count; i++)
		add_legend_row(compose, block, x, y + LEGEND_ROW * (double)i, width,
			       &donut->slices[i]);
}

static void add_segments(struct compose *compose, struct flow_block *block,
			 const struct compose_bar *bar, double x, double y, double width)
{
	struct flow_item segment = {
		.kind = FLOW_ROUNDED, .y = y, .h = BAR_HEIGHT, .radius = 3, .node = block->node
	};

	segment.x = x;
	segment.w = width;
	segment.colour = 0xEDF0F6;
	flow_add(block, &segment);
	for (size_t i = 0; i < bar->count && bar->longest; i++) {
		double part = (double)bar->slices[i].value / (double)bar->longest * width;
		if (!bar->slices[i].value)
			continue;
		segment.x = x;
		segment.w = part > 2 ? part - 1 : part;
		segment.colour = bar->slices[i].colour.solid;
		flow_add(block, &segment);
		mark(compose, block, x + segment.w / 2, y + BAR_HEIGHT / 2, segment.w,
		     &bar->slices[i]);
		x += part;
	}
}

double compose_bar(struct compose *compose, struct flow_block *block, const struct compose_bar *bar)
{
	const double label = bar->width * 0.4, note = 48;

	block->node = flow_node(compose->flow, compose->section, ROLE_FIGURE,
				say(compose, bar->label, bar->note, bar->slices, bar->count));
	double height =
		compose_text(compose, block, bar->x, bar->y, label - 8, STYLE_CELL, bar->label);
	if (height < BAR_HEIGHT)
		height = BAR_HEIGHT;
	const double middle = bar->y + (height - BAR_HEIGHT) / 2;
	add_segments(compose, block, bar, bar->x + label, middle, bar->width - label - note);
	struct flow_style strong = compose_style(STYLE_CELL);
	strong.weight = FLOW_SEMIBOLD;
	(void)flow_text(compose->flow, block,
			&(struct flow_text){ .x = bar->x + bar->width - note,
					     .y = bar->y + (height - flow_line_height(&strong)) / 2,
					     .width = note,
					     .style = strong,
					     .align = FLOW_RIGHT },
			bar->note);
	return height;
}
