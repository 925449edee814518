#include "report/view/history.h"
#include "audit/core/clock.h"
#include "report/pdf/internal.h"

#define MOST_BARS 12
#define MOST_COLUMNS 6
#define ID 0.08
#define COLUMN 0.077 /* of the width, for an audit: "2026-", "11-24" and "08:15" */
#define LEGEND_GAP 8.0

static const char *day_of(struct compose *compose, const struct history_audit *audit)
{
	char text[CLOCK_TEXT];

	clock_human(text, audit->assessed_at);
	return compose_printf(compose, "%.16s%s", text, audit->comparable ? "" : " ~");
}

/* Every verdict with its symbol: the key to bars and marks. */
static void add_legend(struct compose *compose)
{
	struct flow_block *block = compose_block(compose, ROLE_P);
	double x = compose->x, y = 0;

	for (size_t i = 0; i < VERDICT_COUNT; i++) {
		const enum verdict verdict = view_history_count_verdict(i);
		const double width = compose_badge_width(compose, verdict);
		if (x + width > compose->x + compose->width) {
			x = compose->x;
			y += COMPOSE_BADGE_HEIGHT + 4;
		}
		x += compose_badge(compose, block, x, y, verdict) + LEGEND_GAP;
	}
	block->space_before = 8;
	block->height = y + COMPOSE_BADGE_HEIGHT;
	block->keep_with_next = true;
}

static void add_bar(struct compose *compose, const struct audit *audit, size_t which,
		    size_t longest)
{
	const struct history_audit *shown = &audit->history->audits[which];
	struct flow_block *block = compose_block(compose, ROLE_NONE);
	struct compose_slice slices[VERDICT_COUNT];
	size_t of[VERDICT_COUNT];
	const size_t total = view_history_tally(audit, which, of);

	for (size_t i = 0; i < VERDICT_COUNT; i++) {
		const enum verdict verdict = view_history_count_verdict(i);
		slices[i] = (struct compose_slice){ .label = view_verdict_label(verdict),
						    .value = of[verdict],
						    .colour = theme_verdict(verdict),
						    .icon = compose_verdict_icon(verdict) };
	}
	block->space_before = 5;
	block->keep_with_next = true;
	block->height = compose_bar(
		compose, block,
		&(struct compose_bar){
			.x = compose->x,
			.width = compose->width,
			.label = compose_printf(compose, "%s  %s", day_of(compose, shown),
						view_overall_label(shown->verdict)),
			.note = compose_printf(compose, "%zu of %zu", of[VERDICT_PASS], total),
			.slices = slices,
			.count = VERDICT_COUNT,
			.longest = longest });
}

static void add_bars(struct compose *compose, const struct audit *audit)
{
	const struct history *history = audit->history;
	const size_t first = view_history_first(history, MOST_BARS);
	size_t longest = 0, of[VERDICT_COUNT];

	for (size_t i = first; i < history->count; i++) {
		const size_t total = view_history_tally(audit, i, of);
		longest = total > longest ? total : longest;
	}
	compose_panel_begin(compose, 0);
	compose_title(compose,
		      "Requirements of each audit, and how many passed (notes are not counted)");
	add_legend(compose);
	for (size_t i = first; i < history->count; i++)
		add_bar(compose, audit, i, longest);
	compose_paragraph(compose, STYLE_NOTE,
			  view_history_older(flow_arena(compose->flow), first));
	compose_panel_end(compose);
}

struct matrix {
	struct compose *compose;
	struct compose_table table;
	const struct history *history;
	const struct view *view;
	size_t first;
	struct compose_cell cells[MOST_COLUMNS + 2];
};

static void begin_matrix(struct matrix *m)
{
	struct compose_column columns[MOST_COLUMNS + 2] = { { "Id", ID, false },
							    { "Requirement", 1 - ID, false } };
	const size_t count = m->history->count - m->first;

	for (size_t i = 0; i < count; i++) {
		columns[i + 2] = (struct compose_column){
			day_of(m->compose, &m->history->audits[m->first + i]), COLUMN, false
		};
		columns[1].share -= COLUMN;
	}
	compose_table_begin(m->compose, &m->table, columns, count + 2);
}

static struct compose_cell mark_of(struct matrix *m, size_t audit, const struct history_cell *cell)
{
	const char *label = view_history_label(flow_arena(m->compose->flow), cell);

	if (!cell->asked)
		return (struct compose_cell){ .kind = CELL_MUTED, .text = "n/a" };
	return (struct compose_cell){ .kind = CELL_MARK,
				      .value = (int)cell->verdict,
				      .text = compose_printf(m->compose, "%s%s%s", label,
							     cell->changed ? ", changed" : "",
							     m->history->audits[audit].comparable
								     ? ""
								     : ", not comparable"),
				      .below = cell->waived ? "a" : NULL,
				      .framed = cell->changed };
}

static void add_row(struct matrix *m, const struct history_row *row)
{
	const struct finding *finding = pdf_finding_of(m->view, row->id);

	m->cells[0] = (struct compose_cell){
		.kind = CELL_STRONG,
		.text = row->id,
		.target = finding ? pdf_finding_target(m->compose, finding->requirement) : NULL,
		.about = finding ? pdf_finding_about(m->compose, finding->requirement) : NULL
	};
	m->cells[1] = (struct compose_cell){ .kind = CELL_TEXT, .text = row->title };
	for (size_t i = m->first; i < m->history->count; i++)
		m->cells[i - m->first + 2] = mark_of(m, i, &row->cells[i]);
	compose_table_row(&m->table, m->cells);
}

static void add_matrix(struct compose *compose, const struct view *view)
{
	struct matrix m = { .compose = compose, .history = view->audit->history, .view = view };

	m.first = view_history_first(m.history, MOST_COLUMNS);
	compose_heading(compose, "Requirement by requirement");
	compose_paragraph(compose, STYLE_NOTE,
			  "A frame: not what it was in the audit before. a: accepted, a waiver in "
			  "force covers it. " VIEW_HISTORY_NOT_ASKED
			  ". The newest audit stands at the right.");
	begin_matrix(&m);
	for (size_t i = 0; i < m.history->row_count; i++)
		add_row(&m, &m.history->rows[i]);
	compose_table_end(&m.table);
	if (m.first)
		compose_paragraph(
			compose, STYLE_NOTE,
			compose_printf(compose, "%s The workbook has more, on the sheet History.",
				       view_history_older(flow_arena(compose->flow), m.first)));
}

void pdf_history(struct compose *compose, const struct view *view)
{
	const struct history *history = view->audit->history;
	struct arena *arena = flow_arena(compose->flow);

	compose_part(
		compose, "History", "history",
		compose_printf(compose, "%s, profile %s", history->subdomain, history->profile_id));
	compose_paragraph(compose, STYLE_LEAD, view_history_sentence(arena, history));
	if (history->mixed)
		compose_callout(compose, ICON_QUESTION, theme_verdict(VERDICT_UNKNOWN),
				view_history_mixed(arena, history));
	compose_paragraph(compose, STYLE_NOTE, view_history_later(arena, history));
	add_bars(compose, view->audit);
	add_matrix(compose, view);
}

bool pdf_has_history(const struct view *view)
{
	return view->audit->history != NULL;
}
