#include "report/format/history_text.h"

#include <stdio.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/model/history.h"
#include "report/view/history.h"

#define CELL 16 /* "~notapplicable*", and the space before it */
#define LEAST_NAME 15
#define MOST_NAME 40

struct block {
	struct str *out;
	const struct history *history;
	size_t first, end; /* audits */
	size_t name;	   /* width of the first column */
};

/* A name that is too long for its column has a line of its own. */
static void add_name(const struct block *block, const char *name)
{
	const size_t start = block->out->length;

	text_for_terminal(block->out, name);
	size_t used = block->out->length - start;
	if (used > block->name) {
		str_putc(block->out, '\n');
		used = 0;
	}
	str_printf(block->out, "%*s", (int)(block->name - used), "");
}

static void add_cell(const struct block *block, const char *text)
{
	str_printf(block->out, " %-*s", CELL - 1, text);
}

/* No blanks at the end of a line. */
static void end_line(const struct block *block)
{
	struct str *out = block->out;

	while (out->length && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	str_putc(out, '\n');
}

static void add_moments(const struct block *block)
{
	char text[CLOCK_TEXT];

	add_name(block, "audit of");
	for (size_t i = block->first; i < block->end; i++) {
		clock_date(text, block->history->audits[i].assessed_at);
		add_cell(block, text);
	}
	end_line(block);
	add_name(block, "");
	for (size_t i = block->first; i < block->end; i++) {
		clock_human(text, block->history->audits[i].assessed_at);
		add_cell(block, text + strlen("2026-11-24 "));
	}
	end_line(block);
}

static void add_verdicts(const struct block *block)
{
	char text[32];

	add_name(block, "verdict");
	for (size_t i = block->first; i < block->end; i++) {
		const struct history_audit *audit = &block->history->audits[i];
		(void)snprintf(text, sizeof text, "%s%s%s", audit->comparable ? "" : "~",
			       overall_name(audit->verdict), audit->changed ? "*" : "");
		add_cell(block, text);
	}
	end_line(block);
}

static void add_count(const struct block *block, const char *name, int verdict)
{
	char text[32];

	add_name(block, name);
	for (size_t i = block->first; i < block->end; i++) {
		const struct counts *counts = &block->history->audits[i].counts;
		(void)snprintf(text, sizeof text, "%zu",
			       verdict < VERDICT_COUNT ? counts->of[verdict] : counts->waived);
		add_cell(block, text);
	}
	end_line(block);
}

static void add_row(const struct block *block, const struct history_row *row)
{
	char text[32];

	add_name(block, row->id);
	for (size_t i = block->first; i < block->end; i++) {
		const struct history_cell *cell = &row->cells[i];
		(void)snprintf(text, sizeof text, "%s%s%s%s",
			       block->history->audits[i].comparable ? "" : "~",
			       verdict_name(cell->verdict), cell->waived ? "+w" : "",
			       cell->changed ? "*" : "");
		add_cell(block, cell->asked ? text : "n/a");
	}
	end_line(block);
}

static void add_block(const struct block *block)
{
	static const struct {
		const char *name;
		int verdict;
	} counts[] = {
		{ "  pass", VERDICT_PASS },
		{ "  fail", VERDICT_FAIL },
		{ "  unknown", VERDICT_UNKNOWN },
		{ "  manual", VERDICT_MANUAL },
		{ "  notapplicable", VERDICT_NOTAPPLICABLE },
		{ "  informational", VERDICT_INFORMATIONAL },
		{ "  waived", VERDICT_COUNT },
	};

	str_putc(block->out, '\n');
	add_moments(block);
	add_verdicts(block);
	for (size_t i = 0; i < COUNT_OF(counts); i++)
		add_count(block, counts[i].name, counts[i].verdict);
	for (size_t i = 0; i < block->history->row_count; i++)
		add_row(block, &block->history->rows[i]);
}

static size_t name_width(const struct history *history)
{
	size_t width = LEAST_NAME;

	for (size_t i = 0; i < history->row_count; i++) {
		const size_t length = strlen(history->rows[i].id);
		if (length > width)
			width = length;
	}
	return width < MOST_NAME ? width : MOST_NAME;
}

static void add_versions(struct str *out, struct arena *arena, const struct history *history)
{
	if (!history->mixed)
		return;
	text_for_terminal(out, view_history_mixed(arena, history));
	str_putc(out, '\n');
}

static void add_titles(struct str *out, const struct history *history)
{
	str_puts(out, "\nrequirements:\n");
	for (size_t i = 0; i < history->row_count; i++) {
		str_puts(out, "  ");
		text_for_terminal(out, history->rows[i].id);
		str_puts(out, "  ");
		text_for_terminal(out, history->rows[i].title);
		str_putc(out, '\n');
	}
}

void history_text(struct str *out, const struct history *history)
{
	struct arena *arena = arena_new();
	struct block block = { .out = out, .history = history, .name = name_width(history) };
	const size_t columns = (HISTORY_TEXT_WIDTH - block.name) / CELL;

	text_for_terminal(out, history->subdomain);
	str_puts(out, ", ");
	text_for_terminal(out, history->profile_id);
	str_printf(out, ": %zu audit%s, oldest first\n", history->count,
		   history->count == 1 ? "" : "s");
	for (; block.first < history->count; block.first = block.end) {
		block.end = block.first + columns < history->count ? block.first + columns
								   : history->count;
		add_block(&block);
	}
	str_puts(out, "\n* another result than in the audit before; "
		      "+w covered by a waiver in force\n" VIEW_HISTORY_NOT_ASKED "\n");
	add_versions(out, arena, history);
	add_titles(out, history);
	arena_free(arena);
}
