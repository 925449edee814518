#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/jumpcloud/path.h"
#include "audit/pull/collect.h"
#include "audit/pull/harmless.h"
#include "audit/syncro/endpoint.h"

/* The same order as the agenda's, with placeholders for what answers will tell. */
struct description {
	struct arena *arena;
	const struct plan *plan;
	struct str *out;
};

static void add(struct description *d, const char *method, const char *path)
{
	const char *line = arena_printf(d->arena, "%s %s\n", method, path);
	const char *there = strstr(str_text(d->out), line);

	/* Each request once: the line must stand alone, not end another one. */
	if (there && (there == str_text(d->out) || there[-1] == '\n'))
		return;
	str_puts(d->out, line);
}

static void add_page(struct description *d, enum list list)
{
	add(d, "GET", endpoint_page(d->arena, list, 1));
}

static void add_further_pages(struct description *d, enum list list)
{
	char *path = arena_strdup(d->arena, endpoint_page(d->arena, list, 1));

	path[strlen(path) - 1] = '\0';
	add(d, "GET", arena_printf(d->arena, "%s{n}", path));
}

static void add_spec(struct description *d, const struct probe_spec *spec)
{
	if (spec->list != LIST_NONE) {
		add_page(d, spec->list);
		return;
	}
	if (endpoint_placeholder(spec->path) == LIST_TICKETS)
		add_page(d, LIST_TICKETS);
	add(d, spec->method, spec->path);
}

/* The first probe that is fit to be sent, as the agenda would choose it. */
static void add_first(struct description *d, const struct permission *permission, bool write)
{
	for (size_t i = 0; i < permission->probe_count; i++) {
		const struct probe_spec *spec = &permission->probes[i];
		if (spec->write != write || !harmless_probe(spec))
			continue;
		add_spec(d, spec);
		return;
	}
}

static void add_probes(struct description *d, bool excess)
{
	for (size_t i = 0; i < d->plan->count; i++) {
		const struct plan_probe *planned = &d->plan->probes[i];
		const struct permission *permission =
			&d->plan->catalogue->permissions[planned->permission];
		if (planned->excess != excess)
			continue;
		add_first(d, permission, false);
		if (d->plan->write_probes)
			add_first(d, permission, true);
	}
}

void collect_describe(const struct plan *plan, struct str *out)
{
	struct description d = { .arena = arena_new(), .plan = plan, .out = out };
	enum list list;

	add(&d, "GET", SOURCE_ME_PATH);
	for (unsigned i = 0; i < LIST_COUNT; i++)
		if (list_rows[i].turn)
			add_page(&d, (enum list)i);
	add_probes(&d, false);
	for (int turn = 1; (list = list_of_turn(turn)); turn++)
		add_further_pages(&d, list);
	add(&d, "GET", SOURCE_DETAILS_PATH);
	add_probes(&d, true);
	/* Once more at the end, if anything was refused. */
	str_puts(out, "GET " SOURCE_ME_PATH "\n");
	arena_free(d.arena);
}

void collect_describe_mtp(const char *provider, struct str *out)
{
	struct arena *arena = arena_new();

	for (unsigned kind = MTP_ADMINS; kind < MTP_KIND_COUNT; kind++) {
		bool of_provider = kind == MTP_ADMINS || kind == MTP_INTEGRATIONS;
		const char *id = of_provider ? provider : "{id}";
		const char *further = mtp_path_further(arena, kind, id);
		str_printf(out, "GET %s mtp\n", mtp_path_make(arena, kind, id, 0));
		if (further)
			str_printf(out, "GET %s mtp\n", further);
	}
	arena_free(arena);
}
