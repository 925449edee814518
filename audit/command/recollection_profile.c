#include "audit/command/recollection_profile.h"

#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/inputs.h"
#include "audit/input/templates.h"
#include "audit/input/yardstick.h"
#include "audit/rules/standing.h"

static bool is_that(const struct profile *profile, const struct results *results)
{
	return strcmp(profile->id, results->profile.id) == 0 &&
	       strcmp(profile->sha256, results->profile.sha256) == 0;
}

static int of_evidence(struct arena *arena, const char *folder, const struct results *results,
		       struct yardsticks *known, struct recollection_profile *out,
		       struct error *err)
{
	const struct inputs_options nothing = { .brand = NULL };
	struct inputs inputs = { .profile_count = 0 };
	struct evidence_run *run = NULL;
	struct audit **audits = NULL;

	if (evidence_load_run(arena, folder, &run, err) != 0 ||
	    inputs_load(arena, &nothing, run, &inputs, err) != 0 ||
	    inputs_audits(arena, &inputs, known, &audits, err) != 0)
		return -1;
	for (size_t i = 0; i < inputs.profile_count; i++) {
		if (!is_that(audits[i]->profile, results))
			continue;
		*out = (struct recollection_profile){ .profile = audits[i]->profile,
						      .brand = audits[i]->presentation.brand,
						      .given = audits[i] };
		return 0;
	}
	return error_set(err, "run.json holds no profile '%s' with the SHA-256 of results.json",
			 results->profile.id);
}

/* Whoever reads it outside has no evidence; the profile may be installed all the same. */
static void of_templates(struct arena *arena, const struct results *results,
			 struct yardsticks *known, struct recollection_profile *out)
{
	struct evidence_input catalogue = { .text = NULL }, file = { .text = NULL };
	const struct yardstick_source source = { &catalogue, false, &file, 1 };
	struct yardstick read = { .catalogue = NULL };
	struct error ignored;

	if (templates_is_path(results->profile.id) ||
	    templates_catalogue(arena, &catalogue, &ignored) != 0 ||
	    templates_profile(arena, results->profile.id, &file, &ignored) != 0 ||
	    yardsticks_find(known, &source, &read, &ignored) != 0)
		return;
	if (is_that(read.profiles[0], results))
		out->profile = read.profiles[0];
}

int recollection_profile(struct arena *arena, const char *report, const struct results *results,
			 struct yardsticks *known, struct recollection_profile *out,
			 struct error *err)
{
	const char *folder = arena_printf(arena, "%s/evidence", report);

	if (access(folder, F_OK) == 0)
		return of_evidence(arena, folder, results, known, out, err) == 0
			       ? 0
			       : error_prepend(err, "'%s'", folder);
	of_templates(arena, results, known, out);
	return 0;
}

static void as_of(struct attested_permissions *attested, int64_t assessed_at)
{
	attested->standing = standing_at(attested->ends_at, assessed_at);
}

void recollection_attested(struct arena *arena, const struct recollection_profile *beside,
			   struct audit *to)
{
	const struct audit *given = beside->given;

	if (!given)
		return;
	if (given->token) {
		to->token = arena_copy(arena, given->token, sizeof *to->token);
		as_of(to->token, to->assessed_at);
	}
	if (given->customers_attested) {
		to->customers_attested = arena_copy(arena, given->customers_attested,
						    sizeof *to->customers_attested);
		to->customers_attested->standing =
			standing_at(to->customers_attested->ends_at, to->assessed_at);
	}
	to->group_attested_count = given->group_attested_count;
	to->groups_attested = arena_copy(arena, given->groups_attested,
					 given->group_attested_count * sizeof *to->groups_attested);
	for (size_t i = 0; i < to->group_attested_count; i++)
		as_of(&to->groups_attested[i], to->assessed_at);
}
