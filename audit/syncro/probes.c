#include "audit/syncro/probes.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "audit/syncro/answer.h"
#include "audit/syncro/endpoint.h"

/* All answers to one probe, counted: there is one of them, unless the list it
 * is the first page of went on, or the log was made elsewhere. */
struct tally {
	size_t answers;
	size_t ok;
	size_t refused;
	int ok_status;
	int refused_status;
	enum outcome other; /* of the one that is neither */
	int other_status;
	const char *said; /* by it */
	bool known;	  /* it says what is documented for a refused write */
};

struct derive {
	const struct intake *intake;
	bool stand; /* refusals mean what they say */
	struct probe *probes;
	size_t count, capacity;
};

static void count_answer(struct tally *tally, enum outcome outcome, int status)
{
	tally->answers++;
	if (outcome == OUTCOME_OK) {
		tally->ok++;
		tally->ok_status = status;
	} else if (outcome == OUTCOME_REFUSED) {
		tally->refused++;
		tally->refused_status = status;
	} else {
		tally->other = outcome;
		tally->other_status = status;
	}
}

/* Whatever a refusal is about: what was granted before is not granted any more. */
static bool takes_back(const struct paging_page *page, const struct tally *tally)
{
	return page->answered &&
	       (page->outcome == OUTCOME_REFUSED || (page->doubted && tally->ok > 0));
}

/* Page 1 of a list shows the permission; a refusal later on casts doubt on it. */
static void count_list(const struct listing *listing, struct tally *tally)
{
	const struct paging *paging = listing_that_counts(listing);

	if (!paging || !paging_first(paging))
		return;
	count_answer(tally, paging->pages[0].outcome, paging->pages[0].status);
	for (; paging < listing->readings + listing->count; paging++)
		for (int64_t i = 0; i < paging->known; i++)
			if (takes_back(&paging->pages[i], tally))
				count_answer(tally, OUTCOME_REFUSED, paging->pages[i].status);
}

/* What an answer says of a right counts, not that it came. */
static enum outcome outcome_by_flag(const struct intake_other *other)
{
	TABLE(const enum outcome, outcomes, TRI_COUNT, [TRI_UNKNOWN] = OUTCOME_MALFORMED,
	      [TRI_YES] = OUTCOME_OK, [TRI_NO] = OUTCOME_REFUSED);

	return other->outcome == OUTCOME_OK ? outcomes[other->grants] : other->outcome;
}

static bool is_known_text(const struct probe_spec *spec, const char *said)
{
	for (size_t i = 0; i < spec->invalid_count; i++)
		if (strstr(said, spec->invalid_texts[i]))
			return true;
	return false;
}

static void count_spec(const struct intake *intake, const struct probe_spec *spec,
		       struct tally *tally)
{
	if (spec->list != LIST_NONE) {
		count_list(&intake->lists[spec->list], tally);
		return;
	}
	for (size_t i = 0; i < intake->other_count; i++) {
		const struct intake_other *other = &intake->others[i];
		if (strcmp(other->method, spec->method) != 0 ||
		    !endpoint_matches(spec->path, other->path))
			continue;
		count_answer(tally, outcome_by_flag(other), other->status);
		tally->said = other->said;
		if (tally->other == OUTCOME_INVALID)
			tally->known = tally->known || is_known_text(spec, other->said);
	}
}

/* Whether Syncro knows the path: without the id it was answered, or refused. */
static bool is_there(const struct intake *intake, const char *path)
{
	const char *last = strrchr(path, '/');
	const size_t length = (size_t)(last - path);

	for (size_t i = 0; i < intake->other_count; i++) {
		const struct intake_other *other = &intake->others[i];
		if (strncmp(other->path, path, length) == 0 &&
		    (other->path[length] == '\0' || other->path[length] == '?') &&
		    (other->outcome == OUTCOME_OK || other->outcome == OUTCOME_REFUSED))
			return true;
	}
	return false;
}

/* A record's 404 says nothing of permissions, and nothing of routes. */
static bool is_of_a_record(const char *said)
{
	return !answer_is_documented_refusal(said) && !strcasestr(said, "No route matches");
}

static bool is_inferred(const struct intake *intake, const struct probe_spec *spec,
			const struct tally *tally)
{
	if (tally->other == OUTCOME_NOT_FOUND)
		return spec->not_found_grants && is_of_a_record(tally->said) &&
		       is_there(intake, spec->path);
	return tally->other == OUTCOME_INVALID && tally->known;
}

static void decide_other(const struct derive *derive, const struct probe_spec *spec,
			 const struct tally *tally, struct probe *probe)
{
	const bool expected = spec->not_found_grants || spec->invalid_count > 0;

	probe->status = tally->other_status;
	if (is_inferred(derive->intake, spec, tally)) {
		probe->granted = TRI_YES;
		probe->proof = PROOF_INFERRED;
		return;
	}
	probe->reason = outcome_reason(tally->other);
	/* A router's 404, or another complaint than the documented one. */
	if (!probe->reason && expected)
		probe->reason = REASON_MALFORMED;
}

static void decide(const struct derive *derive, const struct probe_spec *spec,
		   const struct tally *tally, struct probe *probe)
{
	bool refusal_counts = derive->stand && tally->ok == 0;

	if (tally->refused > 0) {
		probe->status = tally->refused_status;
		probe->granted = refusal_counts ? TRI_NO : TRI_UNKNOWN;
		probe->proof = refusal_counts ? PROOF_PROBED : PROOF_NONE;
		probe->reason = refusal_counts ? REASON_NONE : REASON_UNAUTHENTICATED;
	} else if (tally->ok > 0) {
		probe->status = tally->ok_status;
		probe->granted = TRI_YES;
		probe->proof = PROOF_PROBED;
	} else {
		decide_other(derive, spec, tally, probe);
	}
}

static struct probe *add_probe(struct derive *derive, const struct plan_probe *planned,
			       const struct probe_spec *spec)
{
	bool list = spec->list != LIST_NONE;
	struct arena *arena = derive->intake->arena;

	ARRAY_RESERVE(derive->probes, derive->count, derive->capacity);
	struct probe *probe = &derive->probes[derive->count++];
	*probe = (struct probe){
		.permission = planned->permission,
		.excess = planned->excess,
		.method = list ? "GET" : spec->method,
		.path = list ? list_rows[spec->list].path : endpoint_label(arena, spec->path),
	};
	return probe;
}

/*
 * A probe that names a customer or a ticket is not sent when none is known. An
 * account without tickets is no fault, nor is a list that is refused; one that could not
 * be read is, and then the permission is unknown for that reason.
 */
static enum reason unfilled_reason(const struct intake *intake, const struct probe_spec *spec)
{
	enum list list = endpoint_placeholder(spec->path);
	const struct paging *paging = listing_that_counts(&intake->lists[list]);

	if (spec->write || spec->list != LIST_NONE || list == LIST_NONE)
		return REASON_NONE;
	if (!paging || !paging_first(paging))
		return REASON_NONE;
	enum outcome outcome = paging->pages[0].outcome;
	if (outcome == OUTCOME_REFUSED)
		return intake_refusals_stand(intake) ? REASON_NONE : REASON_UNAUTHENTICATED;
	return outcome_reason(outcome);
}

static void derive_permission(struct derive *derive, const struct plan_probe *planned)
{
	const struct intake *intake = derive->intake;
	const struct permission *permission =
		&intake->plan->catalogue->permissions[planned->permission];
	const struct probe_spec *unfilled = NULL;
	size_t before = derive->count;

	for (size_t i = 0; i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		struct tally tally = { .said = "" };
		if (spec->write && !intake->plan->write_probes)
			continue;
		count_spec(intake, spec, &tally);
		if (tally.answers > 0)
			decide(derive, spec, &tally, add_probe(derive, planned, spec));
		else if (!unfilled && unfilled_reason(intake, spec) != REASON_NONE)
			unfilled = spec;
	}
	if (derive->count == before && unfilled)
		add_probe(derive, planned, unfilled)->reason = unfilled_reason(intake, unfilled);
}

/* Whatever a profile needs: the list is read where a permission is tested with a ticket. */
static bool shows_no_ticket(const struct intake *intake)
{
	const struct paging *paging = listing_that_counts(&intake->lists[LIST_TICKETS]);
	const struct paging_page *page = paging ? paging_first(paging) : NULL;

	if (!page)
		return false;
	if (page->outcome == OUTCOME_REFUSED)
		return !page->doubted && intake_refusals_stand(intake);
	return page->outcome == OUTCOME_OK && page->rows == 0;
}

void probes_derive(const struct intake *intake, struct account *account)
{
	struct derive derive = { .intake = intake, .stand = intake_refusals_stand(intake) };

	for (size_t i = 0; intake->me.known && i < intake->plan->count; i++)
		derive_permission(&derive, &intake->plan->probes[i]);
	account->no_ticket = shows_no_ticket(intake);
	account->probe_count = derive.count;
	account->probes =
		arena_copy(intake->arena, derive.probes, derive.count * sizeof *derive.probes);
	free(derive.probes);
}
