/*
 * Profile and permission catalogue: the same bytes to both readers. What is accepted
 * is whole, what is copied into the evidence reads the same again, and lint agrees.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/model/vocabulary.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/check/check.h"
#include "audit/rules/plan.h"
#include "audit/rules/profile/diff.h"
#include "audit/rules/profile/lint.h"
#include "audit/rules/profile/profile.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/stage.h"

static void check_refused(const struct error *err)
{
	HOLDS(strncmp(err->message, "x.json: ", 8) == 0);
	HOLDS(property_is_utf8(err->message, strlen(err->message)));
}

static void check_probe(const struct probe_spec *probe)
{
	bool get = strcmp(probe->method, "GET") == 0;

	HOLDS(get || strcmp(probe->method, "POST") == 0 || strcmp(probe->method, "PUT") == 0);
	HOLDS(probe->write == !get && (*probe->body != '\0') == !get);
	HOLDS(*probe->path == '/' && property_is_clean(probe->path));
	HOLDS(probe->list < LIST_COUNT && (probe->list == LIST_NONE || get));
	HOLDS(property_is_clean(probe->answer.key));
	HOLDS(!*probe->answer.key || probe->answer.kind == SHAPE_LIST ||
	      probe->answer.kind == SHAPE_OBJECT);
	/* No write may name a record that could exist. */
	HOLDS(get || !strpbrk(probe->path, "{?"));
}

static void check_permission(const struct catalogue *catalogue, size_t index)
{
	const struct permission *permission = &catalogue->permissions[index];

	HOLDS(*permission->name && property_is_clean(permission->name));
	HOLDS(*permission->family && property_is_clean(permission->family));
	HOLDS(property_is_clean(permission->declared_area));
	HOLDS(property_is_clean(permission->declared_action));
	HOLDS(catalogue_find(catalogue, permission->name) == (long)index);
	HOLDS(!permission->excess || permission->probe_count > 0);
	for (size_t i = 0; i < permission->probe_count; i++)
		check_probe(&permission->probes[i]);
}

static bool tells_every_answer(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; j < catalogue->permissions[i].probe_count; j++) {
			const struct probe_spec *probe = &catalogue->permissions[i].probes[j];
			if (probe->list == LIST_NONE && probe->answer.kind == SHAPE_UNTOLD)
				return false;
		}
	return true;
}

/* As evidence may hold it; one that is to be used now is no other, and tells more. */
static void check_catalogue(struct arena *arena, const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	struct catalogue *catalogue = NULL, *again = NULL;

	if (catalogue_read_recorded(arena, "x.json", bytes, size, &catalogue, &err) != 0) {
		HOLDS(!catalogue);
		check_refused(&err);
		return;
	}
	for (size_t i = 0; i < catalogue->count; i++)
		check_permission(catalogue, i);
	int result = catalogue_read(arena, "x.json", catalogue->json, strlen(catalogue->json),
				    &again, &err);
	HOLDS((result == 0) == tells_every_answer(catalogue));
	if (result != 0) {
		HOLDS(!again);
		check_refused(&err);
		HOLDS(catalogue_read_recorded(arena, "x.json", catalogue->json,
					      strlen(catalogue->json), &again, &err) == 0);
	}
	HOLDS(strcmp(catalogue->sha256, again->sha256) == 0 && catalogue->count == again->count);
	const struct plan *plan = plan_make(arena, catalogue, NULL, 0, true);
	for (size_t i = 0; i < plan->count; i++)
		HOLDS(plan->probes[i].permission < catalogue->count && plan->probes[i].excess);
}

/* Names that it lacks are added to the copy alone. */
static struct catalogue *own_catalogue(struct arena *arena)
{
	return arena_copy(arena, stage_catalogue(), sizeof(struct catalogue));
}

static void check_requirement(const struct catalogue *catalogue, const struct profile *profile,
			      size_t index)
{
	const struct requirement *requirement = &profile->requirements[index];
	const struct check *check = &requirement->check;
	const char *const texts[] = { requirement->id,	      requirement->title,
				      requirement->group,     requirement->documented,
				      requirement->rationale, requirement->reference,
				      requirement->where };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		HOLDS(texts[i] && property_is_clean(texts[i]));
	for (size_t i = 0; i < index; i++)
		HOLDS(strcmp(profile->requirements[i].id, requirement->id) != 0);
	HOLDS(requirement->severity < SEVERITY_COUNT && check_kind_find(check->kind));
	HOLDS(!(requirement->mandatory && check_warns(check)));
	for (size_t i = 0; i < check->permission_count; i++)
		HOLDS(check->permissions[i] < catalogue->count);
	for (size_t i = 0; i < requirement->remediation_count; i++)
		HOLDS(*requirement->remediation[i]);
	HOLDS(check->at_least >= 0 && check->at_most >= 0 && check->days >= 0);
}

static void check_accepted(struct arena *arena, struct catalogue *catalogue,
			   const struct profile *profile)
{
	struct error err = { .message = "" };
	struct profile *again = NULL;
	struct profile_diff diff;

	HOLDS(profile->requirement_count > 0);
	for (size_t i = 0; i < profile->requirement_count; i++)
		check_requirement(catalogue, profile, i);
	HOLDS(profile_read(arena, catalogue, "x.json", profile->json, strlen(profile->json), &again,
			   &err) == 0);
	HOLDS(strcmp(profile->sha256, again->sha256) == 0);
	profile_diff(arena, catalogue, profile, again, &diff);
	HOLDS(diff.only_a.count == 0 && diff.only_b.count == 0);
	const struct plan *plan =
		plan_make(arena, catalogue, (const struct profile *const *)&again, 1, false);
	HOLDS(plan->count >= diff.both.count || diff.both.count <= catalogue->count);
}

static void check_profile(struct arena *arena, const char *bytes, size_t size)
{
	struct error err = { .message = "" };
	struct profile *profile = NULL;
	struct profile_lint lint;
	struct catalogue *catalogue = own_catalogue(arena);
	int result = profile_read(arena, catalogue, "x.json", bytes, size, &profile, &err);

	HOLDS((profile != NULL) == (result == 0));
	if (profile)
		check_accepted(arena, catalogue, profile);
	else
		check_refused(&err);
	profile_lint(arena, catalogue, bytes, size, &lint);
	HOLDS((lint.count == 0) == (result == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *bytes = property_text(data, size);

	(void)stage_catalogue();
	check_catalogue(arena, bytes, size);
	check_profile(arena, bytes, size);
	free(bytes);
	arena_free(arena);
	return 0;
}
