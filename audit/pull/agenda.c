#include "audit/pull/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/syncro/endpoint.h"
#include "audit/syncro/refusal.h"

bool agenda_is_harmless(const struct probe_spec *spec)
{
	if (spec->list != LIST_NONE)
		return !spec->write;
	if (*spec->path != '/' || strstr(spec->path, "://"))
		return false;
	if (!spec->write)
		return strcmp(spec->method, "GET") == 0 && !*spec->body;
	return refusal_is_documented(spec->method, spec->path, spec->body);
}

static int check_probes(const struct permission *permission, bool write_probes, struct error *err)
{
	for (size_t i = 0; i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		if ((!spec->write || write_probes) && !agenda_is_harmless(spec))
			return error_set(err,
					 "permission catalogue: '%s' asks for '%s %s' with the "
					 "body '%s', which is not one of the requests that Syncro "
					 "documents as refused; nothing is sent",
					 permission->name, spec->method, spec->path, spec->body);
	}
	return 0;
}

int agenda_check(const struct plan *plan, struct error *err)
{
	for (size_t i = 0; i < plan->count; i++)
		if (check_probes(&plan->catalogue->permissions[plan->probes[i].permission],
				 plan->write_probes, err) != 0)
			return -1;
	return 0;
}

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
		if (spec->write || !agenda_is_harmless(spec))
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
	agenda->read_done = xcalloc(plan->count, sizeof(bool));
	agenda->write_done = xcalloc(plan->count, sizeof(bool));
	for (size_t i = 0; i < plan->count; i++)
		if (!plan->probes[i].excess && needs_tickets(permission_at(agenda, i)))
			agenda->tickets_needed = true;
}

void agenda_release(struct agenda *agenda)
{
	idset_release(&agenda->users);
	free(agenda->read_done);
	free(agenda->write_done);
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
	int64_t page = paging_next(&agenda->intake->lists[list]);

	if (page == 0)
		return false;
	*out = get(endpoint_page(agenda->arena, list, page), list, true);
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
	if (id <= 0 || !idset_add(&agenda->users, id))
		return false;
	*out = get(endpoint_user(agenda->arena, id), LIST_NONE, true);
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

static bool was_sent(const struct agenda *agenda, const struct errand *item)
{
	for (size_t i = 0; i < agenda->sent_count; i++)
		if (strcmp(agenda->sent[i]->path, item->path) == 0 &&
		    strcmp(agenda->sent[i]->method, item->method) == 0)
			return true;
	return endpoint_parse(item->method, item->path).kind != ENDPOINT_OTHER;
}

static enum choice fill(struct agenda *agenda, const struct probe_spec *spec, bool excess,
			struct errand *out)
{
	enum list list = endpoint_placeholder(spec->path);
	int64_t id = list == LIST_NONE ? 0 : agenda->intake->first_id[list];

	if (spec->list == LIST_TICKETS)
		return next_tickets(agenda, !excess, out) ? CHOICE_MADE : CHOICE_SENT;
	if (spec->list != LIST_NONE)
		return CHOICE_SENT;
	if (list == LIST_TICKETS && next_tickets(agenda, !excess, out))
		return CHOICE_MADE;
	if (list != LIST_NONE && id <= 0)
		return id == 0 ? CHOICE_WAIT : CHOICE_NONE;
	*out = (struct errand){ .method = spec->method,
				.path = endpoint_fill(agenda->arena, spec->path, id),
				.body = spec->body,
				.keep = !excess };
	return was_sent(agenda, out) ? CHOICE_SENT : CHOICE_MADE;
}

/* The first probe of a permission that can be sent. */
static enum choice choose(struct agenda *agenda, size_t index, bool write, struct errand *out)
{
	const struct permission *permission = permission_at(agenda, index);
	bool excess = agenda->plan->probes[index].excess;

	for (size_t i = 0; i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		if (spec->write != write || !agenda_is_harmless(spec))
			continue;
		enum choice choice = fill(agenda, spec, excess, out);
		if (choice != CHOICE_NONE)
			return choice;
	}
	return CHOICE_NONE;
}

static void note_sent(struct agenda *agenda, const struct errand *item)
{
	ARRAY_RESERVE(agenda->sent, agenda->sent_count, agenda->sent_capacity);
	agenda->sent[agenda->sent_count++] = arena_copy(agenda->arena, item, sizeof *item);
}

static bool next_probe_of(struct agenda *agenda, size_t index, bool write, struct errand *out)
{
	bool *done = write ? &agenda->write_done[index] : &agenda->read_done[index];
	enum choice choice;

	if (*done)
		return false;
	choice = choose(agenda, index, write, out);
	/* The tickets asked for on the way to a ticket's id are not the probe yet. */
	bool on_the_way = choice == CHOICE_MADE && out->list == LIST_TICKETS;
	*done = choice != CHOICE_WAIT && !on_the_way;
	if (choice == CHOICE_MADE && !on_the_way)
		note_sent(agenda, out);
	return choice == CHOICE_MADE;
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

static bool next_listed_user(struct agenda *agenda, struct errand *out)
{
	const struct intake_rows *rows = &agenda->intake->rows[LIST_USERS];

	while (agenda->users_seen < rows->count)
		if (next_user(agenda, rows->items[agenda->users_seen++].id, out))
			return true;
	return false;
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
	return next_opening(agenda, out) || next_probe(agenda, false, out) ||
	       next_further_page(agenda, out) || next_listed_user(agenda, out) ||
	       next_probe(agenda, true, out);
}

int64_t agenda_left(const struct agenda *agenda)
{
	const struct intake *intake = agenda->intake;
	int64_t left = (int64_t)(intake->rows[LIST_USERS].count - agenda->users_seen);
	enum list list;

	for (int turn = 1; (list = list_of_turn(turn)); turn++)
		left += paging_left(&intake->lists[list]);
	for (size_t i = 0; i < agenda->plan->count; i++)
		left += !agenda->read_done[i];
	return left;
}
