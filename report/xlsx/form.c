#include "report/xlsx/form.h"

#include "report/xlsx/internal.h"

static void validate(struct xlsx_sheet *sheet, size_t column, struct xlsx_range rows,
		     lxw_data_validation *rule)
{
	if (sheet->worksheet && rows.last >= rows.first)
		xlsx_note(sheet->book,
			  worksheet_data_validation_range(
				  sheet->worksheet, (lxw_row_t)(rows.first - 1), (lxw_col_t)column,
				  (lxw_row_t)(rows.last - 1), (lxw_col_t)column, rule));
}

void xlsx_form_choice(struct xlsx_sheet *sheet, size_t column, struct xlsx_range rows,
		      const char *const *words)
{
	lxw_data_validation rule = {
		.validate = LXW_VALIDATION_TYPE_LIST,
		.value_list = (void *)(uintptr_t)words,
		.error_title = UNCONST("Not one of the states"),
		.error_message = UNCONST("Choose one of the list."),
	};

	validate(sheet, column, rows, &rule);
}

void xlsx_form_date(struct xlsx_sheet *sheet, size_t column, struct xlsx_range rows)
{
	lxw_data_validation rule = {
		.validate = LXW_VALIDATION_TYPE_DATE,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_datetime = { .year = 2000, .month = 1, .day = 1 },
		.maximum_datetime = { .year = 2199, .month = 12, .day = 31 },
		.error_title = UNCONST("Not a date"),
		.error_message = UNCONST("Enter a date, for example 2026-11-24."),
	};

	validate(sheet, column, rows, &rule);
}

void xlsx_form_colour(struct xlsx_sheet *sheet, size_t columns, struct xlsx_range rows,
		      const char *formula, uint32_t ink, uint32_t pale)
{
	lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_FORMULA,
					.value_string = UNCONST(formula) };

	if (!sheet->worksheet || rows.last < rows.first)
		return;
	rule.format = workbook_add_format(sheet->book->workbook);
	format_set_font_color(rule.format, ink);
	format_set_bg_color(rule.format, pale);
	xlsx_note(sheet->book,
		  worksheet_conditional_format_range(sheet->worksheet, (lxw_row_t)(rows.first - 1),
						     0, (lxw_row_t)(rows.last - 1),
						     (lxw_col_t)(columns - 1), &rule));
}

void xlsx_form_protect(struct xlsx_sheet *sheet)
{
	lxw_protection open = { .format_columns = 1, .format_rows = 1, .sort = 1, .autofilter = 1 };

	if (sheet->worksheet)
		worksheet_protect(sheet->worksheet, NULL, &open);
}

void xlsx_form_print(struct xlsx_sheet *sheet, size_t columns, struct xlsx_range rows)
{
	if (sheet->worksheet)
		xlsx_note(sheet->book,
			  worksheet_print_area(sheet->worksheet, 0, 0, (lxw_row_t)(rows.last - 1),
					       (lxw_col_t)(columns - 1)));
}
