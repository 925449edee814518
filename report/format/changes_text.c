#include "report/format/changes_text.h"

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/view/changes.h"

static const char *verdict_of(bool is_there, enum verdict verdict)
{
	return is_there ? verdict_name(verdict) : "(not asked for)";
}

static void add_finding(struct str *out, const struct compared_finding *finding)
{
	str_printf(out, "  %-16s ", view_drift_label(finding->drift));
	text_for_terminal(out, finding->id);
	str_printf(out, "  %s -> %s  ", verdict_of(finding->was, finding->before),
		   verdict_of(finding->is, finding->after));
	text_for_terminal(out, finding->title);
	str_putc(out, '\n');
	if (!*finding->details)
		return;
	str_printf(out, "  %16s ", "");
	text_for_terminal(out, finding->details);
	str_putc(out, '\n');
}

static void add_findings(struct str *out, const struct comparison *comparison)
{
	for (size_t o = 0; o < DRIFT_COUNT; o++)
		for (size_t i = 0; i < comparison->finding_count; i++)
			if (comparison->findings[i].drift == view_drifts[o] &&
			    view_drifts[o] != DRIFT_UNCHANGED)
				add_finding(out, &comparison->findings[i]);
}

/* "  Changed          Name (No. 7)  e-mail: before -> now" */
static void add_row(struct str *out, struct arena *arena, const struct comparison_row *row)
{
	const char *only = *row->after ? row->after : row->before;

	str_printf(out, "  %-16s ", view_row_change(row));
	text_for_terminal(out, view_row_name(arena, row));
	if (row->movement == MOVEMENT_CHANGED) {
		str_printf(out, "  %s: ", row->what);
		text_for_terminal(out, *row->before ? row->before : "(nothing)");
		str_puts(out, " -> ");
		text_for_terminal(out, *row->after ? row->after : "(nothing)");
	} else {
		str_puts(out, *only ? "  " : "");
		text_for_terminal(out, only);
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
			add_row(out, arena, &comparison->rows[i]);
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
