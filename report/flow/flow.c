#include "report/flow/flow.h"

#include <stdlib.h>

#include "audit/core/mem.h"
#include "report/flow/internal.h"

struct flow *flow_new(const struct flow_frame *frame, const struct flow_measure *measure)
{
	struct flow *flow = xcalloc(1, sizeof *flow);

	flow->arena = arena_new();
	flow->frame = *frame;
	flow->measure = *measure;
	(void)flow_node(flow, 0, 0, "");
	(void)flow_panel(flow, &(struct flow_panel){ .pad = 0 });
	return flow;
}

static void free_block(struct flow_block *block)
{
	free(block->items);
	free(block->breaks);
	free(block);
}

void flow_free(struct flow *flow)
{
	if (!flow)
		return;
	flow_drop(flow, flow->count);
	while (flow->header_count)
		free_block(flow->headers[--flow->header_count]);
	free(flow->headers);
	free(flow->blocks);
	free(flow->nodes);
	free(flow->panels);
	free(flow->placed);
	free(flow->merged);
	free(flow->segments);
	free(flow->looks);
	arena_free(flow->arena);
	free(flow);
}

struct arena *flow_arena(struct flow *flow)
{
	return flow->arena;
}

const struct flow_frame *flow_page(const struct flow *flow)
{
	return &flow->frame;
}

double flow_width(const struct flow *flow)
{
	return flow->frame.width - flow->frame.left - flow->frame.right;
}

double flow_height(const struct flow *flow)
{
	return flow->frame.height - flow->frame.top - flow->frame.bottom;
}

int flow_node(struct flow *flow, int parent, int role, const char *text)
{
	ARRAY_RESERVE(flow->nodes, flow->node_count, flow->node_capacity);
	flow->nodes[flow->node_count] =
		(struct flow_node){ .parent = parent, .role = role, .text = text };
	return (int)flow->node_count++;
}

void flow_node_span(struct flow *flow, int node, int columns)
{
	flow->nodes[node].columns = columns;
}

const struct flow_node *flow_nodes(const struct flow *flow, size_t *count)
{
	*count = flow->node_count;
	return flow->nodes;
}

int flow_panel(struct flow *flow, const struct flow_panel *panel)
{
	ARRAY_RESERVE(flow->panels, flow->panel_count, flow->panel_capacity);
	flow->panels[flow->panel_count] = *panel;
	return (int)flow->panel_count++;
}

struct flow_block *flow_block(struct flow *flow)
{
	ARRAY_RESERVE(flow->blocks, flow->count, flow->capacity);
	flow->blocks[flow->count] = xcalloc(1, sizeof **flow->blocks);
	return flow->blocks[flow->count++];
}

struct flow_block *flow_header(struct flow *flow)
{
	ARRAY_RESERVE(flow->headers, flow->header_count, flow->header_capacity);
	flow->headers[flow->header_count] = xcalloc(1, sizeof **flow->headers);
	return flow->headers[flow->header_count++];
}

void flow_drop(struct flow *flow, size_t count)
{
	while (count-- && flow->count)
		free_block(flow->blocks[--flow->count]);
}

void flow_keep(struct flow *flow)
{
	if (flow->count)
		flow->blocks[flow->count - 1]->keep_with_next = true;
}

size_t flow_count(const struct flow *flow)
{
	return flow->count;
}

void flow_keep_together(struct flow *flow, size_t first, double share)
{
	double height = 0;

	if (first < flow->count)
		flow->blocks[flow->count - 1]->keep_with_next = false;
	for (size_t i = first; i < flow->count; i++)
		height += flow->blocks[i]->space_before + flow->blocks[i]->height;
	if (height > flow_height(flow) * share)
		return;
	for (size_t i = first; i + 1 < flow->count; i++)
		flow->blocks[i]->keep_with_next = true;
}

double flow_used(const struct flow *flow)
{
	double used = 0;
	int panel = 0;

	for (size_t i = flow->count; i-- > 0;) {
		const struct flow_block *block = flow->blocks[i];
		if (block->panel != panel)
			used += flow->panels[panel].pad + flow->panels[block->panel].pad;
		panel = block->panel;
		used += block->height;
		if (block->new_page)
			break;
		used += block->space_before;
	}
	return used + flow->panels[panel].pad;
}

static bool has_content(enum flow_kind kind)
{
	return kind == FLOW_TEXT || kind == FLOW_PAGE_OF || kind == FLOW_URI || kind == FLOW_JUMP;
}

struct flow_item *flow_add(struct flow_block *block, const struct flow_item *item)
{
	ARRAY_RESERVE(block->items, block->count, block->capacity);
	block->items[block->count] = *item;
	if (!item->node && has_content(item->kind))
		block->items[block->count].node = block->node;
	return &block->items[block->count++];
}

void flow_allow_break(struct flow_block *block, double y)
{
	if (block->break_count && block->breaks[block->break_count - 1] >= y - FLOW_TOLERANCE)
		return;
	ARRAY_RESERVE(block->breaks, block->break_count, block->break_capacity);
	block->breaks[block->break_count++] = y;
}
