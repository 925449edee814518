/* Both pages, made of compose's blocks. */
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "report/sheet/internal.h"

/* What is said in fewer words from which level on. */
enum { FEWER_INVOICES = 1, NO_INVOICES, CUT_BRAND, ASKS_ON_PAGE_2 };

#define CUT 60 /* bytes of a brand's text, then */

static struct theme_colour colour_of(enum sheet_state state)
{
	TABLE(const enum verdict, like, SHEET_STATES, [SHEET_UNCHECKED] = VERDICT_UNKNOWN,
	      [SHEET_FINE] = VERDICT_PASS, [SHEET_IN_THE_WAY] = VERDICT_FAIL,
	      [SHEET_ACCEPTED] = VERDICT_INFORMATIONAL, [SHEET_NOT_ASKED] = VERDICT_NOTAPPLICABLE);

	return theme_verdict(like[state]);
}

static void add_checks(struct compose *compose, const struct sheet *sheet)
{
	static const struct compose_column columns[] = {
		{ "What we looked at", 0.27, false },
		{ "Result", 0.2, false },
		{ "What we found", 0.53, false },
	};
	struct compose_table table;

	compose_heading(compose, "What we found about your record");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (int i = 0; i < ISSUE_COUNT; i++) {
		const struct sheet_check *check = &sheet->checks[i];
		const struct compose_cell cells[] = {
			{ .kind = CELL_STRONG, .text = check->title },
			{ .kind = CELL_PILL,
			  .text = sheet_state_label(check->state),
			  .colour = colour_of(check->state) },
			{ .kind = CELL_TEXT, .text = check->found },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

static void add_invoice_rows(struct compose *compose, const struct sheet *sheet, size_t shown)
{
	static const struct compose_column columns[] = {
		{ "Recurring invoice", 0.27, false },
		{ "Every", 0.2, false },
		{ "Next on", 0.27, false },
		{ "State", 0.26, false },
	};
	struct compose_table table;

	compose_heading(compose, "Your recurring invoices");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < shown; i++) {
		const struct sheet_invoice *invoice = &sheet->invoices[i];
		const struct compose_cell cells[] = {
			{ .kind = CELL_STRONG,
			  .text = compose_printf(compose, "No. %lld", (long long)invoice->id) },
			{ .kind = CELL_TEXT, .text = invoice->every },
			{ .kind = CELL_TEXT, .text = invoice->next },
			{ .kind = CELL_TEXT, .text = invoice->state },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
	if (sheet->invoice_count > shown)
		compose_paragraph(
			compose, STYLE_NOTE,
			compose_printf(compose, "And %zu more.", sheet->invoice_count - shown));
	compose_paragraph(compose, STYLE_NOTE, sheet->invoices_note);
}

static void add_invoices(struct compose *compose, const struct sheet *sheet, int level)
{
	const size_t most = level >= FEWER_INVOICES ? 1 : SHEET_INVOICES;
	const size_t shown = sheet->invoice_count < most ? sheet->invoice_count : most;

	if (!sheet->invoice_count)
		compose_fact(compose, "Your invoices",
			     *sheet->invoices_note ? sheet->invoices_note
						   : "No recurring invoice was found.");
	else if (level >= NO_INVOICES)
		compose_fact(compose, "Your invoices",
			     compose_printf(compose, "%s found. %s",
					    compose_count(compose, sheet->invoice_count,
							  "recurring invoice was",
							  "recurring invoices were"),
					    sheet->invoices_note));
	else
		add_invoice_rows(compose, sheet, shown);
}

static void add_tasks(struct compose *compose, const struct sheet *sheet)
{
	static const struct compose_column columns[] = {
		{ "What we do", 0.62, false },
		{ "By when", 0.38, false },
	};
	struct compose_table table;

	compose_heading(compose, "What we do, by when");
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < sheet->task_count; i++) {
		const struct compose_cell cells[] = {
			{ .kind = CELL_TEXT, .text = sheet->tasks[i].what },
			{ .kind = CELL_TEXT, .text = sheet->tasks[i].when },
		};
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

static const char *contact_of(struct compose *compose, const struct brand *brand)
{
	const char *const pieces[] = { brand->email, brand->phone, brand->web };
	const char *text = "";

	for (size_t i = 0; i < COUNT_OF(pieces); i++)
		if (*pieces[i])
			text = compose_printf(compose, "%s%s%s", text,
					      *text ? "  ·  " : "Questions?  ", pieces[i]);
	return text;
}

/* Smaller where a page has to hold much. */
static void add_heading(struct compose *compose, int level, const char *text)
{
	if (level >= ASKS_ON_PAGE_2)
		compose_title(compose, text);
	else
		compose_heading(compose, text);
}

static void add_asks(struct compose *compose, const struct sheet *sheet, int level)
{
	const char *contact = contact_of(compose, sheet->brand);

	add_heading(compose, level, "What we ask of you");
	for (size_t i = 0; i < sheet->ask_count; i++)
		compose_paragraph(compose, STYLE_BODY, sheet->asks[i]);
	if (!*contact)
		return;
	flow_keep(compose->flow);
	compose_space(compose, 4);
	flow_keep(compose->flow);
	compose_callout(compose, ICON_INFO, theme_verdict(VERDICT_INFORMATIONAL), contact);
}

static void add_whole(struct compose *compose, const struct sheet *sheet, int level)
{
	compose->look = LOOK_PLAIN;
	compose_page(compose, "The connection as a whole", "whole",
		     "What holds for the connection itself, beside your record");
	compose_panel_begin(compose, compose->accent);
	for (size_t i = 0; i < SHEET_LINES; i++)
		compose_fact(compose, sheet->lines[i].name, sheet->lines[i].text);
	compose_panel_end(compose);
	add_heading(compose, level, "How we checked");
	compose_paragraph(compose, STYLE_BODY, sheet->how);
	add_heading(compose, level, "What this sheet does not say");
	compose_paragraph(compose, STYLE_BODY, sheet->limits);
}

static void add_signatures(struct compose *compose, const struct sheet *sheet, int level)
{
	const char *organisation = sheet->brand->organisation;

	add_heading(compose, level, "Seen and agreed");
	compose_signatures(compose, *organisation ? organisation : "For your service provider",
			   sheet->short_name);
}

static void add_notes(struct compose *compose, const struct sheet *sheet)
{
	const char *own = sheet->brand->confidentiality;

	compose_space(compose, 6);
	compose_paragraph(compose, STYLE_NOTE,
			  *own ? own
			       : compose_printf(compose, "Confidential. Prepared for %s alone.",
						sheet->short_name));
	compose_paragraph(compose, STYLE_NOTE, sheet->brand->footer);
	compose_paragraph(compose, STYLE_NOTE,
			  compose_printf(compose, "Assessed as of %s. Report %s.", sheet->day,
					 sheet->report_id));
}

/* The brand's texts may be as long as they are many. */
static struct sheet cut(struct compose *compose, const struct sheet *from)
{
	struct sheet sheet = *from;
	struct brand *brand = arena_copy(flow_arena(compose->flow), from->brand, sizeof *brand);
	const char **const texts[] = {
		&sheet.title,	&brand->organisation, &brand->confidentiality,
		&brand->footer, &brand->email,	      &brand->phone,
		&brand->web
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const int length = text_cut(*texts[i], CUT);
		if ((*texts[i])[length])
			*texts[i] = compose_printf(compose, "%.*s…", length, *texts[i]);
	}
	sheet.brand = brand;
	return sheet;
}

void sheet_compose(struct compose *compose, const struct sheet *whole,
		   const struct sheet_dress *dress, int level)
{
	const struct sheet shorter = level >= CUT_BRAND ? cut(compose, whole) : *whole;
	const struct sheet *sheet = &shorter;

	compose->section = flow_node(compose->flow, compose->document, ROLE_SECTION, "");
	sheet_hero(compose, sheet, dress, level);
	compose_space(compose, 14);
	compose_paragraph(compose, STYLE_LEAD, sheet->below);
	add_checks(compose, sheet);
	add_invoices(compose, sheet, level);
	add_tasks(compose, sheet);
	if (level < ASKS_ON_PAGE_2)
		add_asks(compose, sheet, level);
	add_whole(compose, sheet, level);
	if (level >= ASKS_ON_PAGE_2)
		add_asks(compose, sheet, level);
	add_signatures(compose, sheet, level);
	add_notes(compose, sheet);
}
