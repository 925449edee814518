#include "report/compose/compose.h"

#define RING_INNER 36.0
#define LEGEND_GAP 13.0
#define LEGEND_ROW 19.0
#define BAR_HEIGHT 9.0

static size_t total_of(const struct compose_donut *donut)
{
	size_t total = 0;

	for (size_t i = 0; i < donut->count; i++)
		total += donut->slices[i].value;
	return total;
}

static void add_ring(struct compose *compose, struct flow_block *block,
		     const struct compose_donut *donut, int figure)
{
	const size_t total = total_of(donut);
	struct flow_item ring = { .kind = FLOW_RING,
				  .x = donut->x,
				  .y = donut->y,
				  .w = COMPOSE_DONUT_SIZE,
				  .h = COMPOSE_DONUT_SIZE,
				  .radius = RING_INNER,
				  .to = 1,
				  .node = figure,
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
		flow_add(block, &ring);
		at += part;
	}
	const struct flow_style value = { 20, FLOW_BOLD, THEME_INK };
	const struct flow_style below = { 7.5, FLOW_REGULAR, THEME_MUTED };
	struct flow_text how = { .x = donut->x + COMPOSE_DONUT_SIZE / 2 - RING_INNER + 4,
				 .y = donut->y + COMPOSE_DONUT_SIZE / 2 - 20,
				 .width = 2 * RING_INNER - 8,
				 .style = value,
				 .align = FLOW_CENTRE };
	block->node = figure;
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

	add_ring(compose, block, donut,
		 flow_node(compose->flow, compose->section, ROLE_FIGURE, donut->alt));
	for (size_t i = 0; i < donut->count; i++) {
		block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
		add_legend_row(compose, block, x, y + LEGEND_ROW * (double)i, width,
			       &donut->slices[i]);
	}
}

static void add_segments(struct flow_block *block, const struct compose_bar *bar, double x,
			 double y, double width)
{
	struct flow_item segment = { .kind = FLOW_ROUNDED, .y = y, .h = BAR_HEIGHT, .radius = 3 };

	segment.x = x;
	segment.w = width;
	segment.colour = 0xEDF0F6;
	flow_add(block, &segment);
	for (size_t i = 0; i < bar->count && bar->longest; i++) {
		double part = (double)bar->values[i] / (double)bar->longest * width;
		if (!bar->values[i])
			continue;
		segment.x = x;
		segment.w = part > 2 ? part - 1 : part;
		segment.colour = bar->colours[i].solid;
		flow_add(block, &segment);
		x += part;
	}
}

double compose_bar(struct compose *compose, struct flow_block *block, const struct compose_bar *bar)
{
	const double label = bar->width * 0.4, note = 44;

	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	double height =
		compose_text(compose, block, bar->x, bar->y, label - 8, STYLE_CELL, bar->label);
	const double middle = bar->y + (height - BAR_HEIGHT) / 2;
	add_segments(block, bar, bar->x + label, middle, bar->width - label - note);
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
