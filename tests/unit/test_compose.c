/* Tables, steps, badges and panels as blocks: what they hold, and for whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/compose/compose.h"
#include "tests/unit/fixture_flow.h"

static const struct flow_frame frame = {
	.width = 420, .height = 620, .left = 10, .right = 10, .top = 10, .bottom = 10
};

struct sheet {
	struct flow *flow;
	struct compose compose;
	struct flow_result result;
};

static void begin(struct sheet *sheet)
{
	sheet->flow = flow_new(&frame, &fixture_flow_measure);
	compose_init(&sheet->compose, sheet->flow, THEME_ACCENT, 0xE7EEF8);
}

static void finish(struct sheet *sheet)
{
	flow_place(sheet->flow, &sheet->result);
}

static const struct flow_item *item_at(const struct sheet *sheet, enum flow_kind kind,
				       size_t number)
{
	for (size_t i = 0; i < sheet->result.count; i++)
		if (sheet->result.items[i].item.kind == kind && number-- == 0)
			return &sheet->result.items[i].item;
	return NULL;
}

static const struct flow_item *text_of(const struct sheet *sheet, const char *text)
{
	for (size_t i = 0; i < sheet->result.count; i++) {
		const struct flow_item *item = &sheet->result.items[i].item;
		if (item->kind == FLOW_TEXT && item->length == strlen(text) &&
		    memcmp(item->text, text, item->length) == 0)
			return item;
	}
	return NULL;
}

static int role_of(const struct sheet *sheet, int node)
{
	size_t count = 0;
	const struct flow_node *nodes = flow_nodes(sheet->flow, &count);

	assert_true(node > 0 && (size_t)node < count);
	return nodes[node].role;
}

static int parent_of(const struct sheet *sheet, int node)
{
	size_t count = 0;

	return flow_nodes(sheet->flow, &count)[node].parent;
}

static const char *said_of(const struct sheet *sheet, int node)
{
	size_t count = 0;

	return flow_nodes(sheet->flow, &count)[node].text;
}

static size_t children(const struct sheet *sheet, int parent, enum canvas_role role)
{
	size_t count = 0, found = 0;
	const struct flow_node *nodes = flow_nodes(sheet->flow, &count);

	for (size_t i = 1; i < count; i++)
		found += nodes[i].parent == parent && nodes[i].role == (int)role;
	return found;
}

static const struct compose_column columns[] = {
	{ "Name", 0.5, false },
	{ "Count", 0.2, true },
	{ "Result", 0.3, false },
};

static void a_table_has_rows_of_cells_under_named_columns(void **state)
{
	struct sheet sheet;
	struct compose_table table;

	(void)state;
	begin(&sheet);
	compose_table_begin(&sheet.compose, &table, columns, 3);
	for (int i = 0; i < 4; i++)
		compose_table_row(&table,
				  (const struct compose_cell[]){
					  { .text = "row", .target = "#there" },
					  { .text = "7" },
					  { .kind = CELL_VERDICT, .value = VERDICT_FAIL } });
	compose_table_end(&table);
	finish(&sheet);
	assert_int_equal(children(&sheet, table.node, ROLE_ROW), 5);
	const struct flow_item *name = text_of(&sheet, "Name"), *seven = text_of(&sheet, "7");
	assert_int_equal(role_of(&sheet, name->node), ROLE_COLUMN_HEADER);
	assert_int_equal(children(&sheet, parent_of(&sheet, name->node), ROLE_COLUMN_HEADER), 3);
	assert_int_equal(role_of(&sheet, seven->node), ROLE_CELL);
	assert_int_equal(children(&sheet, parent_of(&sheet, seven->node), ROLE_CELL), 2);
	/* Numbers stand at the right of their column, the link below its row's name. */
	assert_true(seven->x + seven->w > 10 + 0.7 * 400 - 8);
	assert_int_equal(role_of(&sheet, text_of(&sheet, "row")->node), ROLE_LINK);
	assert_int_equal(role_of(&sheet, parent_of(&sheet, text_of(&sheet, "row")->node)),
			 ROLE_ROW_HEADER);
	assert_string_equal(item_at(&sheet, FLOW_JUMP, 0)->text, "there");
	assert_string_equal(item_at(&sheet, FLOW_JUMP, 0)->about, "row");
	flow_free(sheet.flow);
}

static void an_empty_cell_shows_a_dash(void **state)
{
	struct sheet sheet;
	struct compose_table table;

	(void)state;
	begin(&sheet);
	compose_table_begin(&sheet.compose, &table, columns, 3);
	compose_table_row(&table, (const struct compose_cell[]){ { .text = "" },
								 { .text = NULL },
								 { .text = "full", .below = "" } });
	compose_table_end(&table);
	finish(&sheet);
	size_t dashes = 0;
	for (size_t i = 0; i < sheet.result.count; i++) {
		const struct flow_item *item = &sheet.result.items[i].item;
		dashes += item->kind == FLOW_TEXT && item->length == strlen("–") &&
			  memcmp(item->text, "–", item->length) == 0;
	}
	assert_int_equal(dashes, 2);
	flow_free(sheet.flow);
}

static void short_right_to_left_cells_stay_in_their_column(void **state)
{
	static const struct {
		const char *text;
		double x;
	} cases[] = { { "<short", 15 }, { "<long, with many more letters than one line has", 0 } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct sheet sheet;
		struct compose_table table;
		begin(&sheet);
		compose_table_begin(&sheet.compose, &table, columns, 3);
		compose_table_row(&table,
				  (const struct compose_cell[]){ { .text = cases[i].text },
								 { .text = "1" },
								 { .kind = CELL_VERDICT } });
		compose_table_end(&table);
		finish(&sheet);
		const struct flow_item *first = item_at(&sheet, FLOW_TEXT, 3);
		assert_true(first->right_to_left);
		if (cases[i].x > 0)
			assert_true(first->x == cases[i].x);
		else
			assert_true(first->x + first->w > 204.9);
		flow_free(sheet.flow);
	}
}

/* A heading and a table of rows named "row" after some filling. */
static void count_rows(int filler, size_t rows[3], size_t *heading)
{
	struct sheet sheet;
	struct compose_table table;

	begin(&sheet);
	for (int i = 0; i < filler; i++)
		compose_paragraph(&sheet.compose, STYLE_BODY, "filler");
	compose_heading(&sheet.compose, "Heading");
	compose_table_begin(&sheet.compose, &table, columns, 3);
	for (int i = 0; i < 20; i++)
		compose_table_row(&table,
				  (const struct compose_cell[]){ { .text = "row" },
								 { .text = "1" },
								 { .kind = CELL_VERDICT } });
	compose_table_end(&table);
	finish(&sheet);
	for (size_t i = 0; i < sheet.result.count; i++) {
		const struct flow_placed *placed = &sheet.result.items[i];
		rows[placed->page] += fixture_flow_is(placed, "row");
		if (fixture_flow_is(placed, "Heading"))
			*heading = placed->page;
	}
	flow_free(sheet.flow);
}

static void no_row_stands_alone_nor_a_heading_without_rows(void **state)
{
	(void)state;
	for (int filler = 0; filler < 30; filler++) {
		size_t rows[3] = { 0 }, heading = SIZE_MAX;
		count_rows(filler, rows, &heading);
		for (size_t page = 0; page < 3; page++)
			assert_int_not_equal(rows[page], 1);
		assert_true(rows[heading] >= 2);
	}
}

static void steps_are_a_numbered_list(void **state)
{
	static const char *const steps[] = { "open", "tick", "save" };
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	compose_steps(&sheet.compose, "How", steps, 3);
	finish(&sheet);
	for (size_t i = 0; i < 3; i++) {
		const char number[2] = { (char)('1' + i), '\0' };
		const struct flow_item *label = text_of(&sheet, number);
		const struct flow_item *body = text_of(&sheet, steps[i]);
		assert_int_equal(role_of(&sheet, label->node), ROLE_LABEL);
		assert_int_equal(role_of(&sheet, body->node), ROLE_BODY);
		assert_int_equal(parent_of(&sheet, label->node), parent_of(&sheet, body->node));
	}
	flow_free(sheet.flow);
}

static void a_badge_says_it_with_word_and_symbol(void **state)
{
	static const struct {
		const char *word;
		enum verdict verdict;
		enum canvas_icon icon;
	} cases[VERDICT_COUNT] = {
		{ "Could not check", VERDICT_UNKNOWN, ICON_QUESTION },
		{ "Pass", VERDICT_PASS, ICON_CHECK },
		{ "Fail", VERDICT_FAIL, ICON_CROSS },
		{ "Needs a person", VERDICT_MANUAL, ICON_HAND },
		{ "Does not apply", VERDICT_NOTAPPLICABLE, ICON_DASH },
		{ "For information", VERDICT_INFORMATIONAL, ICON_INFO },
	};

	(void)state;
	for (size_t i = 0; i < VERDICT_COUNT; i++) {
		struct sheet sheet;
		begin(&sheet);
		struct flow_block *block = compose_block(&sheet.compose, ROLE_P);
		double wide = compose_badge(&sheet.compose, block, 0, 0, cases[i].verdict);
		block->height = COMPOSE_BADGE_HEIGHT;
		assert_true(wide == compose_badge_width(&sheet.compose, cases[i].verdict));
		finish(&sheet);
		const struct flow_item *word = text_of(&sheet, cases[i].word);
		assert_non_null(word);
		assert_true(word->x + word->w < 10 + wide);
		assert_int_equal(item_at(&sheet, FLOW_ICON, 0)->value, cases[i].icon);
		flow_free(sheet.flow);
	}
}

static void what_stands_in_a_panel_is_narrower(void **state)
{
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	compose_panel_begin(&sheet.compose, 0xFF0000);
	compose_fact(&sheet.compose, "Why", "because");
	compose_fact(&sheet.compose, "Nothing", "");
	compose_panel_end(&sheet.compose);
	compose_paragraph(&sheet.compose, STYLE_BODY, "outside");
	finish(&sheet);
	const struct flow_item *panel = item_at(&sheet, FLOW_ROUNDED, 0);
	const struct flow_item *inside = text_of(&sheet, "Why");
	const struct flow_item *outside = text_of(&sheet, "outside");
	assert_true(panel->x == 10 && panel->w == 400 && panel->colour == 0xFF0000);
	assert_true(inside->x > panel->x + 10);
	assert_true(outside->x == 10 && outside->y > panel->y + panel->h);
	assert_null(text_of(&sheet, "Nothing"));
	flow_free(sheet.flow);
}

static void a_ring_is_parted_by_its_slices(void **state)
{
	const struct compose_slice slices[] = { { .label = "a", .value = 1, .icon = ICON_CROSS },
						{ .label = "b", .value = 0 },
						{ .label = "c", .value = 3, .icon = ICON_HAND } };
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	struct flow_block *block = compose_block(&sheet.compose, ROLE_NONE);
	block->height = COMPOSE_DONUT_SIZE;
	compose_donut(&sheet.compose, block,
		      &(struct compose_donut){ .width = 300,
					       .value = "25 %",
					       .below = "met",
					       .alt = "Ring of letters",
					       .slices = slices,
					       .count = 3 });
	finish(&sheet);
	const struct flow_item *first = item_at(&sheet, FLOW_RING, 0);
	const struct flow_item *second = item_at(&sheet, FLOW_RING, 1);
	assert_null(item_at(&sheet, FLOW_RING, 2));
	assert_true(first->from < 0.01 && first->to > 0.24 && first->to < 0.25);
	assert_true(second->from > 0.25 && second->from < 0.26 && second->to > 0.99);
	assert_int_equal(role_of(&sheet, first->node), ROLE_FIGURE);
	assert_string_equal(said_of(&sheet, first->node), "Ring of letters: 25 % met. a 1, c 3.");
	/* In a grey print too: a sign and a number on each part, here at its right and left. */
	const struct flow_item *sign = item_at(&sheet, FLOW_ICON, 0), *one = text_of(&sheet, "1");
	assert_int_equal(sign->value, ICON_CROSS);
	assert_int_equal(sign->colour, theme_sign(slices[0].colour.solid));
	assert_true(sign->x > first->x + first->w / 2 && one->x > sign->x + sign->w);
	assert_true(one->x + one->w < first->x + first->w && one->y < first->y + first->h / 2);
	assert_true(text_of(&sheet, "3")->x < first->x + first->w / 2);
	flow_free(sheet.flow);
}

/* What has no room for both keeps its sign, and what has none at all keeps its length: the
 * numbers are told to who does not see the bar. */
static void a_bar_says_its_numbers_as_far_as_there_is_room(void **state)
{
	const struct compose_slice slices[] = {
		{ .label = "Pass", .value = 90, .icon = ICON_CHECK },
		{ .label = "Fail", .value = 8, .icon = ICON_CROSS },
		{ .label = "Open", .value = 2, .icon = ICON_HAND },
	};
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	struct flow_block *block = compose_block(&sheet.compose, ROLE_NONE);
	block->height = compose_bar(&sheet.compose, block,
				    &(struct compose_bar){ .width = 400,
							   .label = "Rights",
							   .note = "90 of 100",
							   .slices = slices,
							   .count = 3,
							   .longest = 100 });
	finish(&sheet);
	const struct flow_item *note = text_of(&sheet, "90 of 100");
	assert_int_equal(role_of(&sheet, note->node), ROLE_FIGURE);
	assert_string_equal(said_of(&sheet, note->node),
			    "Rights: 90 of 100. Pass 90, Fail 8, Open 2.");
	assert_int_equal(item_at(&sheet, FLOW_ICON, 0)->value, ICON_CHECK);
	assert_int_equal(item_at(&sheet, FLOW_ICON, 1)->value, ICON_CROSS);
	assert_null(item_at(&sheet, FLOW_ICON, 2));
	assert_non_null(text_of(&sheet, "90"));
	assert_null(text_of(&sheet, "8"));
	flow_free(sheet.flow);
}

/* A name and its value are heard as two; facts one after the other are one list. */
static void names_and_values_are_items_of_a_list(void **state)
{
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	compose_fact(&sheet.compose, "Why", "because");
	compose_fact_link(&sheet.compose, "Where", "there", "https://example.com/");
	compose_pairs(&sheet.compose, &(struct compose_pair){ "Account", "acme" }, 1);
	compose_paragraph(&sheet.compose, STYLE_BODY, "between");
	compose_cards(&sheet.compose, &(struct compose_card){ "Met", "6", "of 21", 0 }, 1);
	finish(&sheet);
	static const char *const names[] = { "Why", "Where", "Account", "Met" };
	int lists[COUNT_OF(names)];
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const int label = text_of(&sheet, names[i])->node, item = parent_of(&sheet, label);
		assert_int_equal(role_of(&sheet, label), ROLE_LABEL);
		assert_int_equal(role_of(&sheet, item), ROLE_ITEM);
		assert_int_equal(children(&sheet, item, ROLE_BODY), 1);
		lists[i] = parent_of(&sheet, item);
		assert_int_equal(role_of(&sheet, lists[i]), ROLE_LIST);
	}
	assert_true(lists[0] == lists[1] && lists[1] == lists[2] && lists[2] != lists[3]);
	assert_int_equal(role_of(&sheet, text_of(&sheet, "because")->node), ROLE_BODY);
	assert_int_equal(role_of(&sheet, text_of(&sheet, "there")->node), ROLE_LINK);
	assert_string_equal(item_at(&sheet, FLOW_URI, 0)->about, "there (https://example.com/)");
	/* A card's number is not read into what stands below it. */
	assert_int_equal(role_of(&sheet, text_of(&sheet, "6")->node), ROLE_P);
	assert_int_not_equal(text_of(&sheet, "6")->node, text_of(&sheet, "of 21")->node);
	flow_free(sheet.flow);
}

static void a_group_of_rows_reaches_over_all_columns(void **state)
{
	struct sheet sheet;
	struct compose_table table;
	size_t count = 0;

	(void)state;
	begin(&sheet);
	compose_table_begin(&sheet.compose, &table, columns, 3);
	compose_table_group(&table, "Group");
	compose_table_row(&table,
			  (const struct compose_cell[]){ { .text = "above", .below = "below" },
							 { .text = "1" },
							 { .kind = CELL_VERDICT } });
	compose_table_end(&table);
	finish(&sheet);
	const int group = text_of(&sheet, "Group")->node;
	assert_int_equal(role_of(&sheet, group), ROLE_ROW_HEADER);
	assert_int_equal(flow_nodes(sheet.flow, &count)[group].columns, 3);
	/* Two texts of a cell are two paragraphs. */
	const int above = text_of(&sheet, "above")->node, below = text_of(&sheet, "below")->node;
	assert_int_equal(role_of(&sheet, above), ROLE_P);
	assert_int_equal(parent_of(&sheet, above), parent_of(&sheet, below));
	assert_int_not_equal(above, below);
	flow_free(sheet.flow);
}

static void numbers_are_grouped(void **state)
{
	static const struct {
		size_t number;
		const char *text;
	} cases[] = { { 0, "0" },
		      { 999, "999" },
		      { 1000, "1,000" },
		      { 12480, "12,480" },
		      { 1234567, "1,234,567" } };
	struct sheet sheet;

	(void)state;
	begin(&sheet);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(compose_number(&sheet.compose, cases[i].number), cases[i].text);
	assert_string_equal(compose_count(&sheet.compose, 1, "user", "users"), "1 user");
	assert_string_equal(compose_count(&sheet.compose, 2000, "user", "users"), "2,000 users");
	flow_free(sheet.flow);
}

static void every_text_has_contrast(void **state)
{
	static const uint32_t grounds[] = { 0xFFFFFF, THEME_TINT, 0xF6F8FC, 0xFAFBFD };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(grounds); i++) {
		assert_true(theme_contrast(THEME_INK, grounds[i]) >= 4.5);
		assert_true(theme_contrast(THEME_MUTED, grounds[i]) >= 4.5);
		assert_true(theme_contrast(THEME_ACCENT, grounds[i]) >= 4.5);
	}
	for (int i = 0; i < STYLE_COUNT; i++)
		assert_true(theme_contrast(compose_style((enum compose_style)i).colour,
					   THEME_TINT) >= 4.5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_has_rows_of_cells_under_named_columns),
		cmocka_unit_test(an_empty_cell_shows_a_dash),
		cmocka_unit_test(short_right_to_left_cells_stay_in_their_column),
		cmocka_unit_test(no_row_stands_alone_nor_a_heading_without_rows),
		cmocka_unit_test(steps_are_a_numbered_list),
		cmocka_unit_test(a_badge_says_it_with_word_and_symbol),
		cmocka_unit_test(what_stands_in_a_panel_is_narrower),
		cmocka_unit_test(a_ring_is_parted_by_its_slices),
		cmocka_unit_test(a_bar_says_its_numbers_as_far_as_there_is_room),
		cmocka_unit_test(names_and_values_are_items_of_a_list),
		cmocka_unit_test(a_group_of_rows_reaches_over_all_columns),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(every_text_has_contrast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
