#include "audit/pull/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/pull/harmless.h"
#include "audit/syncro/endpoint.h"

static const struct permission *permission_at(const struct agenda *agenda, size_t index)
{
	return &agenda->plan->catalogue->permissions[agenda->plan->probes[index].permission];
}

/* The list this probe cannot do without. */
static enum list list_of(const struct probe_spec *spec)
{
	return spec->list != LIST_NONE ? spec->list : endpoint_placeholder(spec->path);
}

/* Whether a permission's probes, in their order, may come to need the tickets. */
static bool needs_tickets(const struct permission *permission)
{
	for (size_t i = 0; i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		if (spec->write || !harmless_probe(spec))
			continue;
		if (list_of(spec) == LIST_TICKETS)
			return true;
		if (endpoint_placeholder(spec->path) == LIST_NONE)
			return false;
	}
	return false;
}

void agenda_init(struct agenda *agenda, struct arena *arena, const struct plan *plan,
		 struct intake *intake)
{
	*agenda = (struct agenda){ .arena = arena, .plan = plan, .intake = intake };
	agenda->reads = xcalloc(plan->count, sizeof *agenda->reads);
	agenda->writes = xcalloc(plan->count, sizeof *agenda->writes);
	for (size_t i = 0; i < plan->count; i++)
		if (!plan->probes[i].excess && needs_tickets(permission_at(agenda, i)))
			agenda->tickets_needed = true;
}

void agenda_release(struct agenda *agenda)
{
	idset_release(&agenda->users);
	free(agenda->reads);
	free(agenda->writes);
	free(agenda->sent);
	*agenda = (struct agenda){ .arena = NULL };
}

static struct errand get(const char *path, enum list list, bool keep)
{
	return (struct errand){
		.method = "GET", .path = path, .body = "", .keep = keep, .list = list
	};
}

static bool next_page(struct agenda *agenda, enum list list, struct errand *out)
{
	struct listing *listing = &agenda->intake->lists[list];
	int64_t page = listing_next(listing);

	if (page == 0)
		return false;
	*out = get(endpoint_page(agenda->arena, list, page), list, true);
	out->sure = paging_was_read(paging_first(&listing->readings[0]));
	return true;
}

static bool next_tickets(struct agenda *agenda, bool keep, struct errand *out)
{
	if (agenda->tickets_asked)
		return false;
	agenda->tickets_asked = true;
	*out = get(endpoint_page(agenda->arena, LIST_TICKETS, 1), LIST_TICKETS, keep);
	return true;
}

static bool next_user(struct agenda *agenda, int64_t id, struct errand *out)
{
	const size_t count = agenda->intake->detail_count;

	if (id <= 0 || !idset_add(&agenda->users, id))
		return false;
	*out = get(endpoint_user(agenda->arena, id), LIST_NONE, true);
	out->sure = count && agenda->intake->details[count - 1].outcome == OUTCOME_OK;
	return true;
}

/* What depends on nothing but /me. */
static bool next_opening(struct agenda *agenda, struct errand *out)
{
	while (agenda->opened < LIST_COUNT) {
		enum list list = (enum list)agenda->opened++;
		if (list_rows[list].turn && next_page(agenda, list, out))
			return true;
	}
	if (agenda->tickets_needed && next_tickets(agenda, true, out))
		return true;
	return next_user(agenda, agenda->intake->me.user_id, out);
}

/* Probes */

enum choice {
	CHOICE_NONE, /* no probe can be sent */
	CHOICE_WAIT, /* a list has to be answered first */
	CHOICE_SENT, /* the list itself, or the same request, shows it */
	CHOICE_MADE,
};

static const struct errand *sent_as(const struct agenda *agenda, const char *method,
				    const char *path)
{
	for (size_t i = 0; i < agenda->sent_count; i++)
		if (strcmp(agenda->sent[i]->path, path) == 0 &&
		    strcmp(agenda->sent[i]->method, method) == 0)
			return agenda->sent[i];
	return NULL;
}

static bool was_sent(const struct agenda *agenda, const struct errand *item)
{
	return sent_as(agenda, item->method, item->path) ||
	       endpoint_parse(item->method, item->path).kind != ENDPOINT_OTHER;
}

/* Whether page 1 is known: a refusal is asked for again before it counts. */
static bool is_settled(const struct listing *listing)
{
	const struct paging_page *first = paging_first(listing_going_on(listing));

	return first && (first->outcome != OUTCOME_REFUSED || listing->count > 1);
}

static enum choice fill(struct agenda *agenda, const struct probe_spec *spec, size_t which,
			bool excess, struct errand *out)
{
	enum list list = endpoint_placeholder(spec->path);
	const int64_t *ids = agenda->intake->first_ids[list];
	int64_t id = which < INTAKE_FIRST_IDS ? ids[which] : 0;

	if (list == LIST_NONE && which > 0)
		return CHOICE_NONE;
	if (spec->list == LIST_TICKETS)
		return next_tickets(agenda, !excess, out) ? CHOICE_MADE : CHOICE_SENT;
	if (spec->list != LIST_NONE)
		return CHOICE_SENT;
	if (list == LIST_TICKETS && next_tickets(agenda, !excess, out))
		return CHOICE_MADE;
	if (list != LIST_NONE && id == 0)
		return is_settled(&agenda->intake->lists[list]) ? CHOICE_NONE : CHOICE_WAIT;
	*out = (struct errand){ .method = spec->method,
				.path = endpoint_fill(agenda->arena, spec->path, id),
				.body = spec->body,
				.keep = !excess };
	return was_sent(agenda, out) ? CHOICE_SENT : CHOICE_MADE;
}

static void next_spec(struct asking *asking)
{
	asking->spec++;
	asking->id = 0;
}

/* The next probe of a permission that can be sent. */
static enum choice choose(struct agenda *agenda, size_t index, bool write, struct asking *asking,
			  struct errand *out)
{
	const struct permission *permission = permission_at(agenda, index);
	bool excess = agenda->plan->probes[index].excess;

	for (; asking->spec < permission->probe_count; next_spec(asking)) {
		const struct probe_spec *spec = &permission->probes[asking->spec];
		if (spec->write != write || !harmless_probe(spec))
			continue;
		enum choice choice = fill(agenda, spec, asking->id, excess, out);
		if (choice != CHOICE_NONE)
			return choice;
	}
	return CHOICE_NONE;
}

static const struct errand *note_sent(struct agenda *agenda, const struct errand *item)
{
	ARRAY_RESERVE(agenda->sent, agenda->sent_count, agenda->sent_capacity);
	agenda->sent[agenda->sent_count] = arena_copy(agenda->arena, item, sizeof *item);
	return agenda->sent[agenda->sent_count++];
}

static bool is_gone(const struct intake_other *answer)
{
	return answer->outcome == OUTCOME_NOT_FOUND || answer->status == 410;
}

/* Whether an answer shows something of the permission. */
static bool is_of_use(const struct probe_spec *spec, const struct intake_other *answer)
{
	return (answer->outcome == OUTCOME_OK && answer->grants != TRI_UNKNOWN) ||
	       answer->outcome == OUTCOME_REFUSED || answer->outcome == OUTCOME_INVALID ||
	       (answer->outcome == OUTCOME_NOT_FOUND && spec->not_found_grants);
}

/* Moves on where the answer to the last try was of no use. False = nothing to do for now. */
static bool move_on(struct agenda *agenda, size_t index, struct asking *asking)
{
	const struct probe_spec *spec = &permission_at(agenda, index)->probes[asking->spec];
	const struct intake_other *answer =
		intake_find(agenda->intake, asking->sent->method, asking->sent->path);

	if (!answer)
		return false;
	asking->done = agenda->plan->probes[index].excess || spec->write || is_of_use(spec, answer);
	if (is_gone(answer))
		asking->id++;
	else
		next_spec(asking);
	asking->sent = NULL;
	return !asking->done;
}

/* Whether a 404 there means anything shows the same path without the id. */
static const char *path_beside(const struct agenda *agenda, const struct probe_spec *spec)
{
	const char *last = strrchr(spec->path, '/');

	if (!spec->not_found_grants || last == spec->path)
		return NULL;
	return arena_printf(agenda->arena, "%.*s", (int)(last - spec->path), spec->path);
}

static bool next_probe_of(struct agenda *agenda, size_t index, bool write, struct errand *out)
{
	struct asking *asking = write ? &agenda->writes[index] : &agenda->reads[index];

	if (asking->done || (asking->sent && !move_on(agenda, index, asking)))
		return false;
	enum choice choice = choose(agenda, index, write, asking, out);
	/* The tickets asked for on the way to a ticket's id are not the probe yet. */
	bool on_the_way = choice == CHOICE_MADE && out->list == LIST_TICKETS;
	if (choice == CHOICE_MADE && !on_the_way) {
		asking->sent = note_sent(agenda, out);
		agenda->beside =
			path_beside(agenda, &permission_at(agenda, index)->probes[asking->spec]);
	} else {
		asking->done = choice != CHOICE_WAIT && !on_the_way;
	}
	return choice == CHOICE_MADE;
}

static bool next_beside(struct agenda *agenda, struct errand *out)
{
	if (!agenda->beside)
		return false;
	*out = get(agenda->beside, LIST_NONE, true);
	agenda->beside = NULL;
	if (was_sent(agenda, out))
		return false;
	(void)note_sent(agenda, out);
	return true;
}

/* What would be a failure has to be refused twice. */
static bool next_refusal(struct agenda *agenda, struct errand *out)
{
	const struct paging *tickets = listing_going_on(&agenda->intake->lists[LIST_TICKETS]);

	if (agenda->tickets_needed && !agenda->tickets_confirmed && tickets->refused) {
		agenda->tickets_confirmed = true;
		*out = get(endpoint_page(agenda->arena, LIST_TICKETS, 1), LIST_TICKETS, true);
		return true;
	}
	while (agenda->confirmed < agenda->intake->other_count) {
		const struct intake_other *other = &agenda->intake->others[agenda->confirmed++];
		const struct errand *sent = sent_as(agenda, other->method, other->path);
		if (other->outcome != OUTCOME_REFUSED || !sent || !sent->keep)
			continue;
		*out = *sent;
		return true;
	}
	return false;
}

static bool next_probe(struct agenda *agenda, bool excess, struct errand *out)
{
	for (size_t i = 0; i < agenda->plan->count; i++) {
		if (agenda->plan->probes[i].excess != excess)
			continue;
		if (next_probe_of(agenda, i, false, out))
			return true;
		if (agenda->plan->write_probes && next_probe_of(agenda, i, true, out))
			return true;
	}
	return false;
}

static bool next_look(struct agenda *agenda, struct errand *out)
{
	if (agenda->looked == agenda->plan->look_count)
		return false;
	*out = get(agenda->plan->looks[agenda->looked++], LIST_NONE, true);
	(void)note_sent(agenda, out);
	return true;
}

/* Whether so many more are listed whose details were not given out. */
static bool has_users(const struct agenda *agenda, size_t wanted)
{
	const struct intake_rows *rows = &agenda->intake->rows[LIST_USERS];

	for (size_t i = agenda->users_seen; wanted > 0 && i < rows->count; i++)
		wanted -= !idset_has(&agenda->users, intake_row_id(agenda->intake, LIST_USERS, i));
	return wanted == 0;
}

/* But for the last `kept` ones. */
static bool next_listed_user(struct agenda *agenda, size_t kept, struct errand *out)
{
	while (has_users(agenda, kept + 1))
		if (next_user(agenda,
			      intake_row_id(agenda->intake, LIST_USERS, agenda->users_seen++), out))
			return true;
	return false;
}

static bool next_closing(struct agenda *agenda, struct errand *out)
{
	if (agenda->closed || agenda->company == 0 || agenda->doubtful > 0 ||
	    agenda->intake->refused == 0)
		return false;
	agenda->closed = true;
	*out = get(SOURCE_ME_PATH, LIST_NONE, true);
	return true;
}

static bool next_further_page(struct agenda *agenda, struct errand *out)
{
	enum list list;

	for (int turn = 1; (list = list_of_turn(turn)); turn++)
		if (next_page(agenda, list, out))
			return true;
	return false;
}

bool agenda_next(struct agenda *agenda, struct errand *out)
{
	bool found = next_opening(agenda, out) || next_beside(agenda, out) ||
		     next_probe(agenda, false, out) || next_look(agenda, out) ||
		     next_further_page(agenda, out) ||
		     next_listed_user(agenda, agenda->company, out) || next_refusal(agenda, out) ||
		     next_probe(agenda, true, out) || next_closing(agenda, out) ||
		     next_listed_user(agenda, 0, out);

	agenda->doubtful += found && !out->sure;
	return found;
}

void agenda_back(struct agenda *agenda, const struct errand *item)
{
	agenda->doubtful -= !item->sure;
}

int64_t agenda_left(const struct agenda *agenda)
{
	const struct intake *intake = agenda->intake;
	int64_t left = (int64_t)(intake->rows[LIST_USERS].count - agenda->users_seen) +
		       (int64_t)(agenda->plan->look_count - agenda->looked);
	enum list list;

	for (int turn = 1; (list = list_of_turn(turn)); turn++)
		left += listing_left(&intake->lists[list]);
	for (size_t i = 0; i < agenda->plan->count; i++)
		left += !agenda->reads[i].done;
	return left;
}

/* Where page 1 is asked for again, all of them were read once. */
static bool is_foreseen(const struct listing *listing)
{
	const struct paging *paging = listing_going_on(listing);

	return listing->count > 1 || paging_promised(paging) >= 0 || paging_is_at_end(paging);
}

bool agenda_is_foreseen(const struct agenda *agenda)
{
	enum list list;

	for (int turn = 1; (list = list_of_turn(turn)); turn++)
		if (!is_foreseen(&agenda->intake->lists[list]))
			return false;
	return true;
}
