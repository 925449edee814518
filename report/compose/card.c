#include "report/compose/compose.h"

#define RADIUS 7.0
#define PANEL_INSET 16.0

void compose_panel_begin(struct compose *compose, uint32_t bar)
{
	const struct flow_panel panel = {
		.x = compose->x,
		.w = compose->width,
		.pad = 14,
		.radius = RADIUS,
		.fill = 0xFFFFFF,
		.border = THEME_RULE,
		.bar = bar,
		.shadow = true,
	};

	compose->panel = flow_panel(compose->flow, &panel);
	compose->x += PANEL_INSET + (bar ? 4 : 0);
	compose->width -= 2 * PANEL_INSET + (bar ? 4 : 0);
}

void compose_panel_end(struct compose *compose)
{
	compose->panel = 0;
	compose->header = NULL;
	compose->x = 0;
	compose->width = flow_width(compose->flow);
}

void compose_continued(struct compose *compose, const char *name)
{
	const struct flow_style style = { 9, FLOW_BOLD, THEME_MUTED };
	struct flow_block *header = flow_header(compose->flow);

	header->height = flow_text(
		compose->flow, header,
		&(struct flow_text){ .x = compose->x, .width = compose->width, .style = style },
		name);
	header->height += 4;
	compose->header = header;
}

void compose_callout(struct compose *compose, enum canvas_icon icon, struct theme_colour colour,
		     const char *text)
{
	struct flow_block *block = compose_block(compose, ROLE_P);
	struct flow_style style = compose_style(STYLE_BODY);
	const double inset = 34;

	style.colour = colour.ink;
	block->space_before = 8;
	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .x = compose->x,
					     .w = compose->width,
					     .radius = 5,
					     .colour = colour.pale });
	flow_add(block, &(struct flow_item){ .kind = FLOW_ICON,
					     .x = compose->x + 12,
					     .y = 10,
					     .w = 13,
					     .h = 13,
					     .colour = colour.ink,
					     .value = (int)icon });
	block->height = flow_text(compose->flow, block,
				  &(struct flow_text){ .x = compose->x + inset,
						       .y = 9.5,
						       .width = compose->width - inset - 12,
						       .style = style,
						       .breaks = true },
				  text) +
			19;
	block->items[0].h = block->height;
}

void compose_card_box(struct flow_block *block, double x, double y, double w, double h)
{
	struct flow_item item = { .kind = FLOW_SHADOW, .x = x, .y = y, .w = w, .h = h };

	item.radius = RADIUS;
	flow_add(block, &item);
	item.kind = FLOW_ROUNDED;
	item.colour = 0xFFFFFF;
	flow_add(block, &item);
	item.kind = FLOW_BORDER;
	item.colour = THEME_RULE;
	flow_add(block, &item);
}

static const double pair_gap = 24;

static void add_pair(struct compose *compose, struct flow_block *block, bool left,
		     const struct compose_pair *pair)
{
	const struct flow_style strong = { 10.5, FLOW_SEMIBOLD, THEME_INK };
	const double width = (compose->width - pair_gap) / 2;
	const double x = compose->x + (left ? 0 : width + pair_gap);

	const int value = compose_item(compose, &block->node);
	double y = compose_text(compose, block, x, 0, width, STYLE_NOTE, pair->name);
	block->node = value;
	y += flow_text(
		compose->flow, block,
		&(struct flow_text){
			.x = x, .y = y, .width = width, .style = strong, .align = FLOW_LEFT },
		pair->value);
	if (y + 6 > block->height)
		block->height = y + 6;
	flow_add(block, &(struct flow_item){
				.kind = FLOW_RULE, .x = x, .w = width, .colour = THEME_RULE });
}

/* The rules of a row stand at the same height. */
static void end_pairs(struct flow_block *block)
{
	for (size_t i = 0; i < block->count; i++)
		if (block->items[i].kind == FLOW_RULE)
			block->items[i].y = block->height - 0.5;
}

void compose_pairs(struct compose *compose, const struct compose_pair *pairs, size_t count)
{
	struct flow_block *block = NULL;
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (!pairs[i].value || !*pairs[i].value)
			continue;
		bool left = shown++ % 2 == 0;
		if (left) {
			block = compose_block(compose, ROLE_NONE);
			block->space_before = shown > 1 ? 9 : 4;
		}
		add_pair(compose, block, left, &pairs[i]);
		end_pairs(block);
	}
}

static void add_signature(struct compose *compose, struct flow_block *block, double x, double width,
			  const char *who)
{
	double y = 38;

	flow_add(block,
		 &(struct flow_item){
			 .kind = FLOW_RULE, .x = x, .y = y, .w = width, .colour = THEME_MUTED });
	block->node = flow_node(compose->flow, compose->section, ROLE_P, "");
	y += 5;
	y += flow_text(compose->flow, block,
		       &(struct flow_text){ .x = x,
					    .y = y,
					    .width = width,
					    .style = compose_style(STYLE_LABEL),
					    .align = FLOW_LEFT },
		       who);
	y += compose_text(compose, block, x, y, width, STYLE_NOTE, "Date, name and signature");
	if (y > block->height)
		block->height = y;
}

void compose_signatures(struct compose *compose, const char *first, const char *second)
{
	const double gap = 28, width = (compose->width - gap) / 2;
	struct flow_block *block = compose_block(compose, ROLE_NONE);

	add_signature(compose, block, compose->x, width, first);
	add_signature(compose, block, compose->x + width + gap, width, second);
}
