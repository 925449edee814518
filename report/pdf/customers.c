#include <inttypes.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

#define MOST_CUSTOMERS 25
#define WORTH_A_CHART 5

/* Of a list that gave nothing there is nothing to count. */
static bool is_read(const struct view *view)
{
	return view->customers_read || view->audit->account->sources[SOURCE_CUSTOMERS].complete;
}

/* A number of what was looked at is the least there are. */
static const char *concerned(struct compose *compose, const struct view *view)
{
	const size_t count = view->customers_concerned;

	if (*view->looks_open && !count)
		return "no problem found, but not all was checked";
	return compose_printf(compose, "%s%s with problems", *view->looks_open ? "at least " : "",
			      compose_number(compose, count));
}

static const char *numbers(struct compose *compose, const struct view *view)
{
	const struct audit *audit = view->audit;

	if (!is_read(view))
		return "The list of customers was not read";
	return compose_printf(
		compose, "%s %s; %s active, %s disabled (not checked); %s",
		compose_count(compose, view->customers_read, "customer", "customers"),
		view->customers_note, compose_number(compose, audit->active_customers),
		compose_number(compose, audit->disabled_customers), concerned(compose, view));
}

/* A number of an issue that was looked for; what was not is no zero. */
static const char *number_of(struct compose *compose, const struct view *view, int issue)
{
	const size_t count = view->issues_of[issue];

	if (!view->audit->looks[issue].open)
		return compose_number(compose, count);
	return count ? compose_printf(compose, "%zu+", count) : "unknown";
}

/* A full bar is every active customer. */
static void add_kinds(struct compose *compose, const struct view *view)
{
	compose_panel_begin(compose, 0);
	compose_title(compose,
		      compose_printf(compose, "What stands in the way of %s",
				     compose_count(compose, view->audit->active_customers,
						   "active customer", "active customers")));
	for (int i = 0; i < ISSUE_COUNT; i++) {
		if (!view->audit->looks[i].asked)
			continue;
		const struct compose_slice slice = { .label = "Customers",
						     .value = view->issues_of[i],
						     .colour = theme_verdict(VERDICT_INFORMATIONAL),
						     .icon = ICON_INFO };
		struct flow_block *block = compose_block(compose, ROLE_NONE);
		block->space_before = 6;
		block->keep_with_next = i + 1 < ISSUE_COUNT;
		block->height = compose_bar(
			compose, block,
			&(struct compose_bar){ .x = compose->x,
					       .width = compose->width,
					       .label = view_issue_label((enum issue_kind)i),
					       .note = number_of(compose, view, i),
					       .slices = &slice,
					       .count = 1,
					       .longest = view->audit->active_customers });
	}
	compose_panel_end(compose);
}

/* Of nothing but unknown the sentence above it tells all there is. */
static bool is_worth_a_chart(const struct view *view)
{
	if (!*view->looks_open)
		return view->customers_concerned >= WORTH_A_CHART;
	for (int i = 0; i < ISSUE_COUNT; i++)
		if (view->audit->looks[i].asked &&
		    (view->issues_of[i] || !view->audit->looks[i].open))
			return true;
	return false;
}

static void add_row(struct compose *compose, struct compose_table *table, const struct view *view,
		    const struct view_customer *row)
{
	const char *name = view_customer_name(row->customer);
	const struct compose_cell cells[] = {
		{ .kind = CELL_MUTED,
		  .text = compose_printf(compose, "%" PRId64, row->customer->id) },
		{ .kind = CELL_STRONG,
		  .text = name,
		  .target = view_customer_url(view, row->customer),
		  .about = compose_printf(compose, "%s in Syncro", name) },
		{ .kind = CELL_TEXT, .text = row->details },
	};

	compose_table_row(table, cells);
}

static void add_table(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "No.", 0.1, false },
		{ "Customer", 0.36, false },
		{ "Problem", 0.54, false },
	};
	struct compose_table table;
	const size_t total = view->customer_count;
	const size_t shown = total < MOST_CUSTOMERS ? total : MOST_CUSTOMERS;

	if (!total)
		return;
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < shown; i++)
		add_row(compose, &table, view, &view->customers[i]);
	compose_table_end(&table);
	pdf_more(compose, shown, total, "customers with problems");
}

/* That nothing was found says something only where everything was looked for, in something. */
static void add_all_clear(struct compose *compose, const struct view *view)
{
	if (!*view->looks_open && view->audit->active_customers &&
	    view->audit->account->sources[SOURCE_CUSTOMERS].complete)
		compose_callout(compose, ICON_CHECK, theme_verdict(VERDICT_PASS),
				"Nothing was found that stands in the way of a customer.");
}

static void add_open(struct compose *compose, const struct view *view)
{
	if (*view->looks_open)
		compose_callout(
			compose, ICON_QUESTION, theme_verdict(VERDICT_UNKNOWN),
			compose_printf(compose,
				       "Not every customer could be checked, so there may be more "
				       "problems than are counted here. %s.",
				       view->looks_open));
}

bool pdf_has_customers(const struct view *view)
{
	return view->looks_asked > 0;
}

void pdf_customers(struct compose *compose, const struct view *view)
{
	const struct source *source = &view->audit->account->sources[SOURCE_CUSTOMERS];

	compose_part(compose, "Customers", "customers", numbers(compose, view));
	pdf_source_callout(compose, source, "The list of customers");
	if (!is_read(view))
		return;
	add_open(compose, view);
	if (is_worth_a_chart(view))
		add_kinds(compose, view);
	if (!view->customers_concerned)
		add_all_clear(compose, view);
	else if (!view_is_outside(view))
		add_table(compose, view);
}
