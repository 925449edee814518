#include "report/view/history.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/comparison.h"
#include "report/view/view.h"

static size_t changes_of_newest(const struct history *history)
{
	size_t changes = 0;

	for (size_t i = 0; i < history->row_count; i++)
		changes += history->rows[i].cells[history->count - 1].changed;
	return changes;
}

/* The newest audit against the one before it, of its own version of the profile. */
static void add_newest(struct str *out, struct arena *arena, const struct history *history)
{
	const size_t changes = changes_of_newest(history);
	const char *when = "";

	for (size_t i = 0; i + 1 < history->count; i++)
		if (history->audits[i].comparable)
			when = view_day_of(arena, history->audits[i].assessed_at);
	if (!*when)
		str_puts(out, " No earlier one can be compared with it.");
	else if (changes)
		str_printf(out, " %zu result%s not what %s in the audit before, of %s.", changes,
			   changes == 1 ? " is" : "s are", changes == 1 ? "it was" : "they were",
			   when);
	else
		str_printf(out, " Each result is what it was in the audit before, of %s.", when);
}

const char *view_history_sentence(struct arena *arena, const struct history *history)
{
	const struct history_audit *oldest = &history->audits[0];
	const struct history_audit *newest = &history->audits[history->count - 1];
	struct str text = STR_INIT(STR_LINE);
	const char *from = view_day_of(arena, oldest->assessed_at);
	const char *to = view_day_of(arena, newest->assessed_at);

	if (history->count == 1) {
		str_printf(&text, "There is no earlier audit than this one of %s.", to);
		return str_keep(&text, arena);
	}
	str_printf(&text, "%zu audits, from %s (%s%s) to this one of %s (%s).", history->count,
		   from, oldest->comparable ? "" : "~ ", view_overall_label(oldest->verdict), to,
		   view_overall_label(newest->verdict));
	add_newest(&text, arena, history);
	return str_keep(&text, arena);
}

const char *view_history_mixed(struct arena *arena, const struct history *history)
{
	struct str text = STR_INIT(STR_BODY);
	const char *between = "";
	size_t end;

	if (!history->mixed)
		return "";
	str_printf(&text, "~ Not held against version %s of the profile, and not comparable: ",
		   history->audits[history->count - 1].profile_version);
	for (size_t i = 0; i < history->count; i = end) {
		const struct history_audit *audit = &history->audits[i];
		for (end = i + 1; end < history->count; end++)
			if (strcmp(history->audits[end].profile_version, audit->profile_version) !=
			    0)
				break;
		if (audit->comparable)
			continue;
		str_printf(&text, "%s%s%s%s (version %s)", between,
			   view_day_of(arena, audit->assessed_at), end > i + 1 ? " to " : "",
			   end > i + 1 ? view_day_of(arena, history->audits[end - 1].assessed_at)
				       : "",
			   audit->profile_version);
		between = ", ";
	}
	str_putc(&text, '.');
	return str_keep(&text, arena);
}

const char *view_history_later(struct arena *arena, const struct history *history)
{
	if (!history->later)
		return "";
	return arena_printf(arena, "%zu younger report%s left out: this audit is the last one.",
			    history->later, history->later == 1 ? " is" : "s are");
}

size_t view_history_first(const struct history *history, size_t most)
{
	return history->count > most ? history->count - most : 0;
}

const char *view_history_older(struct arena *arena, size_t first)
{
	if (!first)
		return "";
	return arena_printf(arena, "%zu older audit%s not shown here.", first,
			    first == 1 ? " is" : "s are");
}

const char *view_history_label(struct arena *arena, const struct history_cell *cell)
{
	if (!cell->asked)
		return VIEW_HISTORY_NOT_ASKED;
	return cell->waived ? arena_printf(arena, "%s, accepted", view_verdict_label(cell->verdict))
			    : view_verdict_label(cell->verdict);
}

const char *view_history_count_label(size_t which)
{
	return which < VERDICT_COUNT ? view_verdict_label(verdict_order[which]) : "Accepted";
}

size_t view_history_count(const struct counts *counts, size_t which)
{
	return which < VERDICT_COUNT ? counts->of[verdict_order[which]] : counts->waived;
}

enum verdict view_history_count_verdict(size_t which)
{
	return which < VERDICT_COUNT ? verdict_order[which] : VERDICT_UNKNOWN;
}

static bool is_note(const struct audit *audit, const char *id)
{
	for (size_t i = 0; i < audit->finding_count; i++)
		if (strcmp(audit->findings[i].requirement->id, id) == 0)
			return view_is_note(audit->findings[i].requirement);
	return false;
}

size_t view_history_tally(const struct audit *audit, size_t which, size_t of[VERDICT_COUNT])
{
	const struct history *history = audit->history;
	size_t total = 0;

	memset(of, 0, VERDICT_COUNT * sizeof *of);
	for (size_t i = 0; i < history->row_count; i++) {
		const struct history_cell *cell = &history->rows[i].cells[which];
		if (!cell->asked || is_note(audit, history->rows[i].id))
			continue;
		of[cell->verdict]++;
		total++;
	}
	return total;
}

const char *view_history_skipped(struct arena *arena, const struct history *history,
				 const struct comparison *comparison)
{
	const char *when = "";

	for (size_t i = 0; history && comparison && i + 1 < history->count; i++)
		if (history->audits[i].assessed_at > comparison->before.assessed_at)
			when = view_day_of(arena, history->audits[i].assessed_at);
	return *when ? arena_printf(arena,
				    "The history holds a later audit than the one compared with, "
				    "of %s.",
				    when)
		     : "";
}
