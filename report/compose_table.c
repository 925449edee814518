#include <string.h>

#include "audit/core/mem.h"
#include "report/compose.h"

#define PAD_X 5.0
#define PAD_Y 4.5
#define UNSPLIT_LINES 12 /* a row of more lines may continue on the next page */

static const struct flow_style cell_styles[] = {
	[CELL_TEXT] = { .size = 8.5, .colour = COMPOSE_INK },
	[CELL_STRONG] = { .size = 8.5, .bold = true, .colour = COMPOSE_INK },
	[CELL_MUTED] = { .size = 8.5, .colour = COMPOSE_MUTED },
	[CELL_BADGE] = { .size = 8.5 },
	[CELL_LINK] = { .size = 8.5 },
};

static void fill(struct flow_block *block, double width, uint32_t colour)
{
	flow_add(block, &(struct flow_item){ .kind = FLOW_RECT, .w = width, .colour = colour });
}

/* The first item of a row is its background, drawn as high as the row became. */
static void end_row(struct compose *compose, struct flow_block *block)
{
	block->items[0].h = block->height;
	flow_add(block, &(struct flow_item){ .kind = FLOW_RULE,
					     .y = block->height - 0.4,
					     .w = flow_width(compose->flow),
					     .colour = COMPOSE_RULE });
}

static void add_header(struct compose_table *table, struct flow_block *block, int row)
{
	static const struct flow_style style = { .size = 7.5,
						 .bold = true,
						 .colour = COMPOSE_MUTED };
	struct flow *flow = table->compose->flow;
	double x = 0;

	fill(block, flow_width(flow), COMPOSE_TINT);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct compose_column *column = &table->columns[i];
		double width = column->share * flow_width(flow);
		block->node = flow_node(flow, row, TAG_HEADER_CELL, "");
		double height = flow_text(flow, block, x + PAD_X, PAD_Y, width - 2 * PAD_X, &style,
					  column->align, column->title, false);
		if (height + 2 * PAD_Y > block->height)
			block->height = height + 2 * PAD_Y;
		x += width;
	}
	block->node = 0;
	end_row(table->compose, block);
}

void compose_table(struct compose *compose, struct compose_table *table,
		   const struct compose_column *columns, size_t count)
{
	struct flow_block *first = flow_block(compose->flow);

	*table = (struct compose_table){ .compose = compose, .column_count = count };
	memcpy(table->columns, columns, count * sizeof *columns);
	table->node = flow_node(compose->flow, compose->document, TAG_TABLE, "");
	first->space_before = 8;
	first->keep_with_next = true;
	add_header(table, first, flow_node(compose->flow, table->node, TAG_ROW, ""));
	table->header = first;
}

static double add_link_cell(struct compose_table *table, struct flow_block *block, double x,
			    double width, const struct compose_cell *cell)
{
	struct flow *flow = table->compose->flow;
	struct flow_style style = cell_styles[CELL_LINK];

	style.colour = table->compose->accent;
	double height =
		flow_text(flow, block, x, PAD_Y, width, &style, FLOW_LEFT, cell->text, false);
	bool inside = cell->target[0] == '#';
	flow_add(block, &(struct flow_item){ .kind = inside ? FLOW_JUMP : FLOW_URI,
					     .x = x,
					     .y = PAD_Y,
					     .w = width,
					     .h = height,
					     .text = cell->target + inside });
	return height;
}

static double add_cell(struct compose_table *table, struct flow_block *block, size_t i, double x,
		       const struct compose_cell *cell)
{
	struct flow *flow = table->compose->flow;
	const struct compose_column *column = &table->columns[i];
	double width = column->share * flow_width(flow) - 2 * PAD_X;
	struct flow_style style = cell_styles[cell->kind];

	if (cell->kind == CELL_BADGE) {
		compose_badge(table->compose, block, x + PAD_X, PAD_Y - 1.5, cell->verdict);
		return COMPOSE_BADGE_HEIGHT - 3;
	}
	if (cell->kind == CELL_LINK && cell->target && *cell->target)
		return add_link_cell(table, block, x + PAD_X, width, cell);
	if (cell->kind == CELL_LINK)
		style.colour = COMPOSE_INK;
	if (cell->colour)
		style.colour = cell->colour;
	return flow_text(flow, block, x + PAD_X, PAD_Y, width, &style, column->align, cell->text,
			 false);
}

void compose_row(struct compose_table *table, const struct compose_cell *cells)
{
	struct flow *flow = table->compose->flow;
	struct flow_block *block = flow_block(flow);
	int row = flow_node(flow, table->node, TAG_ROW, "");
	double x = 0, tallest = 0;

	block->header = table->header;
	fill(block, flow_width(flow), table->rows++ % 2 ? 0xFAFBFD : 0xFFFFFF);
	for (size_t i = 0; i < table->column_count; i++) {
		block->node = flow_node(flow, row, TAG_CELL, "");
		double height = add_cell(table, block, i, x, &cells[i]);
		if (height > tallest)
			tallest = height;
		x += table->columns[i].share * flow_width(flow);
	}
	block->node = 0;
	block->height = tallest + 2 * PAD_Y;
	/* All cells have one line height, so their lines end at the same places. */
	double line = flow_line_height(&cell_styles[CELL_TEXT]);
	if (tallest > UNSPLIT_LINES * line)
		for (double y = 3 * line; y < tallest - 2 * line; y += line)
			flow_allow_break(block, PAD_Y + y);
	end_row(table->compose, block);
}
