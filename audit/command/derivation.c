#include "audit/command/derivation.h"

#include <string.h>

#include "audit/command/showing.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/inputs.h"
#include "audit/pull/replay.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/plan.h"

struct loading {
	struct arena *arena;
	const struct evidence_run *run;
	struct inputs inputs;
	struct derivation *out;
	struct error *err;
};

/* Nothing is given, so all of it is as recorded. */
static const struct options as_recorded = { .command = COMMAND_REPLAY, .customer = -1 };

static int load_inputs(struct loading *loading)
{
	struct derivation *out = loading->out;
	struct inputs *inputs = &loading->inputs;
	struct error *err = loading->err;
	struct evidence_run told;

	if (inputs_load(loading->arena, &as_recorded, loading->run, inputs, err) != 0 ||
	    inputs_audits(loading->arena, inputs, &out->audits, err) != 0)
		return -1;
	out->count = inputs->profile_count;
	for (size_t i = 0; i < out->count; i++) {
		struct presentation *presentation = &out->audits[i]->presentation;
		presentation->paper =
			strcmp(loading->run->paper, "letter") == 0 ? PAPER_LETTER : PAPER_A4;
		if (showing_choose(&as_recorded, loading->run, presentation, &told, err) != 0)
			return -1;
	}
	return inputs_earlier(loading->arena, &as_recorded, loading->run->subdomain, loading->run,
			      out->audits, inputs, err);
}

static int load_account(struct loading *loading, const char *evidence, struct account **account)
{
	const struct derivation *out = loading->out;
	const struct profile **profiles =
		arena_array(loading->arena, out->count, sizeof(struct profile *));

	for (size_t i = 0; i < out->count; i++)
		profiles[i] = out->audits[i]->profile;
	const struct plan *plan = plan_make(loading->arena, out->audits[0]->catalogue, profiles,
					    out->count, loading->run->write_probes);
	return replay_account(loading->arena, evidence, loading->run, plan, account, loading->err);
}

static int assess(struct loading *loading, const struct account *account)
{
	for (size_t i = 0; i < loading->out->count; i++) {
		struct audit *audit = loading->out->audits[i];
		audit->account = account;
		audit->assessed_at = loading->run->assessed_at;
		evaluate(loading->arena, audit);
		inputs_report_id(&loading->inputs, audit);
		if (inputs_compare(loading->arena, &loading->inputs, audit, loading->err) != 0)
			return -1;
	}
	return 0;
}

static int load(struct loading *loading, const char *evidence)
{
	struct evidence_run *run = NULL;
	struct account *account = NULL;

	if (evidence_load_run(loading->arena, evidence, &run, loading->err) != 0)
		return -1;
	loading->run = run;
	loading->out->tool_version = run->tool_version;
	if (strcmp(run->tool_version, VERSION) != 0)
		return 0;
	return load_inputs(loading) != 0 || load_account(loading, evidence, &account) != 0
		       ? -1
		       : assess(loading, account);
}

void derivation_load(struct arena *arena, const char *folder, struct derivation *out)
{
	struct error why = { .message = "" };
	struct loading loading = { .arena = arena, .out = out, .err = &why };

	*out = (struct derivation){ .count = 0 };
	if (load(&loading, arena_printf(arena, "%s/evidence", folder)) != 0)
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
