#include "report/xlsx/cell.h"

#include <stdio.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "report/look/theme.h"
#include "report/view/view.h"

struct xlsx_cell xlsx_text(const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .style = XLSX_TEXT, .text = text };
}

struct xlsx_cell xlsx_wrapped(const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .style = XLSX_WRAPPED, .text = text };
}

struct xlsx_cell xlsx_strong(const char *text)
{
	return (struct xlsx_cell){ .kind = XLSX_STRING, .style = XLSX_STRONG, .text = text };
}

struct xlsx_cell xlsx_number(int64_t number)
{
	return (struct xlsx_cell){ .kind = XLSX_INTEGER, .style = XLSX_NUMBER, .number = number };
}

struct xlsx_cell xlsx_id(int64_t number)
{
	return (struct xlsx_cell){ .kind = XLSX_INTEGER, .style = XLSX_ID, .number = number };
}

struct xlsx_cell xlsx_id_link(int64_t number, const char *target)
{
	return (struct xlsx_cell){
		.kind = XLSX_LINKED_ID, .style = XLSX_ID, .number = number, .target = target
	};
}

struct xlsx_cell xlsx_link(const char *text, const char *target)
{
	if (!*target)
		return xlsx_text(text);
	return (struct xlsx_cell){
		.kind = XLSX_URL, .style = XLSX_TEXT, .text = text, .target = target
	};
}

struct xlsx_cell xlsx_evidence_file(struct arena *arena, const char *text, const char *file)
{
	if (!*file)
		return xlsx_text(text);
	return (struct xlsx_cell){ .kind = XLSX_FILE,
				   .style = XLSX_TEXT,
				   .text = text,
				   .target = arena_printf(arena, "evidence/%s", file) };
}

struct xlsx_cell xlsx_day(const char *text)
{
	int64_t ms = 0;

	if (clock_parse_date(text, &ms) != 0)
		return xlsx_text(text);
	return (struct xlsx_cell){ .kind = XLSX_DAY, .style = XLSX_DATE, .number = ms };
}

void xlsx_verdict_badges(struct xlsx_sheet *sheet, size_t column)
{
	for (int i = 0; i < RESULT_COUNT; i++) {
		const enum view_result result = (enum view_result)i;
		struct theme_colour colour = theme_verdict(view_result_verdict(result));
		xlsx_sheet_badge(sheet, column, view_result_label(result), colour.ink, colour.pale);
	}
}

void xlsx_severity_badges(struct xlsx_sheet *sheet, size_t column)
{
	for (int i = 0; i < SEVERITY_COUNT; i++) {
		const struct theme_colour colour = theme_severity((enum severity)i);
		xlsx_sheet_badge(sheet, column, view_severity_label((enum severity)i), colour.ink,
				 colour.pale);
	}
}

void xlsx_overdue(struct xlsx_sheet *sheet, size_t column)
{
	const struct theme_colour colour = theme_verdict(VERDICT_FAIL);
	char formula[64];

	(void)snprintf(formula, sizeof formula, "=AND(ISNUMBER($%c2),$%c2<TODAY())",
		       'A' + (int)column, 'A' + (int)column);
	xlsx_sheet_rule(sheet, column, column, formula, colour.ink, colour.pale);
}

void xlsx_only(struct xlsx_book *book, const char *name, const char *text)
{
	static const double width = 120;
	const struct xlsx_cell cell = xlsx_wrapped(text);
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, name);

	xlsx_sheet_widths(sheet, &width, 1);
	xlsx_row(sheet, &cell, 1);
}

void xlsx_remark(struct xlsx_sheet *sheet, const char *text)
{
	const struct xlsx_cell cells[] = { { .kind = XLSX_EMPTY }, xlsx_wrapped(text) };

	if (*text)
		xlsx_row_uncounted(sheet, cells, COUNT_OF(cells));
}
