#include <stdlib.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/look/theme.h"
#include "report/view/invoices.h"
#include "report/xlsx/sheets.h"

#define MOST_LINKED 5000

static int by_id(const void *a, const void *b)
{
	const struct view_customer *x = *(const struct view_customer *const *)a;
	const struct view_customer *y = *(const struct view_customer *const *)b;

	return x->customer->id < y->customer->id ? -1 : x->customer->id > y->customer->id;
}

/* The view's customers by id, as the account has them; the caller frees it. */
static const struct view_customer **with_issues(const struct view *view)
{
	const struct view_customer **rows = xcalloc(view->customer_count, sizeof *rows);

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

/* Leads to its page in Syncro, but in very large accounts: the library takes 6 KiB of memory for
 * each address of a sheet, and Excel takes 65,530 of them. */
static struct xlsx_cell id_of(const struct view *view, const struct customer *customer)
{
	const struct audit *audit = view->audit;

	/* Who reads it outside cannot sign in there. */
	if (view_is_outside(view) || audit->account->customer_count > MOST_LINKED ||
	    audit->issue_count > MOST_LINKED)
		return xlsx_id(customer->id);
	return xlsx_id_link(customer->id, view_customer_url(view, customer));
}

#define STATE 2

static const struct xlsx_column columns_inside[] = {
	{ "Id", 12 },
	{ "Business name", 44 },
	{ "State", 12 },
	{ "Issues", 40 },
	{ "Recurring invoices", 18 },
	{ "Next run", 14 },
	{ "Full name", 28 },
	{ "E-mail", 36 },
	{ "Contacts", 10 },
	{ "Details", 70 },
};
/* Invoices and contacts are for the house. */
static const struct xlsx_column columns_outside[] = {
	{ "Id", 12 },	     { "Business name", 44 }, { "State", 12 },	 { "Issues", 40 },
	{ "Full name", 28 }, { "E-mail", 36 },	      { "Details", 70 },
};

struct rows {
	struct xlsx_sheet *sheet;
	const struct view *view;
	struct view_invoices_walk invoices;
	bool outside;
};

static struct xlsx_cell *put_invoices(struct xlsx_cell *cell, const struct view_invoices *told)
{
	*cell++ = told->counted ? xlsx_number((int64_t)told->count) : xlsx_text(told->number);
	*cell++ = *told->next_day ? xlsx_day(told->next_day) : xlsx_text(told->next_run);
	return cell;
}

/* How many: who they are is no part of a report. */
static struct xlsx_cell contacts_of(const struct customer *customer)
{
	if (!customer->contact_count && !customer->contact_fields_known)
		return xlsx_text("not known");
	return xlsx_number((int64_t)customer->contact_count);
}

static void add_customer(struct rows *rows, const struct customer *customer,
			 const struct view_customer *issues)
{
	const struct view *view = rows->view;
	const char *open = customer->disabled != TRI_YES && *view->looks_open
				   ? "could not all be checked"
				   : "";
	struct xlsx_cell cells[COUNT_OF(columns_inside)], *cell = cells;
	struct view_invoices told;

	*cell++ = id_of(view, customer);
	*cell++ = xlsx_strong(customer->business_name);
	*cell++ = xlsx_text(state_of(customer));
	*cell++ = xlsx_text(issues ? issues->kinds : open);
	if (!rows->outside) {
		told = view_invoices_of(&rows->invoices, customer);
		cell = put_invoices(cell, &told);
	}
	*cell++ = xlsx_text(customer->full_name);
	*cell++ = xlsx_text(customer->email);
	if (!rows->outside)
		*cell++ = contacts_of(customer);
	*cell++ = xlsx_text(issues ? issues->details : "");
	xlsx_row(rows->sheet, cells, (size_t)(cell - cells));
}

static void add_customers(struct rows *rows)
{
	const struct view *view = rows->view;
	const struct account *account = view->audit->account;
	const struct view_customer **issues = with_issues(view);

	for (size_t i = 0, next = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		const bool has = next < view->customer_count && issues[next]->customer == customer;
		add_customer(rows, customer, has ? issues[next] : NULL);
		next += has;
	}
	free(issues);
}

void xlsx_customers(struct xlsx_book *book, const struct view *view)
{
	const struct account *account = view->audit->account;
	const struct theme_colour grey = theme_verdict(VERDICT_NOTAPPLICABLE);
	struct rows rows = { .view = view, .outside = view_is_outside(view) };

	if (!account->customer_count) {
		xlsx_only(book, "Customers", xlsx_unlisted(view, SOURCE_CUSTOMERS, "customers"));
		return;
	}
	rows.sheet = xlsx_sheet_new(book, "Customers");
	rows.invoices = view_invoices_begin(view->arena, account);
	if (rows.outside)
		xlsx_sheet_table(rows.sheet, columns_outside, COUNT_OF(columns_outside),
				 account->customer_count);
	else
		xlsx_sheet_table(rows.sheet, columns_inside, COUNT_OF(columns_inside),
				 account->customer_count);
	xlsx_sheet_keep(rows.sheet, 2);
	xlsx_sheet_badge(rows.sheet, STATE, "disabled", grey.ink, grey.pale);
	xlsx_remark(rows.sheet, xlsx_unfinished(view, SOURCE_CUSTOMERS));
	add_customers(&rows);
}

void xlsx_customer_findings(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Customer id", 13 }, { "Customer", 44 },    { "Issue", 26 },
		{ "Details", 66 },     { "Requirement", 14 }, { "Accepted", 12 },
	};
	const struct audit *audit = view->audit;

	if (!audit->issue_count) {
		/* That there is none says something only where everything was looked for. */
		if (*view->looks_open)
			xlsx_only(book, "Customer findings",
				  arena_printf(view->arena,
					       "Not every customer could be checked. %s.",
					       view->looks_open));
		return;
	}
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Customer findings");
	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), audit->issue_count);
	xlsx_sheet_keep(sheet, 2);
	for (size_t i = 0; i < audit->issue_count; i++) {
		const struct customer_issue *issue = &audit->issues[i];
		const struct xlsx_cell cells[] = {
			id_of(view, issue->customer),
			xlsx_strong(view_customer_name(issue->customer)),
			xlsx_text(view_issue_label(issue->kind)),
			xlsx_text(issue->detail),
			xlsx_text(issue->requirement->id),
			xlsx_text(issue->waived ? "yes" : ""),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}
