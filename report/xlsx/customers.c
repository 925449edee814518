#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/xlsx/sheets.h"

static int by_id(const void *a, const void *b)
{
	const struct view_customer *x = *(const struct view_customer *const *)a;
	const struct view_customer *y = *(const struct view_customer *const *)b;

	return x->customer->id < y->customer->id ? -1 : x->customer->id > y->customer->id;
}

/* The view's customers by id, as the account has them. */
static const struct view_customer **with_issues(const struct view *view)
{
	const struct view_customer **rows =
		arena_array(view->arena, view->customer_count, sizeof *rows);

	for (size_t i = 0; i < view->customer_count; i++)
		rows[i] = &view->customers[i];
	if (view->customer_count)
		qsort(rows, view->customer_count, sizeof *rows, by_id);
	return rows;
}

static const char *state_of(const struct customer *customer)
{
	WORDS(states,
	      TRI_COUNT, [TRI_UNKNOWN] = "not known", [TRI_YES] = "disabled", [TRI_NO] = "active");

	return states[customer->disabled];
}

void xlsx_customers(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Id", 12 },	 { "Business name", 44 }, { "Full name", 32 }, { "E-mail", 40 },
		{ "State", 12 }, { "Issues", 40 },	  { "Details", 70 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Customers");
	const struct account *account = view->audit->account;
	const struct view_customer **issues = with_issues(view);

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), account->customer_count);
	for (size_t i = 0, next = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		bool has = next < view->customer_count && issues[next]->customer == customer;
		const char *open = customer->disabled != TRI_YES && *view->looks_open
					   ? "could not all be checked"
					   : "";
		const struct xlsx_cell cells[] = {
			xlsx_id(customer->id),
			xlsx_strong(customer->business_name),
			xlsx_text(customer->full_name),
			xlsx_text(customer->email),
			xlsx_text(state_of(customer)),
			xlsx_text(has ? issues[next]->kinds : open),
			xlsx_text(has ? issues[next]->details : ""),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
		next += has;
	}
}

void xlsx_customer_findings(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Customer id", 13 }, { "Customer", 44 },    { "Issue", 24 },
		{ "Details", 70 },     { "Requirement", 14 }, { "Accepted", 12 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Customer findings");
	const struct audit *audit = view->audit;

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), audit->issue_count);
	for (size_t i = 0; i < audit->issue_count; i++) {
		const struct customer_issue *issue = &audit->issues[i];
		const struct xlsx_cell cells[] = {
			xlsx_id(issue->customer->id),
			xlsx_strong(view_customer_name(issue->customer)),
			xlsx_text(view_issue_label(issue->kind)),
			xlsx_text(issue->detail),
			xlsx_text(issue->requirement->id),
			xlsx_text(issue->waived ? "yes" : ""),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}
