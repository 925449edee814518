#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "report/flow/internal.h"

/* The bar shows to the left of the filled box that is laid over it. */
#define BAR 4.0
#define MOST_ITEMS 4 /* of one panel on one page */

static size_t add_panel(const struct flow *flow, const struct flow_segment *segment,
			struct flow_placed *out)
{
	const struct flow_panel *panel = &flow->panels[segment->panel];
	const struct flow_item box = { .kind = FLOW_ROUNDED,
				       .x = flow->frame.left + panel->x,
				       .y = flow->frame.top + segment->top,
				       .w = panel->w,
				       .h = segment->bottom - segment->top,
				       .radius = panel->radius };
	size_t count = 0;

	struct flow_item item = box;
	if (panel->shadow) {
		item.kind = FLOW_SHADOW;
		out[count++] = (struct flow_placed){ .item = item, .page = segment->page };
	}
	item = box;
	item.colour = panel->bar ? panel->bar : panel->fill;
	out[count++] = (struct flow_placed){ .item = item, .page = segment->page };
	if (panel->bar) {
		item.x += BAR;
		item.w -= BAR;
		item.colour = panel->fill;
		out[count++] = (struct flow_placed){ .item = item, .page = segment->page };
	}
	if (panel->border != panel->fill) {
		item.kind = FLOW_BORDER;
		item.colour = panel->border;
		out[count++] = (struct flow_placed){ .item = item, .page = segment->page };
	}
	return count;
}

static void merge(struct flow *flow, struct flow_result *result)
{
	size_t most = flow->placed_count + MOST_ITEMS * flow->segment_count + 1;
	size_t count = 0, segment = 0, item = 0;

	free(flow->merged);
	flow->merged = xcalloc(most, sizeof *flow->merged);
	for (size_t page = 0; page <= flow->page; page++) {
		for (; segment < flow->segment_count && flow->segments[segment].page == page;
		     segment++)
			count += add_panel(flow, &flow->segments[segment], flow->merged + count);
		for (; item < flow->placed_count && flow->placed[item].page == page; item++)
			flow->merged[count++] = flow->placed[item];
	}
	*result = (struct flow_result){
		.items = flow->merged,
		.count = count,
		.pages = flow->page + 1,
		.looks = flow->looks,
	};
}

struct place {
	const char *name;
	size_t page;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct place *)a)->name, ((const struct place *)b)->name);
}

static size_t places_of(const struct flow *flow, size_t count, struct place **out)
{
	struct place *places = NULL;
	size_t found = 0, capacity = 0;

	for (size_t i = 0; i < count; i++) {
		if (flow->merged[i].item.kind != FLOW_PLACE)
			continue;
		ARRAY_RESERVE(places, found, capacity);
		places[found++] = (struct place){ .name = flow->merged[i].item.text,
						  .page = flow->merged[i].page };
	}
	if (found)
		qsort(places, found, sizeof *places, by_name);
	*out = places;
	return found;
}

static void number(struct flow *flow, struct flow_item *item, const struct place *place)
{
	item->kind = FLOW_TEXT;
	item->text = place ? arena_printf(flow->arena, "%zu", place->page + 1) : "";
	item->length = strlen(item->text);
	double width =
		flow->measure.width(flow->measure.context, &item->style, item->text, item->length);
	item->x += item->w - width;
	item->w = width;
}

void flow_finish(struct flow *flow, struct flow_result *result)
{
	struct place *places = NULL;

	merge(flow, result);
	size_t count = places_of(flow, result->count, &places);
	for (size_t i = 0; i < result->count; i++) {
		struct flow_item *item = &flow->merged[i].item;
		if (item->kind != FLOW_PAGE_OF)
			continue;
		const struct place key = { .name = item->text };
		number(flow, item,
		       count ? bsearch(&key, places, count, sizeof *places, by_name) : NULL);
	}
	free(places);
}
