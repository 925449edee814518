/*
 * A whole evidence folder from elsewhere (evidence_folder.h says how it is made from
 * one input): run.json, the log, the bodies. What is loaded is no more than the log
 * tells, a pass names its evidence, and losing an answer never makes one.
 */
#include <stdlib.h>
#include <string.h>

#include "audit/command/replay.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/pull/replay.h"
#include "audit/rules/check/evaluate.h"
#include "audit/syncro/assemble.h"
#include "audit/syncro/intake.h"
#include "tests/fuzz/evidence_folder.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/stage.h"

#define LAST INT64_C(253402300799999) /* of the year 9999 */

static const struct evidence_run elsewhere = { .tool_version = "0",
					       .subdomain = "acme",
					       .base_url = "https://acme.syncromsp.com/api/v1",
					       .started_at = INT64_C(1795508100000),
					       .finished_at = INT64_C(1795508103000),
					       .assessed_at = INT64_C(1795508103000) };

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_input(const struct evidence_input *a, const struct evidence_input *b)
{
	return same_text(a->text, b->text) && (!a->text || same_text(a->name, b->name));
}

static bool same_logo(const struct evidence_logo *a, const struct evidence_logo *b)
{
	if (!a->bytes || !b->bytes)
		return a->bytes == b->bytes;
	return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0 &&
	       same_text(a->name, b->name);
}

/* run.json keeps seconds, and nothing before 1970. */
static bool same_time(int64_t a, int64_t b)
{
	return a < 0 || a > LAST || a / 1000 == b / 1000;
}

static void check_same_run(const struct evidence_run *a, const struct evidence_run *b)
{
	HOLDS(same_text(a->tool_version, b->tool_version));
	HOLDS(same_text(a->subdomain, b->subdomain) && same_text(a->base_url, b->base_url));
	HOLDS(same_time(a->started_at, b->started_at) && same_time(a->finished_at, b->finished_at));
	HOLDS(same_time(a->assessed_at, b->assessed_at));
	HOLDS(a->option_count == b->option_count);
	for (size_t i = 0; i < a->option_count; i++)
		HOLDS(same_text(a->options[i].name, b->options[i].name) &&
		      same_text(a->options[i].text, b->options[i].text) &&
		      a->options[i].bare == b->options[i].bare);
	HOLDS(same_input(&a->catalogue, &b->catalogue));
	HOLDS(a->profile_count == b->profile_count);
	for (size_t i = 0; i < a->profile_count; i++)
		HOLDS(same_input(&a->profiles[i], &b->profiles[i]));
	HOLDS(same_input(&a->attestations, &b->attestations));
	HOLDS(same_input(&a->waivers, &b->waivers) && a->baseline_count == b->baseline_count);
	for (size_t i = 0; i < a->baseline_count; i++)
		HOLDS(same_input(&a->baselines[i], &b->baselines[i]));
	HOLDS(a->history_count == b->history_count);
	for (size_t i = 0; i < a->history_count; i++)
		HOLDS(same_input(&a->history[i], &b->history[i]));
	HOLDS(same_input(&a->brand, &b->brand) && same_logo(&a->logo, &b->logo));
}

/* What was read is written over what it was read from, and read again. */
static const struct evidence_run *check_run(struct arena *arena)
{
	struct error err = { .message = "" };
	struct evidence_run *run = NULL, *again = NULL;

	if (evidence_load_run(arena, stage_folder(), &run, &err) != 0) {
		HOLDS(!run && *err.message && property_is_utf8(err.message, strlen(err.message)));
		return &elsewhere;
	}
	HOLDS(property_is_clean(run->tool_version) && run->profile_count > 0);
	HOLDS(evidence_save_run(stage_place(), run, &err) == 0);
	HOLDS(evidence_load_run(arena, stage_folder(), &again, &err) == 0);
	check_same_run(run, again);
	return run;
}

static void check_finding(const struct audit *audit, const struct finding *finding)
{
	HOLDS(property_is_utf8(finding->summary, strlen(finding->summary)));
	HOLDS(finding->verdict != VERDICT_UNKNOWN || finding->reason != REASON_NONE);
	if (finding->verdict != VERDICT_PASS || finding->proof == PROOF_ATTESTED)
		return;
	HOLDS(audit->account->me.known);
	HOLDS(finding->observation_count > 0);
	for (size_t i = 0; i < finding->observation_count; i++)
		HOLDS(*finding->observations[i].source);
}

static void check_verdicts(struct arena *arena, struct audit *audit, const struct account *account,
			   int64_t assessed_at)
{
	audit->account = account;
	audit->assessed_at = assessed_at;
	evaluate(arena, audit);
	for (size_t i = 0; i < audit->finding_count; i++)
		check_finding(audit, &audit->findings[i]);
	HOLDS(audit->verdict != OVERALL_READY || audit->findings[0].verdict != VERDICT_FAIL ||
	      !audit->findings[0].requirement->mandatory || audit->findings[0].waiver);
}

/* The same log, but that one answer was lost to a fault of the server. */
static struct account *without(struct arena *arena, const struct evidence_folder *folder,
			       const struct account *account, size_t lost)
{
	struct account *damaged = arena_alloc(arena, sizeof *damaged);
	struct error ignored;
	struct intake intake;

	intake_init(&intake, arena, stage_plan());
	for (size_t i = 0; i < account->request_count; i++) {
		struct request request = account->requests[i];
		const struct evidence_part *part = evidence_folder_find(folder, request.body);
		cJSON *body = NULL;
		if (i == lost) {
			request.status = 500;
			request.outcome = OUTCOME_SERVER_ERROR;
			request.body = request.sha256 = "";
		} else if (part) {
			body = json_parse(part->bytes, part->length, &ignored);
		}
		intake_add(&intake, &request, body);
		cJSON_Delete(body);
	}
	damaged->subdomain = account->subdomain;
	damaged->base_url = account->base_url;
	assemble_account(&intake, damaged);
	intake_release(&intake);
	return damaged;
}

static void check_loss(struct arena *arena, const struct evidence_folder *folder,
		       const struct audit *before, size_t lost)
{
	struct audit after = *before;

	if (before->account->requests[lost].outcome != OUTCOME_OK)
		return;
	after.account = without(arena, folder, before->account, lost);
	evaluate(arena, &after);
	for (size_t i = 0; i < after.finding_count; i++)
		HOLDS(after.findings[i].verdict != VERDICT_PASS ||
		      before->findings[i].verdict == VERDICT_PASS);
	HOLDS(after.verdict != OVERALL_READY || before->verdict == OVERALL_READY);
}

/* The account of the folder with this plan; NULL, and a sentence, if it is refused. */
static struct account *load(struct arena *arena, const struct evidence_run *run,
			    const struct plan *plan)
{
	struct error err = { .message = "" };
	struct account *account = NULL;
	int result = replay_account(arena, stage_folder(), run, plan, &account, &err);

	HOLDS((account != NULL) == (result == 0));
	HOLDS(account || (*err.message && property_is_utf8(err.message, strlen(err.message))));
	return account;
}

/* As replay does it: with the inputs that the run recorded. */
static void check_replay(struct arena *arena, const struct evidence_folder *folder,
			 const struct evidence_run *run)
{
	struct error err = { .message = "" };
	struct audit **audits = NULL;
	size_t count = 0;

	if (replay_again(arena, stage_folder(), run, NULL, EDITION_INTERNAL, &audits, &count,
			 &err) != 0) {
		HOLDS(*err.message && property_is_utf8(err.message, strlen(err.message)));
		return;
	}
	HOLDS(count > 0 && count == run->profile_count);
	evidence_folder_check(folder, audits[0]->account);
	for (size_t i = 0; i < count; i++)
		check_verdicts(arena, audits[i], audits[i]->account, run->assessed_at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct evidence_folder folder;
	struct audit audit = *stage_audit();
	struct arena *arena = arena_new();
	char *text = property_text(data, size);

	evidence_folder_write(&folder, text, size);
	struct account *account = load(arena, &elsewhere, stage_plan());
	if (account) {
		evidence_folder_check(&folder, account);
		check_verdicts(arena, &audit, account, elsewhere.assessed_at);
		check_loss(arena, &folder, &audit, size % account->request_count);
	}
	const struct evidence_run *run = check_run(arena);
	if (run != &elsewhere)
		check_replay(arena, &folder, run);
	stage_empty();
	free(text);
	arena_free(arena);
	return 0;
}
