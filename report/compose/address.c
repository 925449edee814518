/* Web addresses within a text become links; the text is one of ours, not an account's. */
#include <string.h>

#include "audit/core/mem.h"
#include "report/compose/compose.h"

#define SCHEME "https://"

struct address {
	const char *from, *to;
	struct compose_link link;
	int node;
};

static struct address next_address(const char *text)
{
	struct address address = { .from = strstr(text, SCHEME) };

	if (!address.from)
		return address;
	address.to = address.from + strcspn(address.from, " \n\t<>\"");
	while (strchr(".,;:!?)", address.to[-1]))
		address.to--;
	return address;
}

/* A piece of a line, where it stands in it; NULL when there is nothing of it. */
static struct flow_item *add_piece(struct compose *compose, struct flow_block *block,
				   const struct flow_item *line, const char *from, const char *to)
{
	struct flow_item item = *line;

	if (from >= to)
		return NULL;
	item.text = from;
	item.length = (size_t)(to - from);
	item.torn = line->torn || to < line->text + line->length;
	item.x += flow_text_width(
		compose->flow, &line->style,
		compose_printf(compose, "%.*s", (int)(from - line->text), line->text));
	item.w = flow_text_width(compose->flow, &line->style,
				 compose_printf(compose, "%.*s", (int)item.length, from));
	return flow_add(block, &item);
}

static void add_line(struct compose *compose, struct flow_block *block,
		     const struct flow_item *line, const struct address *address)
{
	const char *end = line->text + line->length;
	const char *from = address->from > line->text ? address->from : line->text;
	const char *to = address->to < end ? address->to : end;

	if (line->right_to_left || from >= to) {
		flow_add(block, line);
		return;
	}
	add_piece(compose, block, line, line->text, from);
	struct flow_item *piece = add_piece(compose, block, line, from, to);
	piece->node = address->node;
	piece->style.colour = compose->accent;
	const int node = block->node;
	block->node = address->node;
	const struct flow_item box = *piece;
	compose_link_box(block, &address->link, box.x, box.y - flow_baseline(&box.style), box.w,
			 box.h);
	block->node = node;
	add_piece(compose, block, line, to, end);
}

void compose_link_addresses(struct compose *compose, struct flow_block *block, size_t first,
			    const char *text)
{
	for (;;) {
		struct address address = next_address(text);
		const size_t count = block->count - first;
		if (!address.from)
			return;
		address.link.target = compose_printf(
			compose, "%.*s", (int)(address.to - address.from), address.from);
		address.link.about = address.link.target;
		address.node = flow_node(compose->flow, block->node, ROLE_LINK, "");
		const struct flow_item *lines = arena_copy(
			flow_arena(compose->flow), block->items + first, count * sizeof *lines);
		block->count = first;
		for (size_t i = 0; i < count; i++)
			if (lines[i].kind == FLOW_TEXT)
				add_line(compose, block, &lines[i], &address);
			else
				flow_add(block, &lines[i]);
		text = address.to;
	}
}
