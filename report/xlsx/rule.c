/* Colours that follow what a cell holds, also when it is edited. */
#include <stdio.h>
#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/look/theme.h"
#include "report/xlsx/internal.h"

static void add_rule(struct xlsx_sheet *sheet, struct xlsx_rule rule)
{
	ARRAY_RESERVE(sheet->rules, sheet->rule_count, sheet->rule_capacity);
	sheet->rules[sheet->rule_count++] = rule;
}

void xlsx_sheet_badge(struct xlsx_sheet *sheet, size_t column, const char *word, uint32_t ink,
		      uint32_t pale)
{
	add_rule(sheet, (struct xlsx_rule){ .first = column,
					    .last = column,
					    .word = xstrdup(word),
					    .formula = xstrdup(""),
					    .ink = ink,
					    .pale = pale });
}

void xlsx_sheet_rule(struct xlsx_sheet *sheet, size_t first, size_t last, const char *formula,
		     uint32_t ink, uint32_t pale)
{
	add_rule(sheet, (struct xlsx_rule){ .first = first,
					    .last = last,
					    .word = xstrdup(""),
					    .formula = xstrdup(formula),
					    .ink = ink,
					    .pale = pale });
}

static void apply(struct xlsx_sheet *sheet, lxw_row_t first, size_t from, size_t to,
		  lxw_conditional_format *look)
{
	if (sheet->columns) {
		format_set_top(look->format, LXW_BORDER_THIN);
		format_set_top_color(look->format, THEME_RULE);
	}
	xlsx_note(sheet->book,
		  worksheet_conditional_format_range(sheet->worksheet, first, (lxw_col_t)from,
						     sheet->row - 1, (lxw_col_t)to, look));
}

static void apply_rule(struct xlsx_sheet *sheet, const struct xlsx_rule *rule, lxw_row_t first)
{
	char quoted[128];
	lxw_conditional_format look = { .type = LXW_CONDITIONAL_TYPE_CELL,
					.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
					.value_string = quoted };

	(void)snprintf(quoted, sizeof quoted, "\"%s\"", rule->word);
	if (*rule->formula)
		look = (lxw_conditional_format){ .type = LXW_CONDITIONAL_TYPE_FORMULA,
						 .value_string = rule->formula };
	look.format = workbook_add_format(sheet->book->workbook);
	format_set_font_color(look.format, rule->ink);
	format_set_bg_color(look.format, rule->pale);
	format_set_bold(look.format);
	apply(sheet, first, rule->first, rule->last, &look);
}

/* A line over each row that has a name; what a long text goes on in has none. */
static void apply_line(struct xlsx_sheet *sheet, lxw_row_t first, size_t from, size_t to)
{
	char formula[32];
	lxw_conditional_format look = { .type = LXW_CONDITIONAL_TYPE_FORMULA,
					.value_string = formula };

	(void)snprintf(formula, sizeof formula, "=LEN($A%u)>0", (unsigned)first + 1);
	look.format = workbook_add_format(sheet->book->workbook);
	apply(sheet, first, from, to, &look);
}

static const struct xlsx_rule *rule_at(const struct xlsx_sheet *sheet, size_t column)
{
	for (size_t i = 0; i < sheet->rule_count; i++)
		if (sheet->rules[i].first <= column && column <= sheet->rules[i].last)
			return &sheet->rules[i];
	return NULL;
}

/* LibreOffice follows one rule a cell, and sees only rules of one range together: so the lines
 * stop where other rules begin, and those have a line of their own. */
static void apply_lines(struct xlsx_sheet *sheet, lxw_row_t first)
{
	for (size_t from = 0, to; from < sheet->column_count; from = to + 1) {
		const struct xlsx_rule *rule = rule_at(sheet, from);
		to = rule ? rule->last : from;
		while (!rule && to + 1 < sheet->column_count && !rule_at(sheet, to + 1))
			to++;
		apply_line(sheet, first, from, to);
	}
}

void xlsx_rules_apply(struct xlsx_sheet *sheet)
{
	const lxw_row_t first = sheet->columns ? sheet->header + 1 : 0;

	if (sheet->row <= first)
		return;
	for (size_t i = 0; i < sheet->rule_count; i++)
		apply_rule(sheet, &sheet->rules[i], first);
	if (sheet->columns)
		apply_lines(sheet, first);
}
