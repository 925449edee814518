#include "report/compose.h"

#include <stdio.h>
#include <string.h>

#include "audit/core/mem.h"

static const struct heading {
	double size, before, after;
	enum compose_tag tag;
} headings[] = {
	[1] = { 21, 0, 10, TAG_H1 },
	[2] = { 13.5, 18, 5, TAG_H2 },
	[3] = { 11, 14, 4, TAG_H3 },
};

static const struct flow_style body_style = { .size = 9.5, .colour = COMPOSE_INK };
static const struct flow_style note_style = { .size = 8, .colour = COMPOSE_MUTED };
static const struct flow_style label_style = { .size = 8, .bold = true, .colour = COMPOSE_MUTED };

void compose_init(struct compose *compose, struct flow *flow, uint32_t accent)
{
	*compose = (struct compose){ .flow = flow, .accent = accent };
	compose->document = flow_node(flow, 0, TAG_DOCUMENT, "");
}

static struct flow_block *tagged_block(struct compose *compose, enum compose_tag tag)
{
	struct flow_block *block = flow_block(compose->flow);

	block->node = flow_node(compose->flow, compose->document, (int)tag, "");
	return block;
}

void compose_heading(struct compose *compose, int level, const char *text, const char *place)
{
	const struct heading *heading = &headings[level];
	const struct flow_style style = { .size = heading->size,
					  .bold = true,
					  .colour = COMPOSE_INK };
	struct flow_block *block = tagged_block(compose, heading->tag);

	block->new_page = level == 1;
	block->keep_with_next = true;
	block->space_before = heading->before;
	flow_add(block, &(struct flow_item){ .kind = FLOW_BOOKMARK, .text = text, .value = level });
	if (place)
		flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = place });
	block->height = flow_text(compose->flow, block, 0, 0, flow_width(compose->flow), &style,
				  FLOW_LEFT, text, false);
	if (level == 1) {
		block->height += 4;
		flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
						     .y = block->height,
						     .w = 46,
						     .h = 3,
						     .radius = 1.5,
						     .colour = compose->accent });
	}
	block->height += heading->after;
}

static void paragraph(struct compose *compose, const struct flow_style *style, double before,
		      const char *text)
{
	struct flow_block *block = tagged_block(compose, TAG_P);

	block->space_before = before;
	block->height = flow_text(compose->flow, block, 0, 0, flow_width(compose->flow), style,
				  FLOW_LEFT, text, true);
}

void compose_paragraph(struct compose *compose, const char *text)
{
	paragraph(compose, &body_style, 3, text);
}

void compose_note(struct compose *compose, const char *text)
{
	paragraph(compose, &note_style, 3, text);
}

void compose_label(struct compose *compose, const char *text)
{
	struct flow_block *block = tagged_block(compose, TAG_P);

	block->space_before = 8;
	block->keep_with_next = true;
	block->height = flow_text(compose->flow, block, 0, 0, flow_width(compose->flow),
				  &label_style, FLOW_LEFT, text, false);
}

void compose_space(struct compose *compose, double height)
{
	flow_block(compose->flow)->height = height;
}

void compose_steps(struct compose *compose, const char *const *steps, size_t count)
{
	struct flow *flow = compose->flow;
	int list = flow_node(flow, compose->document, TAG_LIST, "");

	for (size_t i = 0; i < count; i++) {
		struct flow_block *block = flow_block(flow);
		const char *number = arena_printf(flow_arena(flow), "%zu.", i + 1);
		block->node = flow_node(flow, list, TAG_ITEM, "");
		block->space_before = 2;
		flow_text(flow, block, 0, 0, 16, &body_style, FLOW_LEFT, number, false);
		block->height = flow_text(flow, block, 18, 0, flow_width(flow) - 18, &body_style,
					  FLOW_LEFT, steps[i], true);
	}
}

/* Makes a link of the box; "#place" is inside the document. */
static void add_link(struct flow_block *block, const char *target, double x, double y, double w,
		     double h, int node)
{
	bool inside = target[0] == '#';

	flow_add(block, &(struct flow_item){ .kind = inside ? FLOW_JUMP : FLOW_URI,
					     .x = x,
					     .y = y,
					     .w = w,
					     .h = h,
					     .node = node,
					     .text = target + inside });
}

void compose_link(struct compose *compose, const char *text, const char *target)
{
	const struct flow_style style = { .size = body_style.size, .colour = compose->accent };
	struct flow_block *block = tagged_block(compose, TAG_LINK);
	double width = flow_width(compose->flow);

	block->space_before = 3;
	block->height =
		flow_text(compose->flow, block, 0, 0, width, &style, FLOW_LEFT, text, false);
	double text_width = flow_text_width(compose->flow, &style, text);
	add_link(block, target, 0, 0, text_width < width ? text_width : width, block->height, 0);
}

static double card_width(const struct compose *compose, size_t count)
{
	const double gap = 10;

	return (flow_width(compose->flow) - gap * (double)(count - 1)) / (double)count;
}

static void add_card(struct compose *compose, struct flow_block *block, double x, double width,
		     const struct compose_card *card)
{
	struct flow *flow = compose->flow;
	const struct flow_style value = { .size = 19,
					  .bold = true,
					  .colour = card->colour ? card->colour : COMPOSE_INK };
	double y = 10;

	y += flow_text(flow, block, x + 11, y, width - 22, &note_style, FLOW_LEFT, card->title,
		       false);
	y += flow_text(flow, block, x + 11, y, width - 22, &value, FLOW_LEFT, card->value, false);
	y += flow_text(flow, block, x + 11, y, width - 22, &note_style, FLOW_LEFT, card->below,
		       false);
	if (y + 8 > block->height)
		block->height = y + 8;
}

void compose_cards(struct compose *compose, const struct compose_card *cards, size_t count)
{
	struct flow_block *block = tagged_block(compose, TAG_P);
	double width = card_width(compose, count);

	block->space_before = 8;
	for (size_t i = 0; i < count; i++) {
		double x = (double)i * (width + 10);
		flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
						     .x = x,
						     .w = width,
						     .radius = 7,
						     .colour = COMPOSE_RULE });
		flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
						     .x = x + 0.8,
						     .y = 0.8,
						     .w = width - 1.6,
						     .radius = 6.4,
						     .colour = 0xFFFFFF });
	}
	for (size_t i = 0; i < count; i++)
		add_card(compose, block, (double)i * (width + 10), width, &cards[i]);
	for (size_t i = 0; i < 2 * count; i++)
		block->items[i].h = block->height - (i % 2 ? 1.6 : 0);
}

static double add_pair(struct compose *compose, struct flow_block *block, double x, double width,
		       const struct compose_pair *pair)
{
	static const struct flow_style strong = { .size = 10.5,
						  .bold = true,
						  .colour = COMPOSE_INK };
	double y = flow_text(compose->flow, block, x, 0, width, &note_style, FLOW_LEFT, pair->name,
			     false);

	y += flow_text(compose->flow, block, x, y, width, &strong, FLOW_LEFT, pair->value, false);
	flow_add(block, &(struct flow_item){ .kind = FLOW_RULE,
					     .x = x,
					     .y = y + 5,
					     .w = width,
					     .colour = COMPOSE_RULE });
	return y + 6;
}

void compose_pairs(struct compose *compose, const struct compose_pair *pairs, size_t count)
{
	double width = card_width(compose, 2) - 5;
	struct flow_block *block = NULL;

	for (size_t i = 0, shown = 0; i < count; i++) {
		if (!*pairs[i].value)
			continue;
		bool left = shown++ % 2 == 0;
		if (left) {
			block = tagged_block(compose, TAG_P);
			block->space_before = 8;
		}
		double height = add_pair(compose, block, left ? 0 : width + 20, width, &pairs[i]);
		if (height > block->height)
			block->height = height;
	}
}
