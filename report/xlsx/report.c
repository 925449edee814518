#include "report/xlsx/report.h"

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/xlsx/sheets.h"

/* Above this, a workbook in memory grows past what a small machine has to spare. */
#define STREAMING_CUSTOMERS 20000

int xlsx_report_write(const struct audit *audit, const char *path, struct error *err)
{
	static void (*const sheets[])(struct xlsx_book * book, const struct view *view) = {
		xlsx_summary,
		xlsx_changes,
		xlsx_history,
		xlsx_actions,
		xlsx_requirements,
		xlsx_checks,
		xlsx_token_scope,
		xlsx_users,
		xlsx_security_groups,
		xlsx_customers,
		xlsx_customer_findings,
		xlsx_deviations,
		xlsx_prerequisites,
		xlsx_requests,
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

	for (size_t i = 0; i < COUNT_OF(sheets); i++)
		sheets[i](book, view);
	int result = xlsx_book_close(book, err);
	view_free(view);
	return result;
}
