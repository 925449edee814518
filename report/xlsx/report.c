#include "report/xlsx/report.h"

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/xlsx/sheets.h"

/* Above this, a workbook in memory grows past what a small machine has to spare. */
#define STREAMING_ROWS 20000

/* The kinds of sheets, told by the colour of their tabs. */
#define TAB_WORK 0x1D4F91u
#define TAB_LIST 0x6B778Du
#define TAB_EVIDENCE 0xC57F08u

static size_t row_count(const struct audit *audit)
{
	size_t count = audit->account->customer_count;

	if (audit->issue_count > count)
		count = audit->issue_count;
	if (audit->account->request_count > count)
		count = audit->account->request_count;
	return count;
}

static void add_sheets(struct xlsx_book *book, const struct view *view)
{
	static const struct {
		void (*add)(struct xlsx_book *book, const struct view *view);
		uint32_t tab;
	} sheets[] = {
		{ xlsx_changes, TAB_WORK },	      { xlsx_history, TAB_WORK },
		{ xlsx_actions, TAB_WORK },	      { xlsx_requirements, TAB_WORK },
		{ xlsx_token_scope, TAB_LIST },	      { xlsx_users, TAB_LIST },
		{ xlsx_security_groups, TAB_LIST },   { xlsx_customers, TAB_LIST },
		{ xlsx_customer_findings, TAB_LIST }, { xlsx_exceptions, TAB_LIST },
		{ xlsx_prerequisites, TAB_EVIDENCE }, { xlsx_requests, TAB_EVIDENCE },
		{ xlsx_about, TAB_EVIDENCE },
	};

	for (size_t i = 0; i < COUNT_OF(sheets); i++) {
		xlsx_book_tab(book, sheets[i].tab);
		sheets[i].add(book, view);
	}
}

struct xlsx_book *xlsx_report_book(const struct view *view, const char *path, bool streaming)
{
	const struct audit *audit = view->audit;
	const struct xlsx_properties properties = {
		.title = view->title,
		.subject = audit->account->subdomain,
		.author = view->brand->organisation,
		.company = view->brand->organisation,
		.palette = &view->palette,
		.comments = arena_printf(view->arena, "Report %s", audit->report_id),
		.footer = arena_printf(view->arena, "%s, report %s, %s", audit->account->subdomain,
				       audit->report_id, view->edition),
		.aside = view->brand->confidentiality,
		.created_ms = audit->assessed_at,
		.letter = audit->presentation.paper == PAPER_LETTER,
	};

	return xlsx_book_new(path, &properties, streaming);
}

int xlsx_report_write(const struct audit *audit, const char *path, struct error *err)
{
	struct view *view = view_new(audit);
	struct xlsx_book *book = xlsx_report_book(view, path, row_count(audit) > STREAMING_ROWS);
	struct xlsx_sheet *summary = xlsx_summary_new(book);

	add_sheets(book, view);
	xlsx_summary(summary, book, view);
	const int result = xlsx_book_close(book, err);
	view_free(view);
	return result;
}
