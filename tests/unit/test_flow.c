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
	size_t fits = (size_t)(most / (style->size / 2));

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

static double add_paragraph(struct flow *flow, const char *text)
{
	struct flow_block *block = flow_block(flow);

	block->space_before = 6;
	block->height =
		flow_text(flow, block, 0, 0, flow_width(flow), &body, FLOW_LEFT, text, true);
	return block->height;
}

static struct flow_block *add_solid(struct flow *flow, double height, const char *name)
{
	struct flow_block *block = flow_block(flow);

	block->height = height;
	flow_add(block, &(struct flow_item){ .kind = FLOW_TEXT,
					     .y = 10,
					     .style = body,
					     .text = name,
					     .length = strlen(name),
					     .h = 14 });
	return block;
}

static void every_word_stands_once_in_order_inside_the_frame(void **state)
{
	(void)state;
	for (seed = 1; seed < 200; seed++) {
		uint32_t keep = seed;
		struct flow *flow = flow_new(&frame, &measure);
		struct str whole = STR_INIT(STR_BODY), shown = STR_INIT(STR_BODY);
		const struct flow_placed *placed;
		size_t count, pages, page = 0;
		int number = 0;

		for (uint32_t i = 0; i < 1 + draw(12); i++) {
			const char *text = words(flow_arena(flow), &number, 1 + draw(150));
			(void)str_puts(&whole, text);
			add_paragraph(flow, text);
		}
		flow_place(flow, &placed, &count, &pages);
		for (size_t i = 0; i < count; i++) {
			const struct flow_item *item = &placed[i].item;
			assert_true(placed[i].page >= page && placed[i].page < pages);
			page = placed[i].page;
			assert_true(item->x >= 10 && item->x + item->w <= 210.01);
			assert_true(item->y - item->style.size >= 9.99 && item->y <= 310.01);
			(void)str_add(&shown, item->text, item->length);
		}
		/* Spaces at line ends are not shown. */
		const char *a = str_text(&whole), *b = str_text(&shown);
		for (; *a; a++)
			if (*a != ' ' || *b == ' ')
				assert_int_equal(*a, *b++);
		assert_int_equal(*b, '\0');
		str_release(&whole);
		str_release(&shown);
		flow_free(flow);
		seed = keep;
	}
}

static void a_heading_never_ends_a_page(void **state)
{
	(void)state;
	for (int filler = 1; filler < 22; filler++) {
		struct flow *flow = flow_new(&frame, &measure);
		const struct flow_placed *placed;
		size_t count, pages, heading_page = 99;
		int number = 0;

		seed = 7;
		for (int i = 0; i < filler; i++)
			add_solid(flow, 14, "filler");
		struct flow_block *heading = add_solid(flow, 20, "heading");
		heading->keep_with_next = true;
		add_paragraph(flow, words(flow_arena(flow), &number, 60));
		flow_place(flow, &placed, &count, &pages);
		size_t lines = 0;
		for (size_t i = 0; i < count; i++) {
			if (placed[i].item.length == 7 &&
			    memcmp(placed[i].item.text, "heading", 7) == 0)
				heading_page = placed[i].page;
			else if (heading_page != 99 && placed[i].page == heading_page)
				lines++;
		}
		assert_true(lines >= 2);
		flow_free(flow);
	}
}

static void no_line_of_a_paragraph_stands_alone(void **state)
{
	(void)state;
	for (int filler = 0; filler < 21; filler++) {
		for (uint32_t length = 2; length < 40; length += 3) {
			struct flow *flow = flow_new(&frame, &measure);
			const struct flow_placed *placed;
			size_t count, pages, lines[2] = { 0, 0 };
			int number = 0;

			seed = length;
			for (int i = 0; i < filler; i++)
				add_solid(flow, 14, "");
			add_paragraph(flow, words(flow_arena(flow), &number, length));
			flow_place(flow, &placed, &count, &pages);
			for (size_t i = 0; i < count; i++)
				if (placed[i].item.length && placed[i].page < 2)
					lines[placed[i].page]++;
			if (lines[0] && lines[1])
				assert_true(lines[0] >= 2 && lines[1] >= 2);
			flow_free(flow);
		}
	}
}

static void a_table_header_stands_on_every_page_it_continues_on(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	const struct flow_placed *placed;
	size_t count, pages, headers = 0, rows = 0;
	struct flow_block *header = add_solid(flow, 20, "header");

	(void)state;
	for (int i = 0; i < 50; i++)
		add_solid(flow, 25, "row")->header = header;
	flow_place(flow, &placed, &count, &pages);
	for (size_t i = 0; i < count; i++) {
		rows += placed[i].item.length == 3;
		if (placed[i].item.length != 6)
			continue;
		assert_int_equal(placed[i].repeated, headers > 0);
		assert_true(placed[i].item.y < 40);
		headers++;
	}
	assert_int_equal(rows, 50);
	assert_int_equal(headers, pages);
	flow_free(flow);
}

static void a_row_taller_than_a_page_continues_below_the_header(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	const struct flow_placed *placed;
	size_t count, pages, boxes = 0;
	int number = 0;
	struct flow_block *header = add_solid(flow, 20, "header");
	struct flow_block *row = flow_block(flow);

	(void)state;
	seed = 3;
	row->header = header;
	flow_add(row, &(struct flow_item){ .kind = FLOW_RECT, .w = 200 });
	row->height = flow_text(flow, row, 0, 0, 100, &body, FLOW_LEFT,
				words(flow_arena(flow), &number, 200), true);
	row->items[0].h = row->height;
	flow_place(flow, &placed, &count, &pages);
	assert_true(pages > 2);
	for (size_t i = 0; i < count; i++) {
		assert_true(placed[i].item.y +
				    (placed[i].item.kind == FLOW_RECT ? placed[i].item.h : 0) <=
			    310.01);
		boxes += placed[i].item.kind == FLOW_RECT;
	}
	assert_int_equal(boxes, pages);
	flow_free(flow);
}

static void right_to_left_text_stands_at_the_right(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	const struct flow_placed *placed;
	size_t count, pages;

	(void)state;
	add_paragraph(flow, "<short");
	flow_place(flow, &placed, &count, &pages);
	assert_int_equal(count, 1);
	assert_true(placed[0].item.x + placed[0].item.w > 209.9);
	flow_free(flow);
}

static void a_new_page_is_started_once(void **state)
{
	struct flow *flow = flow_new(&frame, &measure);
	const struct flow_placed *placed;
	size_t count, pages;

	(void)state;
	add_solid(flow, 20, "a")->new_page = true;
	add_solid(flow, 20, "b")->new_page = true;
	add_solid(flow, 20, "c");
	flow_place(flow, &placed, &count, &pages);
	assert_int_equal(pages, 2);
	assert_int_equal(placed[1].page, 1);
	assert_int_equal(placed[2].page, 1);
	flow_free(flow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_stands_once_in_order_inside_the_frame),
		cmocka_unit_test(a_heading_never_ends_a_page),
		cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
		cmocka_unit_test(a_table_header_stands_on_every_page_it_continues_on),
		cmocka_unit_test(a_row_taller_than_a_page_continues_below_the_header),
		cmocka_unit_test(right_to_left_text_stands_at_the_right),
		cmocka_unit_test(a_new_page_is_started_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
