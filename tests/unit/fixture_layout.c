#include "tests/unit/fixture_layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/compose/paint.h"
#include "report/pdf/internal.h"
#include "tests/unit/fixture_flow.h"

#define EDGE 20.0 /* nothing stands closer to the edge of the page */

void layout_make(struct layout *layout, const struct audit *audit)
{
	*layout = (struct layout){ .text = STR_INIT(STR_BODY) };
	layout->view = view_new(audit);
	layout->flow = pdf_compose(layout->view, &fixture_flow_measure);
	flow_place(layout->flow, &layout->result);
	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_item *item = &layout->result.items[i].item;
		if (item->kind != FLOW_TEXT)
			continue;
		str_add(&layout->text, item->text, item->length);
		str_putc(&layout->text, ' ');
	}
}

void layout_release(struct layout *layout)
{
	str_release(&layout->text);
	flow_free(layout->flow);
	view_free(layout->view);
}

bool layout_shows(const struct layout *layout, const char *text)
{
	return strstr(str_text(&layout->text), text) != NULL;
}

size_t layout_page_showing(const struct layout *layout, const char *text)
{
	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_placed *placed = &layout->result.items[i];
		if (placed->item.kind == FLOW_TEXT && placed->item.length >= strlen(text) &&
		    memcmp(placed->item.text, text, strlen(text)) == 0)
			return placed->page;
	}
	return SIZE_MAX;
}

void layout_assert_on_page(const struct layout *layout)
{
	const struct flow_frame *page = flow_page(layout->flow);

	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_item *item = &layout->result.items[i].item;
		double top = item->y, bottom = item->y + item->h;
		if (item->kind == FLOW_TEXT) {
			top = item->y - item->style.size;
			bottom = item->y + item->style.size * 0.3;
		}
		if (item->kind == FLOW_BOOKMARK || item->kind == FLOW_PLACE)
			continue;
		if (item->kind == FLOW_IMAGE && item->value == PAINT_COVER)
			continue; /* it reaches the edges */
		assert_true(item->x >= EDGE && item->x + item->w <= page->width - EDGE);
		assert_true(top >= EDGE && bottom <= page->height - page->bottom + 1);
	}
}

static bool is_badge(const struct flow_item *item)
{
	return item->kind == FLOW_ROUNDED && fabs(item->h - COMPOSE_BADGE_HEIGHT) < 0.01;
}

/* What is written on it begins in it. */
static bool reaches_into(const struct flow_item *badge, const struct flow_item *item)
{
	const double top = item->kind == FLOW_TEXT ? item->y - 1 : item->y;

	return top >= badge->y && top < badge->y + badge->h && item->x > badge->x &&
	       item->x + item->w > badge->x + badge->w + 0.1 && item->x < badge->x + badge->w;
}

void layout_assert_badges(const struct layout *layout)
{
	const struct flow_frame *page = flow_page(layout->flow);

	for (size_t i = 0; i < layout->result.count; i++) {
		const struct flow_placed *badge = &layout->result.items[i];
		if (!is_badge(&badge->item))
			continue;
		assert_true(badge->item.x + badge->item.w <= page->width - page->right);
		for (size_t k = 0; k < layout->result.count; k++) {
			const struct flow_placed *other = &layout->result.items[k];
			if (other->page == badge->page &&
			    (is_badge(&other->item) || other->item.kind == FLOW_TEXT))
				assert_false(reaches_into(&badge->item, &other->item));
		}
	}
}

/* Every link inside the document leads somewhere. */
void layout_assert_links(const struct layout *layout)
{
	for (size_t i = 0; i < layout->result.count; i++) {
		bool found = false;
		if (layout->result.items[i].item.kind != FLOW_JUMP)
			continue;
		for (size_t k = 0; k < layout->result.count && !found; k++)
			found = layout->result.items[k].item.kind == FLOW_PLACE &&
				strcmp(layout->result.items[k].item.text,
				       layout->result.items[i].item.text) == 0;
		assert_true(found);
	}
}
