#include <math.h>
#include <string.h>

#include "report/compose/compose.h"

#define PAD_X 5.0
#define PAD_Y 2.6
#define LONG_TEXT 400	 /* bytes that are never a single line */
#define UNSPLIT_LINES 14 /* a row of more lines may continue on the next page */
#define LINES_MOST 60	 /* of a text in a cell, about a page; the workbook holds it whole */

static struct flow_style style_of(const struct compose *compose, const struct compose_cell *cell)
{
	static const struct {
		enum flow_weight weight;
		uint32_t colour;
	} of_kind[CELL_KIND_COUNT] = {
		[CELL_TEXT] = { FLOW_REGULAR, THEME_INK },
		[CELL_STRONG] = { FLOW_SEMIBOLD, THEME_INK },
		[CELL_MUTED] = { FLOW_REGULAR, THEME_MUTED },
		[CELL_PILL] = { FLOW_SEMIBOLD, THEME_INK },
	};
	struct flow_style style = compose_style(STYLE_CELL);

	style.weight = of_kind[cell->kind].weight;
	style.colour = cell->target && *cell->target ? compose->accent : of_kind[cell->kind].colour;
	return style;
}

/* The first item of a row is its ground, drawn as high as the row became. */
static void add_ground(struct compose *compose, struct flow_block *block, uint32_t colour)
{
	flow_add(block, &(struct flow_item){ .kind = FLOW_RECT,
					     .x = compose->x,
					     .w = compose->width,
					     .colour = colour });
}

static void end_row(struct compose *compose, struct flow_block *block)
{
	block->items[0].h = block->height;
	flow_add(block, &(struct flow_item){ .kind = FLOW_RULE,
					     .x = compose->x,
					     .y = block->height - 0.5,
					     .w = compose->width,
					     .colour = THEME_RULE });
}

/* What badges need beyond the shares of their columns, the widest columns give: they hold text
 * that wraps, where others hold an id or a day. */
static void set_widths(struct compose_table *table)
{
	const double width = table->compose->width;
	double more = 0, widest = 0;
	size_t givers = 0;

	for (size_t i = 0; i < table->column_count; i++) {
		const double share = table->columns[i].share * width;
		const double badge = table->badges[i] > 0 ? table->badges[i] + 2 * PAD_X : 0;
		table->widths[i] = fmax(share, badge);
		more += table->widths[i] - share;
		widest = fmax(widest, table->columns[i].share);
	}
	for (size_t i = 0; i < table->column_count; i++)
		givers += table->columns[i].share >= widest;
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].share >= widest)
			table->widths[i] -= more / (double)givers;
}

static void add_header(struct compose_table *table)
{
	struct compose *compose = table->compose;
	struct flow_block *block = table->header;
	int row = flow_node(compose->flow, table->node, ROLE_ROW, "");
	struct flow_text how = { .y = PAD_Y - 0.5, .style = { 9, FLOW_SEMIBOLD, THEME_MUTED } };
	double x = compose->x;

	set_widths(table);
	add_ground(compose, block, THEME_TINT);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct compose_column *column = &table->columns[i];
		block->node = flow_node(compose->flow, row, ROLE_COLUMN_HEADER, "");
		how.x = x + PAD_X;
		how.width = table->widths[i] - 2 * PAD_X;
		how.align = column->right ? FLOW_RIGHT : FLOW_LEFT;
		double height = flow_text(compose->flow, block, &how, column->title);
		if (height + 2 * PAD_Y - 1 > block->height)
			block->height = height + 2 * PAD_Y - 1;
		x += table->widths[i];
	}
	end_row(compose, block);
}

void compose_table_begin(struct compose *compose, struct compose_table *table,
			 const struct compose_column *columns, size_t count)
{
	flow_keep(compose->flow); /* what introduces it */
	struct flow_block *header = compose_block(compose, ROLE_NONE);

	*table = (struct compose_table){ .compose = compose, .column_count = count, .pad = PAD_Y };
	memcpy(table->columns, columns, count * sizeof *columns);
	table->node = flow_node(compose->flow, compose->section, ROLE_TABLE, "");
	header->space_before = 10;
	header->keep_with_next = true;
	table->header = header;
}

void compose_table_fit(struct compose_table *table, size_t column, double badge)
{
	table->badges[column] = badge;
}

static struct flow_block *new_row(struct compose_table *table)
{
	if (!table->header->count)
		add_header(table);
	struct flow_block *block = compose_block(table->compose, ROLE_NONE);
	block->header = table->header;
	return block;
}

/* Text of a cell that is long stands at the right if it is right-to-left; a
 * single line stays with its column. */
static double add_text(struct compose *compose, struct flow_block *block, struct flow_text *how,
		       const char *text)
{
	if (how->align == FLOW_LEFT && flow_is_right_to_left(compose->flow, text) &&
	    (strlen(text) > LONG_TEXT ||
	     flow_text_width(compose->flow, &how->style, text) > how->width))
		how->align = FLOW_START;
	return flow_text(compose->flow, block, how, text);
}

/* Its text, as a rule; never nothing. */
static const char *about_of(const struct compose_cell *cell)
{
	if (cell->about && *cell->about)
		return cell->about;
	return cell->text && *cell->text ? cell->text : cell->target;
}

static double add_words(struct compose_table *table, struct flow_block *block, struct flow_text how,
			const struct compose_cell *cell)
{
	struct compose *compose = table->compose;
	const int node = block->node;
	const bool link = cell->target && *cell->target;
	const bool twofold = cell->below && *cell->below;
	const enum flow_align align = how.align;

	how.style = style_of(compose, cell);
	if (twofold)
		block->node = flow_node(compose->flow, node, ROLE_P, "");
	if (link)
		block->node = flow_node(compose->flow, block->node, ROLE_LINK, "");
	double height =
		add_text(compose, block, &how, cell->text && *cell->text ? cell->text : "–");
	if (link)
		compose_link_box(block, &(struct compose_link){ cell->target, about_of(cell) },
				 how.x, how.y, how.width, height);
	if (twofold) {
		block->node = flow_node(compose->flow, node, ROLE_P, "");
		how.y += height;
		how.align = align;
		how.style.weight = FLOW_REGULAR;
		how.style.colour = THEME_MUTED;
		height += add_text(compose, block, &how, cell->below);
	}
	block->node = node;
	return height;
}

static void add_mark(struct compose_table *table, struct flow_block *block, double x, double y,
		     const struct compose_cell *cell)
{
	struct compose *compose = table->compose;
	const double width = compose_mark(compose, block, x, y, (enum verdict)cell->value,
					  cell->framed, cell->text);

	if (cell->below)
		(void)compose_text(compose, block, x + width + 3, table->pad, 20, STYLE_CELL,
				   cell->below);
}

/* Under a badge. */
static double add_below(struct compose_table *table, struct flow_block *block, size_t column,
			double x, double y, const struct compose_cell *cell)
{
	struct compose *compose = table->compose;

	if (!cell->below || !*cell->below)
		return 0;
	block->node = flow_node(compose->flow, block->node, ROLE_P, "");
	return 1 + compose_text(compose, block, x + PAD_X, table->pad + y + 1,
				table->widths[column] - 2 * PAD_X, STYLE_NOTE, cell->below);
}

static double add_cell(struct compose_table *table, struct flow_block *block, size_t column,
		       double x, const struct compose_cell *cell)
{
	struct compose *compose = table->compose;
	const double line = COMPOSE_BADGE_HEIGHT - 3; /* a badge reaches into the padding */
	const double y = table->pad - 1.5;

	switch (cell->kind) {
	case CELL_VERDICT:
		compose_badge(compose, block, x + PAD_X, y, (enum verdict)cell->value);
		return line + add_below(table, block, column, x, line, cell);
	case CELL_SEVERITY:
		compose_severity(compose, block, x + PAD_X, y, (enum severity)cell->value);
		return line;
	case CELL_PILL:
		compose_pill(compose, block, x + PAD_X, y, cell->colour, cell->text);
		return line;
	case CELL_SIGNED:
		compose_signed(compose, block, x + PAD_X, y, cell->colour,
			       (enum canvas_icon)cell->value, cell->text);
		return line;
	case CELL_MARK:
		add_mark(table, block, x + PAD_X, y, cell);
		return line;
	case CELL_TEXT:
	case CELL_STRONG:
	case CELL_MUTED:
	case CELL_KIND_COUNT:
		break;
	}
	return add_words(
		table, block,
		(struct flow_text){ .x = x + PAD_X,
				    .y = table->pad,
				    .width = table->widths[column] - 2 * PAD_X,
				    .align = table->columns[column].right ? FLOW_RIGHT : FLOW_LEFT,
				    .lines_most = LINES_MOST },
		cell);
}

static void split_if_high(struct compose_table *table, struct flow_block *block, double height)
{
	const struct flow_style style = compose_style(STYLE_CELL);
	const double line = flow_line_height(&style);

	if (height <= UNSPLIT_LINES * line)
		return;
	/* All cells have one line height, so their lines end at the same places. */
	const size_t lines = (size_t)(height / line + 0.5);
	for (size_t i = 3; i + 2 < lines; i++)
		flow_allow_break(block, table->pad + (double)i * line);
}

void compose_table_row(struct compose_table *table, const struct compose_cell *cells)
{
	struct compose *compose = table->compose;
	struct flow_block *block = new_row(table);
	int row = flow_node(compose->flow, table->node, ROLE_ROW, "");
	double x = compose->x, tallest = 0;

	add_ground(compose, block, table->rows % 2 ? 0xFAFBFD : 0xFFFFFF);
	for (size_t i = 0; i < table->column_count; i++) {
		block->node = flow_node(compose->flow, row, i ? ROLE_CELL : ROLE_ROW_HEADER, "");
		if (cells[i].place)
			flow_add(block,
				 &(struct flow_item){ .kind = FLOW_PLACE, .text = cells[i].place });
		double height = add_cell(table, block, i, x, &cells[i]);
		if (height > tallest)
			tallest = height;
		x += table->widths[i];
	}
	block->height = tallest + 2 * table->pad;
	split_if_high(table, block, tallest);
	end_row(compose, block);
	table->rows++;
	table->before_last = table->last;
	table->last = block;
	if (table->rows == 2)
		table->before_last->keep_with_next = true;
}

void compose_table_group(struct compose_table *table, const char *text)
{
	struct compose *compose = table->compose;
	struct flow_block *block = new_row(table);
	int row = flow_node(compose->flow, table->node, ROLE_ROW, "");

	block->keep_with_next = true;
	block->node = flow_node(compose->flow, row, ROLE_ROW_HEADER, "");
	flow_node_span(compose->flow, block->node, (int)table->column_count);
	add_ground(compose, block, 0xFFFFFF);
	block->height = flow_text(compose->flow, block,
				  &(struct flow_text){ .x = compose->x + PAD_X,
						       .y = PAD_Y + 2.5,
						       .width = compose->width - 2 * PAD_X,
						       .style = { 9, FLOW_BOLD, compose->accent },
						       .align = FLOW_LEFT },
				  text) +
			2 * PAD_Y + 1;
	end_row(compose, block);
}

void compose_table_end(struct compose_table *table)
{
	if (!table->header->count)
		add_header(table);
	table->compose->after_table = true;
	if (table->before_last)
		table->before_last->keep_with_next = true;
}
