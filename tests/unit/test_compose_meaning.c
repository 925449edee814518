/* What charts, tables and lists say to who does not see them, or sees no colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "report/compose/compose.h"
#include "tests/unit/fixture_sheet.h"

static const struct compose_column columns[] = {
	{ "Name", 0.5, false },
	{ "Count", 0.2, true },
	{ "Result", 0.3, false },
};

static void a_ring_is_parted_by_its_slices(void **state)
{
	const struct compose_slice slices[] = { { .label = "a", .value = 1, .icon = ICON_CROSS },
						{ .label = "b", .value = 0 },
						{ .label = "c", .value = 3, .icon = ICON_HAND } };
	struct sheet sheet;

	(void)state;
	sheet_begin(&sheet);
	struct flow_block *block = compose_block(&sheet.compose, ROLE_NONE);
	block->height = COMPOSE_DONUT_SIZE;
	compose_donut(&sheet.compose, block,
		      &(struct compose_donut){ .width = 300,
					       .value = "25 %",
					       .below = "met",
					       .alt = "Ring of letters",
					       .slices = slices,
					       .count = 3 });
	sheet_finish(&sheet);
	const struct flow_item *first = sheet_item(&sheet, FLOW_RING, 0);
	const struct flow_item *second = sheet_item(&sheet, FLOW_RING, 1);
	assert_null(sheet_item(&sheet, FLOW_RING, 2));
	assert_true(first->from < 0.01 && first->to > 0.24 && first->to < 0.25);
	assert_true(second->from > 0.25 && second->from < 0.26 && second->to > 0.99);
	assert_int_equal(sheet_role(&sheet, first->node), ROLE_FIGURE);
	assert_string_equal(sheet_said(&sheet, first->node),
			    "Ring of letters: 25 % met. a 1, c 3.");
	/* In a grey print too: a sign and a number on each part, here at its right and left. */
	const struct flow_item *sign = sheet_item(&sheet, FLOW_ICON, 0),
			       *one = sheet_text(&sheet, "1");
	assert_int_equal(sign->value, ICON_CROSS);
	assert_int_equal(sign->colour, theme_sign(slices[0].colour.solid));
	assert_true(sign->x > first->x + first->w / 2 && one->x > sign->x + sign->w);
	assert_true(one->x + one->w < first->x + first->w && one->y < first->y + first->h / 2);
	assert_true(sheet_text(&sheet, "3")->x < first->x + first->w / 2);
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
	sheet_begin(&sheet);
	struct flow_block *block = compose_block(&sheet.compose, ROLE_NONE);
	block->height = compose_bar(&sheet.compose, block,
				    &(struct compose_bar){ .width = 400,
							   .label = "Rights",
							   .note = "90 of 100",
							   .slices = slices,
							   .count = 3,
							   .longest = 100 });
	sheet_finish(&sheet);
	const struct flow_item *note = sheet_text(&sheet, "90 of 100");
	assert_int_equal(sheet_role(&sheet, note->node), ROLE_FIGURE);
	assert_string_equal(sheet_said(&sheet, note->node),
			    "Rights: 90 of 100. Pass 90, Fail 8, Open 2.");
	assert_int_equal(sheet_item(&sheet, FLOW_ICON, 0)->value, ICON_CHECK);
	assert_int_equal(sheet_item(&sheet, FLOW_ICON, 1)->value, ICON_CROSS);
	assert_null(sheet_item(&sheet, FLOW_ICON, 2));
	assert_non_null(sheet_text(&sheet, "90"));
	assert_null(sheet_text(&sheet, "8"));
	flow_free(sheet.flow);
}

/* A name and its value are heard as two; facts one after the other are one list. */
static void names_and_values_are_items_of_a_list(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_begin(&sheet);
	compose_fact(&sheet.compose, "Why", "because");
	compose_fact(&sheet.compose, "Where", "there");
	compose_pairs(&sheet.compose, &(struct compose_pair){ "Account", "acme" }, 1);
	compose_paragraph(&sheet.compose, STYLE_BODY, "between");
	compose_fact(&sheet.compose, "Met", "6");
	sheet_finish(&sheet);
	static const char *const names[] = { "Why", "Where", "Account", "Met" };
	int lists[COUNT_OF(names)];
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const int label = sheet_text(&sheet, names[i])->node,
			  item = sheet_parent(&sheet, label);
		assert_int_equal(sheet_role(&sheet, label), ROLE_LABEL);
		assert_int_equal(sheet_role(&sheet, item), ROLE_ITEM);
		assert_int_equal(sheet_children(&sheet, item, ROLE_BODY), 1);
		lists[i] = sheet_parent(&sheet, item);
		assert_int_equal(sheet_role(&sheet, lists[i]), ROLE_LIST);
	}
	assert_true(lists[0] == lists[1] && lists[1] == lists[2] && lists[2] != lists[3]);
	assert_int_equal(sheet_role(&sheet, sheet_text(&sheet, "because")->node), ROLE_BODY);
	assert_int_equal(sheet_role(&sheet, sheet_text(&sheet, "there")->node), ROLE_BODY);
	flow_free(sheet.flow);
}

static void a_group_of_rows_reaches_over_all_columns(void **state)
{
	struct sheet sheet;
	struct compose_table table;
	size_t count = 0;

	(void)state;
	sheet_begin(&sheet);
	compose_table_begin(&sheet.compose, &table, columns, 3);
	compose_table_group(&table, "Group");
	compose_table_row(&table,
			  (const struct compose_cell[]){ { .text = "above", .below = "below" },
							 { .text = "1" },
							 { .kind = CELL_VERDICT } });
	compose_table_end(&table);
	sheet_finish(&sheet);
	const int group = sheet_text(&sheet, "Group")->node;
	assert_int_equal(sheet_role(&sheet, group), ROLE_ROW_HEADER);
	assert_int_equal(flow_nodes(sheet.flow, &count)[group].columns, 3);
	/* Two texts of a cell are two paragraphs. */
	const int above = sheet_text(&sheet, "above")->node,
		  below = sheet_text(&sheet, "below")->node;
	assert_int_equal(sheet_role(&sheet, above), ROLE_P);
	assert_int_equal(sheet_parent(&sheet, above), sheet_parent(&sheet, below));
	assert_int_not_equal(above, below);
	flow_free(sheet.flow);
}

/* An address in a step is a link, without the stop behind it, on all lines it takes; one in
 * what an account holds is not: nobody is led where a stranger wants. */
static void an_address_in_a_step_is_a_link(void **state)
{
	static const char *const steps[] = {
		"Sign in at https://console.example.com. Then (see https://a.example/b) save."
	};
	struct sheet sheet;

	(void)state;
	sheet_begin(&sheet);
	compose_steps(&sheet.compose, "How", steps, 1);
	compose_fact(&sheet.compose, "Found", "the customer https://evil.example");
	sheet_finish(&sheet);
	const struct flow_item *first = sheet_item(&sheet, FLOW_URI, 0);
	const struct flow_item *piece = sheet_text(&sheet, "https://console.example.com");
	assert_string_equal(first->text, "https://console.example.com");
	assert_string_equal(first->about, first->text);
	assert_int_equal(sheet_role(&sheet, piece->node), ROLE_LINK);
	assert_int_equal(sheet_role(&sheet, sheet_parent(&sheet, piece->node)), ROLE_BODY);
	assert_int_equal(first->node, piece->node);
	assert_true(first->x <= piece->x && first->y < piece->y);
	const struct flow_item *before = sheet_text(&sheet, "Sign in at ");
	assert_true(before->x + before->w <= piece->x + 0.01);
	assert_int_equal(before->node, sheet_parent(&sheet, piece->node));
	const struct flow_item *second = sheet_item(&sheet, FLOW_URI, 1);
	assert_string_equal(second->text, "https://a.example/b");
	assert_null(sheet_item(&sheet, FLOW_URI, 2));
	flow_free(sheet.flow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ring_is_parted_by_its_slices),
		cmocka_unit_test(a_bar_says_its_numbers_as_far_as_there_is_room),
		cmocka_unit_test(names_and_values_are_items_of_a_list),
		cmocka_unit_test(an_address_in_a_step_is_a_link),
		cmocka_unit_test(a_group_of_rows_reaches_over_all_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
