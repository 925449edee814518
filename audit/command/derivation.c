#include "audit/command/derivation.h"

#include <string.h>

#include "audit/command/replay.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/model/audit.h"

static int load(struct arena *arena, const char *evidence, struct derivation *out,
		struct error *err)
{
	struct evidence_run *run = NULL;

	if (evidence_load_run(arena, evidence, &run, err) != 0)
		return -1;
	out->tool_version = run->tool_version;
	if (strcmp(run->tool_version, VERSION) != 0)
		return 0;
	return replay_again(arena, evidence, run, NULL, EDITION_INTERNAL, &out->audits, &out->count,
			    err);
}

void derivation_load(struct arena *arena, const char *folder, struct derivation *out)
{
	const char *evidence = arena_printf(arena, "%s/evidence", folder);
	struct error why = { .message = "" };

	*out = (struct derivation){ .count = 0 };
	if (load(arena, evidence, out, &why) != 0)
		*out = (struct derivation){ .trouble = arena_strdup(arena, why.message) };
}

const char *derivation_folder(struct arena *arena, const struct derivation *derivation,
			      size_t number)
{
	return derivation->count == 1
		       ? ""
		       : arena_printf(arena, "%s/", derivation->audits[number]->profile->id);
}

const struct audit *derivation_find(const struct derivation *derivation, const char *folder)
{
	for (size_t i = 0; i < derivation->count; i++) {
		const char *id = derivation->audits[i]->profile->id;
		const size_t length = derivation->count == 1 ? 0 : strlen(id);
		if (strncmp(folder, id, length) == 0 &&
		    strcmp(folder + length, length ? "/" : "") == 0)
			return derivation->audits[i];
	}
	return NULL;
}
