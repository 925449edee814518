#include "report/pdf_parts.h"

#define MOST_CUSTOMERS 300

static bool is_shown(const struct view *view, const struct view_customer *row)
{
	const int64_t only = view->audit->presentation.only_customer;

	return !only || row->customer->id == only;
}

static void add_cards(struct compose *compose, const struct view *view)
{
	const struct audit *audit = view->audit;
	const struct compose_card cards[] = {
		{ "Customers", compose_number(compose, audit->account->customer_count),
		  "in the whole account", 0 },
		{ "Active", compose_number(compose, audit->active_customers), "compared here", 0 },
		{ "Disabled", compose_number(compose, audit->disabled_customers), "left out", 0 },
		{ "To look at", compose_number(compose, view->customer_count),
		  "something is in the way",
		  view->customer_count ? theme_verdict(VERDICT_UNKNOWN).ink
				       : theme_verdict(VERDICT_PASS).ink },
	};

	compose_cards(compose, cards, sizeof cards / sizeof *cards);
}

static void add_kinds(struct compose *compose, const struct view *view)
{
	const struct theme_colour colour = theme_verdict(VERDICT_INFORMATIONAL);
	size_t longest = 0;

	for (int i = 0; i < ISSUE_COUNT; i++)
		if (view->issues_of[i] > longest)
			longest = view->issues_of[i];
	compose_panel_begin(compose, 0);
	compose_title(compose, "What stands in the way");
	for (int i = 0; i < ISSUE_COUNT; i++) {
		struct flow_block *block = compose_block(compose, ROLE_NONE);
		block->space_before = 6;
		block->keep_with_next = i + 1 < ISSUE_COUNT;
		block->height = compose_bar(
			compose, block,
			&(struct compose_bar){ .x = compose->x,
					       .width = compose->width,
					       .label = view_issue_label((enum issue_kind)i),
					       .note = compose_number(compose, view->issues_of[i]),
					       .values = &view->issues_of[i],
					       .colours = &colour,
					       .count = 1,
					       .longest = longest });
	}
	compose_panel_end(compose);
}

static void add_row(struct compose *compose, struct compose_table *table,
		    const struct view_customer *row)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG,
		  .text = row->name,
		  .below = compose_printf(compose, "No. %lld", (long long)row->customer->id) },
		{ .kind = CELL_TEXT, .text = row->kinds },
		{ .kind = CELL_MUTED, .text = row->details },
	};

	compose_table_row(table, cells);
}

static void add_table(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Customer", 0.34, false },
		{ "In the way", 0.24, false },
		{ "Details", 0.42, false },
	};
	struct compose_table table;
	size_t shown = 0, total = 0;

	for (size_t i = 0; i < view->customer_count; i++)
		total += is_shown(view, &view->customers[i]);
	if (!total)
		return;
	compose_heading(compose, "Customers to look at, worst first");
	compose_table_begin(compose, &table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < view->customer_count && shown < MOST_CUSTOMERS; i++) {
		if (!is_shown(view, &view->customers[i]))
			continue;
		add_row(compose, &table, &view->customers[i]);
		shown++;
	}
	compose_table_end(&table);
	pdf_more(compose, shown, total, "customers with something in the way");
}

void pdf_customers(struct compose *compose, const struct view *view)
{
	const struct source *source = &view->audit->account->customers_source;

	compose_part(compose, "Customers", "customers",
		     "What keeps customers from being mapped and billed; the workbook lists every "
		     "customer");
	pdf_source_callout(compose, source, "The list of customers");
	add_cards(compose, view);
	if (view->audit->presentation.only_customer)
		compose_paragraph(
			compose, STYLE_NOTE,
			"This report names one customer only; all numbers are those of the "
			"whole account.");
	if (view->customer_count) {
		add_kinds(compose, view);
		add_table(compose, view);
	} else if (source->complete) {
		compose_callout(compose, ICON_CHECK, theme_verdict(VERDICT_PASS),
				"Nothing was found that stands in the way of a customer.");
	}
}
