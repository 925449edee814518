#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "report/fleet/internal.h"
#include "report/look/wording.h"

const char *fleet_state_name(enum fleet_state state)
{
	WORDS(names,
	      FLEET_STATE_COUNT, [FLEET_NOT_READ] = "not-read", [FLEET_NOT_READY] = "not-ready",
	      [FLEET_INCONCLUSIVE] = "inconclusive", [FLEET_READY] = "ready");

	return names[state];
}

enum fleet_state fleet_state_of(enum overall verdict)
{
	TABLE(const enum fleet_state, states,
	      OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = FLEET_INCONCLUSIVE,
	      [OVERALL_READY] = FLEET_READY, [OVERALL_NOT_READY] = FLEET_NOT_READY);

	return states[verdict];
}

static enum overall overall_of(enum fleet_state state)
{
	TABLE(const enum overall, verdicts, FLEET_STATE_COUNT,
	      [FLEET_NOT_READ] = OVERALL_INCONCLUSIVE, [FLEET_NOT_READY] = OVERALL_NOT_READY,
	      [FLEET_INCONCLUSIVE] = OVERALL_INCONCLUSIVE, [FLEET_READY] = OVERALL_READY);

	return verdicts[state];
}

const char *fleet_state_label(enum fleet_state state)
{
	return state == FLEET_NOT_READ ? "Could not be read"
				       : view_overall_label(overall_of(state));
}

const char *fleet_headline(const struct fleet_overview *fleet)
{
	return fleet->state == FLEET_NOT_READ ? "Not all could be read"
					      : fleet_state_label(fleet->state);
}

struct theme_colour fleet_state_colour(enum fleet_state state)
{
	return state == FLEET_NOT_READ ? theme_verdict(VERDICT_UNKNOWN)
				       : theme_overall(overall_of(state));
}

size_t fleet_drifted(const struct fleet_row *account, enum drift drift)
{
	size_t count = 0;

	for (size_t i = 0; i < account->report_count; i++)
		count += account->reports[i]->of_drift[drift];
	return count;
}

/* What a reader must act on, in that order. */
static const struct {
	enum drift drift;
	const char *word;
} moves[] = { { DRIFT_WORSE, "worse" },
	      { DRIFT_LESS_CERTAIN, "less certain" },
	      { DRIFT_BETTER, "better" } };

static void put_moved(struct str *text, size_t count, const char *word)
{
	if (count)
		str_printf(text, "%s%zu %s", text->length ? ", " : "", count, word);
}

/* Where one requirement cannot be compared, or it is not told which way it went, nobody knows
 * that nothing moved. */
static bool is_comparable(const struct fleet_report *report)
{
	return report->compared && !*report->incomparable &&
	       !report->of_drift[DRIFT_NOT_COMPARABLE];
}

size_t fleet_compared(const struct fleet_row *account)
{
	size_t count = 0;

	for (size_t i = 0; i < account->report_count; i++)
		count += is_comparable(account->reports[i]);
	return count;
}

/* Of several profiles: how many of them. */
static void put_gap(struct str *text, const struct fleet_row *account, size_t count,
		    const char *what)
{
	if (!count)
		return;
	str_puts(text, text->length ? "; " : "");
	if (account->report_count > 1)
		str_printf(text, "%zu profile%s ", count, count == 1 ? "" : "s");
	str_puts(text, what);
}

const char *fleet_moved(const struct fleet_overview *fleet, const struct fleet_row *account)
{
	const size_t comparable = fleet_compared(account);
	size_t compared = 0;
	struct str text = STR_INIT(STR_LINE);

	for (size_t i = 0; i < account->report_count; i++)
		compared += account->reports[i]->compared;
	for (size_t i = 0; i < COUNT_OF(moves); i++)
		put_moved(&text, fleet_drifted(account, moves[i].drift), moves[i].word);
	if (!text.length && comparable)
		str_puts(&text, "nothing");
	put_gap(&text, account, compared - comparable, "not comparable");
	put_gap(&text, account, account->report_count - compared,
		account->report_count > 1 ? "new" : "no earlier report");
	return str_keep(&text, fleet->arena);
}

static void say_states(struct fleet_overview *fleet)
{
	WORDS(words, FLEET_STATE_COUNT, [FLEET_NOT_READ] = "could not be read",
	      [FLEET_NOT_READY] = "not ready", [FLEET_INCONCLUSIVE] = "not confirmed yet",
	      [FLEET_READY] = "ready");
	struct str told = STR_INIT(STR_LINE);

	for (int i = 0; i < FLEET_STATE_COUNT; i++)
		put_moved(&told, fleet->of[i], words[i]);
	const char *accounts = arena_printf(fleet->arena, "%zu account%s", fleet->count,
					    fleet->count == 1 ? "" : "s");
	fleet->title = arena_printf(fleet->arena, "Overview of %s", accounts);
	fleet->sentence = arena_printf(fleet->arena, "Of %s: %s.", accounts,
				       told.length ? str_text(&told) : "none");
	if (fleet->about.brand)
		fleet->brand = wording_fill(fleet->arena, fleet->about.brand, accounts, accounts);
	str_release(&told);
}

static size_t moved_accounts(const struct fleet_overview *fleet, enum drift drift)
{
	size_t count = 0;

	for (size_t i = 0; i < fleet->count; i++)
		count += fleet_drifted(&fleet->rows[i], drift) != 0;
	return count;
}

static size_t compared_reports(const struct fleet_overview *fleet)
{
	size_t count = 0;

	for (size_t i = 0; i < fleet->count; i++)
		count += fleet_compared(&fleet->rows[i]);
	return count;
}

static void put_accounts(struct str *text, const char *word, size_t count)
{
	if (!text->length)
		str_printf(text, "%s in %zu account%s", word, count, count == 1 ? "" : "s");
	else
		str_printf(text, ", %s in %zu", word, count);
}

static void say_moved(struct fleet_overview *fleet)
{
	const size_t compared = compared_reports(fleet);
	struct str told = STR_INIT(STR_LINE);

	for (size_t i = 0; i < COUNT_OF(moves); i++) {
		const size_t count = moved_accounts(fleet, moves[i].drift);
		if (count)
			put_accounts(&told, moves[i].word, count);
	}
	if (compared || told.length)
		fleet->moved = arena_printf(
			fleet->arena, "Since the last time: %s (%zu of %zu reports compared).",
			told.length ? str_text(&told) : "nothing moved", compared, fleet->reports);
	str_release(&told);
}

static void say_when(struct fleet_overview *fleet)
{
	const char *from = view_moment(fleet->arena, fleet->assessed_from);
	const char *to = view_moment(fleet->arena, fleet->assessed_to);

	if (!fleet->reports)
		return;
	fleet->assessed = strcmp(from, to) == 0
				  ? arena_printf(fleet->arena, "Assessed on %s", to)
				  : arena_printf(fleet->arena, "Assessed from %s to %s", from, to);
}

void fleet_say(struct fleet_overview *fleet)
{
	say_states(fleet);
	say_moved(fleet);
	say_when(fleet);
}
