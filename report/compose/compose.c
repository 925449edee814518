#include "report/compose/compose.h"

#include <stdarg.h>
#include <stdio.h>

#include "audit/core/mem.h"

static const struct flow_style styles[STYLE_COUNT] = {
	[STYLE_BODY] = { .size = 9.5, .colour = THEME_INK },
	[STYLE_STRONG] = { .size = 9.5, .weight = FLOW_SEMIBOLD, .colour = THEME_INK },
	[STYLE_LEAD] = { .size = 11, .colour = THEME_INK },
	[STYLE_NOTE] = { .size = 9, .colour = THEME_MUTED },
	[STYLE_LABEL] = { .size = 9, .weight = FLOW_SEMIBOLD, .colour = THEME_MUTED },
	[STYLE_CELL] = { .size = 9, .colour = THEME_INK },
};

void compose_init(struct compose *compose, struct flow *flow, uint32_t accent, uint32_t wash)
{
	*compose = (struct compose){
		.flow = flow, .accent = accent, .wash = wash, .width = flow_width(flow)
	};
	compose->document = flow_node(flow, 0, ROLE_DOCUMENT, "");
	compose->section = compose->document;
}

struct flow_style compose_style(enum compose_style style)
{
	return styles[style];
}

const char *compose_printf(struct compose *compose, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *text = arena_vprintf(flow_arena(compose->flow), format, args);
	va_end(args);
	return text;
}

struct flow_block *compose_block(struct compose *compose, enum canvas_role role)
{
	struct flow_block *block = flow_block(compose->flow);

	compose->after_table = false;
	block->panel = compose->panel;
	block->header = compose->header;
	if (role != ROLE_NONE)
		block->node = flow_node(compose->flow, compose->section, (int)role, "");
	return block;
}

static double wrap(struct compose *compose, struct flow_block *block, const struct flow_text *how,
		   const char *text)
{
	return text ? flow_text(compose->flow, block, how, text) : 0;
}

double compose_text(struct compose *compose, struct flow_block *block, double x, double y,
		    double width, enum compose_style style, const char *text)
{
	return wrap(compose, block,
		    &(struct flow_text){ .x = x, .y = y, .width = width, .style = styles[style] },
		    text);
}

static struct flow_block *part(struct compose *compose, double size, const char *title,
			       const char *place, const char *subtitle)
{
	struct flow *flow = compose->flow;
	const struct flow_style style = { size, FLOW_BOLD, THEME_INK };

	compose->section = flow_node(flow, compose->document, ROLE_SECTION, "");
	struct flow_block *block = compose_block(compose, ROLE_H2);
	block->keep_with_next = true;
	flow_add(block, &(struct flow_item){ .kind = FLOW_BOOKMARK, .text = title, .value = 1 });
	flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = place });
	block->height = wrap(compose, block,
			     &(struct flow_text){ .width = compose->width, .style = style }, title);
	block->node = flow_node(flow, compose->section, ROLE_P, "");
	block->height += 2;
	block->height += compose_text(compose, block, 0, block->height, compose->width, STYLE_NOTE,
				      subtitle);
	block->height += 8;
	return block;
}

void compose_part(struct compose *compose, const char *title, const char *place,
		  const char *subtitle)
{
	part(compose, 19, title, place, subtitle)->space_before = 30;
}

void compose_page(struct compose *compose, const char *title, const char *place,
		  const char *subtitle)
{
	struct flow_block *block = part(compose, 23, title, place, subtitle);

	block->new_page = true;
	block->least = compose->least;
	block->look = (int)compose->look;
	block->space_before = 30;
}

static struct flow_block *heading(struct compose *compose, double size, const char *text)
{
	const struct flow_style style = { size, FLOW_SEMIBOLD, THEME_INK };
	struct flow_block *block = compose_block(compose, ROLE_H3);

	block->keep_with_next = true;
	block->height = wrap(
		compose, block,
		&(struct flow_text){ .x = compose->x, .width = compose->width, .style = style },
		text);
	return block;
}

void compose_heading(struct compose *compose, const char *text)
{
	struct flow_block *block = heading(compose, 14, text);

	block->space_before = 20;
	block->height += 6;
}

void compose_title(struct compose *compose, const char *text)
{
	struct flow_block *block = heading(compose, 10.5, text);

	block->space_before = COMPOSE_GAP;
	block->height += 3;
}

void compose_paragraph(struct compose *compose, enum compose_style style, const char *text)
{
	if (!text || !*text)
		return;
	const double space = compose->after_table ? 8 : 4;
	struct flow_block *block = compose_block(compose, ROLE_P);
	block->space_before = space;
	block->height = wrap(compose, block,
			     &(struct flow_text){ .x = compose->x,
						  .width = compose->width,
						  .style = styles[style],
						  .breaks = true },
			     text);
}

int compose_item(struct compose *compose, int *name)
{
	struct flow *flow = compose->flow;
	size_t count = 0;

	flow_nodes(flow, &count);
	if (!compose->list || compose->list_end != count)
		compose->list = flow_node(flow, compose->section, ROLE_LIST, "");
	int item = flow_node(flow, compose->list, ROLE_ITEM, "");
	*name = flow_node(flow, item, ROLE_LABEL, "");
	int value = flow_node(flow, item, ROLE_BODY, "");
	flow_nodes(flow, &compose->list_end);
	return value;
}

static struct flow_block *fact(struct compose *compose, const char *name, const char *text,
			       struct flow_style style)
{
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	const int value = compose_item(compose, &block->node);

	block->space_before = 7;
	compose_text(compose, block, compose->x, 0.6, COMPOSE_NAME - 8, STYLE_LABEL, name);
	block->node = value;
	block->height = wrap(compose, block,
			     &(struct flow_text){ .x = compose->x + COMPOSE_NAME,
						  .width = compose->width - COMPOSE_NAME,
						  .style = style,
						  .breaks = true },
			     text);
	return block;
}

struct flow_block *compose_fact(struct compose *compose, const char *name, const char *text)
{
	return text && *text ? fact(compose, name, text, styles[STYLE_BODY]) : NULL;
}

void compose_link_box(struct flow_block *block, const struct compose_link *link, double x, double y,
		      double w, double h)
{
	bool inside = link->target[0] == '#';

	flow_add(block, &(struct flow_item){ .kind = inside ? FLOW_JUMP : FLOW_URI,
					     .x = x,
					     .y = y,
					     .w = w,
					     .h = h,
					     .text = link->target + inside,
					     .about = link->about });
}

void compose_space(struct compose *compose, double height)
{
	compose_block(compose, ROLE_NONE)->height = height;
}

const char *compose_number(struct compose *compose, size_t number)
{
	char digits[32], text[48];
	size_t out = 0;
	int length = snprintf(digits, sizeof digits, "%zu", number);

	for (int i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0)
			text[out++] = ',';
		text[out++] = digits[i];
	}
	text[out] = '\0';
	return arena_strdup(flow_arena(compose->flow), text);
}

const char *compose_count(struct compose *compose, size_t number, const char *one, const char *many)
{
	return compose_printf(compose, "%s %s", compose_number(compose, number),
			      number == 1 ? one : many);
}
