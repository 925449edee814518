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
#include "tests/unit/fixture_sheet.h"

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
	sheet_begin(&sheet);
	compose_table_begin(&sheet.compose, &table, columns, 3);
	for (int i = 0; i < 4; i++)
		compose_table_row(&table,
				  (const struct compose_cell[]){
					  { .text = "row", .target = "#there" },
					  { .text = "7" },
					  { .kind = CELL_VERDICT, .value = VERDICT_FAIL } });
	compose_table_end(&table);
	sheet_finish(&sheet);
	assert_int_equal(sheet_children(&sheet, table.node, ROLE_ROW), 5);
	const struct flow_item *name = sheet_text(&sheet, "Name"), *seven = sheet_text(&sheet, "7");
	assert_int_equal(sheet_role(&sheet, name->node), ROLE_COLUMN_HEADER);
	assert_int_equal(
		sheet_children(&sheet, sheet_parent(&sheet, name->node), ROLE_COLUMN_HEADER), 3);
	assert_int_equal(sheet_role(&sheet, seven->node), ROLE_CELL);
	assert_int_equal(sheet_children(&sheet, sheet_parent(&sheet, seven->node), ROLE_CELL), 2);
	/* Numbers stand at the right of their column, the link below its row's name. */
	assert_true(seven->x + seven->w > 10 + 0.7 * 400 - 8);
	assert_int_equal(sheet_role(&sheet, sheet_text(&sheet, "row")->node), ROLE_LINK);
	assert_int_equal(sheet_role(&sheet, sheet_parent(&sheet, sheet_text(&sheet, "row")->node)),
			 ROLE_ROW_HEADER);
	assert_string_equal(sheet_item(&sheet, FLOW_JUMP, 0)->text, "there");
	assert_string_equal(sheet_item(&sheet, FLOW_JUMP, 0)->about, "row");
	flow_free(sheet.flow);
}

/* The widest column makes room for it; ids and days beside it stay in one piece. */
static void a_badge_gets_the_width_it_needs(void **state)
{
	static const struct compose_column narrow[] = {
		{ "Id", 0.2, false },
		{ "State", 0.1, false },
		{ "Text", 0.7, false },
	};
	struct sheet sheet;
	struct compose_table table;

	(void)state;
	sheet_begin(&sheet);
	compose_table_begin(&sheet.compose, &table, narrow, 3);
	compose_table_fit(&table, 1, compose_badge_most(&sheet.compose));
	compose_table_row(&table, (const struct compose_cell[]){
					  { .text = "id" },
					  { .kind = CELL_VERDICT, .value = VERDICT_MANUAL },
					  { .text = "text" } });
	compose_table_end(&table);
	sheet_finish(&sheet);
	const struct flow_item *badge = sheet_item(&sheet, FLOW_ROUNDED, 0);
	const struct flow_item *text = sheet_text(&sheet, "text");
	assert_true(badge->x > 10 + 0.2 * 400 - 0.1 && badge->x < 10 + 0.2 * 400 + 10);
	assert_true(badge->w > 0.1 * 400);
	assert_true(badge->x + badge->w <= text->x);
	assert_true(sheet_text(&sheet, "Text")->x == text->x);
	flow_free(sheet.flow);
}

static void an_empty_cell_shows_a_dash(void **state)
{
	struct sheet sheet;
	struct compose_table table;

	(void)state;
	sheet_begin(&sheet);
	compose_table_begin(&sheet.compose, &table, columns, 3);
	compose_table_row(&table, (const struct compose_cell[]){ { .text = "" },
								 { .text = NULL },
								 { .text = "full", .below = "" } });
	compose_table_end(&table);
	sheet_finish(&sheet);
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
		sheet_begin(&sheet);
		compose_table_begin(&sheet.compose, &table, columns, 3);
		compose_table_row(&table,
				  (const struct compose_cell[]){ { .text = cases[i].text },
								 { .text = "1" },
								 { .kind = CELL_VERDICT } });
		compose_table_end(&table);
		sheet_finish(&sheet);
		const struct flow_item *first = sheet_item(&sheet, FLOW_TEXT, 3);
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

	sheet_begin(&sheet);
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
	sheet_finish(&sheet);
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
	sheet_begin(&sheet);
	compose_steps(&sheet.compose, "How", steps, 3);
	sheet_finish(&sheet);
	for (size_t i = 0; i < 3; i++) {
		const char number[2] = { (char)('1' + i), '\0' };
		const struct flow_item *label = sheet_text(&sheet, number);
		const struct flow_item *body = sheet_text(&sheet, steps[i]);
		assert_int_equal(sheet_role(&sheet, label->node), ROLE_LABEL);
		assert_int_equal(sheet_role(&sheet, body->node), ROLE_BODY);
		assert_int_equal(sheet_parent(&sheet, label->node),
				 sheet_parent(&sheet, body->node));
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
		{ "Met", VERDICT_PASS, ICON_CHECK },
		{ "Not met", VERDICT_FAIL, ICON_CROSS },
		{ "Needs confirmation", VERDICT_MANUAL, ICON_HAND },
		{ "Does not apply", VERDICT_NOTAPPLICABLE, ICON_DASH },
		{ "Note", VERDICT_INFORMATIONAL, ICON_INFO },
	};

	(void)state;
	for (size_t i = 0; i < VERDICT_COUNT; i++) {
		struct sheet sheet;
		sheet_begin(&sheet);
		struct flow_block *block = compose_block(&sheet.compose, ROLE_P);
		double wide = compose_badge(&sheet.compose, block, 0, 0, cases[i].verdict);
		block->height = COMPOSE_BADGE_HEIGHT;
		assert_true(wide == compose_badge_width(&sheet.compose, cases[i].verdict));
		sheet_finish(&sheet);
		const struct flow_item *word = sheet_text(&sheet, cases[i].word);
		assert_non_null(word);
		assert_true(word->x + word->w < 10 + wide);
		assert_int_equal(sheet_item(&sheet, FLOW_ICON, 0)->value, cases[i].icon);
		flow_free(sheet.flow);
	}
}

static void what_stands_in_a_panel_is_narrower(void **state)
{
	struct sheet sheet;

	(void)state;
	sheet_begin(&sheet);
	compose_panel_begin(&sheet.compose, 0xFF0000);
	compose_fact(&sheet.compose, "Why", "because");
	compose_fact(&sheet.compose, "Nothing", "");
	compose_panel_end(&sheet.compose);
	compose_paragraph(&sheet.compose, STYLE_BODY, "outside");
	sheet_finish(&sheet);
	const struct flow_item *panel = sheet_item(&sheet, FLOW_ROUNDED, 0);
	const struct flow_item *inside = sheet_text(&sheet, "Why");
	const struct flow_item *outside = sheet_text(&sheet, "outside");
	assert_true(panel->x == 10 && panel->w == 400 && panel->colour == 0xFF0000);
	assert_true(inside->x > panel->x + 10);
	assert_true(outside->x == 10 && outside->y > panel->y + panel->h);
	assert_null(sheet_text(&sheet, "Nothing"));
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
	sheet_begin(&sheet);
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
		cmocka_unit_test(a_badge_gets_the_width_it_needs),
		cmocka_unit_test(an_empty_cell_shows_a_dash),
		cmocka_unit_test(short_right_to_left_cells_stay_in_their_column),
		cmocka_unit_test(no_row_stands_alone_nor_a_heading_without_rows),
		cmocka_unit_test(steps_are_a_numbered_list),
		cmocka_unit_test(a_badge_says_it_with_word_and_symbol),
		cmocka_unit_test(what_stands_in_a_panel_is_narrower),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(every_text_has_contrast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
