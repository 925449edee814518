/* The verdict in plain words: what it rests on, true of what was found. */
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "report/view/internal.h"

#define MOST_IDS 8
#define MOST_REASONS 3
#define MOST_LENGTH 280 /* of the reasons together, in bytes */

static const char *s(size_t count)
{
	return count == 1 ? "" : "s";
}

/* What begins a sentence is spelled out. */
static const char *number(struct view *view, size_t count)
{
	static const char *const words[] = { "No",   "One", "Two",   "Three", "Four",
					     "Five", "Six", "Seven", "Eight", "Nine" };

	return count < COUNT_OF(words) ? words[count] : arena_printf(view->arena, "%zu", count);
}

/* The one of the profile's order that follows; NULL begins. All stand in one array. */
static const struct finding *following(const struct finding *const *findings, size_t count,
				       const struct finding *last)
{
	const struct finding *next = NULL;

	for (size_t i = 0; i < count; i++)
		if ((!last || findings[i] > last) && (!next || findings[i] < next))
			next = findings[i];
	return next;
}

static void put_list(struct str *text, const struct finding *const *findings, size_t count)
{
	const struct finding *finding = NULL;

	for (size_t i = 0; i < count && i < MOST_IDS; i++) {
		finding = following(findings, count, finding);
		str_printf(text, "%s%s", i ? ", " : "", finding->requirement->id);
	}
	if (count > MOST_IDS)
		str_printf(text, " and %zu more", count - MOST_IDS);
}

void view_put_ids(struct str *text, const struct finding *const *findings, size_t count,
		  const char *weight)
{
	str_printf(text, "%zu %s requirement%s (", count, weight, s(count));
	put_list(text, findings, count);
	str_putc(text, ')');
}

/* Which findings a sentence speaks of. */
struct wanted {
	bool mandatory, waived;
	enum view_result result;
};

/* In the order of the view. Counts them; `found` has room for all. */
static size_t find(const struct view *view, const struct wanted *wanted,
		   const struct finding **found)
{
	size_t count = 0;

	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		if (!view_is_note(finding->requirement) &&
		    finding->requirement->mandatory == wanted->mandatory &&
		    view_result(finding) == wanted->result &&
		    (finding->waiver != NULL) == wanted->waived)
			found[count++] = finding;
	}
	return count;
}

static const struct finding **room(struct view *view)
{
	return arena_array(view->arena, view->finding_count, sizeof(const struct finding *));
}

static bool all_end_together(const struct finding *const *findings, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (strcmp(findings[i]->waiver->expires_on, findings[0]->waiver->expires_on) != 0)
			return false;
	return true;
}

/* " One recommended requirement is not met and was accepted until 31 March 2027 (JC-5.4)." */
static void put_accepted(struct str *text, struct view *view, bool mandatory,
			 enum view_result result)
{
	const struct finding **found = room(view);
	const size_t count = find(view, &(struct wanted){ mandatory, true, result }, found);

	if (!count)
		return;
	str_printf(text, " %s %s requirement%s %s not %s and %s accepted", number(view, count),
		   mandatory ? "mandatory" : "recommended", s(count), count == 1 ? "is" : "are",
		   result == RESULT_NOT_MET ? "met" : "confirmed", count == 1 ? "was" : "were");
	if (all_end_together(found, count)) {
		str_printf(text, " until %s (",
			   view_day(view->arena, found[0]->waiver->expires_on));
		put_list(text, found, count);
	} else {
		const struct finding *one = NULL;
		for (size_t i = 0; i < count && i < MOST_IDS; i++) {
			one = following(found, count, one);
			str_printf(text, "%s%s until %s", i ? ", " : " (", one->requirement->id,
				   view_day(view->arena, one->waiver->expires_on));
		}
		if (count > MOST_IDS)
			str_printf(text, " and %zu more", count - MOST_IDS);
	}
	str_puts(text, ").");
}

/* " Two recommended requirements are not met (JC-5.2, JC-5.4)." */
static void put_recommended(struct str *text, struct view *view, enum view_result result,
			    const char *one, const char *many)
{
	const struct finding **found = room(view);
	const size_t count = find(view, &(struct wanted){ false, false, result }, found);

	if (!count)
		return;
	str_printf(text, " %s recommended requirement%s %s (", number(view, count), s(count),
		   count == 1 ? one : many);
	put_list(text, found, count);
	str_puts(text, ").");
}

static const char *ready_sentence(struct view *view)
{
	const struct finding **found = room(view);
	const size_t met = find(view, &(struct wanted){ true, false, RESULT_MET }, found);
	const size_t idle =
		find(view, &(struct wanted){ true, false, RESULT_NOT_APPLICABLE }, found);
	struct str text = STR_INIT(STR_LINE);
	size_t all = 0;

	for (size_t i = 0; i < view->finding_count; i++)
		all += view->findings[i]->requirement->mandatory;
	if (met < all)
		str_printf(&text, "%zu of %zu mandatory requirements %s met.", met, all,
			   met == 1 ? "is" : "are");
	else if (met == 1)
		str_puts(&text, "The one mandatory requirement is met.");
	else
		str_printf(&text, "All %zu mandatory requirements are met.", met);
	if (idle)
		str_printf(&text, " %s %s not apply.", number(view, idle),
			   idle == 1 ? "does" : "do");
	put_accepted(&text, view, true, RESULT_NOT_MET);
	put_accepted(&text, view, true, RESULT_TO_CONFIRM);
	put_recommended(&text, view, RESULT_NOT_MET, "is not met", "are not met");
	put_recommended(&text, view, RESULT_UNCHECKED, "could not be checked",
			"could not be checked");
	put_recommended(&text, view, RESULT_TO_CONFIRM, "needs confirmation", "need confirmation");
	put_accepted(&text, view, false, RESULT_NOT_MET);
	put_accepted(&text, view, false, RESULT_TO_CONFIRM);
	return str_keep(&text, view->arena);
}

/* Bytes of the first sentence. What ends in a short word is taken for an abbreviation. */
static size_t first_sentence(const char *text)
{
	size_t word = 0, at = 0;

	for (; text[at]; at++) {
		if (text[at] == '.' && text[at + 1] == ' ' && word > 3)
			return at + 1;
		word = text[at] == ' ' ? 0 : word + 1;
	}
	return at;
}

static bool is_permission(const struct finding *finding)
{
	const char *kind = finding->requirement->check.kind;

	return strcmp(kind, "permission") == 0 || strcmp(kind, "permission-family") == 0;
}

static size_t needed(const struct view *view)
{
	size_t count = 0;

	for (size_t i = 0; i < view->permission_count; i++)
		count += view->permissions[i]->needed;
	return count;
}

struct telling {
	struct view *view;
	struct str text;
	size_t reasons;
	bool permissions; /* were told */
};

/* Whether it is told, by itself or with others; permissions are told together. */
static bool tell_failure(struct telling *telling, const struct finding *failed)
{
	const size_t missing = telling->view->of_class[CLASS_MISSING];
	const size_t length = first_sentence(failed->summary);
	const bool together = missing && is_permission(failed);

	if (together && telling->permissions)
		return true;
	if (telling->reasons == MOST_REASONS ||
	    (!together && (!length || telling->text.length + length > MOST_LENGTH)))
		return false;
	if (together)
		str_printf(&telling->text, "The token lacks %zu of %zu permissions. ", missing,
			   needed(telling->view));
	else
		str_printf(&telling->text, "%.*s ", (int)length, failed->summary);
	telling->permissions = telling->permissions || together;
	telling->reasons++;
	return true;
}

/* The findings' own words, as many as a reader takes in. */
static const char *not_ready_sentence(struct view *view)
{
	const struct finding **failed = room(view);
	const size_t count = find(view, &(struct wanted){ true, false, RESULT_NOT_MET }, failed);
	struct telling telling = { .view = view, .text = STR_INIT(STR_LINE) };
	size_t told = 0;

	for (size_t i = 0; i < count; i++)
		told += tell_failure(&telling, failed[i]);
	struct str text = telling.text;
	if (told < count && telling.reasons)
		str_printf(&text, "And %zu more. ", count - told);
	str_printf(&text, "%s mandatory requirement%s %s not met (", number(view, count), s(count),
		   count == 1 ? "is" : "are");
	put_list(&text, failed, count);
	str_puts(&text, ").");
	return str_keep(&text, view->arena);
}

/* What was accepted covers what was seen of it, not what was hidden. */
static bool is_half_seen(const struct finding *finding)
{
	for (size_t i = 0; finding->waiver && i < finding->observation_count; i++)
		if (finding->observations[i].verdict == VERDICT_UNKNOWN)
			return finding->requirement->mandatory;
	return false;
}

static bool put_half_seen(struct str *text, struct view *view)
{
	const struct finding **found = room(view);
	size_t count = 0;

	for (size_t i = 0; i < view->finding_count; i++)
		if (is_half_seen(view->findings[i]))
			found[count++] = view->findings[i];
	if (!count)
		return false;
	str_printf(text, " %s accepted mandatory requirement%s could be checked only in part (",
		   number(view, count), s(count));
	put_list(text, found, count);
	str_puts(text, ").");
	return true;
}

/* By cause: what follows from it, and what to do. */
static bool put_causes(struct str *text, const struct view *view)
{
	bool any = false;

	for (size_t i = 0; i < view->cause_count; i++) {
		const struct view_cause *cause = &view->causes[i];
		if (!cause->mandatory)
			continue;
		str_printf(text, "%s%s %s", text->length ? " " : "", cause->sentence, cause->step);
		any = true;
	}
	return any;
}

/* What was accepted is known to be unmet. */
static void put_none_unmet(struct str *text, struct view *view)
{
	const struct wanted accepted = { true, true, RESULT_NOT_MET };

	if (find(view, &accepted, room(view)))
		str_puts(text, "Apart from what was accepted, no mandatory requirement is known to "
			       "be unmet, but not all are proven.");
	else
		str_puts(text,
			 "No mandatory requirement is known to be unmet, but not all are proven.");
	put_accepted(text, view, true, RESULT_NOT_MET);
}

static const char *inconclusive_sentence(struct view *view)
{
	const struct finding **found = room(view);
	const size_t manual = find(view, &(struct wanted){ true, false, RESULT_TO_CONFIRM }, found);
	struct str text = STR_INIT(STR_LINE);

	/* Where nothing at all was learned, the first word is what to look at. */
	if (view->audit->account->me.known)
		put_none_unmet(&text, view);
	bool any = put_causes(&text, view);
	if (manual) {
		str_printf(&text, "%s%s mandatory requirement%s confirmation by a person (",
			   text.length ? " " : "", number(view, manual),
			   manual == 1 ? " needs" : "s need");
		put_list(&text, found, manual);
		str_puts(&text, ").");
		any = true;
	}
	any = put_half_seen(&text, view) || any;
	if (any)
		return str_keep(&text, view->arena);
	str_release(&text);
	return "Nothing mandatory was judged, so nothing is proven.";
}

void view_add_sentences(struct view *view)
{
	static const char *(*const sentences[OVERALL_COUNT])(struct view * view) = {
		[OVERALL_READY] = ready_sentence,
		[OVERALL_NOT_READY] = not_ready_sentence,
		[OVERALL_INCONCLUSIVE] = inconclusive_sentence,
	};
	const struct audit *audit = view->audit;

	view->title = view->brand->title;
	if (!*view->title)
		view->title =
			arena_printf(view->arena, "Readiness for %s",
				     *audit->profile->integration ? audit->profile->integration
								  : audit->profile->title);
	view->verdict = view_overall_label(audit->verdict);
	view->sentence = sentences[audit->verdict](view);
}
