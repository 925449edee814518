#include "report/view/history.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

#define MOST_AUDITS 200
#define NAMES 2 /* columns before the audits */

struct sheet {
	struct xlsx_sheet *sheet;
	struct arena *arena;
	const struct history *history;
	size_t first, columns;
	struct xlsx_cell *cells;
};

static const struct history_audit *audit_of(const struct sheet *s, size_t column)
{
	return &s->history->audits[s->first + column - NAMES];
}

static void begin(const struct sheet *s, struct xlsx_book *book, struct xlsx_sheet **sheet,
		  size_t rows)
{
	struct xlsx_column *columns = arena_array(s->arena, s->columns, sizeof *columns);
	char when[CLOCK_TEXT];

	columns[0] = (struct xlsx_column){ "Id", 20 };
	columns[1] = (struct xlsx_column){ "Of what", 48 };
	for (size_t i = NAMES; i < s->columns; i++) {
		clock_human(when, audit_of(s, i)->assessed_at);
		columns[i].title = arena_printf(s->arena, "%s%s", when,
						audit_of(s, i)->comparable ? "" : " ~");
		columns[i].width = 24;
	}
	*sheet = xlsx_sheet_new(book, "History");
	xlsx_sheet_table(*sheet, columns, s->columns, rows);
	xlsx_sheet_keep(*sheet, NAMES);
}

static void name_row(const struct sheet *s, const char *id, const char *name)
{
	s->cells[0] = xlsx_strong(id);
	s->cells[1] = xlsx_wrapped(name);
}

static void add_heads(const struct sheet *s)
{
	name_row(s, "", "Verdict");
	for (size_t i = NAMES; i < s->columns; i++)
		s->cells[i] = xlsx_strong(view_overall_label(audit_of(s, i)->verdict));
	xlsx_row(s->sheet, s->cells, s->columns);
	name_row(s, "", "Version of the profile");
	for (size_t i = NAMES; i < s->columns; i++)
		s->cells[i] = xlsx_text(audit_of(s, i)->profile_version);
	xlsx_row(s->sheet, s->cells, s->columns);
	name_row(s, "", "Comparable with this audit");
	for (size_t i = NAMES; i < s->columns; i++)
		s->cells[i] = xlsx_text(audit_of(s, i)->comparable ? "yes" : "no: another version");
	xlsx_row(s->sheet, s->cells, s->columns);
	name_row(s, "", "Report");
	for (size_t i = NAMES; i < s->columns; i++)
		s->cells[i] = xlsx_wrapped(audit_of(s, i)->report_id);
	xlsx_row(s->sheet, s->cells, s->columns);
}

static void add_counts(const struct sheet *s)
{
	for (size_t which = 0; which < VIEW_HISTORY_COUNTS; which++) {
		name_row(s, "",
			 arena_printf(s->arena, "How many: %s", view_history_count_label(which)));
		for (size_t i = NAMES; i < s->columns; i++)
			s->cells[i] = xlsx_number(
				(int64_t)view_history_count(&audit_of(s, i)->counts, which));
		xlsx_row(s->sheet, s->cells, s->columns);
	}
}

static void add_row(const struct sheet *s, const struct history_row *row)
{
	name_row(s, row->id, row->title);
	for (size_t i = NAMES; i < s->columns; i++) {
		const struct history_cell *cell = &row->cells[s->first + i - NAMES];
		const char *label = view_history_label(s->arena, cell);
		s->cells[i] = cell->asked ? xlsx_text(label)
					  : (struct xlsx_cell){ .kind = XLSX_STRING,
								.style = XLSX_MUTED,
								.text = label };
	}
	xlsx_row(s->sheet, s->cells, s->columns);
}

static void add_note(const struct sheet *s, const char *text)
{
	if (!*text)
		return;
	for (size_t i = 0; i < s->columns; i++)
		s->cells[i] = (struct xlsx_cell){ .kind = XLSX_EMPTY };
	s->cells[1] = xlsx_wrapped(text);
	xlsx_row_uncounted(s->sheet, s->cells, s->columns);
}

static void add_badges(const struct sheet *s, size_t column)
{
	static const enum verdict accepted[] = { VERDICT_FAIL, VERDICT_MANUAL };

	xlsx_verdict_badges(s->sheet, column);
	for (size_t i = 0; i < COUNT_OF(accepted); i++) {
		const struct history_cell cell = { .asked = true,
						   .verdict = accepted[i],
						   .waived = true };
		const struct theme_colour colour = theme_verdict(accepted[i]);
		xlsx_sheet_badge(s->sheet, column, view_history_label(s->arena, &cell), colour.ink,
				 colour.pale);
	}
	for (int i = 0; i < OVERALL_COUNT; i++) {
		const struct theme_colour colour = theme_overall((enum overall)i);
		xlsx_sheet_badge(s->sheet, column, view_overall_label((enum overall)i), colour.ink,
				 colour.pale);
	}
}

void xlsx_history(struct xlsx_book *book, const struct view *view)
{
	const struct history *history = view->audit->history;
	struct sheet s = { .arena = view->arena, .history = history };

	if (!history)
		return;
	s.first = view_history_first(history, MOST_AUDITS);
	s.columns = history->count - s.first + NAMES;
	s.cells = arena_array(view->arena, s.columns, sizeof *s.cells);
	begin(&s, book, &s.sheet, history->row_count + VIEW_HISTORY_COUNTS + 4);
	add_heads(&s);
	add_counts(&s);
	for (size_t i = 0; i < history->row_count; i++)
		add_row(&s, &history->rows[i]);
	add_note(&s, view_history_mixed(view->arena, history));
	add_note(&s, view_history_older(view->arena, s.first));
	add_note(&s, view_history_later(view->arena, history));
	for (size_t i = NAMES; i < s.columns; i++)
		add_badges(&s, i);
}
