/* What repeats, splits, surrounds and starts pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/flow/flow.h"
#include "tests/unit/fixture_flow.h"

static void assert_inside(const struct flow_item *item)
{
	double top = item->y, bottom = item->y + item->h;

	if (item->kind == FLOW_TEXT) {
		top = item->y - flow_baseline(&item->style);
		bottom = top + flow_line_height(&item->style);
	}
	assert_true(item->x >= 9.99 && item->x + item->w <= 210.01);
	assert_true(top >= 9.98 && bottom <= 310.02);
}

static void a_table_header_stands_on_every_page_it_continues_on(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_result result;
	size_t headers = 0, rows = 0;
	int node = flow_node(flow, 0, 1, "");

	(void)state;
	struct flow_block *header = fixture_flow_solid(flow, 20, "header");
	header->items[0].node = node;
	for (int i = 0; i < 50; i++)
		fixture_flow_solid(flow, 25, "row")->header = header;
	flow_place(flow, &result);
	for (size_t i = 0; i < result.count; i++) {
		rows += fixture_flow_is(&result.items[i], "row");
		if (!fixture_flow_is(&result.items[i], "header"))
			continue;
		/* Once for readers; where it is repeated it is decoration. */
		assert_int_equal(result.items[i].repeated, headers > 0);
		assert_int_equal(result.items[i].item.node, headers > 0 ? 0 : node);
		assert_int_equal(result.items[i].page, headers);
		headers++;
	}
	assert_int_equal(rows, 50);
	assert_int_equal(headers, result.pages);
	flow_free(flow);
}

static void a_row_taller_than_a_page_continues_below_the_header(void **state)
{
	(void)state;
	for (int breaks = 0; breaks < 2; breaks++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct flow_result result;
		size_t boxes = 0;
		int number = 0;

		fixture_flow_seed(3);
		struct flow_block *header = fixture_flow_solid(flow, 20, "header");
		struct flow_block *row = flow_block(flow);
		row->header = header;
		flow_add(row, &(struct flow_item){ .kind = FLOW_RECT, .w = 200 });
		row->height = flow_text(flow, row,
					&(struct flow_text){ .width = 100,
							     .style = fixture_flow_body,
							     .breaks = breaks },
					fixture_flow_words(flow_arena(flow), &number, 200));
		row->items[0].h = row->height;
		flow_place(flow, &result);
		assert_true(result.pages > 2);
		for (size_t i = 0; i < result.count; i++) {
			assert_inside(&result.items[i].item);
			boxes += result.items[i].item.kind == FLOW_RECT;
		}
		assert_int_equal(boxes, result.pages);
		flow_free(flow);
	}
}

static void a_panel_reaches_around_its_blocks_on_every_page(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	const struct flow_panel panel = { .w = 200, .pad = 8, .fill = 1, .border = 1 };
	struct flow_result result;
	size_t panels = 0;
	double top = 0, bottom = 0;

	(void)state;
	int number = flow_panel(flow, &panel);
	fixture_flow_solid(flow, 20, "before");
	for (int i = 0; i < 40; i++)
		fixture_flow_solid(flow, 20, "inside")->panel = number;
	fixture_flow_solid(flow, 20, "after");
	flow_place(flow, &result);
	for (size_t i = 0; i < result.count; i++) {
		const struct flow_item *item = &result.items[i].item;
		if (item->kind == FLOW_ROUNDED) {
			assert_int_equal(result.items[i].page, panels);
			panels++;
			top = item->y;
			bottom = item->y + item->h;
		} else if (fixture_flow_is(&result.items[i], "inside")) {
			assert_true(item->y - flow_baseline(&fixture_flow_body) >= top + 7.99);
			assert_true(item->y <= bottom - 8);
		} else if (fixture_flow_is(&result.items[i], "after")) {
			assert_true(item->y - flow_baseline(&fixture_flow_body) >= bottom - 0.01);
		}
	}
	assert_int_equal(panels, result.pages);
	flow_free(flow);
}

static void page_numbers_are_those_of_the_places(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_result result;
	static const char *const places[] = { "one", "two", "nowhere" };
	static const char *const numbers[] = { "1", "3", "" };

	(void)state;
	struct flow_block *block = fixture_flow_solid(flow, 20, "contents");
	flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = "one" });
	for (size_t i = 0; i < 3; i++)
		flow_add(block, &(struct flow_item){ .kind = FLOW_PAGE_OF,
						     .w = 200,
						     .style = fixture_flow_body,
						     .text = places[i] });
	fixture_flow_solid(flow, 20, "second")->new_page = true;
	block = fixture_flow_solid(flow, 20, "third");
	block->new_page = true;
	flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = "two" });
	flow_place(flow, &result);
	for (size_t i = 0; i < 3; i++) {
		const struct flow_item *item = &result.items[2 + i].item;
		assert_int_equal(item->kind, FLOW_TEXT);
		assert_int_equal(item->length, strlen(numbers[i]));
		assert_memory_equal(item->text, numbers[i], item->length);
		assert_true(item->x + item->w > 209.9 && item->x + item->w < 210.1);
	}
	flow_free(flow);
}

static void a_new_page_is_started_once_and_has_its_look_alone(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_result result;

	(void)state;
	struct flow_block *block = fixture_flow_solid(flow, 20, "a");
	block->new_page = true;
	block->look = 7;
	fixture_flow_solid(flow, 290, "b");
	fixture_flow_solid(flow, 20, "c")->new_page = true;
	fixture_flow_solid(flow, 20, "d");
	flow_place(flow, &result);
	assert_int_equal(result.pages, 3);
	assert_int_equal(result.looks[0], 7);
	assert_int_equal(result.looks[1], 0);
	assert_int_equal(result.looks[2], 0);
	assert_int_equal(result.items[1].page, 1);
	assert_int_equal(result.items[3].page, 2);
	flow_free(flow);
}

static void a_page_that_is_hardly_filled_is_not_left(void **state)
{
	static const struct {
		double filled;
		size_t pages;
	} cases[] = { { 100, 1 }, { 149, 1 }, { 150, 2 }, { 290, 2 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct flow_result result;
		fixture_flow_solid(flow, cases[i].filled, "a");
		struct flow_block *block = fixture_flow_solid(flow, 10, "b");
		block->new_page = true;
		block->least = 0.5;
		block->look = 7;
		flow_place(flow, &result);
		assert_int_equal(result.pages, cases[i].pages);
		/* Only a page that it began is its own. */
		assert_int_equal(result.looks[cases[i].pages - 1], cases[i].pages > 1 ? 7 : 0);
		flow_free(flow);
	}
}

static void what_goes_on_names_itself_on_each_page(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_block *outer = flow_header(flow), *inner = flow_header(flow);
	struct flow_result result;

	(void)state;
	outer->height = inner->height = 10;
	flow_add(outer, &(struct flow_item){ .kind = FLOW_RECT, .h = 10, .colour = 1 });
	flow_add(inner, &(struct flow_item){ .kind = FLOW_RECT, .h = 10, .colour = 2 });
	inner->header = outer;
	for (int i = 0; i < 5; i++)
		fixture_flow_solid(flow, 140, "row")->header = inner;
	flow_place(flow, &result);
	assert_int_equal(result.pages, 3);
	for (size_t page = 1; page < 3; page++) {
		size_t first = 0;
		while (result.items[first].page < page)
			first++;
		assert_int_equal(result.items[first].item.colour, 1);
		assert_int_equal(result.items[first + 1].item.colour, 2);
		assert_true(result.items[first].repeated && result.items[first + 1].repeated);
	}
	flow_free(flow);
}

static void blocks_that_belong_together_stay_on_a_page_if_they_can(void **state)
{
	static const struct {
		double share;
		size_t first_page;
	} cases[] = { { 0.5, 1 }, { 0.1, 0 } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct flow_result result;
		fixture_flow_solid(flow, 220, "before");
		size_t first = flow_count(flow);
		for (int k = 0; k < 5; k++)
			fixture_flow_solid(flow, 25, "part");
		flow_keep_together(flow, first, cases[i].share);
		flow_place(flow, &result);
		assert_int_equal(result.items[1].page, cases[i].first_page);
		assert_int_equal(result.items[5].page, 1);
		flow_free(flow);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_header_stands_on_every_page_it_continues_on),
		cmocka_unit_test(a_row_taller_than_a_page_continues_below_the_header),
		cmocka_unit_test(a_panel_reaches_around_its_blocks_on_every_page),
		cmocka_unit_test(page_numbers_are_those_of_the_places),
		cmocka_unit_test(a_new_page_is_started_once_and_has_its_look_alone),
		cmocka_unit_test(a_page_that_is_hardly_filled_is_not_left),
		cmocka_unit_test(what_goes_on_names_itself_on_each_page),
		cmocka_unit_test(blocks_that_belong_together_stay_on_a_page_if_they_can),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
