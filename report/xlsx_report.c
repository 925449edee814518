#include "report/xlsx_report.h"

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/theme.h"
#include "report/xlsx_sheets.h"

/* Above this, a workbook in memory grows past what a small machine has to spare. */
#define STREAMING_CUSTOMERS 20000

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

struct xlsx_cell xlsx_link(const char *text, const char *target)
{
	if (!*target)
		return xlsx_text(text);
	return (struct xlsx_cell){
		.kind = XLSX_URL, .style = XLSX_TEXT, .text = text, .target = target
	};
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
	for (int i = 0; i < VERDICT_COUNT; i++) {
		struct theme_colour colour = theme_verdict((enum verdict)i);
		xlsx_sheet_badge(sheet, column, view_verdict_label((enum verdict)i), colour.ink,
				 colour.pale);
	}
}

int xlsx_report_write(const struct audit *audit, const char *path, struct error *err)
{
	static void (*const sheets[])(struct xlsx_book * book, const struct view *view) = {
		xlsx_summary,	      xlsx_changes,	  xlsx_history,
		xlsx_actions,	      xlsx_requirements,
		xlsx_observations,    xlsx_token_scope,	  xlsx_users,
		xlsx_security_groups, xlsx_customers,	  xlsx_customer_findings,
		xlsx_deviations,      xlsx_prerequisites, xlsx_evidence,
		xlsx_about,
	};
	struct view *view = view_new(audit);
	const struct xlsx_properties properties = {
		.title = view->title,
		.subject = audit->account->subdomain,
		.author = view->brand->organisation,
		.company = view->brand->organisation,
		.palette = &view->palette,
		.comments = arena_printf(view->arena, "Report %s", audit->report_id),
		.created_ms = audit->assessed_at,
		.letter = audit->presentation.paper == PAPER_LETTER,
	};
	struct xlsx_book *book = xlsx_book_new(
		path, &properties, audit->account->customer_count > STREAMING_CUSTOMERS);

	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
		sheets[i](book, view);
	int result = xlsx_book_close(book, err);
	view_free(view);
	return result;
}
