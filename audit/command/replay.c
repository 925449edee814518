#include "audit/command/replay.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "audit/command/assessment.h"
#include "audit/command/commands.h"
#include "audit/command/progress.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/input/recorded.h"
#include "audit/pull/replay.h"

static const struct option_row rows[] = {
	{ .group = assessment_inputs },
	{ .group = assessment_presentation },
	/* What was not asked cannot be answered again. */
	{ "write-probes", 0, OPTION_FIELD(OPTION_FLAG, assessment_options, write_probes),
	  .recorded = "true or false", .always = true },
	{ .group = assessment_ending },
	{ .name = NULL },
};

static struct assessment begin(struct arena *arena, const struct options *options,
			       const struct evidence_run *recorded)
{
	return (struct assessment){ .arena = arena,
				    .given = options,
				    .options = options->values,
				    .recorded = recorded,
				    .record = { .subdomain = recorded->subdomain,
						.base_url = recorded->base_url,
						.mtp_provider = recorded->mtp_provider,
						.mtp_base_url = recorded->mtp_base_url } };
}

int replay_again(struct arena *arena, const char *evidence, const struct evidence_run *recorded,
		 const char *brand, enum edition edition, struct audit ***audits, size_t *count,
		 struct error *err)
{
	struct options options = options_usual(arena, rows, replay_command.size);
	struct assessment_options *values = options.values;
	struct assessment assessment = begin(arena, &options, recorded);

	values->inputs.brand = brand;
	if (recorded_take(arena, recorded, &options, err) != 0 ||
	    assessment_load(&assessment, err) != 0)
		return -1;
	for (size_t i = 0; i < assessment.audit_count; i++)
		assessment.audits[i]->presentation.edition = edition;
	if (replay_account(arena, evidence, recorded, assessment.plan, &assessment.account, err) !=
		    0 ||
	    assessment_evaluate(&assessment, recorded->assessed_at, err) != 0)
		return -1;
	*audits = assessment.audits;
	*count = assessment.audit_count;
	return 0;
}

/* What was made for others has none, and a mistyped name is another matter. */
static int check_for_evidence(const char *folder, const char *evidence, struct error *err)
{
	if (access(folder, F_OK) != 0)
		return error_set(err, "'%s': %s", folder, strerror(errno));
	if (access(evidence, F_OK) != 0 && errno == ENOENT)
		return error_set(err,
				 "'%s': holds no evidence: only an internal report can be replayed",
				 folder);
	return 0;
}

static int run(struct invocation *invocation, struct error *err)
{
	struct arena *arena = invocation->arena;
	struct folder *folder = &invocation->folder;
	struct evidence_run *recorded = NULL;
	const char *from = arena_printf(arena, "%s/evidence", invocation->operands[0]);

	if (check_for_evidence(invocation->operands[0], from, err) != 0)
		return -1;
	if (evidence_load_run(arena, from, &recorded, err) != 0 ||
	    recorded_take(arena, recorded, &invocation->options, err) != 0)
		return error_prepend(err, "'%s'", from);
	struct assessment assessment = begin(arena, &invocation->options, recorded);
	assessment.replayed = invocation->operands[0];
	if (assessment_prepare(&assessment, err) != 0)
		return -1;
	progress_stage("reading the evidence");
	if (replay_account(arena, from, recorded, assessment.plan, &assessment.account, err) != 0)
		return error_prepend(err, "'%s'", from);
	if (assessment_reserve(&assessment, folder, err) != 0 ||
	    (folder->evidence.path &&
	     evidence_copy(from, &folder->evidence, assessment.account, err) != 0) ||
	    assessment_assess(&assessment, recorded->assessed_at, err) != 0 ||
	    assessment_write(&assessment, folder, err) != 0)
		return -1;
	invocation->status = assessment_conclude(&assessment, folder);
	return 0;
}

const struct command replay_command = {
	.name = "replay",
	.operand = "FOLDER",
	.summary = "evaluate saved evidence again, offline",
	.rows = rows,
	.size = sizeof(struct assessment_options),
	.run = run,
};
