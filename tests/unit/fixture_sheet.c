#include "tests/unit/fixture_sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/fixture_flow.h"

static const struct flow_frame frame = {
	.width = 420, .height = 620, .left = 10, .right = 10, .top = 10, .bottom = 10
};

void sheet_begin(struct sheet *sheet)
{
	sheet->flow = flow_new(&frame, &fixture_flow_measure);
	compose_init(&sheet->compose, sheet->flow, THEME_ACCENT, 0xE7EEF8);
}

void sheet_finish(struct sheet *sheet)
{
	flow_place(sheet->flow, &sheet->result);
}

const struct flow_item *sheet_item(const struct sheet *sheet, enum flow_kind kind, size_t number)
{
	for (size_t i = 0; i < sheet->result.count; i++)
		if (sheet->result.items[i].item.kind == kind && number-- == 0)
			return &sheet->result.items[i].item;
	return NULL;
}

const struct flow_item *sheet_text(const struct sheet *sheet, const char *text)
{
	for (size_t i = 0; i < sheet->result.count; i++) {
		const struct flow_item *item = &sheet->result.items[i].item;
		if (item->kind == FLOW_TEXT && item->length == strlen(text) &&
		    memcmp(item->text, text, item->length) == 0)
			return item;
	}
	return NULL;
}

int sheet_role(const struct sheet *sheet, int node)
{
	size_t count = 0;
	const struct flow_node *nodes = flow_nodes(sheet->flow, &count);

	assert_true(node > 0 && (size_t)node < count);
	return nodes[node].role;
}

int sheet_parent(const struct sheet *sheet, int node)
{
	size_t count = 0;

	return flow_nodes(sheet->flow, &count)[node].parent;
}

const char *sheet_said(const struct sheet *sheet, int node)
{
	size_t count = 0;

	return flow_nodes(sheet->flow, &count)[node].text;
}

size_t sheet_children(const struct sheet *sheet, int parent, enum canvas_role role)
{
	size_t count = 0, found = 0;
	const struct flow_node *nodes = flow_nodes(sheet->flow, &count);

	for (size_t i = 1; i < count; i++)
		found += nodes[i].parent == parent && nodes[i].role == (int)role;
	return found;
}
