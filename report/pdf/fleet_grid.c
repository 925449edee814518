/* What could not be read, and each account in each profile. */
#include <math.h>

#include "audit/core/array.h"
#include "audit/core/words.h"
#include "report/pdf/fleet_parts.h"

#define SAID 2	       /* profiles whose results are said in words; of more, a sign */
#define SIDE_BY_SIDE 4 /* those of a table */

enum canvas_icon pdf_fleet_icon(enum fleet_state state)
{
	TABLE(const enum canvas_icon, icons,
	      FLEET_STATE_COUNT, [FLEET_NOT_READ] = ICON_BANG, [FLEET_NOT_READY] = ICON_CROSS,
	      [FLEET_INCONCLUSIVE] = ICON_QUESTION, [FLEET_READY] = ICON_CHECK);

	return icons[state];
}

void pdf_fleet_table(const struct pdf_fleet *page, struct compose_table *table,
		     const struct compose_column *columns, size_t count)
{
	compose_table_begin(page->compose, table, columns, count);
	if (page->density != AIRY)
		table->pad = COMPOSE_DENSE;
}

/* --- What could not be read ------------------------------------------------ */

static void add_unread_table(const struct pdf_fleet *page)
{
	static const struct compose_column columns[] = {
		{ "Could not be read", 0.28, false },
		{ "Why", 0.72, false },
	};
	const struct fleet_overview *fleet = page->fleet;
	struct compose_table table;

	pdf_fleet_table(page, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < fleet->of[FLEET_NOT_READ]; i++) {
		const struct compose_cell cells[] = {
			{ .kind = CELL_STRONG, .text = fleet->rows[i].name },
			{ .kind = CELL_TEXT, .text = fleet->rows[i].trouble },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

/* Where there is no room it stands in the panel of the others. */
static bool is_apart(const struct pdf_fleet *page)
{
	return page->density != BARE || !page->fleet->reports;
}

void pdf_fleet_unread(const struct pdf_fleet *page)
{
	if (!page->fleet->of[FLEET_NOT_READ] || !is_apart(page))
		return;
	compose_panel_begin(page->compose, fleet_state_colour(FLEET_NOT_READ).ink);
	add_unread_table(page);
	compose_panel_end(page->compose);
}

/* --- Each account in each profile ------------------------------------------ */

static struct compose_cell name_of(const struct pdf_fleet *page, const struct fleet_row *row)
{
	const struct fleet_report *first = row->reports[0];
	struct compose_cell cell = { .kind = CELL_STRONG, .text = row->name };

	if (first->folder && first->has_pdf) {
		cell.target = compose_printf(page->compose, "%s/report.pdf", first->folder);
		cell.about = compose_printf(page->compose, "The report on %s", row->name);
	}
	return cell;
}

static struct compose_cell result_of(const struct pdf_fleet *page,
				     const struct fleet_report *report)
{
	if (!report)
		return (struct compose_cell){ .kind = CELL_MUTED };
	const enum fleet_state state = fleet_state_of(report->verdict);
	struct compose_cell cell = { .kind = CELL_SIGNED,
				     .text = fleet_state_label(state),
				     .colour = fleet_state_colour(state),
				     .value = (int)pdf_fleet_icon(state) };

	TABLE(const enum verdict, like, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = VERDICT_UNKNOWN,
	      [OVERALL_READY] = VERDICT_PASS, [OVERALL_NOT_READY] = VERDICT_FAIL);
	if (page->fleet->profile_count > SAID) {
		cell.kind = CELL_MARK;
		cell.value = (int)like[report->verdict];
	}
	return cell;
}

/* Of the profiles from `first` on. */
static void add_account(const struct pdf_fleet *page, struct compose_table *table,
			const struct fleet_row *row, size_t first, size_t count)
{
	const struct fleet_overview *fleet = page->fleet;
	struct compose_cell cells[COMPOSE_COLUMNS] = { name_of(page, row) };

	for (size_t i = 0; i < count; i++)
		cells[1 + i] = result_of(page, fleet_report_of(row, &fleet->profiles[first + i]));
	cells[1 + count] =
		(struct compose_cell){ .kind = CELL_TEXT, .text = fleet_moved(fleet, row) };
	compose_table_row(table, cells);
}

static double widest(struct compose *compose)
{
	double most = 0;

	for (int i = 0; i < FLEET_STATE_COUNT; i++)
		if (i != FLEET_NOT_READ)
			most = fmax(most, compose_signed_width(
						  compose, fleet_state_label((enum fleet_state)i)));
	return most;
}

static void add_profiles(const struct pdf_fleet *page, size_t first, size_t count)
{
	const struct fleet_overview *fleet = page->fleet;
	static const double shares[] = { 0.32, 0.32, 0.18, 0.18 };
	const double share =
		fleet->profile_count < COUNT_OF(shares) ? shares[fleet->profile_count] : 0.13;
	const double rest = 1 - share * (double)count;
	struct compose_column columns[COMPOSE_COLUMNS] = { { "Account", rest * 0.56, false } };
	struct compose_table table;

	for (size_t i = 0; i < count; i++)
		columns[1 + i] = (struct compose_column){ fleet->profiles[first + i].integration,
							  share, false };
	columns[1 + count] = (struct compose_column){ "Since the last time", rest * 0.44, false };
	pdf_fleet_table(page, &table, columns, count + 2);
	for (size_t i = 0; i < count && fleet->profile_count <= SAID; i++)
		compose_table_fit(&table, 1 + i, widest(page->compose));
	for (size_t i = fleet->of[FLEET_NOT_READ]; i < fleet->count; i++)
		add_account(page, &table, &fleet->rows[i], first, count);
	compose_table_end(&table);
}

void pdf_fleet_grid(const struct pdf_fleet *page)
{
	const struct fleet_overview *fleet = page->fleet;
	const size_t step = fleet->profile_count > SAID ? SIDE_BY_SIDE : SAID;

	if (!fleet->reports)
		return;
	compose_panel_begin(page->compose, 0);
	if (page->density != BARE)
		compose_title(page->compose, "Results");
	else if (fleet->of[FLEET_NOT_READ])
		add_unread_table(page);
	for (size_t i = 0; i < fleet->profile_count; i += step) {
		const size_t left = fleet->profile_count - i;
		add_profiles(page, i, left < step ? left : step);
	}
	if (fleet->profile_count > SAID)
		compose_paragraph(page->compose, STYLE_NOTE,
				  "A tick is ready, a cross is not ready, a question mark is not "
				  "confirmed yet; a dash: the account is not held against it.");
	compose_panel_end(page->compose);
}
