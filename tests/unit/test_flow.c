/* Text in blocks: nothing outside the frame, nothing lost, no line alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
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
						      .bar = fixture_flow_draw(2) ? 0xFF0000 : 0,
						      .shadow = fixture_flow_draw(2) == 0 });
}

static void every_word_stands_once_in_order_inside_the_frame(void **state)
{
	(void)state;
	for (uint32_t round = 1; round < 400; round++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct str whole = STR_INIT(STR_BODY), shown = STR_INIT(STR_BODY);
		struct flow_result result;
		size_t page = 0;
		int number = 0, panel = 0;

		fixture_flow_seed(round);
		for (uint32_t i = 0, count = 1 + fixture_flow_draw(12); i < count; i++) {
			const char *text = fixture_flow_words(flow_arena(flow), &number,
							      1 + fixture_flow_draw(150));
			if (fixture_flow_draw(3) == 0)
				panel = fixture_flow_draw(2) ? any_panel(flow) : 0;
			str_puts(&whole, text);
			struct flow_block *block =
				fixture_flow_paragraph(flow, text, fixture_flow_draw(3) != 0);
			block->panel = panel;
			block->keep_with_next = fixture_flow_draw(4) == 0;
			block->new_page = fixture_flow_draw(9) == 0;
		}
		flow_place(flow, &result);
		for (size_t i = 0; i < result.count; i++) {
			const struct flow_item *item = &result.items[i].item;
			assert_true(result.items[i].page >= page);
			assert_true(result.items[i].page < result.pages);
			page = result.items[i].page;
			assert_inside(item);
			if (item->kind == FLOW_TEXT)
				str_add(&shown, item->text, item->length);
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
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct flow_result result;
		size_t page = 0;
		double bottom = 0;
		int number = 0;

		fixture_flow_seed(round);
		for (uint32_t i = 0, count = 1 + fixture_flow_draw(30); i < count; i++) {
			const char *text = fixture_flow_words(flow_arena(flow), &number,
							      1 + fixture_flow_draw(40));
			fixture_flow_paragraph(flow, text, true)->keep_with_next =
				fixture_flow_draw(3) == 0;
		}
		flow_place(flow, &result);
		for (size_t i = 0; i < result.count; i++) {
			const struct flow_item *item = &result.items[i].item;
			assert_true(result.items[i].page <= page + 1);
			if (result.items[i].page > page)
				bottom = 0;
			page = result.items[i].page;
			assert_true(item->y - flow_baseline(&fixture_flow_body) >= bottom - 0.01);
			bottom = item->y - flow_baseline(&fixture_flow_body) + item->h;
		}
		assert_int_equal(page + 1, result.pages);
		flow_free(flow);
	}
}

static void a_heading_never_ends_a_page(void **state)
{
	(void)state;
	for (int filler = 1; filler < 22; filler++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct flow_result result;
		size_t heading_page = SIZE_MAX, lines = 0;
		int number = 0;

		fixture_flow_seed(7);
		for (int i = 0; i < filler; i++)
			fixture_flow_solid(flow, 15, "filler");
		fixture_flow_solid(flow, 20, "heading")->keep_with_next = true;
		fixture_flow_paragraph(flow, fixture_flow_words(flow_arena(flow), &number, 60),
				       true);
		flow_place(flow, &result);
		for (size_t i = 0; i < result.count; i++) {
			if (fixture_flow_is(&result.items[i], "heading"))
				heading_page = result.items[i].page;
			else
				lines += result.items[i].page == heading_page;
		}
		assert_true(lines >= 2);
		flow_free(flow);
	}
}

/* Lines of one paragraph on the first two pages, after some filling. */
static void lines_after(int filler, uint32_t length, size_t lines[2])
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_result result;
	int number = 0;

	fixture_flow_seed(length);
	for (int i = 0; i < filler; i++)
		fixture_flow_solid(flow, 15, "");
	fixture_flow_paragraph(flow, fixture_flow_words(flow_arena(flow), &number, length), true);
	flow_place(flow, &result);
	lines[0] = lines[1] = 0;
	for (size_t i = 0; i < result.count; i++)
		if (result.items[i].item.length && result.items[i].page < 2)
			lines[result.items[i].page]++;
	flow_free(flow);
}

static void no_line_of_a_paragraph_stands_alone(void **state)
{
	size_t split = 0;

	(void)state;
	for (int filler = 0; filler < 21; filler++) {
		for (uint32_t length = 2; length < 40; length += 3) {
			size_t lines[2];
			lines_after(filler, length, lines);
			assert_int_not_equal(lines[1] && lines[0] == 1, true);
			assert_int_not_equal(lines[0] && lines[1] == 1, true);
			split += lines[0] && lines[1];
		}
	}
	assert_true(split > 10);
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
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		struct flow_result result;
		struct flow_block *block = flow_block(flow);
		block->height = flow_text(flow, block,
					  &(struct flow_text){ .width = 200,
							       .style = fixture_flow_body,
							       .align = cases[i].align },
					  cases[i].text);
		flow_place(flow, &result);
		assert_int_equal(result.count, 1);
		assert_true(result.items[0].item.x == cases[i].x);
		assert_int_equal(result.items[0].item.right_to_left, cases[i].text[0] == '<');
		flow_free(flow);
	}
}

/* A title of two lines has no single word in the second. */
static void lines_of_one_length(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	const struct flow_style *body = &fixture_flow_body;

	(void)state;
	/* 5 a character: "one two three " is 70 wide, "four" is left alone at that width. */
	const double width = flow_balanced_width(flow, body, "one two three four", 72);
	assert_true(width >= 50 && width < 60);
	assert_true(flow_balanced_width(flow, body, "one two", 72) == 72);
	assert_true(flow_balanced_width(flow, body, "", 72) == 72);
	/* A word is not torn for it. */
	assert_true(flow_balanced_width(flow, body, "a abcdefghijkl", 62) >= 60);
	flow_free(flow);
}

static void what_is_used_and_taken_back_is_known(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_result result;

	(void)state;
	fixture_flow_solid(flow, 100, "a");
	fixture_flow_solid(flow, 20, "b")->new_page = true;
	fixture_flow_solid(flow, 30, "c")->space_before = 5;
	assert_true(flow_used(flow) == 55);
	flow_drop(flow, 1);
	assert_true(flow_used(flow) == 20);
	flow_place(flow, &result);
	assert_int_equal(result.count, 2);
	flow_free(flow);
}

static void a_line_knows_whether_a_word_was_torn(void **state)
{
	struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
	struct flow_result result;
	const struct flow_text how = { .width = 50, .style = fixture_flow_body };

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

/* A name of megabytes takes no pages by the thousand, nor the time of that. */
static void what_does_not_end_is_cut_with_an_ellipsis(void **state)
{
	static char text[3000001];

	(void)state;
	memset(text, 'W', sizeof text - 1);
	for (size_t most = 0; most <= 3; most++) {
		struct flow *flow = flow_new(&fixture_flow_frame, &fixture_flow_measure);
		const struct flow_text how = { .width = 50,
					       .style = fixture_flow_body,
					       .lines_most = most };
		const size_t lines = most ? most : FLOW_LINES_MOST;
		struct flow_block *block = flow_block(flow);
		double height = flow_text(flow, block, &how, text);
		assert_true(height == (double)(lines + 1) * flow_line_height(&how.style));
		assert_int_equal(block->count, lines + 1);
		assert_memory_equal(block->items[lines].text, "…", strlen("…"));
		/* What has as many lines is shown whole. */
		block = flow_block(flow);
		height = flow_text(flow, block, &how, text + sizeof text - 1 - 10 * lines);
		assert_true(height == (double)lines * flow_line_height(&how.style));
		flow_free(flow);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_end_is_cut_with_an_ellipsis),
		cmocka_unit_test(every_word_stands_once_in_order_inside_the_frame),
		cmocka_unit_test(no_page_is_empty_and_no_two_lines_stand_on_each_other),
		cmocka_unit_test(a_heading_never_ends_a_page),
		cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
		cmocka_unit_test(text_is_aligned_by_its_direction),
		cmocka_unit_test(lines_of_one_length),
		cmocka_unit_test(what_is_used_and_taken_back_is_known),
		cmocka_unit_test(a_line_knows_whether_a_word_was_torn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
