#include "audit/core/mem.h"
#include "report/flow/internal.h"

#define LEAST_ROOM 0.16 /* of a page, to begin what is higher than a page */

static double text_top(const struct flow_item *item)
{
	return item->y - flow_baseline(&item->style);
}

static bool is_line(const struct flow_item *item)
{
	return item->kind == FLOW_TEXT || item->kind == FLOW_PAGE_OF;
}

/* Whether an item stands in the slice [from, to); boxes are cut to it. Marks
 * without height belong to where they are, those beyond an end to that end. */
static bool slice_item(struct flow_item *item, double from, double to, bool last)
{
	if (item->kind == FLOW_RECT || item->kind == FLOW_ROUNDED || item->kind == FLOW_BORDER) {
		double top = item->y > from ? item->y : from;
		double bottom = item->y + item->h < to ? item->y + item->h : to;
		item->y = top;
		item->h = bottom - top;
		return item->h > FLOW_TOLERANCE;
	}
	double at = is_line(item) ? text_top(item) : item->y;
	return (from <= 0 || at >= from - FLOW_TOLERANCE) && (last || at < to - FLOW_TOLERANCE);
}

static void put_slice(struct flow *flow, const struct flow_block *block, double from, double to,
		      bool repeated)
{
	bool last = to >= block->height - FLOW_TOLERANCE;

	for (size_t i = 0; i < block->count; i++) {
		struct flow_item item = block->items[i];
		if (repeated && (item.kind == FLOW_PLACE || item.kind == FLOW_BOOKMARK))
			continue;
		if (!slice_item(&item, from, to, last))
			continue;
		item.x += flow->frame.left;
		item.y += flow->frame.top + flow->y - from;
		if (repeated)
			item.node = 0;
		ARRAY_RESERVE(flow->placed, flow->placed_count, flow->placed_capacity);
		flow->placed[flow->placed_count++] = (struct flow_placed){ .item = item,
									   .page = flow->page,
									   .repeated = repeated };
	}
	flow->y += to - from;
	flow->fresh = false;
}

static void open_panel(struct flow *flow, int panel)
{
	flow->panel = panel;
	if (!panel)
		return;
	ARRAY_RESERVE(flow->segments, flow->segment_count, flow->segment_capacity);
	flow->segments[flow->segment_count++] =
		(struct flow_segment){ .panel = panel, .page = flow->page, .top = flow->y };
	flow->y += flow->panels[panel].pad;
}

static void close_panel(struct flow *flow)
{
	if (flow->panel) {
		flow->y += flow->panels[flow->panel].pad;
		flow->segments[flow->segment_count - 1].bottom = flow->y;
	}
	flow->panel = 0;
}

static void note_look(struct flow *flow, int look)
{
	while (flow->look_count <= flow->page) {
		ARRAY_RESERVE(flow->looks, flow->look_count, flow->look_capacity);
		flow->looks[flow->look_count++] = look;
	}
}

static size_t header_count(const struct flow_block *block)
{
	size_t count = 0;

	for (const struct flow_block *header = block->header; header; header = header->header)
		count++;
	return count;
}

/* A header's own header stands above it: the last in the chain is put first. */
static void put_headers(struct flow *flow, const struct flow_block *block)
{
	for (size_t left = header_count(block); left > 0; left--) {
		const struct flow_block *header = block->header;
		for (size_t i = 1; i < left; i++)
			header = header->header;
		put_slice(flow, header, 0, header->height, true);
		flow->fresh = true; /* a header alone is nothing yet */
	}
}

static double headers_height(const struct flow_block *block)
{
	double height = 0;

	for (const struct flow_block *header = block->header; header; header = header->header)
		height += header->height;
	return height;
}

static void start_page(struct flow *flow, const struct flow_block *block)
{
	close_panel(flow);
	if (!flow->fresh)
		flow->page++;
	flow->y = 0;
	flow->fresh = true;
	note_look(flow, 0);
	open_panel(flow, block->panel);
	put_headers(flow, block);
}

/* The least height of a block that may stand at the end of a page. */
static double first_part(const struct flow_block *block)
{
	return block->break_count ? block->breaks[0] : block->height;
}

/* What must stay together from block `i` on: a heading with what follows it. */
static double kept_height(const struct flow *flow, size_t i)
{
	int panel = flow->panel;
	double height = 0;

	for (; i < flow->count; i++) {
		const struct flow_block *block = flow->blocks[i];
		if (block->panel != panel)
			height += flow->panels[panel].pad + flow->panels[block->panel].pad;
		panel = block->panel;
		height += block->space_before;
		if (!block->keep_with_next || i + 1 == flow->count || flow->blocks[i + 1]->new_page)
			return height + first_part(block) + flow->panels[panel].pad;
		height += block->height;
	}
	return height;
}

/* No break is allowed where one is needed: between lines of text then, since
 * nothing may be cut. The whole, if there is no such place. */
static double forced_cut(const struct flow_block *block, double from, double room)
{
	double cut = from + room;

	for (bool moved = true; moved && cut > from;) {
		moved = false;
		for (size_t i = 0; i < block->count; i++) {
			const struct flow_item *item = &block->items[i];
			double top = text_top(item);
			if (is_line(item) && top < cut - FLOW_TOLERANCE &&
			    top + item->h > cut + FLOW_TOLERANCE) {
				cut = top;
				moved = true;
			}
		}
	}
	return cut > from + FLOW_TOLERANCE ? cut : block->height;
}

/* The last allowed break that fits into `room` after `from`; else the next one,
 * or the end. */
static double next_cut(const struct flow_block *block, double from, double room)
{
	double cut = 0;

	if (block->height - from <= room + FLOW_TOLERANCE)
		return block->height;
	for (size_t i = 0; i < block->break_count; i++) {
		double at = block->breaks[i];
		if (at <= from + FLOW_TOLERANCE)
			continue;
		if (at - from <= room + FLOW_TOLERANCE)
			cut = at;
		else
			return cut > 0 ? cut : at;
	}
	return cut > 0 ? cut : block->height;
}

static double room(const struct flow *flow)
{
	return flow_height(flow) - flow->y - flow->panels[flow->panel].pad;
}

/* Whether a piece of a block is too high for any page, and this one has room to
 * begin with it: a table's header would stand alone otherwise. */
static bool starts_here(const struct flow *flow, const struct flow_block *block, double height)
{
	const double page = flow_height(flow) - 2 * flow->panels[block->panel].pad;
	const double header = headers_height(block);

	return flow->fresh || (height > page - header && room(flow) > page * LEAST_ROOM);
}

static void put_block(struct flow *flow, const struct flow_block *block)
{
	double from = 0;

	for (;;) {
		double to = next_cut(block, from, room(flow));
		bool fits = to - from <= room(flow) + FLOW_TOLERANCE;
		if (!fits && !starts_here(flow, block, to - from)) {
			start_page(flow, block);
			continue;
		}
		if (!fits)
			to = forced_cut(block, from, room(flow));
		put_slice(flow, block, from, to, false);
		if (to >= block->height - FLOW_TOLERANCE)
			return;
		from = to;
		start_page(flow, block);
	}
}

/* The room that block `i` asks for where it starts. What is higher than a page
 * need not wait for a whole one. */
static double room_wanted(const struct flow *flow, size_t i)
{
	const struct flow_block *block = flow->blocks[i];
	const double page = flow_height(flow) - headers_height(block);
	double kept = kept_height(flow, i);

	if (kept > page)
		kept = block->space_before + first_part(block) + flow->panels[block->panel].pad;
	return kept > page ? page * LEAST_ROOM : kept;
}

static bool starts_page(const struct flow *flow, const struct flow_block *block)
{
	return block->new_page && flow->y >= block->least * flow_height(flow);
}

static void place_block(struct flow *flow, size_t i)
{
	const struct flow_block *block = flow->blocks[i];
	const double wanted = room_wanted(flow, i);

	if (!flow->fresh &&
	    (starts_page(flow, block) || flow->y + wanted > flow_height(flow) + FLOW_TOLERANCE))
		start_page(flow, block);
	if (block->new_page && flow->fresh)
		flow->looks[flow->page] = block->look;
	if (flow->panel != block->panel) {
		close_panel(flow);
		if (!flow->fresh)
			flow->y += block->space_before;
		open_panel(flow, block->panel);
	} else if (!flow->fresh) {
		flow->y += block->space_before;
	}
	put_block(flow, block);
}

void flow_place(struct flow *flow, struct flow_result *result)
{
	flow->page = 0;
	flow->y = 0;
	flow->fresh = true;
	flow->panel = 0;
	flow->placed_count = flow->segment_count = flow->look_count = 0;
	note_look(flow, 0);
	for (size_t i = 0; i < flow->count; i++)
		place_block(flow, i);
	close_panel(flow);
	flow_finish(flow, result);
}
