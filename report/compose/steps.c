#include "report/compose/compose.h"

#define STEP_INDENT 22.0

static void step_mark(struct compose *compose, struct flow_block *block, const char *number)
{
	const struct flow_style style = { 8, FLOW_SEMIBOLD, compose->accent };
	const double size = 14;
	const double x = compose->x + COMPOSE_NAME;

	flow_add(block, &(struct flow_item){ .kind = FLOW_ROUNDED,
					     .x = x,
					     .y = 0.2,
					     .w = size,
					     .h = size,
					     .radius = size / 2,
					     .colour = compose->wash });
	(void)flow_text(compose->flow, block,
			&(struct flow_text){ .x = x,
					     .y = 0.2 + (size - flow_line_height(&style)) / 2,
					     .width = size,
					     .style = style,
					     .align = FLOW_CENTRE },
			number);
}

void compose_steps(struct compose *compose, const char *name, const char *const *steps,
		   size_t count)
{
	struct flow *flow = compose->flow;
	int heading = flow_node(flow, compose->section, ROLE_H4, "");
	int list = flow_node(flow, compose->section, ROLE_LIST, "");
	const double left = compose->x + COMPOSE_NAME + STEP_INDENT;

	for (size_t i = 0; i < count; i++) {
		struct flow_block *block = compose_block(compose, ROLE_NONE);
		int item = flow_node(flow, list, ROLE_ITEM, "");
		block->space_before = i ? 3.5 : 9;
		block->node = heading;
		/* The first two steps stay together, and the last with what follows. */
		block->keep_with_next = i == 0 || i + 1 == count;
		if (i == 0)
			compose_text(compose, block, compose->x, 0.6, COMPOSE_NAME - 8, STYLE_LABEL,
				     name);
		block->node = flow_node(flow, item, ROLE_LABEL, "");
		step_mark(compose, block, compose_printf(compose, "%zu", i + 1));
		block->node = flow_node(flow, item, ROLE_BODY, "");
		const size_t first = block->count;
		block->height =
			flow_text(flow, block,
				  &(struct flow_text){ .x = left,
						       .y = 0.4,
						       .width = compose->x + compose->width - left,
						       .style = compose_style(STYLE_BODY),
						       .breaks = true },
				  steps[i]) +
			1;
		compose_link_addresses(compose, block, first, steps[i]);
	}
}
