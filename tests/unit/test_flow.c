/* Nothing outside the frame, nothing lost, headings stay with what follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/flow.h"

/* Every character is half as wide as the type is high; lines end at spaces. */
static double width(void *context, const struct flow_style *style, const char *text, size_t length)
{
	(void)context;
	(void)text;
	return (double)length * style->size / 2;
}

static size_t line(void *context, const struct flow_style *style, const char *text, size_t length,
		   double most)
{
	size_t fits = (size_t)(most / (style->size / 2) + 0.001);

	(void)context;
	if (fits < 1)
		fits = 1;
	if (length <= fits)
		return length;
	for (size_t end = fits + 1; end > 1; end--)
		if (text[end - 1] == ' ')
			return end;
	return fits;
}

static bool right_to_left(void *context, const char *text, size_t length)
{
	(void)context;
	return length && text[0] == '<';
}

static const struct flow_measure measure = { .width = width,
					     .line = line,
					     .right_to_left = right_to_left };
static const struct flow_frame frame = {
	.width = 220, .height = 320, .left = 10, .right = 10, .top = 10, .bottom = 10
};
static const struct flow_style body = { .size = 10 };

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static char *words(struct arena *arena, int *number, uint32_t count)
{
	struct str text = STR_INIT(STR_BODY);

	for (uint32_t i = 0; i < count; i++) {
		(void)str_printf(&text, "%sw%d", i ? " " : "", (*number)++);
		for (uint32_t more = draw(12) == 0 ? draw(60) : draw(6); more; more--)
			(void)str_putc(&text, 'x');
	}
	char *copy = arena_strdup(arena, str_text(&text));
	str_release(&text);
	return copy;
}

static struct flow_block *add_paragraph(struct flow *flow, const char *text, bool breaks)
{
	struct flow_block *block = flow_block(flow);

	block->space_before = 6;
	block->height = flow_text(
		flow, block,
		&(struct flow_text){ .width = flow_width(flow), .style = body, .breaks = breaks },
		text);
	return block;
}

static struct flow_block *add_solid(struct flow *flow, double height, const char *name)
{
	struct flow_block *block = flow_block(flow);

	block->height = height;
	flow_add(block, &(struct flow_item){ .kind = FLOW_TEXT,
					     .y = flow_baseline(&body),
					     .w = 50,
					     .h = flow_line_height(&body),
					     .style = body,
					     .text = name,
					     .length = strlen(name) });
	return block;
}

static bool is_named(const struct flow_placed *placed, const char *name)
{
	return placed->item.kind == FLOW_TEXT && placed->item.length == strlen(name) &&
	       memcmp(placed->item.text, name, strlen(name)) == 0;
}

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

/* Compares all that is not a space, which lines do not end with. */
static void assert_same_letters(const char *whole, const char *shown)
{
	for (; *whole; whole++) {
		if (*whole == ' ')
			continue;
		while (*shown == ' ')
			shown++;
		assert_int_equal(*whole, *shown);
		shown++;
	}
	assert_int_equal(*shown, '\0');
}

static int any_panel(struct flow *flow)
{
	return flow_panel(flow, &(struct flow_panel){ .w = 200,
						      .pad = 8,
						      .fill = 0xFFFFFF,
						      .border = 0xCCCCCC,
						      .bar = draw(2) ? 0xFF0000 : 0,
						      .shadow = draw(2) == 0 });
}

static void every_word_stands_once_in_order_inside_the_frame(void **state)
{
	(void)state;
	for (uint32_t round = 1; round < 400; round++) {
		struct flow *flow = flow_new(&frame, &measure);
		struct str whole = STR_INIT(STR_BODY), shown = STR_INIT(STR_BODY);
		struct flow_result result;
		size_t page = 0;
		int number = 0, panel = 0;

		seed = round;
		for (uint32_t i = 0, count = 1 + draw(12); i < count; i++) {
			const char *text = words(flow_arena(flow), &number, 1 + draw(150));
			if (draw(3) == 0)
				panel = draw(2) ? any_panel(flow) : 0;
			(void)str_puts(&whole, text);
			struct flow_block *block = add_paragraph(flow, text, draw(3) != 0);
			block->panel = panel;
			block->keep_with_next = draw(4) == 0;
			block->new_page = draw(9) == 0;
		}
		flow_place(flow, &result);
		for (size_t i = 0; i < result.count; i++) {
			const struct flow_item *item = &result.items[i].item;
			assert_true(result.items[i].page >= page);
			assert_true(result.items[i].page < result.pages);
			page = result.items[i].page;
			assert_inside(item);
			if (item->kind == FLOW_TEXT)
				(void)str_add(&shown, item->text, item->length);
		}
		assert_same_letters(str_text(&whole), str_text(&shown));
		str_release(&whole);
		str_release(&shown);
		flow_free(flow);
	}
}

static void no_page_is_empty_and_no_two_lines_stand_on_each_other(void **state)
{
	(void)state;
	for (uint32_t round = 1; round < 200; round++) {
		struct flow *flow = flow_new(&frame, &measure);
		struct flow_result result;
		size_t page = 0;
		double bottom = 0;
		int number = 0;

		seed = round;
		for (uint32_t i = 0, count = 1 + draw(30); i < count; i++) {
			const char *text = words(flow_arena(flow), &number, 1 + draw(40));
			add_paragraph(flow, text, true)->keep_with_next = draw(3) == 0;
		}
		flow_place(flow, &result);
		for (size_t i = 0; i < result.count; i++) {
			const struct flow_item *item = &result.items[i].item;
			assert_true(result.items[i].page <= page + 1);
			if (result.items[i].page > page)
				bottom = 0;
			page = result.items[i].page;
			assert_true(item->y - flow_baseline(&body) >= bottom - 0.01);
			bottom = item->y - flow_baseline(&body) + item->h;
		}
		assert_int_equal(page + 1, result.pages);
		flow_free(flow);
	}
}

static void a_heading_never_ends_a_page(void **state)
{
	(void)state;
	for (int filler = 1; filler < 22; filler++) {
		struct flow *flow = flow_new(&frame, &measure);
		struct flow_result result;
		size_t heading_page = SIZE_MAX, lines = 0;
		int number = 0;

		seed = 7;
		for (int i = 0; i < filler; i++)
			add_solid(flow, 15, "filler");
		add_solid(flow, 20, "heading")->keep_with_next = true;
		add_paragraph(flow, words(flow_arena(flow), &number, 60), true);
		flow_place(flow, &result);
		for (size_t i = 0; i < result.count; i++) {
			if (is_named(&result.items[i], "heading"))
				heading_page = result.items[i].page;
			else
				lines += result.items[i].page == heading_page;
		}
		assert_true(lines >= 2);
		flow_free(flow);
	}
}

static void no_line_of_a_paragraph_stands_alone(void **state)
{
	size_t split = 0;

	(void)state;
	for (int filler = 0; filler < 21; filler++) {
		for (uint32_t length = 2; length < 40; length += 3) {
			struct flow *flow = flow_new(&frame, &measure);
			struct flow_result result;
			size_t lines[2] = { 0, 0 };
			int number = 0;

			seed = length;
			for (int i = 0; i < filler; i++)
				add_solid(flow, 15, "");
			add_paragraph(flow, words(flow_arena(flow), &number, length), true);
			flow_place(flow, &result);
			for (size_t i = 0; i < result.count; i++)
				if (result.items[i].item.length && result.items[i].page < 2)
					lines[result.items[i].page]++;
			if (lines[0] && lines[1]) {
				split++;
				assert_true(lines[0] >= 2 && lines[1] >= 2);
			}
			flow_free(flow);
		}
	}
	assert_true(split > 10);
}

static void a_table_header_stands_on_every_page_it_continues_on(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	struct flow_result result;
	size_t headers = 0, rows = 0;
	int node = flow_node(flow, 0, 1, "");

	(void)state;
	struct flow_block *header = add_solid(flow, 20, "header");
	header->items[0].node = node;
	for (int i = 0; i < 50; i++)
		add_solid(flow, 25, "row")->header = header;
	flow_place(flow, &result);
	for (size_t i = 0; i < result.count; i++) {
		rows += is_named(&result.items[i], "row");
		if (!is_named(&result.items[i], "header"))
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
		struct flow *flow = flow_new(&frame, &measure);
		struct flow_result result;
		size_t boxes = 0;
		int number = 0;

		seed = 3;
		struct flow_block *header = add_solid(flow, 20, "header");
		struct flow_block *row = flow_block(flow);
		row->header = header;
		flow_add(row, &(struct flow_item){ .kind = FLOW_RECT, .w = 200 });
		row->height = flow_text(
			flow, row,
			&(struct flow_text){ .width = 100, .style = body, .breaks = breaks },
			words(flow_arena(flow), &number, 200));
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
	struct flow *flow = flow_new(&frame, &measure);
	const struct flow_panel panel = { .w = 200, .pad = 8, .fill = 1, .border = 1 };
	struct flow_result result;
	size_t panels = 0;
	double top = 0, bottom = 0;

	(void)state;
	int number = flow_panel(flow, &panel);
	add_solid(flow, 20, "before");
	for (int i = 0; i < 40; i++)
		add_solid(flow, 20, "inside")->panel = number;
	add_solid(flow, 20, "after");
	flow_place(flow, &result);
	for (size_t i = 0; i < result.count; i++) {
		const struct flow_item *item = &result.items[i].item;
		if (item->kind == FLOW_ROUNDED) {
			assert_int_equal(result.items[i].page, panels);
			panels++;
			top = item->y;
			bottom = item->y + item->h;
		} else if (is_named(&result.items[i], "inside")) {
			assert_true(item->y - flow_baseline(&body) >= top + 7.99);
			assert_true(item->y <= bottom - 8);
		} else if (is_named(&result.items[i], "after")) {
			assert_true(item->y - flow_baseline(&body) >= bottom - 0.01);
		}
	}
	assert_int_equal(panels, result.pages);
	flow_free(flow);
}

static void page_numbers_are_those_of_the_places(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	struct flow_result result;
	static const char *const places[] = { "one", "two", "nowhere" };
	static const char *const numbers[] = { "1", "3", "" };

	(void)state;
	struct flow_block *block = add_solid(flow, 20, "contents");
	flow_add(block, &(struct flow_item){ .kind = FLOW_PLACE, .text = "one" });
	for (size_t i = 0; i < 3; i++)
		flow_add(block, &(struct flow_item){ .kind = FLOW_PAGE_OF,
						     .w = 200,
						     .style = body,
						     .text = places[i] });
	add_solid(flow, 20, "second")->new_page = true;
	block = add_solid(flow, 20, "third");
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

static void text_is_aligned_by_its_direction(void **state)
{
	static const struct {
		enum flow_align align;
		const char *text;
		double x;
	} cases[] = {
		{ FLOW_START, "short", 10 },	{ FLOW_START, "<hort", 185 },
		{ FLOW_LEFT, "<hort", 10 },	{ FLOW_RIGHT, "short", 185 },
		{ FLOW_CENTRE, "short", 97.5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct flow *flow = flow_new(&frame, &measure);
		struct flow_result result;
		struct flow_block *block = flow_block(flow);
		block->height = flow_text(
			flow, block,
			&(struct flow_text){ .width = 200, .style = body, .align = cases[i].align },
			cases[i].text);
		flow_place(flow, &result);
		assert_int_equal(result.count, 1);
		assert_true(result.items[0].item.x == cases[i].x);
		assert_int_equal(result.items[0].item.right_to_left, cases[i].text[0] == '<');
		flow_free(flow);
	}
}

static void a_new_page_is_started_once_and_keeps_its_look(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	struct flow_result result;

	(void)state;
	struct flow_block *block = add_solid(flow, 20, "a");
	block->new_page = true;
	block->look = 7;
	add_solid(flow, 290, "b");
	add_solid(flow, 20, "c")->new_page = true;
	add_solid(flow, 20, "d");
	flow_place(flow, &result);
	assert_int_equal(result.pages, 3);
	assert_int_equal(result.looks[0], 7);
	assert_int_equal(result.looks[1], 7);
	assert_int_equal(result.looks[2], 0);
	assert_int_equal(result.items[1].page, 1);
	assert_int_equal(result.items[3].page, 2);
	flow_free(flow);
}

static void what_is_used_and_taken_back_is_known(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	struct flow_result result;

	(void)state;
	add_solid(flow, 100, "a");
	add_solid(flow, 20, "b")->new_page = true;
	add_solid(flow, 30, "c")->space_before = 5;
	assert_true(flow_used(flow) == 55);
	flow_drop(flow, 1);
	assert_true(flow_used(flow) == 20);
	flow_place(flow, &result);
	assert_int_equal(result.count, 2);
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
		struct flow *flow = flow_new(&frame, &measure);
		struct flow_result result;
		add_solid(flow, 220, "before");
		size_t first = flow_count(flow);
		for (int k = 0; k < 5; k++)
			add_solid(flow, 25, "part");
		flow_keep_together(flow, first, cases[i].share);
		flow_place(flow, &result);
		assert_int_equal(result.items[1].page, cases[i].first_page);
		assert_int_equal(result.items[5].page, 1);
		flow_free(flow);
	}
}

static void a_line_knows_whether_a_word_was_torn(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	struct flow_result result;
	const struct flow_text how = { .width = 50, .style = body };

	(void)state;
	struct flow_block *block = flow_block(flow);
	block->height = flow_text(flow, block, &how, "0123456789abcdefgh word");
	flow_place(flow, &result);
	assert_int_equal(result.count, 3);
	assert_true(result.items[0].item.torn); /* in the middle of a word */
	assert_false(result.items[1].item.torn);
	assert_false(result.items[2].item.torn); /* the end */
	flow_free(flow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_stands_once_in_order_inside_the_frame),
		cmocka_unit_test(no_page_is_empty_and_no_two_lines_stand_on_each_other),
		cmocka_unit_test(a_heading_never_ends_a_page),
		cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
		cmocka_unit_test(a_table_header_stands_on_every_page_it_continues_on),
		cmocka_unit_test(a_row_taller_than_a_page_continues_below_the_header),
		cmocka_unit_test(a_panel_reaches_around_its_blocks_on_every_page),
		cmocka_unit_test(page_numbers_are_those_of_the_places),
		cmocka_unit_test(text_is_aligned_by_its_direction),
		cmocka_unit_test(a_new_page_is_started_once_and_keeps_its_look),
		cmocka_unit_test(what_is_used_and_taken_back_is_known),
		cmocka_unit_test(blocks_that_belong_together_stay_on_a_page_if_they_can),
		cmocka_unit_test(a_line_knows_whether_a_word_was_torn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
