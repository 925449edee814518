/* On whose word what is met rests. */
#include <string.h>
#include <strings.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "report/view/internal.h"

#define MOST_PEOPLE 3 /* in the sentence */

static bool in_force(enum standing standing)
{
	return standing == STANDING_IN_FORCE || standing == STANDING_EXPIRING;
}

/* The person stands in a source between "by" and the day: nobody whose name only begins so. */
static bool names(const char *source, const char *person)
{
	static const char by[] = "by ";
	const char *at = strstr(source, by);

	if (!at || strncmp(at + sizeof by - 1, person, strlen(person)) != 0)
		return false;
	at += sizeof by - 1 + strlen(person);
	return *at == '\0' ||
	       (at[0] == ',' && at[1] == ' ' && strlen(at) == sizeof ", 2026-11-20" - 1);
}

/* Whether that person's word stands among what shows it. */
static bool rests_on(const struct finding *finding, const char *person)
{
	for (size_t i = 0; i < finding->observation_count; i++)
		if (finding->observations[i].proof == PROOF_ATTESTED &&
		    names(finding->observations[i].source, person))
			return true;
	return false;
}

/* "Ann Lee, Operations" and "Ann Lee <ann@acme.com>" are Ann Lee; "Ann Leeds" is not. */
static bool begins_with_name(const char *text, const char *name)
{
	const size_t length = strlen(name);

	return !text_is_blank(name) && strncasecmp(text, name, length) == 0 &&
	       (text[length] == '\0' || text[length] == ',' ||
		(text[length] == ' ' && strchr("(<", text[length + 1])));
}

static bool is_owner(const struct audit *audit, const char *person)
{
	const struct me *me = &audit->account->me;
	const struct user *user = me->known ? account_user(audit->account, me->user_id) : NULL;

	return me->known && (begins_with_name(person, me->user_name) ||
			     begins_with_name(person, me->user_email) ||
			     (user && begins_with_name(person, user->name)));
}

/* What one person confirmed; what ends first counts. */
static void add_word(struct view *view, const struct finding *finding, const char *person,
		     const char *valid_until, int64_t ends_at)
{
	size_t at = 0;

	while (at < view->confirmer_count && strcmp(view->confirmers[at].name, person) != 0)
		at++;
	struct view_confirmer *confirmer = &view->confirmers[at];
	if (at == view->confirmer_count) {
		view->confirmer_count++;
		*confirmer = (struct view_confirmer){ .name = person,
						      .valid_until = valid_until,
						      .ends_at = ends_at,
						      .is_owner = is_owner(view->audit, person) };
	}
	if (ends_at < confirmer->ends_at) {
		confirmer->valid_until = valid_until;
		confirmer->ends_at = ends_at;
	}
	if (confirmer->last != finding)
		confirmer->met++;
	confirmer->last = finding;
}

static void add_list(struct view *view, const struct finding *finding,
		     const struct attested_permissions *list)
{
	if (list && in_force(list->standing) && rests_on(finding, list->attested_by))
		add_word(view, finding, list->attested_by, list->valid_until, list->ends_at);
}

static void add_words(struct view *view, const struct finding *finding)
{
	const struct audit *audit = view->audit;

	for (size_t i = 0; i < audit->attestation_count; i++) {
		const struct attestation *attestation = &audit->attestations[i];
		if (attestation->used &&
		    strcmp(attestation->requirement, finding->requirement->id) == 0)
			add_word(view, finding, attestation->attested_by, attestation->valid_until,
				 attestation->ends_at);
	}
	add_list(view, finding, audit->token);
	for (size_t i = 0; i < audit->group_attested_count; i++)
		add_list(view, finding, &audit->groups_attested[i]);
}

static void put_people(struct str *text, const struct view *view)
{
	for (size_t i = 0; i < view->confirmer_count && i < MOST_PEOPLE; i++)
		str_printf(text, "%s%s, valid until %s", i ? "; " : " (", view->confirmers[i].name,
			   view_day(view->arena, view->confirmers[i].valid_until));
	if (view->confirmer_count > MOST_PEOPLE)
		str_printf(text, "; and %zu more", view->confirmer_count - MOST_PEOPLE);
	if (view->confirmer_count)
		str_putc(text, ')');
}

static const char *sentence(struct view *view)
{
	WORDS(words, PROOF_COUNT, [PROOF_NONE] = "without a proof of its own",
	      [PROOF_ATTESTED] = "confirmed by a person", [PROOF_DECLARED] = "reported by Syncro",
	      [PROOF_INFERRED] = "implied by Syncro's answers", [PROOF_PROBED] = "tested");
	struct str text = STR_INIT(STR_LINE);
	const char *between = ": ";

	if (!view->counts.met)
		return "";
	str_printf(&text, "Proof of the %zu met", view->counts.met);
	for (int i = PROOF_COUNT - 1; i >= PROOF_NONE; i--) {
		const size_t count = view->met_by[i];
		if (!count && (i == PROOF_NONE || i == PROOF_INFERRED))
			continue;
		str_printf(&text, "%s%zu %s", between, count, words[i]);
		if (i == PROOF_ATTESTED)
			put_people(&text, view);
		between = ", ";
	}
	str_putc(&text, '.');
	for (size_t i = 0; i < view->confirmer_count; i++)
		if (view->confirmers[i].is_owner)
			str_printf(&text, " %s is also the token owner.", view->confirmers[i].name);
	return str_keep(&text, view->arena);
}

void view_add_proof(struct view *view)
{
	const struct audit *audit = view->audit;
	const size_t most = audit->attestation_count + audit->group_attested_count + 1;

	view->confirmers = arena_array(view->arena, most, sizeof *view->confirmers);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		if (view_is_note(finding->requirement) || view_result(finding) != RESULT_MET)
			continue;
		view->met_by[finding->proof]++;
		if (finding->proof == PROOF_ATTESTED)
			add_words(view, finding);
	}
	view->proof = sentence(view);
}
