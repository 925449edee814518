#include "audit/compare/history.h"

#include <string.h>

#include "audit/compare/history_parts.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/model/verdict.h"
#include "audit/results/results.h"

int history_check_counts(const struct history_audit *audit, struct error *err)
{
	struct whole whole = { .proven = false };
	const struct counts *listed = &whole.counts;

	for (size_t i = 0; i < audit->finding_count; i++)
		whole_add(&whole, &(struct judged){ .verdict = audit->findings[i].verdict,
						    .waived = audit->findings[i].waived });
	for (int i = 0; i < VERDICT_COUNT; i++)
		if (listed->of[i] != audit->counts.of[i])
			return error_set(err, "counts %zu %s, and lists %zu", audit->counts.of[i],
					 verdict_name((enum verdict)i), listed->of[i]);
	if (listed->waived != audit->counts.waived)
		return error_set(err, "counts %zu waived, and lists %zu", audit->counts.waived,
				 listed->waived);
	return 0;
}

int history_reduce(struct arena *arena, const struct results *results, const char *name,
		   struct history_audit *out, struct error *err)
{
	struct history_audit audit = {
		.name = text_clean(arena, name),
		.report_id = arena_strdup(arena, results->report_id),
		.subdomain = arena_strdup(arena, results->account.subdomain),
		.profile_id = arena_strdup(arena, results->profile.id),
		.profile_version = arena_strdup(arena, results->profile.version),
		/* A results.json tells seconds; an audit in memory may know more. */
		.assessed_at = results->assessed_at - results->assessed_at % 1000,
		.verdict = results->verdict,
		.counts = results->counts,
		.findings = arena_array(arena, results->finding_count, sizeof *audit.findings),
		.finding_count = results->finding_count,
	};

	for (size_t i = 0; i < results->finding_count; i++) {
		const struct results_finding *from = &results->findings[i];
		audit.findings[i] = (struct history_finding){ arena_strdup(arena, from->id),
							      arena_strdup(arena, from->title),
							      from->verdict, from->waived };
	}
	if (history_check_counts(&audit, err) != 0)
		return error_prepend(err, "'%s'", audit.name);
	*out = audit;
	return 0;
}

static const struct history_finding *finding_of(const struct history_audit *audit, const char *id)
{
	for (size_t i = 0; i < audit->finding_count; i++)
		if (strcmp(audit->findings[i].id, id) == 0)
			return &audit->findings[i];
	return NULL;
}

/* The nearest earlier one of the same version of the profile; `at` itself if there is none. */
static size_t before(const struct history_audit *audits, size_t at)
{
	for (size_t i = at; i-- > 0;)
		if (strcmp(audits[i].profile_version, audits[at].profile_version) == 0)
			return i;
	return at;
}

static bool differs(const struct history_cell *was, const struct history_cell *is)
{
	return was->asked != is->asked || was->verdict != is->verdict || was->waived != is->waived;
}

static void fill_row(struct arena *arena, const struct history *history, struct history_row *row)
{
	row->cells = arena_array(arena, history->count, sizeof *row->cells);
	for (size_t i = 0; i < history->count; i++) {
		const struct history_finding *found = finding_of(&history->audits[i], row->id);
		struct history_cell *cell = &row->cells[i];
		if (!found)
			continue;
		cell->asked = true;
		cell->verdict = found->verdict;
		cell->waived = found->waived;
		cell->changed = differs(&row->cells[before(history->audits, i)], cell);
	}
}

static bool has_row(const struct history *history, const char *id)
{
	for (size_t i = 0; i < history->row_count; i++)
		if (strcmp(history->rows[i].id, id) == 0)
			return true;
	return false;
}

/* From the newest audit back: it decides order and titles. */
static void add_rows(struct arena *arena, struct history *history)
{
	size_t most = 0;

	for (size_t i = 0; i < history->count; i++)
		most += history->audits[i].finding_count;
	history->rows = arena_array(arena, most, sizeof *history->rows);
	for (size_t i = history->count; i-- > 0;) {
		const struct history_audit *audit = &history->audits[i];
		for (size_t k = 0; k < audit->finding_count; k++) {
			const struct history_finding *finding = &audit->findings[k];
			if (has_row(history, finding->id))
				continue;
			struct history_row *row = &history->rows[history->row_count++];
			row->id = finding->id;
			row->title = finding->title;
			fill_row(arena, history, row);
		}
	}
}

/* `audits` are the history's from now on. */
static const struct history *make(struct arena *arena, struct history_audit *audits, size_t count,
				  size_t later)
{
	struct history *history = arena_alloc(arena, sizeof *history);
	const struct history_audit *newest = &audits[count - 1];

	for (size_t i = 0; i < count; i++) {
		audits[i].comparable =
			strcmp(audits[i].profile_version, newest->profile_version) == 0;
		audits[i].changed = audits[before(audits, i)].verdict != audits[i].verdict;
		history->mixed = history->mixed || !audits[i].comparable;
	}
	history->subdomain = newest->subdomain;
	history->profile_id = newest->profile_id;
	history->audits = audits;
	history->count = count;
	history->later = later;
	add_rows(arena, history);
	return history;
}

static size_t take(const struct history_list *list, const char *profile_id,
		   struct history_audit *out)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].profile_id, profile_id) == 0)
			out[count++] = list->items[i];
	return count;
}

const struct history *history_of(struct arena *arena, const struct history_list *list,
				 const char *profile_id)
{
	struct history_audit *audits = arena_array(arena, list->count, sizeof *audits);
	const size_t count = take(list, profile_id, audits);

	return count ? make(arena, audits, count, 0) : NULL;
}

int history_audit(struct arena *arena, const struct history_list *list, struct audit *audit,
		  struct error *err)
{
	struct history_audit *audits = arena_array(arena, list->count + 1, sizeof *audits);
	const size_t count = take(list, audit->profile->id, audits);
	struct history_audit last = { .name = "" };
	size_t kept = 0, later = 0;

	if (history_reduce(arena, results_shown(arena, audit), "", &last, err) != 0 ||
	    !last.profile_version)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (audits[i].assessed_at > last.assessed_at)
			later++;
		else if (!history_says_the_same(&audits[i], &last))
			audits[kept++] = audits[i];
	audits[kept++] = last;
	audit->history = make(arena, audits, kept, later);
	return 0;
}
