#include "tests/unit/fixture_ready.h"

#include "audit/core/array.h"

static void world_fill_probes(struct world *w)
{
	const struct profile *profile = w->audit.profile;
	const struct catalogue *catalogue = w->catalogue;
	bool *needed = arena_array(w->arena, catalogue->count, sizeof *needed);

	w->account.probes =
		arena_array(w->arena, catalogue->count + WORLD_ROWS, sizeof *w->account.probes);
	for (size_t i = 0; i < profile->requirement_count; i++)
		for (size_t j = 0; j < profile->requirements[i].check.permission_count; j++)
			needed[profile->requirements[i].check.permissions[j]] = true;
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct permission *permission = &catalogue->permissions[i];
		if (!permission->probe_count || permission->probes[0].write ||
		    (!needed[i] && !permission->excess))
			continue;
		struct probe *probe =
			world_add_probe(w, permission->name, "GET", permission->probes[0].path);
		probe->excess = !needed[i];
		if (needed[i])
			world_grant(probe, permission->probes[0].not_found_grants ? PROOF_INFERRED
										  : PROOF_PROBED);
		else
			world_refuse(probe);
	}
}

static void world_fill_account(struct world *w)
{
	static const char *const cells[][2] = {
		{ "customer", "read" }, { "customer", "write" },   { "customer", "delete" },
		{ "ticket", "read" },	{ "ticket", "write" },	   { "ticket", "delete" },
		{ "worksheet", "add" }, { "worksheet", "manage" }, { "worksheet", "delete" },
	};
	struct account *account = &w->account;

	account->started_at = account->finished_at = WORLD_NOW;
	account->subdomain = "acme";
	account->base_url = "https://acme.syncromsp.com/api/v1";
	account->me = (struct me){ .known = true,
				   .user_id = 1,
				   .user_name = "Integration",
				   .user_email = "api@msp.example",
				   .subdomain = "acme",
				   .global_admin = TRI_NO,
				   .two_factor_required = TRI_YES };
	account->me.declared = arena_array(w->arena, 32, sizeof *account->me.declared);
	for (size_t i = 0; i < COUNT_OF(cells); i++)
		world_declare(w, cells[i][0], cells[i][1], TRI_YES);
	account->users = arena_array(w->arena, WORLD_ROWS, sizeof *account->users);
	account->customers = arena_array(w->arena, WORLD_ROWS, sizeof *account->customers);
	account->schedules = arena_array(w->arena, WORLD_ROWS, sizeof *account->schedules);
	(void)world_user(w, 1, "api@msp.example", TRI_NO, "Integrations");
	(void)world_user(w, 2, "ann@msp.example", TRI_YES, "Admins");
	(void)world_user(w, 3, "bob@msp.example", TRI_YES, "Admins");
	world_customer(w, 11, "Alpha Ltd")->email = "office@alpha.example";
	world_customer(w, 12, "Beta Inc")->email = "office@beta.example";
	(void)world_customer(w, 13, "Gamma GmbH");
	world_customer(w, 14, "Alpha Ltd")->disabled = TRI_YES;
	for (int64_t i = 1; i <= 3; i++)
		(void)world_schedule(w, 20 + i, 10 + i);
	account->sources[SOURCE_ME] = world_source("/me", 1);
	account->sources[SOURCE_USERS] = world_source("/users", 3);
	account->sources[SOURCE_DETAILS] = world_source("/users/{id}", 3);
	account->sources[SOURCE_CUSTOMERS] = world_source("/customers", 4);
	account->sources[SOURCE_SCHEDULES] = world_source("/schedules", 3);
}

struct world *world_new(void)
{
	struct arena *arena = arena_new();
	struct world *w = arena_alloc(arena, sizeof *w);
	struct error err = { .message = "" };

	w->arena = arena;
	const char *json = world_file(w, "templates/permissions.json");
	if (catalogue_read(arena, "permissions.json", json, strlen(json), &w->catalogue, &err) != 0)
		fail_msg("%s", err.message);
	w->audit = (struct audit){ .catalogue = w->catalogue,
				   .account = &w->account,
				   .tool_version = "0",
				   .assessed_at = WORLD_NOW };
	world_profile(w, "templates/profiles/jumpcloud-mtp.json");
	world_fill_account(w);
	world_fill_probes(w);
	world_attest(w, WORLD_ATTESTED);
	return w;
}

void world_free(struct world *w)
{
	arena_free(w->arena);
}

void world_evaluate(struct world *w)
{
	evaluate(w->arena, &w->audit);
}

const struct finding *world_finding(struct world *w, const char *id)
{
	for (size_t i = 0; i < w->audit.finding_count; i++)
		if (strcmp(w->audit.findings[i].requirement->id, id) == 0)
			return &w->audit.findings[i];
	fail_msg("no finding '%s'", id);
	return NULL;
}

const struct observation *world_observation(struct world *w, const char *id, const char *object)
{
	const struct finding *finding = world_finding(w, id);

	for (size_t i = 0; i < finding->observation_count; i++)
		if (strcmp(finding->observations[i].object, object) == 0)
			return &finding->observations[i];
	return NULL;
}

const struct permission_state *world_state(struct world *w, const char *name)
{
	for (size_t i = 0; i < w->audit.permission_count; i++)
		if (strcmp(w->audit.permissions[i].permission->name, name) == 0)
			return &w->audit.permissions[i];
	return NULL;
}
