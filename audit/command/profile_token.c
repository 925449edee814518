#include "audit/command/profile_token.h"

#include <stdbool.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/rules/profile/need.h"

/* What is gathered of all the profiles. */
struct gathering {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct profile *const *profiles;
	const struct need *needs;
	size_t count;
	const char **notes;
	size_t note_count;
};

static const struct need *needs_of(struct arena *arena, const struct catalogue *catalogue,
				   const struct profile *const *profiles, size_t count)
{
	struct need *needs = arena_array(arena, count, sizeof *needs);

	for (size_t i = 0; i < count; i++)
		needs[i] = need_of(arena, catalogue, profiles[i]);
	return needs;
}

/* "Quoter, Zomentum and Hudu". */
static const char *names_of(struct arena *arena, const struct profile *const *profiles,
			    size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(arena, "%s%s%s", text,
				    i == 0	     ? ""
				    : i + 1 == count ? " and "
						     : ", ",
				    profiles[i]->integration);
	return text;
}

/* The ids of those profiles that need it; of one alone it need not be said. */
static const char *who_needs(const struct gathering *g, size_t permission, bool token, bool user)
{
	const char *text = "";

	for (size_t i = 0; g->count > 1 && i < g->count; i++)
		if ((token && g->needs[i].of_token[permission]) ||
		    (user && g->needs[i].of_user[permission]))
			text = arena_printf(g->arena, "%s%s%s", text, *text ? ", " : "",
					    g->profiles[i]->id);
	return text;
}

static struct tick tick_of(const struct gathering *g, size_t index)
{
	const struct permission *permission = &g->catalogue->permissions[index];
	struct tick tick = { .permission = permission->name,
			     .who = who_needs(g, index, true, true),
			     .token_of = who_needs(g, index, true, false),
			     .user_of = who_needs(g, index, false, true),
			     .unsure = permission->inferred != INFERRED_NOTHING };

	for (size_t i = 0; i < g->count; i++) {
		tick.of_token |= g->needs[i].of_token[index];
		tick.of_user |= g->needs[i].of_user[index];
	}
	return tick;
}

/* What several requirements of one profile say alike is said once. */
static void add_note(struct gathering *g, const struct profile *profile, const char *ids,
		     const char *text)
{
	g->notes[g->note_count++] =
		g->count > 1 ? arena_printf(g->arena, "%s, %s: %s", profile->id, ids, text)
			     : arena_printf(g->arena, "%s: %s", ids, text);
}

/* What a box does not say: the end of a list, a preset, an expiry, who owns the token. */
static const char *note_for(struct arena *arena, const struct requirement *requirement)
{
	static const char *const kinds[] = { "token-expiry", "token-owner", "group-access-type",
					     "least-privilege" };
	const struct check *check = &requirement->check;

	if (*check->incomplete_because)
		return check->incomplete_because;
	if (check->permission_count && !requirement->mandatory)
		return arena_printf(arena, "%s.", requirement->title);
	if (strcmp(check->kind, "attestation") == 0 && strstr(requirement->where, "Syncro"))
		return requirement->documented;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(check->kind, kinds[i]) == 0)
			return requirement->documented;
	return "";
}

static void add_notes_of(struct gathering *g, const struct profile *profile)
{
	const size_t count = profile->requirement_count;

	for (size_t i = 0, end; i < count; i = end) {
		const char *text = note_for(g->arena, &profile->requirements[i]);
		const char *ids = profile->requirements[i].id;
		for (end = i + 1; *text && end < count; end++) {
			const struct requirement *next = &profile->requirements[end];
			if (strcmp(note_for(g->arena, next), text) != 0)
				break;
			ids = arena_printf(g->arena, "%s, %s", ids, next->id);
		}
		if (*text)
			add_note(g, profile, ids, text);
	}
}

static bool may_be_an_admin(const struct gathering *g)
{
	for (size_t i = 0; i < g->count; i++)
		for (size_t j = 0; j < g->profiles[i]->requirement_count; j++)
			if (g->profiles[i]->requirements[j].check.of_user)
				return true;
	return false;
}

static void add_notes(struct gathering *g, const struct tick_sheet *sheet)
{
	size_t most = 3;
	bool unsure = false;

	for (size_t i = 0; i < g->count; i++)
		most += g->profiles[i]->requirement_count;
	g->notes = arena_array(g->arena, most, sizeof *g->notes);
	for (size_t i = 0; i < sheet->count; i++)
		unsure = unsure || sheet->ticks[i].unsure;
	if (unsure)
		g->notes[g->note_count++] = "*: where it stands on the page is not certain.";
	if (g->count > 1)
		g->notes[g->note_count++] =
			"Each integration should have a token of its own: on one "
			"token each gets what the others need.";
	if (may_be_an_admin(g))
		g->notes[g->note_count++] =
			"A token owner who is a Global Admin has all that the group needs.";
	for (size_t i = 0; i < g->count; i++)
		add_notes_of(g, g->profiles[i]);
}

static const char *summary_of(const struct gathering *g, const struct tick_sheet *sheet)
{
	size_t token = 0, user = 0;

	for (size_t i = 0; i < sheet->count; i++) {
		token += sheet->ticks[i].of_token;
		user += sheet->ticks[i].of_user;
	}
	if (!sheet->count)
		return "Nothing is asked for box by box; see below.";
	return arena_printf(
		g->arena,
		"Syncro: Admin → API → API Tokens → New Token → Custom Permissions. %zu box%s for "
		"the token, %zu for the security group of its owner, in the order of the page.",
		token, token == 1 ? "" : "es", user);
}

struct tick_sheet profile_token(struct arena *arena, const struct catalogue *catalogue,
				const struct profile *const *profiles, size_t count)
{
	struct gathering g = { .arena = arena,
			       .catalogue = catalogue,
			       .profiles = profiles,
			       .needs = needs_of(arena, catalogue, profiles, count),
			       .count = count };
	struct tick *ticks = arena_array(arena, catalogue->count, sizeof *ticks);
	struct tick_sheet sheet = { .ticks = ticks };

	for (size_t i = 0; i < catalogue->count; i++) {
		const struct tick tick = tick_of(&g, i);
		if (tick.of_token || tick.of_user)
			ticks[sheet.count++] = tick;
		sheet.of_user = sheet.of_user || tick.of_user;
	}
	add_notes(&g, &sheet);
	sheet.notes = g.notes;
	sheet.note_count = g.note_count;
	sheet.title = arena_printf(arena, "What to tick for %s", names_of(arena, profiles, count));
	sheet.summary = summary_of(&g, &sheet);
	return sheet;
}

static void put_heading(struct str *out, const char *heading)
{
	text_terminal_line(out, "%s", "");
	text_terminal_line(out, "%s", heading);
}

static void put_ticks(struct str *out, const struct tick_sheet *sheet, const char *heading,
		      bool of_user)
{
	bool begun = false;

	for (size_t i = 0; i < sheet->count; i++) {
		const struct tick *tick = &sheet->ticks[i];
		const char *who = of_user ? tick->user_of : tick->token_of;
		if (!(of_user ? tick->of_user : tick->of_token))
			continue;
		if (!begun)
			put_heading(out, heading);
		begun = true;
		text_terminal_line(out, "  [ ] %s%s%s%s%s", tick->permission,
				   tick->unsure ? TICK_UNSURE : "", *who ? "  (" : "", who,
				   *who ? ")" : "");
	}
}

void profile_token_text(struct str *out, const struct tick_sheet *sheet)
{
	text_terminal_line(out, "%s", sheet->title);
	text_terminal_line(out, "%s", sheet->summary);
	put_ticks(out, sheet, "On the token", false);
	put_ticks(out, sheet, "In the security group of the token owner", true);
	if (sheet->note_count)
		put_heading(out, "To note");
	for (size_t i = 0; i < sheet->note_count; i++)
		text_terminal_line(out, "  %s", sheet->notes[i]);
}

static void put_pairs(struct str *out, const struct gathering *g)
{
	const size_t all = g->catalogue->count;

	put_heading(out, "On one token, two by two");
	for (size_t i = 0; i < g->count; i++)
		for (size_t j = i + 1; j < g->count; j++) {
			size_t a = need_excess(&g->needs[i], &g->needs[j], all);
			size_t b = need_excess(&g->needs[j], &g->needs[i], all);
			const char *id_a = g->profiles[i]->id, *id_b = g->profiles[j]->id;
			if (a + b == 0)
				text_terminal_line(out,
						   "  %s and %s could share: they need the same",
						   id_a, id_b);
			else
				text_terminal_line(
					out, "  %s and %s: %s would have %zu too much, %s %zu",
					id_a, id_b, id_a, a, id_b, b);
		}
}

static void put_excess(struct str *out, const struct gathering *g, size_t index,
		       const struct need *together)
{
	const size_t all = g->catalogue->count;

	text_terminal_line(out, "%s", "");
	text_terminal_line(out, "%s: %zu of its own, %zu too much", g->profiles[index]->id,
			   need_count(&g->needs[index], all),
			   need_excess(&g->needs[index], together, all));
	for (size_t i = 0; i < all; i++)
		if (need_has(together, i) && !need_has(&g->needs[index], i))
			text_terminal_line(out, "  %s", g->catalogue->permissions[i].name);
}

void profile_token_shared(struct str *out, struct arena *arena, const struct catalogue *catalogue,
			  const struct profile *const *profiles, size_t count)
{
	const struct gathering g = { .arena = arena,
				     .catalogue = catalogue,
				     .profiles = profiles,
				     .needs = needs_of(arena, catalogue, profiles, count),
				     .count = count };
	bool *of_any = arena_array(arena, catalogue->count, sizeof *of_any);
	const struct need together = { of_any, of_any };

	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; j < count; j++)
			of_any[i] = of_any[i] || need_has(&g.needs[j], i);
	text_terminal_line(out, "On one token for all %zu: %zu permissions", count,
			   need_count(&together, catalogue->count));
	for (size_t i = 0; i < count; i++)
		put_excess(out, &g, i, &together);
	put_pairs(out, &g);
}
