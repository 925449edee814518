#include "report/format/changes_text.h"

#include <inttypes.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/view/changes.h"
#include "report/view/view.h"

static void add_value(struct str *out, const char *text)
{
	if (*text)
		text_for_terminal(out, text);
	else
		str_puts(out, "(nothing)");
}

static const char *verdict_of(bool is_there, enum verdict verdict)
{
	return is_there ? verdict_name(verdict) : "(not asked for)";
}

static void add_findings(struct str *out, const struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->finding_count; i++) {
		const struct compared_finding *finding = &comparison->findings[i];
		if (finding->change == CHANGE_NONE)
			continue;
		str_printf(out, "  %-14s ", change_name(finding->change));
		text_for_terminal(out, finding->id);
		str_printf(out, "  %s -> %s  ", verdict_of(finding->was, finding->before),
			   verdict_of(finding->is, finding->after));
		text_for_terminal(out, finding->title);
		str_putc(out, '\n');
	}
}

static void add_row(struct str *out, const struct comparison_row *row)
{
	str_printf(out, "  %-14s ", movement_name(row->movement));
	text_for_terminal(out, row->name);
	if (row->id)
		str_printf(out, " (No. %" PRId64 ")", row->id);
	if (row->movement == MOVEMENT_CHANGED) {
		str_printf(out, "  %s: ", row->what);
		add_value(out, row->before);
		str_puts(out, " -> ");
		add_value(out, row->after);
	} else {
		const char *text = row->movement == MOVEMENT_ADDED ? row->after : row->before;
		str_puts(out, *text ? "  " : "");
		text_for_terminal(out, text);
	}
	str_putc(out, '\n');
}

static void add_kind(struct str *out, struct arena *arena, const struct comparison *comparison,
		     enum compared kind)
{
	const char *counts = view_changes_count(arena, comparison->of[kind]);

	if (!*counts && !*comparison->gaps[kind])
		return;
	str_printf(out, "\n%s: %s\n", view_compared_label(kind),
		   *counts ? counts : "no change seen");
	if (*comparison->gaps[kind]) {
		str_puts(out, "  not all compared: ");
		text_for_terminal(out, comparison->gaps[kind]);
		str_putc(out, '\n');
	}
	for (size_t i = 0; i < comparison->row_count; i++)
		if (comparison->rows[i].kind == kind)
			add_row(out, &comparison->rows[i]);
}

void changes_text(struct str *out, const struct comparison *comparison)
{
	struct arena *arena = arena_new();

	text_for_terminal(out, comparison->after.subdomain);
	str_puts(out, ", ");
	text_for_terminal(out, comparison->after.profile_id);
	str_puts(out, ": ");
	text_for_terminal(out, view_changes_sentence(arena, comparison));
	str_putc(out, '\n');
	add_findings(out, comparison);
	for (int kind = 0; kind < COMPARED_COUNT; kind++)
		add_kind(out, arena, comparison, (enum compared)kind);
	if (comparison_is_empty(comparison))
		str_puts(out, "Nothing changed.\n");
	arena_free(arena);
}
